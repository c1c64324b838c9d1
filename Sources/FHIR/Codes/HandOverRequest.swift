import Cases
public import Domain

/// What a desk asks of a registry by `POST /Device/{card}/$consegna-codici`, as a Parameters resource.
///
/// Source: architecture §6.
public enum HandOverRequest: Hashable, Sendable {
  /// Asks for the first half; the practice holds where the second one goes, in clear, and is not kept.
  case prepare(Practice)
  /// Says that the citizen has the first half, by the operation under which it was asked for.
  case acknowledge(Identifier<Practice>)

  /// The path for a card.
  public static func path(_ card: NumeroTessera) -> String { "Device/\(card.rawValue)/$consegna-codici" }

  /// The operation: the same name for both steps and every repetition.
  public var operation: Identifier<Practice> {
    switch self {
    case .prepare(let practice): practice.id
    case .acknowledge(let operation): operation
    }
  }

  /// The canonical bytes.
  public var bytes: [UInt8] {
    let step: CodeHandOver.Step
    var whole: JSONValue?
    switch self {
    case .prepare(let practice):
      step = .prepare
      whole = .element([
        "name": .string("caso"), "valueAttachment": .attachment(CaseCoding.encode(practice: practice)),
      ])
    case .acknowledge: step = .acknowledge
    }
    return JSONValue.element([
      "parameter": .list(
        whole,
        .element(["name": .string("operazione"), "valueUri": .string("urn:uuid:\(operation.rawValue)")]),
        .element(["name": .string("passo"), "valueCode": .string(step.rawValue)])),
      "resourceType": .string(ResourceType.parameters.rawValue),
    ]).bytes
  }

  /// Reads a request.
  ///
  /// - Throws: ``FHIRError``: other bytes, without operation or step, an unknown step, or a case that contradicts the
  ///   operation.
  public init(_ bytes: [UInt8]) throws(FHIRError) {
    let body = try Element.resource(bytes, .parameters)
    let prefix = "urn:uuid:"
    guard let name = body.parameter("operazione")?.text("valueUri"), name.hasPrefix(prefix),
      let operation = Identifier<Practice>(String(name.dropFirst(prefix.count)))
    else { throw body.missing("operazione") }
    switch body.parameter("passo")?.text("valueCode").flatMap({ CodeHandOver.Step(rawValue: $0) }) {
    case .acknowledge: self = .acknowledge(operation)
    case .prepare:
      guard let data = try body.parameter("caso")?.attachment("valueAttachment") else {
        throw body.missing("caso")
      }
      let practice: Practice
      do { practice = try CaseCoding.decodePractice(data) } catch {
        throw FHIRError(.attachment(error), at: "\(body.path).caso")
      }
      guard practice.id == operation else { throw FHIRError(.contradiction, at: "\(body.path).operazione") }
      self = .prepare(practice)
    case .wait, .record, .duplicate, nil: throw FHIRError(.unknownCode, at: "\(body.path).passo")
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
