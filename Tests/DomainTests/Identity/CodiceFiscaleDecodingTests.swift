import Domain
import Testing

@Suite("Codice fiscale, what it says") struct CodiceFiscaleDecodingTests {
  static func date(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

  static func code(_ fifteen: String) throws -> CodiceFiscale {
    try CodiceFiscale(SlowCodiceFiscale.complete(fifteen))
  }

  @Test(
    "tells birth date, sex and place",
    arguments: [
      ("PRVNNA80A41Y000", "1980-01-01", Sex.female, "Y000"), ("PRVGNI65T10Y001", "1965-12-10", .male, "Y001"),
      ("PRVGLI85H55Y001", "1985-06-15", .female, "Y001"), ("PRVPCC26S21Y005", "2026-11-21", .male, "Y005"),
      ("PRVPCC26S22Y005", "1926-11-22", .male, "Y005"), ("PRVLPU00B69Y007", "2000-02-29", .female, "Y007"),
      ("PRVNNALMALMYLMN", "2001-01-01", .male, "Y012"),
    ])
  func decodes(fifteen: String, birth: String, sex: Sex, place: String) throws {
    let code = try Self.code(fifteen)
    #expect(code.birthDate(notAfter: try Self.date("2026-11-21"))?.iso == birth)
    #expect(code.sex == sex)
    #expect(code.placeCode.rawValue == place)
  }

  @Test("shows both centuries, and none after the day asked about") func centuries() throws {
    let code = try Self.code("PRVGNI26S22Y001")
    #expect(code.birthDateCandidates.map(\.iso) == ["1926-11-22", "2026-11-22"])
    #expect(code.birthDate(notAfter: try Self.date("2026-11-22"))?.iso == "2026-11-22")
    #expect(code.birthDate(notAfter: try Self.date("1926-11-21")) == nil)
    #expect(try Self.code("PRVLPU00B29Y007").birthDateCandidates.map(\.iso) == ["2000-02-29"])
  }

  static func person(_ surname: String, _ name: String) throws -> PersonalData {
    PersonalData(
      surname: surname, name: name, birthDate: try date("1980-01-01"), sex: .female,
      birthPlace: try #require(PlaceCode("Y000")))
  }

  @Test(
    "takes three letters of the surname and three of the name",
    arguments: [
      ("Prova", "Anna", "PRVNNA"), ("Prova", "Giulia", "PRVGLI"), ("Prova", "Gianfranco", "PRVGFR"),
      ("Prova", "Giovanni", "PRVGNN"), ("Fo", "Io", "FOXIOX"), ("Aiea", "Ea", "AIEEAX"), ("", "", "XXXXXX"),
      ("D'Àngelo Prova", "Niccolò", "DNGNCL"), ("Prova-Esempio", "Maria Luisa", "PRVMLS"),
      ("Šumečar", "Željko", "SMCZJK"), ("Weiß", "Jörg", "WSSJRG"), ("Ølund", "Þóra", "LNDTHR"),
    ])
  func letters(surname: String, name: String, expected: String) throws {
    let code = CodiceFiscale.expected(try Self.person(surname, name))
    #expect(code.rawValue == SlowCodiceFiscale.complete(expected + "80A41Y000"))
    #expect(code.coherence(with: try Self.person(surname, name)).isEmpty)
  }

  @Test("writes umlauts in either way, and both agree with the data") func umlauts() throws {
    let person = try Self.person("Uü", "Öa")
    let dropped = CodiceFiscale.expected(person)
    let expanded = CodiceFiscale.expected(person, umlauts: .expanded)
    #expect(dropped.rawValue.hasPrefix("UUXOAX"))
    #expect(expanded.rawValue.hasPrefix("UUEOEA"))
    #expect(dropped.coherence(with: person).isEmpty && expanded.coherence(with: person).isEmpty)
  }

  @Test("warns of each datum that does not agree, in the order of the code") func coherence() throws {
    let person = try Self.person("Prova", "Anna")
    let code = CodiceFiscale.expected(person)
    var other = person
    other.surname = "Esempio"
    #expect(code.coherence(with: other) == [.surname])
    other.name = "Giulia"
    other.birthDate = try Self.date("1980-01-02")
    other.sex = .male
    other.birthPlace = try #require(PlaceCode("Y001"))
    #expect(code.coherence(with: other) == [.surname, .name, .birthDate, .sex, .birthPlace])
    #expect(code.withOmocodia(at: [14]).coherence(with: person).isEmpty)
    var older = person
    older.birthDate = try Self.date("2080-01-01")
    #expect(code.coherence(with: older).isEmpty)
  }

  @Test("does not print itself") func redaction() throws {
    let code = try CodiceFiscale("PRVNNA80A41Y000J")
    #expect(String(describing: code) == "CF(***************J)")
    #expect(String(reflecting: PersonCode.codiceFiscale(code)) == "CF(***************J)")
    #expect(Mirror(reflecting: code).children.isEmpty)
    #expect(!String(describing: try Self.person("Prova", "Anna")).contains("Prova"))
    var dumped = ""
    dump([code], to: &dumped)
    #expect(!dumped.contains("PRVNNA"))
  }
}
