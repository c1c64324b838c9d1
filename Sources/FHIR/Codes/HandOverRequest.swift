import Cases
public import Domain

/// What a desk asks of a registry by `POST /Device/{card}/$consegna-codici`, as a Parameters resource.
///
/// Source: architecture §6.
public enum HandOverRequest: Hashable, Sendable {
  /// Asks for the first half, in a box for that key; the practice holds where the second one goes, in clear, and is
  /// not kept.
  case prepare(Practice, HandOverKey)
  /// Asks how the hand-over of that operation stands, and changes nothing.
  case ask(Identifier<Practice>)
  /// Says that the citizen has the first half, by the operation under which it was asked for.
  case acknowledge(Identifier<Practice>)

  /// The name of the operation, without the dollar sign.
  public static let operationName = "consegna-codici"

  /// The path for a card.
  public static func path(_ card: NumeroTessera) -> String { "Device/\(card.rawValue)/$\(operationName)" }

  /// The operation: the same name for both steps and every repetition.
  public var operation: Identifier<Practice> {
    switch self {
    case .prepare(let practice, _): practice.id
    case .ask(let operation), .acknowledge(let operation): operation
    }
  }

  /// The canonical bytes.
  public var bytes: [UInt8] {
    let step: CodeHandOver.Step
    var whole: JSONValue?
    var key: JSONValue?
    switch self {
    case .prepare(let practice, let box):
      step = .prepare
      whole = .element([
        "name": .string("caso"), "valueAttachment": .attachment(CaseCoding.encode(practice: practice)),
      ])
      key = .element([
        "name": .string("chiave"), "valueBase64Binary": .string(Base64.encode(box.bytes)),
      ])
    case .ask: step = .wait
    case .acknowledge: step = .acknowledge
    }
    return JSONValue.element([
      "parameter": .list(
        whole,
        key,
        .element(["name": .string("operazione"), "valueUri": .string("urn:uuid:\(operation.rawValue)")]),
        .element(["name": .string("passo"), "valueCode": .string(step.rawValue)])),
      "resourceType": .string(ResourceType.parameters.rawValue),
    ]).bytes
  }

  /// Reads a request.
  ///
  /// - Throws: ``FHIRError``: other bytes, without operation or step, an unknown step, a case that contradicts the
  ///   operation, or no key for the box in which the first half has to travel.
  public init(_ bytes: [UInt8]) throws(FHIRError) {
    let body = try Element.resource(bytes, .parameters)
    let prefix = "urn:uuid:"
    guard let name = body.parameter("operazione")?.text("valueUri"), name.hasPrefix(prefix),
      let operation = Identifier<Practice>(String(name.dropFirst(prefix.count)))
    else { throw body.missing("operazione") }
    switch body.parameter("passo")?.text("valueCode").flatMap({ CodeHandOver.Step(rawValue: $0) }) {
    case .acknowledge: self = .acknowledge(operation)
    case .wait: self = .ask(operation)
    case .prepare:
      guard let data = try body.parameter("caso")?.attachment("valueAttachment") else {
        throw body.missing("caso")
      }
      let practice: Practice
      do { practice = try CaseCoding.decodePractice(data) } catch {
        throw FHIRError(.attachment(error), at: "\(body.path).caso")
      }
      guard practice.id == operation else { throw FHIRError(.contradiction, at: "\(body.path).operazione") }
      guard let bytes = try body.parameter("chiave")?.binary("valueBase64Binary") else {
        throw body.missing("chiave")
      }
      guard let key = HandOverKey(bytes) else { throw FHIRError(.unknownCode, at: "\(body.path).chiave") }
      self = .prepare(practice, key)
    case .record, .duplicate, nil: throw FHIRError(.unknownCode, at: "\(body.path).passo")
    }
  }
}

extension HandOverRequest: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the operation.
  public var description: String { "HandOverRequest(\(operation.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Element {
  /// The parameter of that name.
  func parameter(_ name: String) -> Element? { elements("parameter").first { $0.text("name") == name } }
}
