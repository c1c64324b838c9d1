public import Domain

extension PeopleIndex {
  /// What is looked for, folded.
  private struct Pattern {
    let surname: [UInt8]
    let name: [UInt8]
    /// The packed birth dates that are right; `nil` for any.
    let births: ClosedRange<UInt32>?

    init(surname: String, name: String, birth: PersonQuery.BirthHint?) {
      self.surname = Pattern.letters(surname)
      self.name = Pattern.letters(name)
      switch birth {
      case .date(let date): births = packed(date)...packed(date)
      case .year(let year):
        let start = UInt32(min(max(year, 0), 10_000)) << 9
        births = start...(start + 511)
      case nil: births = nil
      }
    }

    private static func letters(_ text: String) -> [UInt8] {
      var bytes: [UInt8] = []
      Folding.append(text, to: &bytes)
      bytes.removeAll { $0 == 0x20 }
      return bytes
    }

    func isBorn(_ packed: UInt32) -> Bool { births?.contains(packed) ?? true }
  }

  /// The people whose names begin so.
  ///
  /// - Parameters:
  ///   - surname: The beginning of a word of the surname; "" for any.
  ///   - name: The beginning of a word of the name; "" for any.
  ///   - birth: The birth date or year; `nil` for any.
  ///   - limit: At most so many, 1 or more.
  /// - Returns: Their record numbers, in the order of surname, name and birth date.
  /// - Complexity: Visits the people whose surname begins so, until there are enough.
  public func matches(
    surname: String, name: String = "", birth: PersonQuery.BirthHint? = nil, limit: Int = 50
  ) -> [Int32] {
    let pattern = Pattern(surname: surname, name: name, birth: birth)
    return records(of: entries(pattern, limit: limit), limit: limit)
  }

  /// The people for words typed in one line, without a comma that says where the surname ends.
  ///
  /// Each way to divide the words into surname and name is tried, longest surname first; the name first only
  /// when nobody was found.
  ///
  /// - Parameters:
  ///   - words: What was typed, dates taken out.
  ///   - birth: The birth date or year; `nil` for any.
  ///   - limit: At most so many, 1 or more.
  /// - Returns: Their record numbers, each division in the order of surname, name and birth date.
  public func matches(
    words: [String], birth: PersonQuery.BirthHint? = nil, limit: Int = 50
  ) -> [Int32] {
    var found: [Int32] = []
    var seen = Set<Int32>()
    func take(_ surname: ArraySlice<String>, _ name: ArraySlice<String>) {
      guard found.count < limit else { return }
      let more = matches(
        surname: surname.joined(separator: " "), name: name.joined(separator: " "), birth: birth,
        limit: limit)
      for record in more where found.count < limit && seen.insert(record).inserted { found.append(record) }
    }
    guard !words.isEmpty else { return matches(surname: "", birth: birth, limit: limit) }
    for end in (1...words.count).reversed() { take(words[..<end], words[end...]) }
    guard found.isEmpty else { return found }
    for end in 1..<words.count { take(words[end...], words[..<end]) }
    return found
  }

  private func records(of entries: [Entry], limit: Int) -> [Int32] {
    var found: [Int32] = []
    var seen = Set<UInt32>()
    for entry in entries where found.count < limit && seen.insert(entry.person).inserted {
      found.append(records[Int(entry.person)])
    }
    return found
  }

  private func entries(_ pattern: Pattern, limit: Int) -> [Entry] {
    text.withUnsafeBufferPointer { text in
      var found: [Entry] = []
      var people = Set<UInt32>()
      var index = firstIndex(of: pattern.surname, text)
      while index < sorted.count, people.count < limit {
        let entry = sorted[index]
        guard hasPrefix(pattern.surname, at: Int(entry.position), text) else { break }
        if isMatch(entry, pattern, text), people.insert(entry.person).inserted { found.append(entry) }
        index += 1
      }
      guard !loose.isEmpty else { return found }
      found += loose.filter {
        hasPrefix(pattern.surname, at: Int($0.position), text) && isMatch($0, pattern, text)
      }
      return found.sorted { isBefore($0, $1, text) }
    }
  }

  /// The first sorted entry that does not come before the letters.
  private func firstIndex(of letters: [UInt8], _ text: UnsafeBufferPointer<UInt8>) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(text, at: Int(sorted[middle].position), letters) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func isBefore(_ text: UnsafeBufferPointer<UInt8>, at position: Int, _ letters: [UInt8]) -> Bool {
    var index = position
    for letter in letters {
      let byte = text[index]
      if byte != letter { return byte < letter }
      index += 1
    }
    return false
  }

  private func hasPrefix(_ letters: [UInt8], at position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = position
    for letter in letters {
      // Every name ends with a byte that is no letter, so this stays inside the text.
      guard text[index] == letter else { return false }
      index += 1
    }
    return true
  }

  private func isMatch(_ entry: Entry, _ pattern: Pattern, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let person = Int(entry.person)
    guard pattern.isBorn(births[person]), records[person] != Self.removed else { return false }
    return pattern.name.isEmpty || hasName(pattern.name, after: Int(entry.position), text)
  }

  /// Whether a word of the name begins with the letters, blanks between words not counted.
  private func hasName(_ letters: [UInt8], after start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = start
    while text[index] != Self.endOfSurname { index += 1 }
    repeat {
      index += 1
      if beginsWord(letters, at: index, text) { return true }
      while text[index] != 0x20, text[index] != Self.endOfNames { index += 1 }
    } while text[index] != Self.endOfNames
    return false
  }

  private func beginsWord(_ letters: [UInt8], at position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = position
    for letter in letters {
      if text[index] == 0x20 { index += 1 }
      guard text[index] == letter else { return false }
      index += 1
    }
    return true
  }
}
