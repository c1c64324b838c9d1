extension EsenzioneCatalog {
  /// The rows that a clerk means by a code, the beginning of one, or words of the description.
  ///
  /// Accents, case and order of the words do not matter; a word may be left unfinished, and one
  /// typing error in the whole text is forgiven from three letters on. What people say instead of the words of
  /// the lists (``spoken``) leads to its rows as well, in the order in which it is said. A short text with a digit
  /// is a code and nothing else: no word is guessed from it.
  ///
  /// - Parameters:
  ///   - text: What is typed so far.
  ///   - region: Two digits of ISTAT: rows of other regions are left out; `nil` leaves national ones only.
  ///   - limit: The greatest number of rows wanted.
  ///   - forgiving: Whether rows count that only look like what was typed; without them nothing is a guess.
  /// - Returns: What the alias stands for, then the code itself, then codes that begin so, then what is meant by spoken
  ///   words, then rows with all the words whole, begun, and with an error; within each what can be issued first, then
  ///   by code.
  /// - Complexity: O(*n*) in the number of rows and words, without allocation for each.
  public func search(
    _ text: String, region: String?, limit: Int, forgiving: Bool = true
  ) -> [EsenzioneEntry] {
    guard limit > 0 else { return [] }
    var found = ranksByCode(text, region: region)
    var typed: [UInt8] = []
    EsenzioneIndex.fold(text, into: &typed)
    let words = typed.split(separator: 0x20)
    if !words.isEmpty {
      addSpoken(words, region: region, to: &found)
      let isCode = Self.isShortCode(text)
      addRanks(of: words, region: region, to: &found, forgiving: !isCode)
      if found.isEmpty, !isCode { addRanksOfMovedBlank(words, region: region, to: &found) }
    }
    if !forgiving { found = found.filter { !$0.value.isGuess } }
    let ordered = found.sorted { left, right in
      let (one, other) = (entries[left.key], entries[right.key])
      if left.value != right.value { return left.value < right.value }
      return one.isIssuable != other.isIssuable ? one.isIssuable : left.key < right.key
    }
    return ordered.prefix(limit).map { entries[$0.key] }
  }

  /// In how good a way a row was found; the lower, the better.
  enum Rank: Int, Comparable {
    case alias, code, codePrefix, spoken, words, spokenBegun, wordPrefixes, codeWithError, spokenWithError,
      wordsWithError

    /// Whether the row only looks like what was typed.
    var isGuess: Bool { self >= .codeWithError }

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  private func ranksByCode(_ text: String, region: String?) -> [Int: Rank] {
    var typed = text.utf8.filter { !ASCII.isBlank($0) }.map(ASCII.uppercased)
    typed.removeAll { $0 == UInt8(ascii: "-") }
    guard (1...CodiceEsenzione.lengths.upperBound + 1).contains(typed.count) else { return [:] }
    var ranks: [Int: Rank] = [:]
    var near: [Int: Rank] = [:]
    if let code = CodiceEsenzione(text), let meant = meant(by: code, region: region),
      let row = entries.firstIndex(where: { $0.hasKey(of: meant) })
    {
      ranks[row] = .alias
    }
    for (row, entry) in entries.enumerated() where entry.holds(in: region) {
      let code = entry.code.rawValue.utf8
      if code.starts(with: typed) {
        ranks[row] = code.count == typed.count ? .code : .codePrefix
      } else if typed.count > 2, TypingError.separates(typed[...], fromWhole: Array(code)[...]) {
        near[row] = .codeWithError
      }
    }
    guard ranks.isEmpty else { return ranks }
    return near.isEmpty ? ranksByAliasWithError(typed, region: region) : near
  }

  /// An old spelling with a slip in it: `7R1` looks like those of Veneto.
  private func ranksByAliasWithError(_ typed: [UInt8], region: String?) -> [Int: Rank] {
    guard typed.count > 2 else { return [:] }
    var near: [Int: Rank] = [:]
    for (alias, target) in aliases
    where TypingError.separates(typed[...], fromWhole: Array(alias.rawValue.utf8)[...]) {
      for row in entries.indices where entries[row].code == target && entries[row].holds(in: region) {
        near[row] = .codeWithError
      }
    }
    return near
  }

  /// Whether a text is a code by its looks, right or wrong: a digit, and too short for a word with a slip.
  private static func isShortCode(_ text: String) -> Bool {
    let typed = text.utf8.filter { !ASCII.isBlank($0) }
    return typed.count <= 4 && typed.contains { (0x30...0x39).contains($0) }
  }

  private func addSpoken(_ words: [ArraySlice<UInt8>], region: String?, to ranks: inout [Int: Rank]) {
    for (row, match) in vocabulary.rows(for: words) where entries[row].holds(in: region) {
      let rank: Rank =
        switch match {
        case .whole: .spoken
        case .begun: .spokenBegun
        case .misspelt: .spokenWithError
        }
      ranks[row] = min(rank, ranks[row] ?? rank)
    }
  }

  private func addRanks(
    of words: [ArraySlice<UInt8>], region: String?, to ranks: inout [Int: Rank], forgiving: Bool = true
  ) {
    let begun = words.map { index.rows(withPrefix: $0) }
    let whole = intersection(words.map { index.rows(withWord: $0) })
    let all = intersection(begun)
    var near = index.noRows
    if forgiving {
      // Beside rows found as typed, a short word would bring too many that only look like it.
      let shortest = all.isEmpty ? 3 : 5
      for (place, word) in words.enumerated() where word.count >= shortest {
        var sets = begun
        sets[place] = index.rows(near: word)
        near.formUnion(intersection(sets))
      }
    }
    for row in entries.indices where entries[row].holds(in: region) {
      let rank: Rank
      if whole.contains(row) {
        rank = .words
      } else if all.contains(row) {
        rank = .wordPrefixes
      } else if near.contains(row) {
        rank = .wordsWithError
      } else {
        continue
      }
      ranks[row] = min(rank, ranks[row] ?? rank)
    }
  }

  /// A blank too many or too few is a typing error as well.
  private func addRanksOfMovedBlank(
    _ words: [ArraySlice<UInt8>], region: String?, to ranks: inout [Int: Rank]
  ) {
    var found: [Int: Rank] = [:]
    for (place, word) in words.enumerated() {
      var tries: [[ArraySlice<UInt8>]] = []
      if place > 0 { tries.append([(words[place - 1] + word)[...]]) }
      for cut in word.indices.dropFirst(2).dropLast(1) { tries.append([word[..<cut], word[cut...]]) }
      for (number, parts) in tries.enumerated() {
        let joined = place > 0 && number == 0
        let others = words[..<(joined ? place - 1 : place)] + words[(place + 1)...]
        addRanks(of: others + parts, region: region, to: &found, forgiving: false)
      }
    }
    for row in found.keys { ranks[row] = .wordsWithError }
  }

  private func intersection(_ sets: [EsenzioneIndex.RowSet]) -> EsenzioneIndex.RowSet {
    var rows = sets.first ?? index.noRows
    for set in sets.dropFirst() { rows.formIntersection(set) }
    return rows
  }
}
