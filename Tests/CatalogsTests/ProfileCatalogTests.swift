import Domain
import Testing

@testable import Catalogs

@Suite("Catalog of profiles") struct ProfileCatalogTests {
  static func load(_ id: String) throws -> Profile {
    try ProfileCatalog.load(id, directory: ResourceDirectory.located().data)
  }

  @Test("reads every profile that lies in the folder") func reads() throws {
    let ids = try ProfileCatalog.ids(directory: ResourceDirectory.located().data)
    #expect(
      ids == [
        "bolzano", "campania", "emilia-romagna", "italia", "lazio", "liguria", "lombardia", "piemonte",
        "puglia", "sardegna", "toscana", "trento", "umbria", "valle-d-aosta", "veneto",
      ])
    for id in ids { #expect(try Self.load(id).id == id) }
  }

  @Test("holds in italia the very defaults of the program, each with its reason") func defaults() throws {
    let italia = try Self.load("italia")
    #expect(italia.scelta == SceltaParameters())
    #expect(italia.esenzioni == EsenzioneParameters())
    #expect(italia.tessera == TesseraParameters())
    #expect(Set(italia.notes.keys) == ProfileParameters.names)
    #expect(italia.nationalRegistryStart == nil)
    #expect(italia.suspensions.isEmpty)
  }

