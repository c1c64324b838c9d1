import Cases
public import Domain

/// How a hand-over of codes stands, as a registry tells it.
///
/// The codes of the first half are told once, and only in a box that nobody on the way can open.
public struct HandOverReply: Hashable, Sendable {
  /// The number under which the registry keeps it.
  public let id: Identifier<CodeHandOver>
  /// Where it stands, and so what comes next.
  public let handOver: CodeHandOver
  /// Until when the desk may acknowledge.
  public let until: Instant
  /// The first half, sealed for the key of the request: ``CodeLines`` inside; `nil` where none is told.
  public let box: [UInt8]?

  /// The parameter that holds the box.
  private static let firstHalf = "prima-meta"

  /// Gathers the parts; nothing is checked.
  public init(
    id: Identifier<CodeHandOver>, handOver: CodeHandOver, until: Instant, box: [UInt8]? = nil
  ) {
    self.id = id
    self.handOver = handOver
    self.until = until
    self.box = box
  }

  /// The canonical bytes: a Parameters resource.
  public var bytes: [UInt8] {
    JSONValue.element([
      "parameter": .list(
        .element(["name": .string("consegna"), "valueString": .string(id.rawValue)]),
        .element(["name": .string("stato"), "valueCode": .string(handOver.stage.rawValue)]),
        .element(["name": .string("mostrata"), "valueBoolean": .boolean(handOver.wasShown)]),
        .element(["name": .string("seconda-meta"), "valueCode": .string(handOver.second.rawValue)]),
        .element(["name": .string("prossimo"), "valueCode": .string(handOver.next.rawValue)]),
        .element(["name": .string("entro"), "valueInstant": .moment(until)]),
        box.map {
          .element([
            "name": .string(Self.firstHalf), "valueBase64Binary": .string(Base64.encode($0)),
          ])
        }),
      "resourceType": .string(ResourceType.parameters.rawValue),
    ]).bytes
  }

  /// Reads an answer; what is in the box nobody can tell here.
  ///
  /// - Throws: ``FHIRError`` for other bytes, a state that cannot be, and a first half that is no bytes.
  public init(_ bytes: [UInt8]) throws(FHIRError) {
    let body = try Element.resource(bytes, .parameters)
    guard let id = body.parameter("consegna")?.text("valueString").flatMap({ Identifier<CodeHandOver>($0) })
    else { throw body.missing("consegna") }
    guard let until = body.parameter("entro")?.moment("valueInstant") else { throw body.missing("entro") }
    guard
      let stage = body.parameter("stato")?.text("valueCode").flatMap({ CodeHandOver.Stage(rawValue: $0) }),
      let second = body.parameter("seconda-meta")?.text("valueCode")
        .flatMap({ CodeHandOver.SecondHalf(rawValue: $0) }),
      let wasShown = body.parameter("mostrata")?.flag("valueBoolean")
    else { throw body.missing("stato") }
    guard let handOver = CodeHandOver(stage: stage, wasShown: wasShown, second: second) else {
      throw FHIRError(.contradiction, at: "\(body.path).stato")
    }
    var box: [UInt8]?
    if let half = body.parameter(Self.firstHalf) {
      box = try half.binary("valueBase64Binary")
      guard box != nil else { throw half.missing("valueBase64Binary") }
    }
    self.init(id: id, handOver: handOver, until: until, box: box)
  }
}
