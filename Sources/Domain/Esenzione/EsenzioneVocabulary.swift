/// How people call a condition that the lists call otherwise, in any language.
///
/// No name of the law and no translation of one: it only leads to the rows.
public struct EsenzioneSearchWords: Hashable, Sendable {
  /// One word or several, as they are spoken.
  public let text: String
  /// The codes that may be meant.
  public let codes: [CodiceEsenzione]

  /// Gathers the parts; nothing is checked.
  public init(_ text: String, codes: [CodiceEsenzione]) {
    self.text = text
    self.codes = codes
  }
}

/// The spoken words of a catalogue, folded, each with the rows that it leads to.
struct EsenzioneVocabulary: Sendable {
  private let phrases: [Phrase]

  private struct Phrase {
    let words: [[UInt8]]
    let rows: [Int]
  }

  /// How well a text meets a phrase; the lower, the better.
  enum Match { case whole, begun, misspelt }

  /// Letters from which on the beginning of a word leads to it, and from which on a slip in it is forgiven.
  private static let shortest = (begun: 3, misspelt: 5)

  /// Takes apart the words; a phrase without letters leads nowhere.
  init(_ words: [EsenzioneSearchWords], rows: (CodiceEsenzione) -> [Int]) {
    var phrases: [Phrase] = []
    for entry in words {
      let found = entry.codes.flatMap(rows)
      // `Zöliakie` is typed ZOLIAKIE and ZOELIAKIE.
      let spellings = [Folding.Umlauts.dropped, .expanded].map { umlauts in
        entry.text.unicodeScalars.split { $0 == "'" || $0 == "\u{2019}" }.flatMap { part in
          Array(Folding.ascii(String(part), umlauts: umlauts).utf8).split(separator: 0x20).map(Array.init)
        }
      }
      for (place, spelling) in spellings.enumerated() where place == 0 || spelling != spellings[0] {
        if !spelling.isEmpty { phrases.append(Phrase(words: spelling, rows: found)) }
      }
    }
    self.phrases = phrases
  }

  /// The rows to which folded words lead, from the first word of a phrase on, with how well they do.
  ///
  /// - Complexity: O(*n*) in the number of phrases.
  func rows(for typed: [ArraySlice<UInt8>]) -> [(row: Int, match: Match)] {
    phrases.flatMap { phrase in
      Self.match(typed, phrase.words).map { match in phrase.rows.map { ($0, match) } } ?? []
    }
  }

  private static func match(_ typed: [ArraySlice<UInt8>], _ words: [[UInt8]]) -> Match? {
    guard let last = typed.last, typed.count <= words.count else { return nil }
    let wrong = typed.indices.filter { !typed[$0].elementsEqual(words[$0]) }
    if wrong.isEmpty { return typed.count == words.count ? .whole : .begun }
    guard wrong.count == 1, let place = wrong.first else { return nil }
    if place == typed.count - 1, last.count >= shortest.begun, words[place].starts(with: last) {
      return .begun
    }
    let word = words[place]
    guard typed.count == words.count, word.count >= shortest.misspelt,
      TypingError.separates(typed[place], fromWhole: word[...])
    else { return nil }
    return .misspelt
  }
}
