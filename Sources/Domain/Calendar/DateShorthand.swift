/// Dates as an operator types them.
///
/// - `o`, `oggi` and the words of the other languages for today, with days: `o-7`, `o+30`;
/// - day, month and year without signs: `010280`, `01021980`;
/// - the same with a dot, a slash, a hyphen or a blank between: `1.2.80`, `1/2/1980`, `1-2-80`;
/// - ISO 8601: `1980-02-01`.
public enum DateShorthand {
  /// Which century a year of two digits means.
  public enum Century: Hashable, Sendable {
    /// The latest that is not after today: a day of birth.
    case past
    /// The one whose day is nearest to today, before or after it: an end or a due date.
    case nearest
  }

  /// Reads one date.
  ///
  /// - Parameters:
  ///   - text: What was typed, in either case and with blanks around it.
  ///   - today: The day that `o` means, and that decides the century.
  ///   - century: How a year of two digits is completed; four digits are never changed.
  /// - Returns: The day meant.
  /// - Throws: ``DateShorthandError``, naming what was not understood.
  public static func parse(
    _ text: String, today: CivilDate, century: Century
  ) throws(DateShorthandError) -> CivilDate {
    let bytes = ASCII.canonical(text)
    guard let first = bytes.first else { throw .empty }
    guard ASCII.isDigit(first) else { return try relative(bytes, today: today) }
    let parts = bytes.split(omittingEmptySubsequences: false) { !ASCII.isDigit($0) }
    let fields: (year: ArraySlice<UInt8>, month: ArraySlice<UInt8>, day: ArraySlice<UInt8>)
    switch (parts.count, bytes.count) {
    case (1, 6), (1, 8):
      fields = (bytes[4...], bytes[2..<4], bytes[0..<2])
    case (3, _) where parts[0].count == 4 && bytes.filter { !ASCII.isDigit($0) } == Array("--".utf8):
      fields = (parts[0], parts[1], parts[2])
    case (3, _) where hasOneSeparator(bytes):
      fields = (parts[2], parts[1], parts[0])
    default:
      throw .unreadable
    }
    guard fields.day.count <= 2, fields.month.count <= 2, let day = ASCII.number(fields.day),
      let month = ASCII.number(fields.month), let year = ASCII.number(fields.year)
    else { throw .unreadable }
    switch fields.year.count {
    case 4:
      guard let date = CivilDate(year: year, month: month, day: day) else { throw .noSuchDay }
      return date
    case 2:
      return try completed(year, month, day, today: today, century: century)
    default:
      throw .unreadable
    }
  }

  /// Whether the two signs between three numbers are the same one of `.`, `/`, `-` and blank.
  private static func hasOneSeparator(_ bytes: [UInt8]) -> Bool {
    let signs = bytes.filter { !ASCII.isDigit($0) }
    return signs.count == 2 && signs[0] == signs[1] && "./- ".utf8.contains(signs[0])
  }

  /// `O`, `OGGI+3`, `+3`.
  private static func relative(
    _ bytes: [UInt8], today: CivilDate
  ) throws(DateShorthandError) -> CivilDate {
    let word = bytes.prefix { !"+-".utf8.contains($0) && !ASCII.isBlank($0) }
    guard word.isEmpty || todayWords.contains(String(decoding: word, as: UTF8.self)) else {
      throw .unreadable
    }
    let rest = bytes.dropFirst(word.count).filter { !ASCII.isBlank($0) }
    guard let sign = rest.first else { return today }
    guard rest.count <= 6, let days = ASCII.number(rest.dropFirst()) else { throw .unreadable }
    return today.adding(days: sign == UInt8(ascii: "-") ? -days : days)
  }

  /// Today in Italian, German, French, Slovene and English, and the first letter of each.
  private static let todayWords: Set<String> = [
    "O", "OGGI", "H", "HEUTE", "A", "AUJOURD'HUI", "D", "DANES", "T", "TODAY",
  ]

  private static func completed(
    _ year: Int, _ month: Int, _ day: Int, today: CivilDate, century: Century
  ) throws(DateShorthandError) -> CivilDate {
    let base = today.year / 100 * 100 + year
    let candidates = [base - 100, base, base + 100].compactMap {
      CivilDate(year: $0, month: month, day: day)
    }
    let chosen =
      switch century {
      case .past: candidates.last { $0 <= today }
      case .nearest: candidates.min { abs($0.days(until: today)) < abs($1.days(until: today)) }
      }
    guard let chosen else { throw .noSuchDay }
    return chosen
  }
}

/// Why a text is not a date.
public enum DateShorthandError: Error, Hashable, Sendable {
  /// There is no character.
  case empty
  /// It has none of the forms.
  case unreadable
  /// It has a form, but the calendar has no such day.
  case noSuchDay
}

extension DateShorthandError: OperatorMessage {
  /// The key of the sentence.
  public var messageKey: String {
    switch self {
    case .empty: "errore.data.vuota"
    case .unreadable: "errore.data.illeggibile"
    case .noSuchDay: "errore.data.inesistente"
    }
  }

  /// None.
  public var messageArguments: [String] { [] }
}
