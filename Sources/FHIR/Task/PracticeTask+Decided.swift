import Cases
public import Domain

/// What a registry writes into a Task that it keeps.
public struct TaskRegistration: Hashable, Sendable {
  /// The id of the resource.
  public var id: String
  /// Version and time of this version.
  public var meta: ResourceMeta
  /// How far the registry has come.
  public var status: TaskRecord.Status
  /// What was decided; `nil` while it is not.
  public var answer: RegistryAnswer?
  /// Reasons beside those of the answer, such as the rule by which it was reversed.
  public var reasons: [String]
  /// The id of the EpisodeOfCare that was made; `nil` if none.
  public var episode: String?
  /// The exemption that was issued, whose Coverage has the same id; `nil` if none.
  public var esenzione: Identifier<Esenzione>?
  /// The medico of the scelta that was made, which may be the second choice; `nil` if none was made.
  public var medico: Identifier<Medico>?
  /// The name of the registry.
  public var owner: String

  /// Gathers the parts; nothing is checked.
  public init(
    id: String, meta: ResourceMeta, status: TaskRecord.Status, answer: RegistryAnswer? = nil,
    reasons: [String] = [], episode: String? = nil, esenzione: Identifier<Esenzione>? = nil,
    medico: Identifier<Medico>? = nil, owner: String = "anagrafe"
  ) {
    self.id = id
    self.meta = meta
    self.status = status
    self.answer = answer
    self.reasons = reasons
    self.episode = episode
    self.esenzione = esenzione
    self.medico = medico
    self.owner = owner
  }
}

extension PracticeTask {
  /// The Task as a registry serves it: what the desk sent, with what the registry adds.
  ///
  /// - Parameters:
  ///   - body: The body as the desk sent it, or an earlier version of the registry's Task.
  ///   - registration: What the registry adds; replaces what it added before.
  /// - Returns: Canonical bytes; members that this program does not know stay.
  /// - Throws: ``FHIRError`` for a body that is no Task.
  public static func decided(
    _ body: [UInt8], _ registration: TaskRegistration
  ) throws(FHIRError) -> [UInt8] {
    let task = try Element.resource(body, .task)
    let added: [String: JSONValue?] = [
      "businessStatus": .concept(Systems.outcomes, registration.status.outcome),
      "id": .string(registration.id),
      "lastModified": registration.meta.lastUpdated.map { .moment($0) },
      "meta": registration.meta.json(),
      "output": registration.outputs,
      "owner": .reference(identifier: .identifier(Systems.registry, registration.owner)),
      "status": .string(registration.status.code),
      "statusReason": registration.statusReason,
    ]
    var members = task.json.members.filter { !added.keys.contains($0.key) }
    for (key, value) in added {
      guard let value else { continue }
      members.append(JSONObject.Member(key, value))
    }
    return JSONValue.object(JSONObject(members.sorted { $0.key < $1.key })).bytes
  }
}

extension TaskRegistration {
  fileprivate var statusReason: JSONValue? {
    var codes = reasons
    if case .rejected(let decision) = answer {
      codes += decision.findings.filter { $0.severity == .block }.map(\.rule.id)
    }
    guard !codes.isEmpty else { return nil }
    return .element(["coding": .array(codes.map { .coding(Systems.refusalReasons, $0) })])
  }

  fileprivate var outputs: JSONValue? {
    var number: String?
    var day: CivilDate?
    switch answer {
    case .accepted(let protocolNumber, let effectiveDate, _),
      .alreadyAnswered(let protocolNumber, let effectiveDate):
      (number, day) = (protocolNumber, effectiveDate)
    case .rejected, nil: break
    }
    let whole = answer.map { JSONValue.attachment(CaseCoding.encode(answer: $0)) }
    let outputs = [
      TaskParameter.protocolNumber.json("valueString", .text(number)),
      TaskParameter.effectiveDate.json("valueDate", .day(day)),
      TaskParameter.episode.json("valueReference", episode.map { .reference(.episodeOfCare, $0) }),
      TaskParameter.coverage.json(
        "valueReference", esenzione.map { .reference(.coverage, $0.rawValue) }),
      TaskParameter.assignedMedico.json(
        "valueReference", medico.map { .reference(.practitionerRole, $0.rawValue) }),
      TaskParameter.decision.json("valueAttachment", whole),
    ].compactMap { $0 }
    return outputs.isEmpty ? nil : .array(outputs)
  }
}
