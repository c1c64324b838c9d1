import Domain
import Testing

@Suite("Codes of a person") struct PersonCodeTests {
  @Test(
    "are told apart by their shape",
    arguments: [
      ("PRVNNA80A41Y000J", "PRVNNA80A41Y000J", "CF(***************J)"),
      (" 01234567897 ", "01234567897", "CFP(**********7)"),
      ("stp0900010000001", "STP0900010000001", "STP(090001*******)"),
      ("ENI0900010000001", "ENI0900010000001", "ENI(090001*******)"),
    ])
  func kinds(text: String, raw: String, log: String) throws {
    let code = try PersonCode.parse(text)
    #expect(code.rawValue == raw)
    #expect(code.description == log)
    #expect((code.codiceFiscale != nil) == raw.hasPrefix("PRV"))
  }

  @Test(
    "are refused by the rule of the kind that was meant",
    arguments: [
      ("", PersonCodeError.empty), (" \t", .empty),
      ("0123456789", .provvisorio(.length(found: 10, expected: 11))),
      ("0123456789A", .provvisorio(.character(position: 11))),
      ("STP090001000001", .stp(.length(found: 15, expected: 16))),
      ("STP09000100000A1", .stp(.character(position: 15))),
      ("ENI09000100000011", .eni(.length(found: 17, expected: 16))),
      ("ENI0900010000à1", .eni(.length(found: 15, expected: 16))),
      ("PRVNNA80A41Y000", .codiceFiscale(.length(found: 15))),
      ("STPNNA80A41Y000J", .codiceFiscale(.controlCharacter)),
      ("STP", .codiceFiscale(.length(found: 3))),
    ])
  func errors(text: String, error: PersonCodeError) {
    #expect(throws: error) { try PersonCode.parse(text) }
  }

  @Test("say who issued them") func issuers() throws {
    let stp = try CodiceSTP("STP0901230000456")
    #expect([stp.region, stp.asl, stp.progressive] == ["090", "123", "0000456"])
    let eni = try CodiceENI("ENI0210020000003")
    #expect([eni.region, eni.asl, eni.progressive] == ["021", "002", "0000003"])
    #expect(try CodiceProvvisorio("01234567897").office == "789")
    #expect(throws: NumericCodeError.character(position: 1)) { try CodiceENI("STP0210020000003") }
  }

  @Test("take any eleven digits for provisional, and know the one right check digit")
  func checkDigit() throws {
    let right = try (0...9).filter { try CodiceProvvisorio("0123456789\($0)").hasRightCheckDigit }
    #expect(right == [7])
    #expect(try CodiceProvvisorio("00000000000").hasRightCheckDigit)
  }

  @Test("of ANPR end in a check character", arguments: ["TE57000X1", "ZZ99999ZC", " te57000x1\n"])
  func anpr(text: String) throws {
    let code = try IdentificativoANPR(text)
    #expect(code.rawValue == ASCIIText.canonical(text))
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for last in alphabet where last != code.rawValue.last {
      #expect(throws: IdentificativoANPRError.checkCharacter) {
        try IdentificativoANPR(code.rawValue.dropLast() + String(last))
      }
    }
    #expect(code.description == "ANPR(********\(code.rawValue.suffix(1)))")
  }

  @Test(
    "of ANPR are refused with a reason",
    arguments: [
      ("", IdentificativoANPRError.length(found: 0)), ("TE57000X", .length(found: 8)),
      ("TE57000X12", .length(found: 10)), ("TE57-00X1", .character(position: 5)),
      ("TÈ57000X1", .character(position: 2)), ("TÈ5700X1", .length(found: 8)),
    ])
  func anprErrors(text: String, error: IdentificativoANPRError) {
    #expect(throws: error) { try IdentificativoANPR(text) }
  }

  @Test(
    "of a card are twenty digits, and warn without refusing",
    arguments: [
      ("80380000900000000018", [NumeroTesseraWarning]()), ("80380000900000000019", [.checkDigit]),
      ("80480000900000000018", [.issuer, .checkDigit]), ("00000000000000000000", [.issuer]),
    ])
  func cards(text: String, warnings: [NumeroTesseraWarning]) throws {
    #expect(try NumeroTessera(text).warnings == warnings)
  }

  @Test("of a card name the Region") func cardRegion() throws {
    let card = try NumeroTessera("80380000900000000018")
    #expect(card.region == "090")
    #expect(card.description == "TS(8038000090**********)")
    #expect(throws: NumericCodeError.length(found: 19, expected: 20)) {
      try NumeroTessera("8038000090000000001")
    }
    #expect(throws: NumericCodeError.character(position: 20)) { try NumeroTessera("8038000090000000001O") }
  }

  @Test("of a place are a letter and three digits") func places() throws {
    #expect(PlaceCode("y000")?.rawValue == "Y000")
    #expect(PlaceCode("Z404")?.isAbroad == true)
    #expect(PlaceCode("Y000")?.isFictional == true)
    #expect(PlaceCode("A001")?.isAbroad == false)
    for text in ["", "A00", "A0011", "0001", "AA01", "À001"] { #expect(PlaceCode(text) == nil) }
    #expect(try #require(PlaceCode("A999")) < #require(PlaceCode("B000")))
  }

  @Test("never are empty identifiers") func identifiers() {
    #expect(Identifier<Place>(String()) == nil)
    #expect(Identifier<Place>(String(repeating: "a", count: 2))?.rawValue == "aa")
    #expect(Identifier<Place>(unchecked: "a") < "b")
  }
}

private enum ASCIIText {
  static func canonical(_ text: String) -> String {
    text.uppercased().filter { !$0.isWhitespace }
  }
}
