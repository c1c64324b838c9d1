import Catalogs
import Testing

@Suite("Comparing languages") struct WordCatalogTests {
  static let italian = WordTable(
    language: .italian, sentences: ["a": "Il %1$@ ha %2$@ anni compiuti.", "b": "Ambito"])

  static func reasons(_ sentences: [String: String]) -> [String: CatalogError.Reason] {
    let german = WordTable(language: .german, sentences: sentences)
    let errors = WordCatalog.check(all: [italian, german])
    return Dictionary(errors.map { ($0.keyPath ?? "", $0.reason) }) { first, _ in first }
  }

  @Test("finds nothing in a whole translation") func whole() {
    #expect(Self.reasons(["a": "%2$@ Jahre hat %1$@.", "b": "Ambito"]).isEmpty)
  }

  @Test(
    "finds what is wrong with a sentence",
    arguments: [
      ("%1$@ hat Jahre.", .placeholders(expected: "%1$@ %2$@", found: "%1$@")),
      ("%1$@ %2$@ %3$@", .placeholders(expected: "%1$@ %2$@", found: "%1$@ %2$@ %3$@")),
      ("%1$@ %2$@ %d", .malformedPlaceholder), (" %1$@ %2$@", .strayBlank), ("%1$@  %2$@", .strayBlank),
      ("%1$@ %2$@ \u{1F600}", .forbiddenCharacter("U+1F600")),
      ("%1$@ %2$@\u{7}", .forbiddenCharacter("U+7")), ("%1$@\n%2$@", .forbiddenCharacter("U+A")),
      ("%1$@\u{A0}%2$@", .forbiddenCharacter("U+A0")), ("Alter von %1$@: %2$@", nil),
    ] as [(String, CatalogError.Reason?)])
  func faults(sentence: String, reason: CatalogError.Reason?) {
    #expect(Self.reasons(["a": sentence, "b": "Gebiet"])["a"] == reason)
  }

  @Test("finds missing, extra and empty sentences") func keys() {
    #expect(Self.reasons(["a": "%1$@ %2$@"]) == ["b": .missingKey])
    #expect(Self.reasons(["a": "%1$@ %2$@", "b": "x", "c": "y"]) == ["c": .unknownKey])
    #expect(Self.reasons(["a": "%1$@ %2$@", "b": ""]) == ["b": .empty])
  }

  @Test("takes a sentence of more than three words that stayed Italian for untranslated") func stayed() {
    let italian = WordTable(
      language: .italian, sentences: ["a": "Il medico ha posti liberi.", "b": "Medico di base"])
    let english = WordTable(language: .english, sentences: italian.sentences)
    #expect(
      WordCatalog.check(all: [italian, english]) == [
        CatalogError(file: "Localization/en.json", keyPath: "a", .untranslated)
      ])
  }

  @Test("takes a per cent sign for what it is") func percent() {
    #expect(
      WordCatalog.check(all: [WordTable(language: .italian, sentences: ["a": "il 100 %, il 5 %"])]).isEmpty)
  }
}
