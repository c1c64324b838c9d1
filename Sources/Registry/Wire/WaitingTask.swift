import Cases
import Domain
import FHIR

/// The Task of a practice that came from elsewhere, such as the portal: nobody here has its case.
enum WaitingTask {
  static func body(
    _ operation: Identifier<Practice>, entry: HistoryEntry, person: Identifier<Assistito>?
  ) -> [UInt8] {
    var members: [JSONObject.Member] = [
      .init("authoredOn", .string(FHIRInstant.text(entry.at))),
      .init("code", concept("operazioni-sportello", OperationCode(entry.kind).rawValue)),
    ]
    if let person {
      members.append(.init("for", object(["reference": .string("Patient/\(person.rawValue)")])))
    }
    members += [
      .init(
        "identifier",
        .array([
          object([
            "system": .string("urn:ietf:rfc:3986"), "use": .string("official"),
            "value": .string("urn:uuid:\(operation.rawValue)"),
          ])
        ])),
      .init("intent", .string("order")),
      .init(
        "requester",
        object([
          "display": .string(entry.desk),
          "identifier": object([
            "system": .string("\(Systems.own)/sid/operatore"), "value": .string(entry.operatorName),
          ]),
        ])),
      .init("resourceType", .string("Task")),
      .init("status", .string("requested")),
    ]
    var writer = JSONWriter()
    writer.value(.object(JSONObject(members)))
    return writer.bytes
  }

  private static func concept(_ system: String, _ code: String) -> JSONValue {
    object([
      "coding": .array([
        object(["code": .string(code), "system": .string("\(Systems.own)/CodeSystem/\(system)")])
      ])
    ])
  }

  private static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(JSONObject(members.map { JSONObject.Member($0.key, $0.value) }))
  }
}
