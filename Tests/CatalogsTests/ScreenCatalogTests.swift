import Catalogs
import Terminal
import Testing

@Suite struct ScreenCatalogTests {
  static let scelta = """
    { "format": 1, "screen": "scelta", "code": "SM", "side": "findings",
      "sections": [ { "block": "assistito" }, { "id": "medico", "rows": [["medico"], ["decorrenza", "fine"]] } ],
      "fields": {
        "medico": { "kind": "lookUp", "source": "medici", "width": 40, "required": true },
        "decorrenza": { "kind": "date", "required": true },
        "fine": { "kind": "date", "width": 12, "visible": false } },
      "commands": ["confirm", "list"] }
    """
  static let assistito = """
    { "format": 1, "block": "assistito", "rows": [["codice"]],
      "fields": { "codice": { "kind": "text", "width": 16, "case": "upper", "characters": "code",
        "scan": ["person"], "autoAdvance": true } } }
    """

  private func decode(_ files: String...) throws(CatalogError) -> ScreenCatalog {
    try ScreenCatalog.decode(files.enumerated().map { ("\($0).json", Array($1.utf8)) })
  }

  @Test func aScreenTakesItsBlocksAndTheWordsOfTheBlockStayThere() throws {
    let catalog = try decode(Self.scelta, Self.assistito)
    let screen = try #require(catalog["scelta"])
    #expect(screen.code == "SM")
    #expect(screen.side == .findings)
    #expect(screen.fields.map(\.id) == ["codice", "medico", "decorrenza", "fine"])
    #expect(screen.commands == ["confirm", "list"])
    let codice = screen.fields[0]
    #expect(codice.labelKey == "schermata.assistito.campo.codice")
    #expect(codice.takesScan == [.person])
    #expect(codice.letterCase == .upper && codice.advancesWhenFull && codice.maximumLength == 16)
    #expect(screen.fields[1].kind == .lookUp(LookUp(source: "medici")))
    #expect(screen.fields[1].labelKey == "schermata.scelta.campo.medico")
    #expect(screen.fields[2].width == 10 && !screen.fields[3].startsVisible)
  }

  @Test(
    arguments: [
      (
        "\"kind\": \"date\", \"required\": true", "\"kind\": \"data\"", "fields.decorrenza.kind", .wrongValue
      ),
      ("\"width\": 40", "\"width\": 40, \"width\": 41", "fields.medico.width", .duplicateKey),
      ("\"width\": 40", "\"width\": 4.5", "fields.medico.width", .syntax),
      ("\"width\": 40", "\"width\": 0", "fields.medico.width", .wrongValue),
      ("\"width\": 40", "\"width\": 71", "fields.medico.width", .wrongValue),
      ("\"width\": 40", "\"width\": \"40\"", "fields.medico.width", .wrongType),
      ("\"width\": 40", "\"breite\": 40", "fields.medico.breite", .unknownKey),
      ("\"source\": \"medici\", ", "", "fields.medico.source", .missingKey),
      ("\"code\": \"SM\"", "\"code\": \"sm\"", "code", .wrongValue),
      ("\"code\": \"SM\"", "\"colour\": \"SM\"", "colour", .unknownKey),
      ("\"format\": 1", "\"format\": 2", "format", .wrongValue),
      ("\"side\": \"findings\"", "\"side\": \"left\"", "side", .wrongValue),
      ("[\"medico\"],", "[\"medico\"], [\"medico\"],", "sections.1.rows.1.0", .duplicateName),
      ("[\"medico\"],", "[\"medica\"],", "sections.1.rows.0.0", .unknownName),
      ("[\"medico\"],", "", "fields.medico", .unusedName),
      ("\"block\": \"assistito\"", "\"block\": \"altro\"", "sections.0.block", .unknownName),
      ("[\"confirm\", \"list\"]", "[\"list\", \"list\"]", "commands.1", .duplicateName),
      ("[\"confirm\", \"list\"]", "[\"con ferma\"]", "commands.0", .wrongValue),
      ("{ \"format\"", "\"format\"", "", .syntax),
    ] as [(String, String, String, CatalogError.Reason)])
  func aWrongFileIsRefusedWithItsPlace(
    part: String, wrong: String, path: String, reason: CatalogError.Reason
  ) throws {
    let file = Self.scelta.replacing(part, with: wrong, maxReplacements: 1)
    let error = #expect(throws: CatalogError.self) { try decode(file, Self.assistito) }
    #expect(error?.file == "0.json")
    #expect(error?.keyPath ?? "" == path)
    #expect(error?.reason == reason)
    #expect((1...8).contains(error?.line ?? 0))
  }

  @Test func theSameScreenCodeOrBlockTwiceIsRefused() {
    #expect(throws: CatalogError(file: "2.json", keyPath: "screen", .duplicateName)) {
      try decode(Self.scelta, Self.assistito, Self.scelta)
    }
    #expect(throws: CatalogError(file: "1.json", keyPath: "block", .duplicateName)) {
      try decode(Self.assistito, Self.assistito)
    }
  }

  @Test(arguments: [
    (#"{"kind":"masked","pattern":"@@-@@"}"#, 5), (#"{"kind":"choice","options":["a","b"],"width":9}"#, 9),
    (#"{"kind":"yesNo"}"#, 4), (#"{"kind":"readOnly","width":30}"#, 30),
    (#"{"kind":"secret","width":12}"#, 12),
    (#"{"kind":"list","columns":[{"id":"a","width":20}],"rows":5,"marks":true}"#, 1),
    (#"{"kind":"prose","rows":3}"#, 1), (#"{"kind":"date","century":"past"}"#, 10),
  ])
  func everyKindIsRead(field: String, width: Int) throws {
    let file = """
      {"format":1,"screen":"s","sections":[{"id":"a","rows":[["f"]]}],"fields":{"f":\(field)},"commands":[]}
      """
    let screen = try #require(try decode(file)["s"])
    #expect(screen.fields[0].width == width)
  }
}
