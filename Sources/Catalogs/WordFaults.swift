/// What can be wrong with the sentences themselves, whatever they are compared with.
enum WordFaults {
  /// The faults of the sentences of one language, by key.
  static func faults(of table: WordTable) -> [CatalogError] {
    let file = table.language.file
    return table.sentences.sorted { $0.key < $1.key }.flatMap { key, sentence in
      reasons(sentence, mayBreakLines: mayBreakLines(key)).map {
        CatalogError(file: file, keyPath: key, $0)
      }
    }
  }

  /// The sentences that say the Italian words although they have more than three.
  ///
  /// Fewer words may well be the same in two languages, or be a name.
  static func untranslated(_ table: WordTable, italian: WordTable) -> [CatalogError] {
    table.sentences.sorted { $0.key < $1.key }.compactMap { key, sentence in
      guard sentence == italian.sentences[key], words(sentence) > 3 else { return nil }
      return CatalogError(file: table.language.file, keyPath: key, .untranslated)
    }
  }

  private static func words(_ sentence: String) -> Int {
    sentence.split { !$0.isLetter }.count { $0.count > 1 }
  }

  private static func mayBreakLines(_ key: String) -> Bool { key.hasSuffix(".guida") }

  private static func reasons(_ sentence: String, mayBreakLines: Bool) -> [CatalogError.Reason] {
    if sentence.isEmpty { return [.empty] }
    var reasons: [CatalogError.Reason] = []
    if sentence.first == " " || sentence.last == " " || hasTwoBlanks(sentence) { reasons.append(.strayBlank) }
    if let scalar = sentence.unicodeScalars.first(where: { !isShown($0, mayBreakLines: mayBreakLines) }) {
      reasons.append(.forbiddenCharacter("U+\(String(scalar.value, radix: 16, uppercase: true))"))
    }
    if !Placeholders(sentence).isWellFormed { reasons.append(.malformedPlaceholder) }
    return reasons
  }

  private static func hasTwoBlanks(_ sentence: String) -> Bool {
    var previous: UInt8 = 0
    for byte in sentence.utf8 {
      if byte == UInt8(ascii: " "), previous == byte { return true }
      previous = byte
    }
    return false
  }

  /// Whether even the console of Linux and a font of 512 characters show it: Latin letters and their marks.
  private static func isShown(_ scalar: Unicode.Scalar, mayBreakLines: Bool) -> Bool {
    switch scalar.value {
    case 0x0A: mayBreakLines
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x17F: true
    case 0x2013, 0x2014, 0x2018...0x201A, 0x201C...0x201E, 0x2026, 0x20AC: true
    default: false
    }
  }
}
