import Domain
import Testing

@Suite("Scans") struct ScanTextTests {
  static let giulia = "PRVGLI85H55Y001C"
  static let anna = "PRVNNA80A41Y000J"
  static let card = "80380000900000000018"

  @Test(
    "give the code whatever the reader puts around it",
    arguments: [
      "PRVGLI85H55Y001C\r", "PRVGLI85H55Y001C", "*PRVGLI85H55Y001C*\r", "(PRVGLI85H55Y001C(\r",
      "]A0PRVGLI85H55Y001C\r\n", "+A0PRVGLI85H55Y001C\t", "prvgli85h55y001c\r", "PrVgLi85h55Y001c",
      "+a0(prvgli85h55y001c(\r", "PRVGLI85H55Y001C\rPRVGLI85H55Y001C\r", "\r\n\t PRVGLI85H55Y001C",
      "XPRVGLI85H55Y001C", "%PRVGLI85H55Y001C PROVA^GIULIA?\r",
    ])
  func code(burst: String) throws {
    #expect(try ScanText.read(burst) == .person(try CodiceFiscale(Self.giulia), tessera: nil))
  }

  @Test(
    "of a magnetic stripe give code and card",
    arguments: [
      "%PRVGLI85H55Y001C PROVA&GIULIA_ò80380000900000000018_\r",
      "%PRVGLI85H55Y001C PROVA^GIULIA?;80380000900000000018?\r",
      "ò80380000900000000018_\r%PRVGLI85H55Y001C PROVA&GIULIA_\r",
    ])
  func stripe(burst: String) throws {
    let expected = ScannedCode.person(
      try CodiceFiscale(Self.giulia), tessera: try NumeroTessera(Self.card))
    #expect(try ScanText.read(burst) == expected)
  }

  @Test(
    "give a card alone, whatever its last digit",
    arguments: [
      ";80380000900000000018?\r", "ò80380000900000000019_", "80380000900000000018",
    ])
  func card(burst: String) throws {
    guard case .tessera(let number) = try ScanText.read(burst) else {
      Issue.record("no card")
      return
    }
    #expect(number.rawValue.hasPrefix("8038000090000000001"))
  }

  @Test(
    "of two people are refused",
    arguments: [
      "PRVGLI85H55Y001C\rPRVNNA80A41Y000J\r", "PRVGLI85H55Y001CPRVNNA80A41Y000J",
      "80380000900000000018\r80380000900000000026\r",
    ])
  func two(burst: String) {
    #expect(throws: ScanError.twoPeople) { try ScanText.read(burst) }
  }

  @Test(
    "that are none are told from those to be read again",
    arguments: [
      ("", ScanError.nothing), ("prova anna\r", .nothing), ("SM\r", .nothing),
      ("8038000090000000001", .nothing), ("803800009000000000181", .nothing),
      ("90380000900000000018", .nothing), ("PRVGLI85H55Y001D\r", .invalid(.controlCharacter)),
      ("PRVGLI85H75Y001D\r", .invalid(.impossibleDate)),
    ])
  func none(burst: String, reason: ScanError) {
    #expect(throws: reason) { try ScanText.read(burst) }
  }

  @Test("take a code with omocodia") func omocodia() throws {
    let code = try CodiceFiscale(Self.anna).withOmocodia(at: [6, 14])
    #expect(try ScanText.read("*\(code.rawValue)*\r") == .person(code, tessera: nil))
  }
}
