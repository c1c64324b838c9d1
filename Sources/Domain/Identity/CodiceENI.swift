/// The code of a citizen of the European Union who is not enrolled and has no cover.
///
/// Built like a ``CodiceSTP``. Several Regions give it, each for its own territory.
public struct CodiceENI: Hashable, Sendable {
  /// `ENI` and thirteen digits.
  public let rawValue: String

  /// Takes `ENI` and thirteen digits, in either case and with blanks around them.
  ///
  /// - Throws: ``NumericCodeError``, naming the first rule that failed.
  public init(_ text: String) throws(NumericCodeError) {
    rawValue = try numericCode(text, prefix: "ENI", length: 16)
  }

  /// The Region that issued it: three digits of ISTAT.
  public var region: String { RegionalCodeParts.region(of: rawValue) }

  /// The ASL or hospital that issued it: three digits, which mean something within the Region.
  public var asl: String { RegionalCodeParts.asl(of: rawValue) }

  /// The seven digits that the issuer counts up.
  public var progressive: String { RegionalCodeParts.progressive(of: rawValue) }
}

extension CodiceENI: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs, which shows the issuer only.
  public var description: String { "ENI(\(region)\(asl)*******)" }

  /// Hides the code from `dump` and from test failure reports as well.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
