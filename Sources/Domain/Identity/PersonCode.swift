/// One of the codes by which the health service knows a person.
public enum PersonCode: Hashable, Sendable {
  /// The tax code of sixteen characters.
  case codiceFiscale(CodiceFiscale)
  /// The provisional tax code of eleven digits.
  case provvisorio(CodiceProvvisorio)
  /// The code of a foreigner present and not enrolled.
  case stp(CodiceSTP)
  /// The code of a citizen of the European Union who is not enrolled.
  case eni(CodiceENI)

  /// Reads any of the four kinds.
  ///
  /// `STP` or `ENI` with a digit behind it, and a text of digits only, say which kind is meant; the
  /// rest is taken for a codice fiscale.
  ///
  /// - Parameter text: What the operator typed or the card reader delivered.
  /// - Returns: The code in its canonical form.
  /// - Throws: ``PersonCodeError``, naming the kind that was tried and the first rule that failed.
  public static func parse(_ text: String) throws(PersonCodeError) -> PersonCode {
    let bytes = ASCII.canonical(text)
    if bytes.isEmpty { throw .empty }
    if bytes.count > 3, ASCII.isDigit(bytes[3]) {
      if bytes.starts(with: "STP".utf8) {
        do { return .stp(try CodiceSTP(text)) } catch { throw .stp(error) }
      }
      if bytes.starts(with: "ENI".utf8) {
        do { return .eni(try CodiceENI(text)) } catch { throw .eni(error) }
      }
    }
    if ASCII.isDigit(bytes[0]) {
      do { return .provvisorio(try CodiceProvvisorio(text)) } catch { throw .provvisorio(error) }
    }
    do { return .codiceFiscale(try CodiceFiscale(text)) } catch { throw .codiceFiscale(error) }
  }

  /// The canonical text, as stored and as sent to the registry.
  public var rawValue: String {
    switch self {
    case .codiceFiscale(let code): code.rawValue
    case .provvisorio(let code): code.rawValue
    case .stp(let code): code.rawValue
    case .eni(let code): code.rawValue
    }
  }

  /// The codice fiscale, if it is one.
  public var codiceFiscale: CodiceFiscale? {
    if case .codiceFiscale(let code) = self { return code }
    return nil
  }
}

extension PersonCode: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs.
  public var description: String {
    switch self {
    case .codiceFiscale(let code): code.description
    case .provvisorio(let code): code.description
    case .stp(let code): code.description
    case .eni(let code): code.description
    }
  }

  /// Hides the code from `dump` and from test failure reports as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a text is none of the codes of a person.
public enum PersonCodeError: Error, Hashable, Sendable {
  /// There is no character.
  case empty
  /// It was taken for a codice fiscale.
  case codiceFiscale(CodiceFiscaleError)
  /// It begins with a digit and was taken for a provisional code.
  case provvisorio(NumericCodeError)
  /// It begins with `STP` and a digit.
  case stp(NumericCodeError)
  /// It begins with `ENI` and a digit.
  case eni(NumericCodeError)
}

extension PersonCodeError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .empty: "errore.codice.vuoto"
    case .codiceFiscale(let error): error.messageKey
    case .provvisorio(.length): "errore.provvisorio.lunghezza"
    case .provvisorio(let error), .stp(let error), .eni(let error): error.messageKey
    }
  }

  /// The arguments of the rule that failed.
  public var messageArguments: [String] {
    switch self {
    case .empty: []
    case .codiceFiscale(let error): error.messageArguments
    case .provvisorio(let error), .stp(let error), .eni(let error): error.messageArguments
    }
  }
}
