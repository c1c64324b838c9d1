import Domain
import Testing

@Suite("Codice fiscale") struct CodiceFiscaleTests {
  @Test("keeps the canonical form") func canonical() throws {
    #expect(try CodiceFiscale(" prvnna80a41y000j\t").rawValue == "PRVNNA80A41Y000J")
    #expect(try CodiceFiscale("PRVGNI65T10Y001V").rawValue == "PRVGNI65T10Y001V")
  }
}
