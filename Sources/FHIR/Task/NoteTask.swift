import Cases
public import Domain

/// A note of the desk as a Task: a fact that the registry records and does not decide.
public struct NoteTask: Hashable, Sendable {
  /// The operation id, the key against doubles.
  public let operation: Identifier<Practice>
  /// Whom it is about.
  public let person: Identifier<Assistito>
  /// The person's current code; `nil` without any.
  public let code: PersonCode?
  /// The words.
  public let text: String
  /// When it was written.
  public let at: Instant
  /// Who wrote it, and where.
  public let author: Author

  /// Gathers the parts; nothing is checked.
  public init(
    operation: Identifier<Practice>, person: Identifier<Assistito>, code: PersonCode?, text: String,
    at: Instant, author: Author
  ) {
    self.operation = operation
    self.person = person
    self.code = code
    self.text = text
    self.at = at
    self.author = author
  }

  /// The body of the `POST /Task`, canonical.
  public var bytes: [UInt8] {
    JSONValue.element([
      "authoredOn": .moment(at),
      "code": .concept(Systems.operations, OperationCode.note.rawValue),
      "for": .reference(.patient, person.rawValue, identifier: code.map { $0.identifier() }),
      "identifier": .list(.operation(operation)),
      "input": .array(author.inputs),
      "intent": .string("order"),
      "lastModified": .moment(at),
      "note": .list(.element(["text": .string(text), "time": .moment(at)])),
      "priority": .string("routine"),
      "requester": author.requester,
      "resourceType": .string(ResourceType.task.rawValue),
      "status": .string("requested"),
    ]).bytes
  }

  /// Reads a note.
  ///
  /// - Throws: ``FHIRError``: no Task, of another code, or without person, author, time or words.
  public init(_ bytes: [UInt8]) throws(FHIRError) {
    let task = try Element.resource(bytes, .task)
    guard task.element("code")?.code(in: Systems.operations) == OperationCode.note.rawValue else {
      throw FHIRError(.unknownCode, at: "\(task.path).code")
    }
    guard let operation = task.operation.flatMap({ Identifier<Practice>($0) }) else {
      throw task.missing("identifier")
    }
    guard let person = task.referencedID("for", .patient).flatMap({ Identifier<Assistito>($0) }) else {
      throw task.missing("for")
    }
    guard let author = Author(task) else { throw task.missing("input") }
    guard let text = task.elements("note").first?.text("text") else { throw task.missing("note") }
    guard let at = task.moment("authoredOn") else { throw task.missing("authoredOn") }
    let code = task.element("for")?.element("identifier")?.text("value")
    self.init(
      operation: operation, person: person, code: code.flatMap { try? PersonCode.parse($0) }, text: text,
      at: at, author: author)
  }
}

extension NoteTask: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the operation.
  public var description: String { "NoteTask(\(operation.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension PracticeTask {
  /// What a Task asks for; `nil` for a code of another program.
  ///
  /// - Throws: ``FHIRError`` for bytes that are no Task.
  public static func code(in bytes: [UInt8]) throws(FHIRError) -> OperationCode? {
    try Element.resource(bytes, .task).element("code")?.code(in: Systems.operations)
      .flatMap { OperationCode(rawValue: $0) }
  }
}
