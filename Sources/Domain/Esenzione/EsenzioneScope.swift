/// Where a code has its meaning: the same code means different things in different regions.
///
/// The key of an exemption is its code and its scope: `E05` of Piemonte is not `E05` of Campania.
public enum EsenzioneScope: Hashable, Sendable {
  /// In the whole country.
  case national
  /// In one region, by its two digits of ISTAT: `09` is Toscana.
  case region(String)
}

extension EsenzioneScope: RawRepresentable {
  /// The word for the whole country in files and on the wire.
  public static let nationalName = "nazionale"

  /// Takes `nazionale` or the two digits of a region, `01` to `20`; nothing else.
  public init?(rawValue: String) {
    if rawValue == Self.nationalName {
      self = .national
      return
    }
    let digits = Array(rawValue.utf8)
    guard digits.count == 2, let number = ASCII.number(digits), (1...20).contains(number) else { return nil }
    self = .region(rawValue)
  }

  /// `nazionale` or the two digits of the region.
  public var rawValue: String {
    switch self {
    case .national: Self.nationalName
    case .region(let digits): digits
    }
  }
}

extension EsenzioneScope {
  /// The key of the name of the region, `esenzione.ambito.<rawValue>`.
  public var messageKey: String { "esenzione.ambito.\(rawValue)" }
}

extension EsenzioneScope: Comparable {
  /// Whether the left one stands earlier: the country, then the regions by their digits.
  public static func < (left: EsenzioneScope, right: EsenzioneScope) -> Bool {
    switch (left, right) {
    case (.national, .region): true
    case (.national, .national), (.region, .national): false
    case (.region(let left), .region(let right)): left < right
    }
  }
}
