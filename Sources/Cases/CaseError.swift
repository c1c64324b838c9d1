public import Domain

/// Why a JSON text is not the case it should be.
///
/// Names the place and the reason, never a value: cases are personal data.
public struct CaseError: Error, Hashable, Sendable {
  /// Where: keys joined by dots and indices in brackets, such as `assistito.scelte[0].start`; empty for
  /// the whole text.
  public let path: String
  /// What is wrong there.
  public let reason: Reason

  /// What can be wrong with a text or one of its values.
  public enum Reason: Hashable, Sendable {
    /// Not JSON; the offset counts bytes from 0.
    case syntax(offset: Int)
    /// Longer than `limit` bytes.
    case tooLarge(limit: Int)
    /// Nested deeper than `limit`.
    case tooDeep(limit: Int)
    /// The same key twice in one object.
    case duplicateKey
    /// A key that means nothing here.
    case unknownKey
    /// A value that has no default.
    case missing
    /// Another JSON type than `expected`.
    case type(expected: String)
    /// A string that is no `expected`, such as `date`.
    case format(expected: String)
    /// None of the words `admitted`.
    case choice(admitted: [String])
    /// A number outside `minimum...maximum`.
    case range(minimum: Int, maximum: Int)
    /// Written by another version of the program.
    case version
    /// A profile that does not exist or cannot be used.
    case unknownProfile
  }

  init(_ reason: Reason, at path: String = "") {
    self.reason = reason
    self.path = path
  }

  /// Broken JSON at an offset in bytes.
  package init(syntaxAt offset: Int) { self.init(.syntax(offset: offset)) }

  /// The same error, one key further out.
  ///
  /// A key that does not look like one of ours may be somebody's name, and is replaced by `?`.
  func under(key: String) -> CaseError {
    let isOurs =
      key.utf8.count <= 40
      && key.utf8.allSatisfy { ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
    return CaseError(reason, at: (isOurs ? key : "?") + continuation)
  }

  /// The same error, one index further out.
  func under(index: Int) -> CaseError { CaseError(reason, at: "[\(index)]" + continuation) }

  private var continuation: String { path.isEmpty || path.hasPrefix("[") ? path : ".\(path)" }
}

extension CaseError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch reason {
    case .syntax: "errore.caso.sintassi"
    case .tooLarge: "errore.caso.lunghezza"
    case .tooDeep: "errore.caso.profondita"
    case .duplicateKey: "errore.caso.doppio"
    case .unknownKey: "errore.caso.sconosciuto"
    case .missing: "errore.caso.mancante"
    case .type: "errore.caso.tipo"
    case .format: "errore.caso.formato"
    case .choice: "errore.caso.scelta"
    case .range: "errore.caso.intervallo"
    case .version: "errore.caso.versione"
    case .unknownProfile: "errore.caso.profilo"
    }
  }

  /// The figures and words of the reason; the path is told apart.
  public var messageArguments: [String] {
    switch reason {
    case .syntax(let offset): [String(offset)]
    case .tooLarge(let limit), .tooDeep(let limit): [String(limit)]
    case .duplicateKey, .unknownKey, .missing, .version, .unknownProfile: []
    case .type(let expected), .format(let expected): [expected]
    case .choice(let admitted): [admitted.joined(separator: ", ")]
    case .range(let minimum, let maximum): [String(minimum), String(maximum)]
    }
  }
}