  @Test("keeps both announced ends of Tuscany and the start of the national registry") func toscana() throws {
    let toscana = try Self.load("toscana")
    #expect(toscana.nationalRegistryStart == CivilDate(iso: "2026-03-02"))
    let stop = try #require(toscana.suspensions.first)
    #expect(stop.start == Instant(iso: "2026-02-27T14:00:00+01:00"))
    #expect(
      stop.announcedEnds.map(\.romeISO).map { $0.prefix(16) } == ["2026-03-02T08:00", "2026-03-02T09:00"])
    #expect(stop.policy == .blocco)
    #expect(stop.kinds == Set(PracticeKind.allCases))
    #expect(toscana.scelta.derogaDecider == .deskIfBordering)
    #expect(toscana.scelta.maximumMMG == 1_500, "what is not overridden stays that of italia")
  }

  @Test("overrides single parameters and says why") func overrides() throws {
    #expect(try Self.load("piemonte").scelta.mmgUnder14IsDeroga)
    #expect(try Self.load("piemonte").scelta.ambitoCheckByAsl[#require(CodiceAsl("010301"))] == .some(.none))
    #expect(try Self.load("lombardia").scelta.domicileAge == 75)
    #expect(try Self.load("bolzano").scelta.maximumSpecial == 2_000)
    #expect(try Self.load("bolzano").notes["max_special"]?.otherValue != nil)
  }

  @Test("gives each region its codes, and names none whose codes are unknown") func regions() throws {
    let expected = [
      "campania": "15", "emilia-romagna": "08", "lazio": "12", "liguria": "07", "lombardia": "03",
      "piemonte": "01", "puglia": "16", "toscana": "09", "trento": "04", "umbria": "10", "veneto": "05",
    ]
    for id in try ProfileCatalog.ids(directory: ResourceDirectory.located().data) {
      #expect(try Self.load(id).esenzioni.region == expected[id], "\(id)")
    }
    let catalog = try EsenzioniCatalogTests.catalog.get()
    for entry in catalog.entries {
      if case .region(let digits) = entry.scope { #expect(expected.values.contains(digits)) }
    }
  }

  @Test("names in its parameters of exemptions only codes that are issued in the region") func codes() throws
  {
    let catalog = try EsenzioniCatalogTests.catalog.get()
    for id in try ProfileCatalog.ids(directory: ResourceDirectory.located().data) {
      let parameters = try Self.load(id).esenzioni
      let named =
        parameters.ends.flatMap(\.codes) + parameters.durations.keys + parameters.incompatible.keys
        + parameters.incompatible.values.flatMap(\.self) + (parameters.neverWorkedCode.map { [$0] } ?? [])
      for code in named {
        #expect(catalog.entry(code, region: parameters.region)?.isIssuable == true, "\(id) \(code.rawValue)")
      }
    }
  }

  @Test("changes ends where a region does (ER-22)") func ends() throws {
    let catalog = try EsenzioniCatalogTests.catalog.get()
    let day = try #require(CivilDate(iso: "2026-11-21"))
    func validity(_ id: String, _ text: String, age: Int) throws -> String {
      let parameters = try Self.load(id).esenzioni
      let code = try #require(CodiceEsenzione(text))
      let entry = try #require(catalog.entry(code, region: parameters.region))
      return parameters.validity(of: entry, age: age, start: day).rawValue
    }
    #expect(try validity("toscana", "E01", age: 65) == "unlimited")
    #expect(try validity("toscana", "E01", age: 3) == "until 31-03")
    #expect(try validity("toscana", "E02", age: 65) == "until 31-03")
    #expect(try validity("liguria", "E01", age: 70) == "unlimited")
    #expect(try validity("umbria", "E04", age: 70) == "unlimited")
    #expect(try validity("emilia-romagna", "E03", age: 40) == "unlimited")
    #expect(try validity("emilia-romagna", "E01", age: 70) == "until 31-03")
    #expect(try validity("piemonte", "E01", age: 70) == "until 31-03")
    #expect(try validity("lombardia", "E30", age: 50) == "until 30-06")
    #expect(try validity("lombardia", "RB0010", age: 50) == "P5Y")
    #expect(try validity("italia", "RB0010", age: 50) == "unlimited")
    #expect(try validity("italia", "X22", age: 50) == "config")
  }

  static let esenzioneFaults: [(name: String, value: String, path: String, ProfileCatalogError.Reason)] = [
    ("esenzioni_region", "\"21\"", "", .badValue), ("esenzioni_region", "\"nazionale\"", "", .badValue),
    ("esenzioni_region", "9", "", .wrongType), ("e01_senior_from", "59", "", .badValue),
    ("mef_list_from", "{\"month\":2,\"day\":29}", ".day", .badValue),
    ("mef_list_from", "{\"month\":2}", ".day", .missingKey),
    ("never_worked_code", "\"?\"", "", .badValue), ("income_elsewhere", "\"deny\"", "", .badValue),
    ("income_thresholds", "{}", ".base_cents", .missingKey),
    ("income_incompatible", "{\"E01\":[\"E02\",\"E02\"]}", ".E01.1", .badValue),
    ("income_incompatible", "{\"*\":[]}", ".*", .badValue),
    ("config_durations", "{\"035\":\"config\"}", ".035", .badValue),
    ("config_durations", "{\"035\":\"prescription\"}", ".035", .badValue),
    (
      "esenzioni_ends", "[{\"codes\":[\"E01\"],\"from_age\":null,\"since\":null,\"validity\":\"soon\"}]",
      ".0.validity", .badValue
    ),
    (
      "esenzioni_ends", "[{\"codes\":[\"E01\"],\"from_age\":null,\"validity\":\"P1Y\"}]", ".0.since",
      .missingKey
    ),
    ("tumour_years", "[5,5]", ".1", .badValue), ("partial_report_years", "0", "", .badValue),
    ("attestato_text", "\"all\"", "", .badValue), ("expiring_days", "-1", "", .badValue),
    ("renewal_days", "367", "", .badValue),
  ]

  @Test("refuses a wrong parameter of exemptions with the place", arguments: esenzioneFaults.indices)
  func refusesEsenzioni(index: Int) {
    let fault = Self.esenzioneFaults[index]
    let json =
      #"{"id":"prova","extends":"italia","parameters":{""# + fault.name + #"":{"value":"# + fault.value
      + #","why":"w","source":"s","confidence":"law"}}}"#
    let base = Profile(id: "italia", scelta: SceltaParameters())
    let path = "parameters.\(fault.name).value\(fault.path)"
    #expect(throws: ProfileCatalogError(file: "prova.json", keyPath: path, fault.3)) {
      try ProfileCatalog.decode(Array(json.utf8), id: "prova", over: base)
    }
  }

  @Test(
    "refuses a wrong file with the place",
    arguments: [
      (json: #"{"id":"prova""#, keyPath: "", reason: ProfileCatalogError.Reason.syntax),
      (#"[]"#, "", .wrongType),
      (#"{"id":"prova","parameters":{}}"#, "extends", .missingKey),
      (#"{"id":"altro","extends":"italia","parameters":{}}"#, "id", .wrongName),
      (#"{"id":"prova","extends":"toscana","parameters":{}}"#, "extends", .wrongName),
      (#"{"id":"prova","extends":"italia","parameters":{},"x":1}"#, "x", .unknownKey),
      (
        #"{"id":"prova","extends":"italia","parameters":{"max_x":{"value":1}}}"#, "parameters.max_x",
        .unknownKey
      ),
      (
        #"{"id":"prova","extends":"italia","parameters":{"max_mmg":{"value":1,"source":"s","confidence":"law"}}}"#,
        "parameters.max_mmg.why", .missingKey
      ),
      (
        #"{"id":"prova","extends":"italia","parameters":{"max_mmg":{"value":"1","why":"w","source":"s","confidence":"law"}}}"#,
        "parameters.max_mmg.value", .wrongType
      ),
      (
        #"{"id":"prova","extends":"italia","parameters":{"max_mmg":{"value":0,"why":"w","source":"s","confidence":"law"}}}"#,
        "parameters.max_mmg.value", .badValue
      ),
      (
        #"{"id":"prova","extends":"italia","parameters":{"max_mmg":{"value":1,"why":"w","source":"s","confidence":"sure"}}}"#,
        "parameters.max_mmg.confidence", .badValue
      ),
      (
        #"{"id":"prova","extends":"italia","parameters":{"dom_reasons":{"value":["work","fun"],"why":"w","source":"s","confidence":"law"}}}"#,
        "parameters.dom_reasons.value.1", .badValue
      ),
      (
        #"{"id":"prova","extends":"italia","parameters":{},"outages":[{"start":"2026-02-27T14:00:00+01:00","announced_ends":["2026-02-27T14:00:00+01:00"],"policy":"blocco","kinds":[],"source":"s"}]}"#,
        "outages.0.announced_ends.0", .badValue
      ),
    ])
  func refuses(json: String, keyPath: String, reason: ProfileCatalogError.Reason) {
    let base = Profile(id: "italia", scelta: SceltaParameters())
    #expect(throws: ProfileCatalogError(file: "prova.json", keyPath: keyPath, reason)) {
      try ProfileCatalog.decode(Array(json.utf8), id: "prova", over: base)
    }
  }

  @Test(
    "refuses a file that is not there, and a name that leaves the folder", arguments: ["assente", "../x", ""])
  func unreadable(id: String) {
    #expect(throws: ProfileCatalogError(file: "\(id).json", keyPath: "", .unreadable)) { try Self.load(id) }
  }
}
