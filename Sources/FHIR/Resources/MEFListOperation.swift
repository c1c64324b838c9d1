import Cases
public import Domain

/// The question whether somebody stands on the list of the Sistema TS, as an operation on a Patient.
///
/// Code and answer travel as Parameters in the bodies: what somebody earns is in no address that a server on the way
/// writes down. An answer that cannot be read is none: nobody is taken for missing from the list in error.
///
/// - Source: esenzioni, ER-17, ER-19 and ER-29; registry-sync §3.5 for the form.
public enum MEFListOperation {
  /// The last segment of the path, behind the id of the Patient.
  public static let name = "$elenco-mef"

  /// The words of the list; nothing else is an answer.
  private enum Outcome: String {
    case notAsked = "non-chiesto"
    case notListed = "assente"
    case listed = "presente"
    case unavailable = "non-disponibile"
    case error = "errore"
  }

  /// Writes the question.
  ///
  /// - Parameter code: The national code of income that is asked for; `nil` for any.
  /// - Returns: Canonical bytes.
  public static func encode(question code: CodiceEsenzione?) -> [UInt8] {
    parameters([code.map { parameter("codice", "valueCode", .string($0.rawValue)) }])
  }

  /// Reads the question.
  ///
  /// - Returns: The code that is asked for; `nil` for any.
  /// - Throws: ``FHIRError``: no Parameters, or a code of no known shape.
  public static func question(_ bytes: [UInt8]) throws(FHIRError) -> CodiceEsenzione? {
    let question = try Element.resource(bytes, .parameters)
    guard let parameter = question.parameter("codice") else { return nil }
    guard let code = parameter.text("valueCode").flatMap({ CodiceEsenzione($0) }) else {
      throw parameter.malformed("valueCode", "code")
    }
    return code
  }

  /// Writes the answer; an entry without a last day is written without one.
  ///
  /// - Returns: Canonical bytes.
  public static func encode(answer: MEFAnswer) -> [UInt8] {
    switch answer {
    case .notAsked: parameters([outcome(.notAsked)])
    case .notListed: parameters([outcome(.notListed)])
    case .unavailable: parameters([outcome(.unavailable)])
    case .error(let code):
      parameters([outcome(.error), parameter("codice-errore", "valueString", .text(code))])
    case .listed(let code, let until):
      parameters([
        outcome(.listed), parameter("codice", "valueCode", .string(code.rawValue)),
        until == .latest ? nil : parameter("fino-al", "valueDate", .day(until)),
      ])
    }
  }

  /// Reads the answer.
  ///
  /// - Throws: ``FHIRError``: no Parameters, no outcome or one without meaning here, or an entry without its code.
  public static func answer(_ bytes: [UInt8]) throws(FHIRError) -> MEFAnswer {
    let answer = try Element.resource(bytes, .parameters)
    guard let word = answer.parameter("esito")?.text("valueCode") else { throw answer.missing("esito") }
    guard let outcome = Outcome(rawValue: word) else {
      throw FHIRError(.unknownCode, at: "\(answer.path).esito")
    }
    switch outcome {
    case .notAsked: return .notAsked
    case .notListed: return .notListed
    case .unavailable: return .unavailable
    case .error: return .error(answer.parameter("codice-errore")?.text("valueString") ?? "")
    case .listed:
      guard let code = answer.parameter("codice")?.text("valueCode").flatMap({ CodiceEsenzione($0) }) else {
        throw answer.missing("codice")
      }
      guard let until = answer.parameter("fino-al") else { return .listed(code, until: .latest) }
      guard let day = until.day("valueDate") else { throw until.malformed("valueDate", "date") }
      return .listed(code, until: day)
    }
  }

  private static func outcome(_ outcome: Outcome) -> JSONValue {
    parameter("esito", "valueCode", .string(outcome.rawValue))
  }

  private static func parameter(_ name: String, _ key: String, _ value: JSONValue?) -> JSONValue {
    .element(["name": .string(name), key: value])
  }

  private static func parameters(_ parameters: [JSONValue?]) -> [UInt8] {
    JSONValue.element([
      "parameter": .array(parameters.compactMap(\.self)),
      "resourceType": .string(ResourceType.parameters.rawValue),
    ]).bytes
  }
}
