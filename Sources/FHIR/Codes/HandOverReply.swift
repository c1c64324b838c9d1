import Cases
public import Domain

/// How a hand-over of codes stands, as a registry tells it.
///
/// The codes of the first half stand in the body only, once, and ``CodeFields`` alone touches them there.
public struct HandOverReply: Hashable, Sendable {
  /// The number under which the registry keeps it.
  public let id: Identifier<CodeHandOver>
  /// Where it stands, and so what comes next.
  public let handOver: CodeHandOver
  /// Until when the desk may acknowledge.
  public let until: Instant

  /// Gathers the parts; nothing is checked.
  public init(id: Identifier<CodeHandOver>, handOver: CodeHandOver, until: Instant) {
    self.id = id
    self.handOver = handOver
    self.until = until
  }

  /// The canonical bytes, with room for codes of the first half.
  ///
  /// - Parameter lengths: How many bytes each code has; zeros stand there until ``CodeFields`` fills them in.
  /// - Returns: A Parameters resource; without lengths it has no first half.
  public func bytes(room lengths: [(name: CodeName, count: Int)] = []) -> [UInt8] {
    let half = lengths.map { name, count in
      JSONValue.element([
        "name": .string(name.rawValue), "valueString": .string(String(repeating: "0", count: count)),
      ])
    }
    return JSONValue.element([
      "parameter": .list(
        .element(["name": .string("consegna"), "valueString": .string(id.rawValue)]),
        .element(["name": .string("stato"), "valueCode": .string(handOver.stage.rawValue)]),
        .element(["name": .string("mostrata"), "valueBoolean": .boolean(handOver.wasShown)]),
        .element(["name": .string("seconda-meta"), "valueCode": .string(handOver.second.rawValue)]),
        .element(["name": .string("prossimo"), "valueCode": .string(handOver.next.rawValue)]),
        .element(["name": .string("entro"), "valueInstant": .moment(until)]),
        half.isEmpty
          ? nil : .element(["name": .string(CodeFields.firstHalf), "part": .array(half)])),
      "resourceType": .string(ResourceType.parameters.rawValue),
    ]).bytes
  }

  /// Reads everything but codes, which have to be taken out before.
  ///
  /// - Throws: ``FHIRError`` for other bytes, and for a state that cannot be.
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
    self.init(id: id, handOver: handOver, until: until)
  }
}
