/// An e-mail address to which the second half of codes may go.
public struct EmailAddress: Hashable, Sendable {
  /// The address, its domain in lower case.
  public let rawValue: String

  /// Takes an address as it was typed, with blanks around it.
  ///
  /// - Parameter text: One `@`, something before it, a domain with a dot behind it; 254 characters of ASCII at most.
  /// - Throws: ``ContactError``, which never carries the text.
  /// - Source: pin-fse A8.
  public init(_ text: String) throws(ContactError) {
    var bytes = Array(text.utf8.drop(while: ASCII.isBlank))
    while let last = bytes.last, ASCII.isBlank(last) { bytes.removeLast() }
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= 254 else { throw .tooLong }
    guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .email }
    let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, let local = parts.first, let domain = parts.last,
      (1...64).contains(local.count)
    else { throw .email }
    let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy(Self.isLabel) else { throw .email }
    rawValue = String(decoding: local, as: UTF8.self) + "@" + Self.lowercased(domain)
  }

  /// The part behind the `@`.
  public var domain: String {
    rawValue.firstIndex(of: "@").map { String(rawValue[rawValue.index(after: $0)...]) } ?? ""
  }

  /// First letters only: `g***@e***.it`.
  public var masked: String {
    let ending = domain.split(separator: ".").last ?? ""
    return "\(rawValue.prefix(1))***@\(domain.prefix(1))***.\(ending)"
  }

  /// Whether it looks like certified mail (PEC), which fetches no unsigned messages in many settings.
  ///
  /// A guess by the usual names of providers; it warns and never refuses.
  public var looksCertified: Bool {
    let labels = domain.split(separator: ".")
    return labels.contains { $0 == "pec" || $0.hasSuffix("pec") || $0.hasPrefix("pec") }
      || domain.contains("legalmail") || domain.contains("postacert")
  }

  /// Whether it lies in one of `domains` or under it; upper and lower case are alike.
  public func isIn(_ domains: [String]) -> Bool {
    domains.contains { listed in
      let name = Self.lowercased(Array(listed.utf8)[...])
      return domain == name || domain.hasSuffix(".\(name)")
    }
  }

  private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
      && label.allSatisfy { $0 == hyphen || ASCII.isDigit($0) || ASCII.isUpper(ASCII.uppercased($0)) }
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { ASCII.isUpper($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}

extension EmailAddress: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of the address.
  public var description: String { "EmailAddress" }

  /// Hides the address from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
