import Testing

@testable import Domain

@Suite("Search for an exemption") struct EsenzioneSearchTests {
  static func entry(
    _ code: String, _ description: String, scope: String = "nazionale",
    validity: EsenzioneValidity = .unlimited
  ) throws -> EsenzioneEntry {
    EsenzioneEntry(
      code: try #require(CodiceEsenzione(code)), scope: try #require(EsenzioneScope(rawValue: scope)),
      family: .cronica, description: description, issuer: .residenceOnCertificate, validity: validity)
  }

  static func catalog() throws -> EsenzioneCatalog {
    try EsenzioneCatalog(
      entries: [
        entry("013", "Diabete mellito"), entry("013.250", "Diabete mellito, tipo II"),
        entry("026", "Insufficienza pancreatica"), entry("012", "Diabete insipido", validity: .superseded),
        entry("RC0210", "Malattia di Behçet"), entry("E05", "Anziani", scope: "01"),
        entry("E05", "Nucleo povero", scope: "15"), entry("E01", "Età inferiore a 6 anni"),
        entry("031", "Ipertensione", validity: .superseded), entry("0031", "Ipertensione con danno d'organo"),
      ],
      aliases: [#require(CodiceEsenzione("031")): #require(CodiceEsenzione("0031"))])
  }

  static func codes(_ text: String, region: String? = nil, limit: Int = 10) throws -> [String] {
    try catalog().search(text, region: region, limit: limit).map(\.code.rawValue)
  }

  @Test(
    "puts the code first, then codes that begin so, then words, what can be issued before what cannot",
    arguments: [
      ("013", ["013", "013.250"]), ("013.2", ["013.250"]),
      ("0", ["0031", "013", "013.250", "026", "012", "031"]),
      ("031", ["0031", "031"]), ("diabete", ["013", "013.250", "012"]), ("mellito diab", ["013", "013.250"]),
      ("250 diabete", ["013.250"]), ("BEHCET", ["RC0210"]), ("behçet", ["RC0210"]), ("eta", ["E01"]),
      ("età inf", ["E01"]), ("danno organo", ["0031"]), ("d'organo", ["0031"]), ("d’organo", ["0031"]),
      ("dorg", ["0031"]),
      ("e05", ["E01"]), ("", []), ("  ", []), ("...", []),
    ])
  func ranks(text: String, codes: [String]) throws { #expect(try Self.codes(text) == codes) }

  @Test("leaves out the codes of other regions") func regions() throws {
    #expect(try Self.catalog().search("e05", region: "01", limit: 5).map(\.description) == ["Anziani"])
    #expect(try Self.catalog().search("e05", region: "15", limit: 5).map(\.description) == ["Nucleo povero"])
    #expect(try Self.codes("nucleo", region: "01").isEmpty)
  }

  @Test("gives no more rows than wanted") func limits() throws {
    #expect(try Self.codes("diabete", limit: 2) == ["013", "013.250"])
    #expect(try Self.codes("diabete", limit: 0).isEmpty)
  }

  @Test(
    "forgives one slip in the text",
    arguments: [
      ("dibete", "013"), ("diabbete", "013"), ("diebete", "013"), ("idabete", "013"),
      ("mellito diabtee", "013"),
      ("melito diabete", "013"), ("pncrea", "026"), ("isnufficienza", "026"), ("diabetemellito", "013"),
      ("dia bete", "013"), ("03", "031"), ("R0210", "RC0210"), ("RC2010", "RC0210"), ("RC02100", "RC0210"),
      ("013250", "013.250"),
    ])
  func slips(text: String, code: String) throws { #expect(try Self.codes(text).contains(code)) }

  @Test("does not forgive two slips", arguments: ["dibte", "melito diabtee", "RC9911"])
  func twoSlips(text: String) throws { #expect(try Self.codes(text).isEmpty) }

  @Test("tells what a typed text stands for") func resolves() throws {
    let catalog = try Self.catalog()
    #expect(catalog.resolve("013", region: nil) == .found(try Self.entry("013", "Diabete mellito")))
    #expect(
      catalog.resolve("031 ", region: nil)
        == .alias(try Self.entry("0031", "Ipertensione con danno d'organo"), typed: "031 "))
    guard case .otherRegion(let rows) = catalog.resolve("E05", region: "09") else {
      Issue.record("E05 is of others")
      return
    }
    #expect(rows.map(\.scope) == [.region("01"), .region("15")])
    guard case .unknown(let near) = catalog.resolve("01 4", region: nil) else {
      Issue.record("014 does not exist")
      return
    }
    #expect(near.map(\.code.rawValue) == ["013", "012"])
    #expect(catalog.resolve("", region: nil) == .unknown(near: []))
    #expect(
      catalog.resolve("Diabete, tipo", region: nil)
        == .unknown(near: [try Self.entry("013.250", "Diabete mellito, tipo II")]))
  }

  @Test("keeps the first of two rows with the same key") func keys() throws {
    let catalog = EsenzioneCatalog(entries: [try Self.entry("013", "uno"), try Self.entry("013", "due")])
    #expect(catalog.entries.map(\.description) == ["uno"])
  }
}

@Suite("How long an exemption lasts in a region") struct EsenzioneValidityTests {
  static let day = CivilDate(year: 2026, month: 4, day: 10)!

  static func entry(_ code: String, _ validity: EsenzioneValidity) throws -> EsenzioneEntry {
    EsenzioneEntry(
      code: try #require(CodiceEsenzione(code)), family: .reddito, description: "x",
      issuer: .selfCertification, validity: validity)
  }

  @Test("is what the row says, where the region says nothing") func row() throws {
    let parameters = EsenzioneParameters()
    for validity in [EsenzioneValidity.unlimited, .prescription, .superseded, .configured, .untilAge(18)] {
      #expect(parameters.validity(of: try Self.entry("E01", validity), age: 70, start: Self.day) == validity)
    }
  }

  @Test(
    "is what the region says, from its age and its day on",
    arguments: [
      ("E01", 65, "2026-04-10", "unlimited"), ("E01", 64, "2026-04-10", "until 31-12"),
      ("E03", 20, "2019-11-01", "P1Y"), ("E03", 20, "2019-10-31", "until 31-03"),
      ("E02", 70, "2026-04-10", "until 31-03"),
    ])
  func region(code: String, age: Int, start: String, validity: String) throws {
    var parameters = EsenzioneParameters()
    let e01 = try #require(CodiceEsenzione("E01"))
    let e03 = try #require(CodiceEsenzione("E03"))
    parameters.ends = [
      .init(codes: [e01], fromAge: 65, validity: .unlimited),
      .init(codes: [e01], validity: .untilDay(month: 12, day: 31)),
      .init(codes: [e03], since: CivilDate(iso: "2019-11-01"), validity: .duration(months: 12)),
    ]
    let entry = try Self.entry(code, .untilDay(month: 3, day: 31))
    let found = parameters.validity(of: entry, age: age, start: try #require(CivilDate(iso: start)))
    #expect(found.rawValue == validity)
    let closed = try Self.entry(code, .superseded)
    #expect(parameters.validity(of: closed, age: age, start: Self.day) == .superseded)
  }

  @Test("is that of the part, else of the disease, where the row leaves it to the profile") func durations()
    throws
  {
    var parameters = EsenzioneParameters()
    parameters.durations = [
      try #require(CodiceEsenzione("035")): .duration(months: 24),
      try #require(CodiceEsenzione("035.242.0")): .duration(months: 60),
    ]
    func found(_ code: String, _ validity: EsenzioneValidity) throws -> EsenzioneValidity {
      parameters.validity(of: try Self.entry(code, validity), age: 40, start: Self.day)
    }
    #expect(try found("035.242.0", .configured) == .duration(months: 60))
    #expect(try found("035.242.1", .configured) == .duration(months: 24))
    #expect(try found("035", .configured) == .duration(months: 24))
    #expect(try found("055", .configured) == .configured)
    #expect(try found("035", .unlimited) == .unlimited)
  }

  @Test(
    "depends on incomes that are those of the law",
    arguments: [(false, 0, 8_263_31), (true, 0, 11_362_05), (false, 1, 8_779_77), (true, 2, 12_394_97)])
  func thresholds(hasSpouse: Bool, children: Int, cents: Int) {
    #expect(IncomeThresholds().lowIncomeCents(hasSpouse: hasSpouse, children: children) == cents)
  }
}
