import Domain
import Testing

@testable import Catalogs

@Suite("Catalog of profiles") struct ProfileCatalogTests {
  static func load(_ id: String) throws -> Profile {
    try ProfileCatalog.load(id, directory: ResourceDirectory.located().data)
  }

  @Test("reads every profile that lies in the folder") func reads() throws {
    let ids = try ProfileCatalog.ids(directory: ResourceDirectory.located().data)
    #expect(ids == ["bolzano", "italia", "lombardia", "piemonte", "toscana"])
    for id in ids { #expect(try Self.load(id).id == id) }
  }

  @Test("holds in italia the very defaults of the program, each with its reason") func defaults() throws {
    let italia = try Self.load("italia")
    #expect(italia.scelta == SceltaParameters())
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
