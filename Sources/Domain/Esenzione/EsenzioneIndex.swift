/// The words of the rows of a catalogue, folded and sorted, each with the rows that have it.
struct EsenzioneIndex: Sendable {
  /// The words one after the other, without separators.
  private let letters: [UInt8]
  /// Where each word begins in `letters`, and at the end where the last one ends.
  private let starts: [Int32]
  /// The rows of all words one after the other.
  private let rows: [UInt16]
  /// Where the rows of each word begin in `rows`, and at the end how many there are.
  private let firstRows: [Int32]
  /// How many rows the catalogue has.
  private let rowCount: Int

  /// Takes apart the descriptions and codes of the rows; those beyond 65 535 are not found by words.
  init(_ entries: [EsenzioneEntry]) {
    var text: [UInt8] = []
    text.reserveCapacity(entries.count * 64)
    var found: [Occurrence] = []
    found.reserveCapacity(entries.count * 8)
    for (row, entry) in entries.prefix(Int(UInt16.max)).enumerated() {
      var start = text.count
      Folding.append(entry.code.rawValue, to: &text)
      text.append(0x20)
      Self.fold(entry.description, into: &text)
      text.append(0x20)
      for place in start..<text.count where text[place] == 0x20 {
        if place > start {
          found.append(Occurrence(start: Int32(start), end: Int32(place), row: UInt16(row)))
        }
        start = place + 1
      }
    }
    found.sort { left, right in
      let (one, other) = (text[left.range], text[right.range])
      return one.elementsEqual(other) ? left.row < right.row : one.lexicographicallyPrecedes(other)
    }
    var letters: [UInt8] = []
    var starts: [Int32] = []
    var rows: [UInt16] = []
    var firstRows: [Int32] = []
    for occurrence in found {
      let word = text[occurrence.range]
      let isNew = starts.last.map { !letters[Int($0)...].elementsEqual(word) } ?? true
      if isNew {
        starts.append(Int32(letters.count))
        firstRows.append(Int32(rows.count))
        letters += word
      } else if rows.last == occurrence.row {
        continue
      }
      rows.append(occurrence.row)
    }
    starts.append(Int32(letters.count))
    firstRows.append(Int32(rows.count))
    self.letters = letters
    self.starts = starts
    self.rows = rows
    self.firstRows = firstRows
    rowCount = entries.count
  }

  /// A word at a place of the folded texts, and the row it belongs to.
  private struct Occurrence {
    let start: Int32
    let end: Int32
    let row: UInt16

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// Folds a text into words; an apostrophe parts two of them, so that `dell'intestino` is found by `intestino`.
  static func fold(_ text: String, into folded: inout [UInt8]) {
    for part in text.unicodeScalars.split(whereSeparator: { $0 == "'" || $0 == "\u{2019}" }) {
      if !folded.isEmpty, folded.last != 0x20 { folded.append(0x20) }
      Folding.append(String(part), to: &folded)
    }
  }

  /// A set without a row, as large as the catalogue.
  var noRows: RowSet { RowSet(count: rowCount) }

  /// The rows with `word` itself.
  func rows(withWord word: ArraySlice<UInt8>) -> RowSet {
    var found = noRows
    let place = firstPlace(notBefore: word)
    if place < wordCount, self.word(place).elementsEqual(word) { insertRows(of: place, into: &found) }
    return found
  }

  /// The rows with a word that begins with `prefix`.
  ///
  /// - Complexity: O(log *n* + *m*) in the number of words and of those that match.
  func rows(withPrefix prefix: ArraySlice<UInt8>) -> RowSet {
    var found = noRows
    var place = firstPlace(notBefore: prefix)
    while place < wordCount, word(place).starts(with: prefix) {
      insertRows(of: place, into: &found)
      place += 1
    }
    return found
  }

  /// The rows with a word whose beginning is `typed` but for exactly one typing error.
  ///
  /// - Complexity: O(*n*) in the number of words.
  func rows(near typed: ArraySlice<UInt8>) -> RowSet {
    var found = noRows
    for place in 0..<wordCount where TypingError.separates(typed, fromBeginningOf: word(place)) {
      insertRows(of: place, into: &found)
    }
    return found
  }

  private var wordCount: Int { starts.count - 1 }

  private func word(_ place: Int) -> ArraySlice<UInt8> {
    letters[Int(starts[place])..<Int(starts[place + 1])]
  }

  private func insertRows(of place: Int, into found: inout RowSet) {
    for row in rows[Int(firstRows[place])..<Int(firstRows[place + 1])] { found.insert(Int(row)) }
  }

  private func firstPlace(notBefore wanted: ArraySlice<UInt8>) -> Int {
    var low = 0
    var high = wordCount
    while low < high {
      let middle = (low + high) / 2
      if word(middle).lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A set of rows, one bit each.
  struct RowSet: Hashable, Sendable {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    mutating func insert(_ row: Int) { words[row / 64] |= 1 << UInt64(row % 64) }

    func contains(_ row: Int) -> Bool { words[row / 64] & 1 << UInt64(row % 64) != 0 }

    mutating func formIntersection(_ other: RowSet) {
      for place in words.indices { words[place] &= other.words[place] }
    }

    mutating func formUnion(_ other: RowSet) {
      for place in words.indices { words[place] |= other.words[place] }
    }
  }
}
