import Catalogs
import Domain
import Testing

@Suite("Catalog of places") struct PlaceCatalogTests {
  /// Loaded once: checking every row takes a moment without optimisation.
  static let real = Result { () throws(any Error) in
    try PlaceCatalog.load(directory: ResourceDirectory.located().data, demo: false)
  }
  static let demo = Result { () throws(any Error) in
    try PlaceCatalog.loadDemo(directory: ResourceDirectory.located().data)
  }

  static func both() throws -> PlaceTable { try real.get().merging(demo.get()) }

  @Test("reads every row of the real and of the invented table") func reads() throws {
    let real = try Self.real.get()
    let both = try Self.both()
    let demo = try Self.demo.get()
    #expect(real.count == 19_567)
    #expect(demo.count >= 48)
    #expect(both.count == real.count + demo.count)
  }

  @Test("keeps the two tables apart") func apart() throws {
    let real = try Self.real.get()
    let demo = try Self.demo.get()
    for number in 0..<100 {
      let code = try #require(PlaceCode("Y0" + (number < 10 ? "0" : "") + String(number)))
      #expect(real.places(for: code).isEmpty)
      for place in demo.places(for: code) {
        #expect((place.kind == .stato) == (number >= 90))
        #expect(place.code == code)
      }
    }
  }

  @Test(
    "finds a place by the day, also one that has ceased",
    arguments: [
      ("A001", "1900-06-01", "Abano"),
      ("A001", "1924-11-13", "Abano"),
      ("A001", "1924-11-14", "Abano Terme"),
      ("Y007", "1974-12-31", "Vigna Scura"),
      ("Y007", "1975-01-01", "Vigna Oscura"),
      ("Z118", "1980-01-01", "Jugoslavia"),
      ("Y000", "1980-01-01", "Roccaverza"),
    ])
  func days(code: String, day: String, name: String) throws {
    let table = try Self.both()
    let found = table.lookup(try #require(PlaceCode(code)), on: try #require(CivilDate(iso: day)))
    guard case .found(let place) = found else {
      Issue.record("not found")
      return
    }
    #expect(place.name == name)
    #expect(found.warningKey == nil)
  }

  @Test(
    "warns of a code that was not in use, and names the nearest place",
    arguments: [
      ("Y012", "2014-01-01", "Pieve Tramonta"),
      ("Y026", "1998-12-31", "Lidobianco"),
      ("Y092", "1991-07-01", "Costa di Salgemma"),
    ])
  func warnings(code: String, day: String, name: String) throws {
    let table = try Self.both()
    let found = table.lookup(try #require(PlaceCode(code)), on: try #require(CivilDate(iso: day)))
    #expect(found.place?.name == name)
    #expect(found.warningKey == "avviso.luogo.data")
  }

  @Test("knows nothing of a code that no place has") func unknown() throws {
    let table = try Self.both()
    let found = table.lookup(try #require(PlaceCode("Y999")), on: .latest)
    #expect(found == .unknown)
    #expect(found.warningKey == "avviso.luogo.sconosciuto")
  }

  @Test("names the file that is missing") func missing() {
    #expect(throws: PlaceCatalogError.unreadable(file: "luoghi.tsv")) {
      try PlaceCatalog.load(directory: "/nonexistent", demo: false)
    }
  }
}
