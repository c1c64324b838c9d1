import Domain

/// Reads surname, name and birth date as clerks type them: `rossi maria 1980`, `de luca, anna 1.2.80`.
enum NameEntry {
  /// The query behind a line, or `nil` while it is too short to search.
  ///
  /// Without a comma the last word is the name if the words before it have three letters at least (`de luca`
  /// is a surname); a comma ends the surname, so that longer surnames can be told apart. The last word may be a birth date or a year.
  ///
  /// - Parameters:
  ///   - line: What was typed so far.
  ///   - today: Resolves two-digit years into the past.
  /// - Returns: Beginnings of surname and name, and what is known of the birth.
  static func query(_ line: String, today: CivilDate) -> PersonQuery? {
    var words = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    var birth: PersonQuery.BirthHint?
    if let last = words.last, let hint = birthHint(last, today: today) {
      birth = hint
      words.removeLast()
    }
    let text = words.joined(separator: " ")
    let surname: String
    let name: String
    if let comma = text.firstIndex(of: ",") {
      surname = String(text[..<comma])
      name = String(text[text.index(after: comma)...])
    } else if words.count > 1, Folding.letters(words.dropLast().joined()).count >= 3 {
      surname = words.dropLast().joined(separator: " ")
      name = words[words.count - 1]
    } else {
      surname = text
      name = ""
    }
    let letters = Folding.letters(surname).count
    guard letters >= 3 || (text.contains(",") && letters >= 1) else { return nil }
    return .names(surname: trimmed(surname), name: trimmed(name), birth: birth)
  }

  private static func birthHint(_ word: String, today: CivilDate) -> PersonQuery.BirthHint? {
    guard let first = word.utf8.first, (0x30...0x39).contains(first) else { return nil }
    if word.utf8.count == 4, let year = Int(word), (1880...today.year).contains(year) { return .year(year) }
    if let date = try? DateShorthand.parse(word, today: today, century: .past) { return .date(date) }
    return nil
  }

  private static func trimmed(_ text: String) -> String {
    let head = text.drop { $0 == " " }
    guard let last = head.lastIndex(where: { $0 != " " }) else { return "" }
    return String(head[...last])
  }
}
