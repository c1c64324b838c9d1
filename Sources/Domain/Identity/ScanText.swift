/// The codes that a bar-code or stripe reader in keyboard mode typed.
public enum ScannedCode: Hashable, Sendable {
  /// A codice fiscale, and the number of the card where the stripe gave both.
  case person(CodiceFiscale, tessera: NumeroTessera?)
  /// The number of a card alone.
  case tessera(NumeroTessera)
}

/// Why a burst of keys gives no code.
public enum ScanError: Error, Hashable, Sendable {
  /// There is neither a codice fiscale nor a card: the text may have been typed by hand.
  case nothing
  /// There is a codice fiscale in shape only: read it again.
  case invalid(CodiceFiscaleError)
  /// Two different codes: two cards were read in one go, and nobody can tell whose turn it is.
  case twoPeople
}

extension ScanError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .nothing: "errore.lettura.niente"
    case .invalid: "errore.lettura.codice"
    case .twoPeople: "errore.lettura.due_persone"
    }
  }

  /// None.
  public var messageArguments: [String] { [] }
}

/// Finds the codes in what a reader typed, whatever it puts around them.
///
/// Start and stop signs, AIM prefixes, the sentinels of a magnetic stripe as an Italian keyboard
/// shows them, line ends, and inverted capitals all disappear: only the shape of the two codes
/// counts.
public enum ScanText {
  /// Reads one burst of keys.
  ///
  /// - Parameter burst: All characters of the burst, with or without the line end.
  /// - Returns: The one codice fiscale, the one card number, or both.
  /// - Throws: ``ScanError``, if there is none or more than one.
  /// - Complexity: O(*n*) in the length of `burst`.
  public static func read(_ burst: String) throws(ScanError) -> ScannedCode {
    let bytes = burst.utf8.map(ASCII.uppercased)
    var codes: Set<CodiceFiscale> = []
    var firstError: CodiceFiscaleError?
    for start in bytes.indices.dropLast(15) where looksLikeCodiceFiscale(bytes[start..<start + 16]) {
      do {
        codes.insert(try CodiceFiscale(utf8: bytes[start..<start + 16].span))
      } catch {
        firstError = firstError ?? error
      }
    }
    let tessere = Set(cardNumbers(in: bytes))
    if codes.count > 1 || tessere.count > 1 { throw .twoPeople }
    if let code = codes.first { return .person(code, tessera: tessere.first) }
    if let firstError { throw .invalid(firstError) }
    guard let tessera = tessere.first else { throw .nothing }
    return .tessera(tessera)
  }

  private static func looksLikeCodiceFiscale(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.indices.allSatisfy { CodiceFiscaleAlphabet.admits(bytes[$0], at: $0 - bytes.startIndex) }
  }

  /// The runs of exactly twenty digits that begin as a card does.
  private static func cardNumbers(in bytes: [UInt8]) -> [NumeroTessera] {
    bytes.split { !ASCII.isDigit($0) }
      .filter { $0.count == 20 && $0.starts(with: "80380".utf8) }
      .compactMap { try? NumeroTessera(String(decoding: $0, as: UTF8.self)) }
  }
}
