import Cases
public import Domain

/// One step of a hand-over of codes as an AuditEvent: who, where, when, for whom; appended, never changed.
public struct AuditEventResource: Hashable, Sendable {
  /// The id that the registry gave.
  public var id: String
  /// Version and time.
  public var meta: ResourceMeta
  /// The operation under which the codes were asked for.
  public var operation: Identifier<Practice>
  /// The number of the hand-over.
  public var handOver: Identifier<CodeHandOver>
  /// The state to which the step led.
  public var state: CodeHandOver
  /// Whose card it is.
  public var person: Identifier<Assistito>
  /// The masked number of the card.
  public var card: String
  /// The masked address of the second half; empty if none was given.
  public var contact: String
  /// The operator and desk.
  public var author: Author
  /// When.
  public var at: Instant

  /// Gathers the parts; nothing is checked.
  public init(
    id: String, meta: ResourceMeta, operation: Identifier<Practice>, handOver: Identifier<CodeHandOver>,
    state: CodeHandOver, person: Identifier<Assistito>, card: String, contact: String, author: Author,
    at: Instant
  ) {
    self.id = id
    self.meta = meta
    self.operation = operation
    self.handOver = handOver
    self.state = state
    self.person = person
    self.card = card
    self.contact = contact
    self.author = author
    self.at = at
  }

  /// The canonical bytes.
  public var bytes: [UInt8] {
    let details: [(String, String)] = [
      ("consegna", handOver.rawValue), ("mostrata", state.wasShown ? "si" : "no"), ("recapito", contact),
      ("seconda-meta", state.second.rawValue), ("stato", state.stage.rawValue), ("tessera", card),
    ]
    return JSONValue.element([
      "action": .string("E"),
      "agent": .list(
        .element([
          "network": .element(["address": .string(author.desk.id.rawValue), "type": .string("1")]),
          "requestor": .boolean(true), "who": author.requester,
        ])),
      "entity": .list(
        .element([
          "detail": .array(
            details.compactMap { type, value in
              JSONValue.text(value).map { .element(["type": .string(type), "valueString": $0]) }
            }),
          "what": .reference(.patient, person.rawValue),
        ]),
        .element(["what": .reference(.task, identifier: .operation(operation))])),
      "id": .string(id),
      "meta": meta.json(),
      "outcome": .string(isFailed ? "4" : "0"),
      "recorded": .moment(at),
      "resourceType": .string(ResourceType.auditEvent.rawValue),
      "source": .element([
        "observer": .reference(identifier: .identifier(Systems.desk, author.desk.id.rawValue))
      ]),
      "subtype": .list(.coding(Systems.operations, OperationCode.rilascioPin.rawValue)),
      "type": .coding(Self.types, "rest"),
    ]).bytes
  }

  private static let types = "http://terminology.hl7.org/CodeSystem/audit-event-type"

  private var isFailed: Bool {
    switch state.second {
    case .notSent, .uncertain: true
    case .kept, .sending, .sent: state.stage == .expired
    }
  }
}

extension AuditEventResource: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the number of the hand-over.
  public var description: String { "AuditEventResource(\(handOver.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
