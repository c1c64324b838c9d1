import Cases
public import Domain

/// A practice as the body of a `POST /Task`, and back.
///
/// Source: registry-sync §3.3 and §3.4.
public enum PracticeTask {
  /// Writes the body that travels, to be frozen before it is sent for the first time.
  ///
  /// The whole practice stands in the input `caso`; everything else is written from it, for registries that
  /// read no attachments and for people who read the Task.
  ///
  /// - Parameters:
  ///   - practice: What was confirmed.
  ///   - seen: What the desk had before its eyes.
  ///   - clockUncertainty: By how many milliseconds the desk's clock may be wrong.
  /// - Returns: Canonical bytes: the same practice gives the same body.
  public static func encode(
    _ practice: Practice, seen: SeenVersions = SeenVersions(), clockUncertainty: Int = 0
  ) -> [UInt8] {
    task(practice, CaseCoding.encode(practice: practice), seen, clockUncertainty).bytes
  }

  /// Reads the practice of a body: of a Task, or of the bare practice that desks stored before there were Tasks.
  ///
  /// - Throws: ``FHIRError``: no Task, none of a practice, no case in it, or a case that contradicts the
  ///   Task's own operation id or code.
  public static func practice(in bytes: [UInt8]) throws(FHIRError) -> Practice {
    let task: Element
    do { task = try Element.resource(bytes, .task) } catch {
      // Bare practices are few: most bodies are read only once this way.
      if let practice = try? CaseCoding.decodePractice(bytes) { return practice }
      throw error
    }
    return try practice(in: task)
  }

  /// The body as a Task: itself, or a bare practice of an older desk wrapped into one.
  ///
  /// The practice stands in the Task byte by byte as the desk stored it.
  ///
  /// - Throws: ``FHIRError`` for bytes that are neither.
  public static func lifted(_ bytes: [UInt8]) throws(FHIRError) -> [UInt8] {
    if let practice = try? CaseCoding.decodePractice(bytes) {
      return task(practice, bytes, SeenVersions(), nil).bytes
    }
    _ = try practice(in: bytes)
    return bytes
  }

  /// What the desk had before its eyes, as far as the Task tells.
  ///
  /// - Throws: ``FHIRError`` for bytes that are no Task.
  public static func seen(in bytes: [UInt8]) throws(FHIRError) -> SeenVersions {
    let task = try Element.resource(bytes, .task)
    return SeenVersions(
      person: task.input(.seenPerson)?.text("valueString"),
      panel: task.input(.seenPanel)?.text("valueString"),
      places: task.input(.seenPlaces)?.integer("valueInteger"))
  }

  static func practice(in task: Element) throws(FHIRError) -> Practice {
    guard let code = task.element("code")?.code(in: Systems.operations) else {
      throw task.missing("code")
    }
    guard let kind = OperationCode(rawValue: code)?.practiceKind else {
      throw FHIRError(.unknownCode, at: "\(task.path).code")
    }
    guard let input = task.input(.practice), let bytes = try input.attachment("valueAttachment") else {
      throw task.missing("input")
    }
    let practice: Practice
    do { practice = try CaseCoding.decodePractice(bytes) } catch {
      throw FHIRError(.attachment(error), at: "\(task.path).input")
    }
    guard practice.content.kind == kind else { throw FHIRError(.contradiction, at: "\(task.path).code") }
    guard task.operation == practice.id.rawValue else {
      throw FHIRError(.contradiction, at: "\(task.path).identifier")
    }
    return practice
  }

  private static func task(
    _ practice: Practice, _ bytes: [UInt8], _ seen: SeenVersions, _ clockUncertainty: Int?
  ) -> JSONValue {
    let content = practice.content
    let shared: [JSONValue?] = [
      TaskParameter.seenPerson.json("valueString", .text(seen.person)),
      TaskParameter.seenPanel.json("valueString", .text(seen.panel)),
      TaskParameter.seenPlaces.json("valueInteger", seen.places.map { .integer($0) }),
      TaskParameter.clockUncertainty.json("valueInteger", clockUncertainty.map { .integer($0) }),
    ]
    let whole = TaskParameter.practice.json("valueAttachment", .attachment(bytes))
    return .element([
      "authoredOn": .moment(practice.createdAt),
      "code": .concept(Systems.operations, OperationCode(content.kind).rawValue),
      "focus": content.focus,
      "for": content.assistito.taskReference,
      "identifier": .list(.operation(practice.id)),
      "input": .array(content.inputs + (shared + [whole]).compactMap { $0 } + practice.author.inputs),
      "intent": .string("order"),
      "lastModified": .moment(practice.createdAt),
      "partOf": practice.partOf.map {
        .list(.reference(.task, identifier: .operation($0)))
      },
      "priority": .string("routine"),
      "reasonCode": content.reasonText.map { .element(["text": .string($0)]) },
      "requester": content.requester ?? practice.author.requester,
      "resourceType": .string(ResourceType.task.rawValue),
      "status": .string("requested"),
    ])
  }
}

extension JSONValue {
  static func operation(_ id: Identifier<Practice>) -> JSONValue {
    .identifier(Systems.uri, "urn:uuid:\(id.rawValue)", use: "official")
  }
}

extension Element {
  /// The operation id of a Task, without `urn:uuid:`; `nil` if it has none.
  var operation: String? {
    let prefix = "urn:uuid:"
    let values = elements("identifier").filter { $0.text("system") == Systems.uri }
      .compactMap { $0.text("value") }
    guard let value = values.first(where: { $0.hasPrefix(prefix) }) else { return nil }
    return value.utf8.count > prefix.utf8.count ? String(value.dropFirst(prefix.count)) : nil
  }
}

extension Assistito {
  /// The reference to the person of a Task: by id, and by the current code for registries with other ids.
  var taskReference: JSONValue {
    .reference(.patient, id.rawValue, identifier: identity.currentCode.map { $0.identifier() })
  }
}
