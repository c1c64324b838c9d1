import Domain
import Testing

@Suite("Codice fiscale") struct CodiceFiscaleTests {
  static let vectors = ["PRVNNA80A41Y000J", "PRVGNI65T10Y001V", "PRVGLI85H55Y001C"]

  @Test("keeps the canonical form of what was typed") func canonical() throws {
    #expect(try CodiceFiscale(" prvnna80a41y000j\t\r\n").rawValue == "PRVNNA80A41Y000J")
  }

  @Test(
    "names the first rule that failed, with positions as the operator counts",
    arguments: [
      ("", CodiceFiscaleError.length(found: 0)),
      ("   ", .length(found: 0)),
      ("PRVNNA80A41Y000", .length(found: 15)),
      ("PRVNNA80A41Y000JJ", .length(found: 17)),
      ("PRVNNÀ80A41Y000J", .character(position: 6)),
      ("PRVNNÀ80A41Y00J", .length(found: 15)),
      ("1RVNNA80A41Y000J", .character(position: 1)),
      ("PRV NA80A41Y000J", .character(position: 4)),
      ("PRVNNA8AA41Y000J", .character(position: 8)),
      ("PRVNNA80F41Y000J", .character(position: 9)),
      ("PRVNNA80A41Y0W0J", .character(position: 14)),
      ("PRVNNA80A41Y0001", .character(position: 16)),
      ("PRVNNA80A71Y000J", .controlCharacter),
      ("PRVNNA80A72Y000J", .impossibleDate),
      ("PRVNNA80A00Y000J", .impossibleDate),
      ("PRVNNA80A40Y000J", .impossibleDate),
      ("PRVNNA80B30Y000J", .impossibleDate),
      ("PRVNNA81B29Y000J", .impossibleDate),
      ("PRVNNA00B69Y000J", .controlCharacter),
      ("PRVNNA80A41Y000K", .controlCharacter),
    ])
  func errors(text: String, expected: CodiceFiscaleError) {
    #expect(throws: expected) { try CodiceFiscale(text) }
  }
}
