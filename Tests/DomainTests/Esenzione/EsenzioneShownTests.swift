import Testing

@testable import Domain

@Suite("Codes where others may read them") struct EsenzioneShownTests {
  private static let catalog = EsenzioneCatalog(
    entries: [("013", false, false), ("044", true, false), ("020", true, true)].map {
      code, isSensitive, isRestricted in
      EsenzioneEntry(
        code: CodiceEsenzione(code)!, family: .cronica, description: code, issuer: .nobody,
        validity: .unlimited, isSensitive: isSensitive, isRestricted: isRestricted)
    })

  @Test(
    "a code is hidden unless it is known and harmless",
    arguments: [("013", true), ("044", false), ("020", false), ("ZZ9", false)])
  func codes(code: String, isShown: Bool) {
    #expect(Self.catalog.shown(CodiceEsenzione(code)!) == (isShown ? code : EsenzioneCatalog.hidden))
    #expect(EsenzioneCatalog(entries: []).shown(CodiceEsenzione(code)!) == EsenzioneCatalog.hidden)
  }

  @Test("of the arguments of a sentence only sensitive codes are hidden")
  func arguments() {
    let arguments = ["013", "044", "2026-03-31", "090101", "", "ROSSI", "020"]
    let expected = [
      "013", EsenzioneCatalog.hidden, "2026-03-31", "090101", "", "ROSSI", EsenzioneCatalog.hidden,
    ]
    #expect(Self.catalog.shown(arguments) == expected)
  }
}
