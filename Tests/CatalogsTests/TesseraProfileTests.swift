import Domain
import Testing

@testable import Catalogs

@Suite("Profiles of codes and cards") struct TesseraProfileTests {
  private static func tessera(_ id: String) throws -> TesseraParameters {
    try ProfileCatalogTests.load(id).tessera
  }

  @Test("take Lombardia and Valle d'Aosta from their notices, and never mix them") func seeds() throws {
    let lombardia = try Self.tessera("lombardia")
    #expect(lombardia.split == CodeSplit(pinFirst: 2, pinRest: 3, pukFirst: 2, pukRest: 6))
    #expect(lombardia.pukLimit == PukLimit(count: 8, mode: .uses))
    #expect(lombardia.delegation == .orderOfRelatives && lombardia.contactRule == .mobileOrEmail)
    #expect(lombardia.desks == [.sceltaRevoca, .comune, .spazioRegione, .video])
    #expect(!lombardia.parentCardRequired && !lombardia.courtActRequired && !lombardia.usesCIP)
    #expect(lombardia.duplicateChannels[.chipless] == [.sceltaRevoca, .agenziaEntrate])
    for reason in [DuplicateReason.theft, .loss, .worn] {
      #expect(lombardia.duplicateChannels[reason] == [.agenziaEntrate, .spazioRegione])
    }
    #expect(lombardia.helpLines.map(\.number).contains("800 030 606"))
    let valley = try Self.tessera("valle-d-aosta")
    #expect(valley.delegation == .longImpediment && valley.contactRule == .email)
    #expect(valley.impedimentMonths == 3 && valley.impedimentMonthsInclusive)
    #expect(valley.parentCardRequired && valley.courtActRequired && valley.representativeForm == nil)
    #expect(!valley.protectedDesks.contains(.comune) && valley.desks.contains(.comune))
  }

  @Test("know what the other regions do, as far as it was read") func others() throws {
    #expect(try Self.tessera("piemonte").withdrawsOldCard && Self.tessera("piemonte").formCopies == 2)
    let sardegna = try Self.tessera("sardegna")
    #expect(sardegna.usesBlindEnvelope && sardegna.split == nil && sardegna.contactRule == .none)
    #expect(sardegna.pukLimit == PukLimit(count: 3, mode: .errors) && sardegna.pukNeedsPin)
    #expect(sardegna.desks.contains(.farmacia) && sardegna.pharmacyFeeCents == 300)
    #expect(try Self.tessera("emilia-romagna").revocationNeedsUserCode)
    let toscana = try Self.tessera("toscana")
    #expect(toscana.otherRegionsAdmitted && toscana.pharmacyOwnRegionOnly && !toscana.onlineForMinors)
    #expect(try !Self.tessera("trento").parentsMayCome)
    let bolzano = try Self.tessera("bolzano")
    #expect(bolzano.desks == [.comune] && bolzano.minorDocumentRequired && bolzano.formCopies == 2)
  }

  @Test("let pharmacies hand codes over in two regions only") func pharmacies() throws {
    let ids = try ProfileCatalog.ids(directory: ResourceDirectory.located().data)
    #expect(try ids.filter { try Self.tessera($0).desks.contains(.farmacia) } == ["sardegna", "toscana"])
  }

  @Test("serve persons under protection only where codes are handed over") func protected() throws {
    for id in try ProfileCatalog.ids(directory: ResourceDirectory.located().data) {
      let parameters = try Self.tessera(id)
      #expect(parameters.protectedDesks.isSubset(of: parameters.desks), "\(id)")
      #expect(parameters.usesBlindEnvelope == (parameters.contactRule == .none), "\(id)")
    }
  }

  static let faults: [(name: String, value: String, path: String, ProfileCatalogError.Reason)] = [
    ("code_split", "{\"pin_first\":2}", ".pin_rest", .missingKey),
    (
      "code_split", "{\"pin_first\":0,\"pin_rest\":3,\"puk_first\":2,\"puk_rest\":6}", ".pin_first", .badValue
    ),
    ("puk_limit", "{\"count\":8,\"mode\":\"tries\"}", ".mode", .badValue),
    ("puk_limit", "8", "", .wrongType), ("uses_cip", "1", "", .wrongType),
    ("pin_rows", "{\"holder\":\"AGE-01\"}", ".holder", .badValue),
    ("pin_rows", "{\"somebody\":\"PIN-L01\"}", ".somebody", .badValue),
    ("pin_desks", "[\"totem\"]", ".0", .badValue), ("pin_desks", "[\"comune\",\"comune\"]", ".1", .badValue),
    ("pin_delegation", "\"anybody\"", "", .badValue), ("impediment_months", "0", "", .badValue),
    ("representative_form", "\"letter\"", "", .badValue), ("contact_rule", "\"fax\"", "", .badValue),
    ("desk_mail_domains", "[\"asl\"]", ".0", .badValue), ("pin_form_copies", "9", "", .badValue),
    ("chipless_extension_end", "\"2023-12-32\"", "", .badValue),
    ("duplicate_channels", "{\"theft\":[]}", ".theft", .badValue),
    ("duplicate_channels", "{\"theft\":[\"comune\"]}", "", .badValue),
    ("duplicate_channels", "{\"fire\":[\"comune\"]}", ".fire", .badValue),
    ("help_lines", "[{\"name\":\"x\"}]", ".0.number", .missingKey),
    ("destruction_signatures", "0", "", .badValue), ("card_expiring_days", "367", "", .badValue),
  ]

  @Test("refuse a wrong parameter with the place", arguments: faults.indices) func refuses(index: Int) {
    let fault = Self.faults[index]
    let json =
      #"{"id":"prova","extends":"italia","parameters":{""# + fault.name + #"":{"value":"# + fault.value
      + #","why":"w","source":"s","confidence":"law"}}}"#
    let base = Profile(id: "italia", scelta: SceltaParameters())
    let path = "parameters.\(fault.name).value\(fault.path)"
    #expect(throws: ProfileCatalogError(file: "prova.json", keyPath: path, fault.3)) {
      try ProfileCatalog.decode(Array(json.utf8), id: "prova", over: base)
    }
  }
}
