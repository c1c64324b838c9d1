import Cases
import Domain

/// What remains of resources for readers who have nothing to do with exemptions.
extension PatientResource {
  /// A Patient without the exemptions of its position; the same bytes where there are none.
  ///
  /// - Throws: ``FHIRError`` for bytes that are no Patient.
  public static func withoutExemptions(_ bytes: [UInt8]) throws(FHIRError) -> [UInt8] {
    let record = try decode(bytes)
    guard record.isWhole, !record.assistito.posizione.esenzioni.isEmpty else { return bytes }
    var assistito = record.assistito
    assistito.posizione.esenzioni = []
    return encode(assistito, meta: record.meta, replacedBy: record.replacedBy)
  }
}

extension PracticeTask {
  /// A Task without anything that tells of an exemption: of a practice on one only that there is such a practice.
  ///
  /// - Throws: ``FHIRError`` for bytes that are no Task.
  public static func withoutExemptions(_ bytes: [UInt8]) throws(FHIRError) -> [UInt8] {
    let task = try Element.resource(bytes, .task)
    switch task.element("code")?.code(in: Systems.operations).flatMap({ OperationCode(rawValue: $0) }) {
    case .esenzioneRilascio, .esenzioneRevoca:
      let hidden = ["focus", "reasonCode", "statusReason"]
      let members = task.json.members.filter { !hidden.contains($0.key) }.compactMap { member in
        switch member.key {
        case "input": JSONObject.Member(member.key, kept(member.value, TaskParameter.author))
        case "output": JSONObject.Member(member.key, kept(member.value, TaskParameter.outcome))
        default: member
        }
      }
      return JSONValue.object(JSONObject(members)).bytes
    case .scelta, .revoca, .ricusazione, .rilascioPin, .tessera:
      guard let practice = try? practice(in: task), !practice.content.assistito.posizione.esenzioni.isEmpty
      else { return bytes }
      let whole = TaskParameter.practice.json(
        "valueAttachment", .attachment(CaseCoding.encode(practice: practice.withoutExemptions)))
      let members = task.json.members.map { member in
        guard member.key == "input" else { return member }
        let others = (member.value.array ?? []).filter { !TaskParameter.practice.names($0) }
        return JSONObject.Member(member.key, .array(others + [whole].compactMap(\.self)))
      }
      return JSONValue.object(JSONObject(members)).bytes
    case .note, nil: return bytes
    }
  }

  private static func kept(_ parameters: JSONValue, _ shown: [TaskParameter]) -> JSONValue {
    .array((parameters.array ?? []).filter { value in shown.contains { $0.names(value) } })
  }
}

extension TaskParameter {
  /// Who did it, and where.
  fileprivate static let author: [TaskParameter] = [
    .operatorName, .role, .desk, .deskKind, .deskAsl, .deskDistretto,
  ]
  /// What came of it, without reasons.
  fileprivate static let outcome: [TaskParameter] = [.protocolNumber, .effectiveDate]

  /// Whether an input or output is of this code.
  fileprivate func names(_ value: JSONValue) -> Bool {
    guard let type = value.object?["type"]?.object else { return false }
    return Element(json: type, path: "").code(in: Systems.parameters) == rawValue
  }
}

extension Practice {
  /// The same practice of a person who has no exemptions.
  fileprivate var withoutExemptions: Practice {
    var content = content
    switch content {
    case .scelta(var scelta):
      scelta.assistito.posizione.esenzioni = []
      content = .scelta(scelta)
    case .revoca(var revoca):
      revoca.assistito.posizione.esenzioni = []
      content = .revoca(revoca)
    case .ricusazione(var ricusazione):
      ricusazione.assistito.posizione.esenzioni = []
      content = .ricusazione(ricusazione)
    case .rilascioPin(var pin):
      pin.assistito.posizione.esenzioni = []
      content = .rilascioPin(pin)
    case .tessera(var tessera):
      tessera.assistito.posizione.esenzioni = []
      content = .tessera(tessera)
    case .esenzioneRilascio, .esenzioneRevoca: break
    }
    return Practice(id: id, content: content, author: author, createdAt: createdAt, partOf: partOf)
  }
}
