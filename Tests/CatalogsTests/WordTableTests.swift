import Catalogs
import Domain
import Terminal
import Testing

@Suite("Reading a file of words") struct WordTableTests {
  static func decode(_ text: String) throws(CatalogError) -> WordTable {
    try WordTable.decode(Array(text.utf8), language: .german)
  }

  @Test("takes a flat map with all escapes of JSON") func reads() throws {
    let table = try Self.decode(
      #" { "a.b" : "x\"y\\z\/\u00e9" , "c":"\ud83d\ude00", "d":"für", "e":"" } "#)
    #expect(
      table.sentences == ["a.b": "x\"y\\z/é", "c": "\u{1F600}", "d": "für", "e": ""])
    #expect(try Self.decode("{}").sentences.isEmpty)
    #expect(try Self.decode("\u{FEFF}{}").sentences.isEmpty)
  }

  @Test(
    "refuses anything else and names line and key",
    arguments: [
      ("", 1, nil, .syntax), ("[]", 1, nil, .syntax), ("{", 1, nil, .syntax), ("{} x", 1, nil, .syntax),
      ("{\n\"a\":\"b\",\n}", 3, nil, .syntax), ("{\"a\":\"b\"\n\"c\":\"d\"}", 2, nil, .syntax),
      ("{\"a\" \"b\"}", 1, "a", .syntax), ("{\n\"a\":1}", 2, "a", .wrongType),
      ("{\"a\":{\"b\":\"c\"}}", 1, "a", .wrongType), ("{\"a\":null}", 1, "a", .wrongType),
      ("{\"a\":}", 1, "a", .syntax), ("{\"a\":\n\n\"b", 3, "a", .syntax),
      ("{\"a\":\"b\",\n\"a\":\"c\"}", 2, "a", .duplicateKey), ("{\"a\":\"b\nc\"}", 1, "a", .syntax),
      ("{\"a\":\"\\x\"}", 1, "a", .syntax), ("{\"a\":\"\\ud800\"}", 1, "a", .encoding),
      ("{\"a\":\"\\udc00\"}", 1, "a", .encoding), ("{\"a\":\"\\ud800\\u0041\"}", 1, "a", .encoding),
      ("{\"a\":\"\\u00g0\"}", 1, "a", .syntax), ("{\"a\":\"\\", 1, "a", .syntax),
    ] as [(String, Int, String?, CatalogError.Reason)])
  func refuses(text: String, line: Int, key: String?, reason: CatalogError.Reason) {
    #expect(throws: CatalogError(file: "Localization/de.json", line: line, keyPath: key, reason)) {
      try Self.decode(text)
    }
  }

  @Test("refuses broken UTF-8 with its line") func encoding() {
    let bytes = Array("{\n\"a\": \"b".utf8) + [0xC3] + Array("\"}".utf8)
    #expect(throws: CatalogError(file: "Localization/fr.json", line: 2, keyPath: "a", .encoding)) {
      try WordTable.decode(bytes, language: .french)
    }
  }

  @Test("never traps on a damaged file") func damaged() {
    let whole = Array(#"{"a":"b\u00e9\ud83d\ude00","c":"d"}"#.utf8)
    for cut in whole.indices {
      #expect(throws: CatalogError.self) {
        try WordTable.decode(Array(whole[..<cut]), language: .english)
      }
      for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0xFF] {
        var changed = whole
        changed[cut] = byte
        _ = try? WordTable.decode(changed, language: .english)
      }
    }
  }

  @Test("shows dates in the order of its language") func dates() {
    let english = WordTable(language: .english, sentences: ["formato.data": "%1$@/%2$@/%3$@"]).words
    let slovene = WordTable(language: .slovene, sentences: ["formato.data": "%1$@.%2$@.%3$@"]).words
    #expect(english.date("2026-02-27") == "27/02/2026")
    #expect(slovene.date("2026-02-27") == "27.02.2026")
    #expect(slovene.date("") == "")
    #expect(WordTable(language: .french, sentences: [:]).words.date("2026-02-27") == "2026-02-27")
  }
}
