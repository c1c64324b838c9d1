/// The code of a foreigner who is present and not enrolled, valid six months and renewable.
///
/// One person may hold several: it is linked to the person, never overwritten, when a codice
/// fiscale arrives. In prescriptions it stands in the place of the codice fiscale.
///
/// - Source: D.P.R. 31 agosto 1999, n. 394, art. 43.
public struct CodiceSTP: Hashable, Sendable {
  /// `STP` and thirteen digits.
  public let rawValue: String

  /// Takes `STP` and thirteen digits, in either case and with blanks around them.
  ///
  /// - Throws: ``NumericCodeError``, naming the first rule that failed.
  public init(_ text: String) throws(NumericCodeError) {
    rawValue = try numericCode(text, prefix: "STP", length: 16)
  }

  /// The Region that issued it: three digits of ISTAT.
  public var region: String { RegionalCodeParts.region(of: rawValue) }

  /// The ASL or hospital that issued it: three digits, which mean something within the Region.
  public var asl: String { RegionalCodeParts.asl(of: rawValue) }

  /// The seven digits that the issuer counts up.
  public var progressive: String { RegionalCodeParts.progressive(of: rawValue) }
}

extension CodiceSTP: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs, which shows the issuer only.
  public var description: String { "STP(\(region)\(asl)*******)" }

  /// Hides the code from `dump` and from test failure reports as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The parts that the codes STP and ENI share.
enum RegionalCodeParts {
  static func region(of code: String) -> String { String(code.dropFirst(3).prefix(3)) }

  static func asl(of code: String) -> String { String(code.dropFirst(6).prefix(3)) }

  static func progressive(of code: String) -> String { String(code.suffix(7)) }
}
