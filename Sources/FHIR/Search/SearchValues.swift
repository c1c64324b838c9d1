public import Domain

/// A value of a token parameter: `code`, `system|code`, `system|` or `|code`.
public struct SearchToken: Hashable, Sendable {
  /// The system; `nil` for any, "" for none.
  public var system: String?
  /// The code; `nil` for any of the system.
  public var value: String?

  /// Gathers the parts.
  public init(system: String? = nil, value: String?) {
    self.system = system
    self.value = value
  }

  /// Reads a value; `nil` for one with neither system nor code.
  init?(_ text: String) {
    guard let bar = text.firstIndex(of: "|") else {
      guard !text.isEmpty else { return nil }
      self.init(value: text)
      return
    }
    let value = String(text[text.index(after: bar)...])
    self.init(system: String(text[..<bar]), value: value.isEmpty ? nil : value)
    if system == "", self.value == nil { return nil }
  }

  /// As it stands in a query, before escapes.
  public var text: String {
    guard let system else { return value ?? "" }
    return "\(system)|\(value ?? "")"
  }

  /// Whether the token asks for a code of a system, in either generation of its URI.
  public func matches(_ name: Systems.Name) -> Bool { system == nil || name.matches(system) }
}

/// How a date is compared.
public enum SearchPrefix: String, CaseIterable, Hashable, Sendable {
  case equal = "eq"
  case notEqual = "ne"
  case greater = "gt"
  case less = "lt"
  case greaterOrEqual = "ge"
  case lessOrEqual = "le"
  case startsAfter = "sa"
  case endsBefore = "eb"
  case approximate = "ap"

  /// Compares a point with a range whose last is exclusive.
  func holds<Point: Comparable>(_ point: Point, _ range: Range<Point>) -> Bool {
    switch self {
    case .equal, .approximate: range.contains(point)
    case .notEqual: !range.contains(point)
    case .greater, .startsAfter: point >= range.upperBound
    case .less, .endsBefore: point < range.lowerBound
    case .greaterOrEqual: point >= range.lowerBound
    case .lessOrEqual: point < range.upperBound
    }
  }
}

/// A value of a date parameter: a prefix, and a year, month, day or moment.
public struct SearchDate: Hashable, Sendable {
  /// How it is compared.
  public let prefix: SearchPrefix
  /// The date as written, without the prefix.
  public let text: String
  /// The moments that it covers, the last exclusive; days are those of Italy.
  public let range: Range<Instant>

  /// Compares with a moment.
  public init(_ prefix: SearchPrefix, _ instant: Instant) {
    self.prefix = prefix
    text = FHIRInstant.text(instant)
    range = instant..<(instant + .milliseconds(1))
  }

  /// Compares with a day.
  public init(_ prefix: SearchPrefix, _ day: CivilDate) {
    self.prefix = prefix
    text = day.iso
    range =
      RomeTime(date: day, time: .midnight)
      .instant..<RomeTime(date: day.adding(days: 1), time: .midnight).instant
  }

  /// Reads a value; `nil` if it is no date.
  init?(_ text: String) {
    let prefix = SearchPrefix(rawValue: String(text.prefix(2)))
    let date = prefix == nil ? text : String(text.dropFirst(2))
    guard let range = FHIRInstant.range(date) else { return nil }
    self.prefix = prefix ?? .equal
    self.text = date
    self.range = range
  }

  /// Whether a moment satisfies it.
  public func holds(_ instant: Instant) -> Bool { prefix.holds(instant, range) }

  /// Whether a day satisfies it.
  public func holds(_ day: CivilDate) -> Bool { prefix.holds(day, days) }

  /// The days that it covers, the last exclusive; of a moment its day in Italy.
  public var days: Range<CivilDate> {
    if let days = FHIRInstant.days(text) { return days }
    let day = range.lowerBound.romeDate
    return day..<day.adding(days: 1)
  }

  /// As it stands in a query, before escapes.
  public var written: String { (prefix == .equal ? "" : prefix.rawValue) + text }
}

/// A value of a string parameter.
public struct SearchText: Hashable, Sendable {
  /// How texts are compared.
  public enum Modifier: String, CaseIterable, Hashable, Sendable {
    /// The beginning, without regard to accents and case.
    case starts = ""
    /// Anywhere, without regard to accents and case.
    case contains
    /// The whole, letter by letter.
    case exact
  }

  /// The letters looked for.
  public var text: String
  /// How they are compared.
  public var modifier: Modifier

  /// Gathers the parts.
  public init(_ text: String, _ modifier: Modifier = .starts) {
    self.text = text
    self.modifier = modifier
  }
}
