/// How long an exemption of a code lasts, before what the person's enrolment and papers say.
public enum EsenzioneValidity: Hashable, Sendable {
  /// No end.
  case unlimited
  /// Months from the start, the last day being the one before.
  case duration(months: Int)
  /// Until the next such day of the calendar, inclusive: 31 March, 30 June.
  case untilDay(month: Int, day: Int)
  /// Until the day before the birthday with which these years are complete.
  case fromBirth(years: Int)
  /// Until the day before that birthday: as ``fromBirth(years:)``, for an age that is a limit of the law.
  case untilAge(Int)
  /// Until this day, inclusive, for everybody.
  case untilDate(CivilDate)
  /// Written on the prescription: nothing is issued at the counter.
  case prescription
  /// Set by the profile or typed by the clerk with a reason.
  case configured
  /// No longer issued; what was issued stays readable.
  case superseded

  /// Whether an exemption of such a code can be issued at a counter at all.
  public var isIssuable: Bool {
    switch self {
    case .unlimited, .duration, .untilDay, .fromBirth, .untilAge, .untilDate, .configured: true
    case .prescription, .superseded: false
    }
  }
}

extension EsenzioneValidity: RawRepresentable {
  /// Reads the word of a data or profile file: `unlimited`, `P6M`, `P1Y`, `until 31-03`,
  /// `P3Y from birth`, `until age 18`, `until 2023-05-25`, `prescription`, `config`, `superseded`.
  public init?(rawValue: String) {
    switch rawValue {
    case "unlimited": self = .unlimited
    case "prescription": self = .prescription
    case "config": self = .configured
    case "superseded": self = .superseded
    default:
      guard let read = Self.period(rawValue) ?? Self.until(rawValue) else { return nil }
      self = read
    }
  }

  /// The word that ``init(rawValue:)`` reads.
  public var rawValue: String {
    switch self {
    case .unlimited: "unlimited"
    case .duration(let months): months % 12 == 0 ? "P\(months / 12)Y" : "P\(months)M"
    case .untilDay(let month, let day): "until \(ASCII.padded(day, to: 2))-\(ASCII.padded(month, to: 2))"
    case .fromBirth(let years): "P\(years)Y from birth"
    case .untilAge(let years): "until age \(years)"
    case .untilDate(let day): "until \(day.iso)"
    case .prescription: "prescription"
    case .configured: "config"
    case .superseded: "superseded"
    }
  }

  private static func period(_ word: String) -> EsenzioneValidity? {
    guard word.hasPrefix("P") else { return nil }
    let rest = Array(word.utf8.dropFirst())
    let digits = rest.prefix { ASCII.isDigit($0) }
    guard let number = ASCII.number(digits), (1...100).contains(number) else { return nil }
    switch String(decoding: rest.dropFirst(digits.count), as: UTF8.self) {
    case "M": return .duration(months: number)
    case "Y": return .duration(months: number * 12)
    case "Y from birth": return .fromBirth(years: number)
    default: return nil
    }
  }

  private static func until(_ word: String) -> EsenzioneValidity? {
    guard word.hasPrefix("until ") else { return nil }
    let rest = Array(word.utf8.dropFirst(6))
    if word.hasPrefix("until age "), let years = ASCII.number(rest.dropFirst(4)), (1...120).contains(years) {
      return .untilAge(years)
    }
    if let day = CivilDate(iso: String(decoding: rest, as: UTF8.self)) { return .untilDate(day) }
    // A day that every year has: 29 February is refused.
    guard rest.count == 5, rest[2] == UInt8(ascii: "-"), let day = ASCII.number(rest[0..<2]),
      let month = ASCII.number(rest[3..<5]), CivilDate(year: 2001, month: month, day: day) != nil
    else { return nil }
    return .untilDay(month: month, day: day)
  }
}
