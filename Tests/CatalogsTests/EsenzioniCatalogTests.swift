import Domain
import FoundationEssentials
import Testing

@testable import Catalogs

@Suite("Catalogue of exemptions") struct EsenzioniCatalogTests {
  static let catalog = Result { () throws(any Error) in
    try EsenzioniCatalog.load(directory: ResourceDirectory.located().data)
  }

  static func code(_ text: String) throws -> CodiceEsenzione { try #require(CodiceEsenzione(text)) }

  @Test("knows 934 codes, of which 110 stand on prescriptions and 65 are superseded") func counts() throws {
    let entries = try Self.catalog.get().entries
    #expect(entries.count == 934)
    #expect(entries.count { $0.validity == .prescription } == 110)
    #expect(entries.count { $0.validity == .superseded } == 65)
    #expect(entries.count { $0.validity == .configured } == 53)
    #expect(entries.count { $0.scope == .national } == 842)
    #expect(entries.count { $0.family == .rara } == 455)
    #expect(entries.count { $0.family == .cronica } == 243)
    #expect(Set(entries.map(\.family)) == Set(EsenzioneFamily.allCases))
    #expect(Set(entries.map(\.issuer)) == Set(EsenzioneIssuer.allCases))
    #expect(Set(entries.compactMap(\.prescription)) == Set(EsenzionePrescription.allCases))
  }

  @Test("has six codes with several meanings, none of them also national") func clashes() throws {
    let byCode = Dictionary(grouping: try Self.catalog.get().entries, by: \.code.rawValue)
    let clashes = byCode.filter { $0.value.count > 1 }.mapValues { $0.map(\.scope.rawValue) }
    #expect(
      clashes == [
        "E05": ["01", "03", "15"], "E10": ["01", "15"], "E12": ["03", "15"], "E13": ["03", "15"],
        "E14": ["03", "15"], "E99": ["04", "08", "16"],
      ])
  }

  @Test("reaches every row by its key, and by its code where it holds") func reachable() throws {
    let catalog = try Self.catalog.get()
    for entry in catalog.entries {
      let region = Self.region(of: entry)
      let place = "\(entry.code.rawValue) \(entry.scope.rawValue)"
      #expect(catalog.entry(entry.code, scope: entry.scope) == entry, "\(place)")
      #expect(catalog.entry(entry.code, region: region) == entry, "\(place)")
      // Typed, a superseded spelling may lead on to the code that took its place, and nowhere else.
      switch catalog.resolve(entry.code.rawValue.lowercased(), region: region) {
      case .found(let found): #expect(found == entry, "\(place)")
      case .alias(let meant, _): #expect(entry.successors.contains(meant.code), "\(place)")
      case .otherRegion, .unknown: Issue.record("\(place) is not reached")
      }
      let found = catalog.search(entry.code.rawValue, region: region, limit: 2)
      #expect(found.contains(entry), "\(place)")
    }
  }

  @Test("spells national codes in the shapes of the lists") func shapes() throws {
    let chronic = /(0[0-6][0-9]|0[ABC]02|0031|0A31)(\.[0-9V][0-9]{1,3}(\.[0-9]{1,2})?)?/
    let rare = /R[A-Q]([0-9]|G)[0-9]{3}|R99/
    for entry in try Self.catalog.get().entries where entry.scope == .national {
      let text = entry.code.rawValue
      let isRight =
        switch entry.family {
        case .reddito: text.wholeMatch(of: /E0[1-4]/) != nil
        case .cronica, .cronicaSuperata: text.wholeMatch(of: chronic) != nil
        case .rara: text.wholeMatch(of: rare) != nil
        case .gravidanza: text.wholeMatch(of: /M(0[0-9]|[1-3][0-9]|4[01]|50|52|99)/) != nil
        case .invalidita, .invaliditaSuperata: text.wholeMatch(of: /[CGLSNV]0[1-7]/) != nil
        case .stranieri: text.wholeMatch(of: /X[0-9]{2}/) != nil
        case .screening, .prevenzione, .donazione, .altroPrescrizione, .covid, .terapiaDolore:
          text.wholeMatch(of: /[A-Z]{1,3}[0-9]*[BC]?/) != nil
        case .redditoRegionale, .fasciaRegionale, .gravidanzaRegionale, .screeningRegionale,
          .stranieriRegionale, .covidRegionale:
          false
        }
      #expect(isRight, "\(text)")
      #expect(entry.code.isRareGroup == (text.wholeMatch(of: /R[A-Q]G[0-9]{3}/) != nil), "\(text)")
    }
  }

  @Test("keeps a region's families in the region") func regionalFamilies() throws {
    for entry in try Self.catalog.get().entries {
      #expect(entry.family.rawValue.hasSuffix("-regionale") == (entry.scope != .national))
    }
  }

  @Test("says of every row that is not issued why, and of every other what must be seen") func issuing()
    throws
  {
    for entry in try Self.catalog.get().entries {
      let text = entry.code.rawValue
      #expect((entry.prescriptionReason == nil) == (entry.validity != .prescription), "\(text)")
      #expect(entry.successors.isEmpty || entry.validity == .superseded, "\(text)")
      #expect((entry.issuer == .nobody) == (entry.validity == .superseded), "\(text)")
      #expect(!entry.description.isEmpty && !entry.source.isEmpty, "\(text)")
      #expect(entry.documents.isEmpty == (!entry.isIssuable || entry.family == .covid), "\(text)")
      #expect(entry.documents.allSatisfy { !$0.isEmpty }, "\(text)")
    }
  }

  @Test(
    "leads a superseded code to those that took its place",
    arguments: [
      ("002", ["0A02", "0B02", "0C02"]), ("002.414", ["0A02.414"]), ("002.V43.4", ["0C02.V43.4"]),
      ("004", ["RDG010"]), ("010", ["RM0030"]), ("015", ["RCG160"]), ("015.279.4", ["RCG160"]),
      ("031", ["0031", "0A31"]), ("033", ["RDG020"]), ("034", ["RFG101"]), ("043", ["RG0030"]),
      ("047", ["RM0120"]), ("S04", []),
    ])
  func successors(old: String, new: [String]) throws {
    let catalog = try Self.catalog.get()
    let entry = try #require(catalog.entry(try Self.code(old), region: nil))
    #expect(entry.validity == .superseded)
    #expect(entry.successors.map(\.rawValue) == new)
  }

  @Test(
    "follows the spellings of old tables",
    arguments: [
      ("002A", "0A02"), ("002b.437", "0B02.437"), ("002C.V43.4", "0C02.V43.4"), ("031", "0031"),
      ("031.402", "0031.402"), ("031A", "0A31"), ("031A.401", "0A31.401"), ("7R2", "E01"), ("7R3", "E02"),
      ("7R4", "E03"), (" 7 r 5 ", "E04"), ("RI0060", "059"), ("RN0660", "065"), ("RN0690", "066"),
    ])
  func aliases(typed: String, code: String) throws {
    let catalog = try Self.catalog.get()
    for region in [nil, "05", "09"] {
      guard case .alias(let entry, let text) = catalog.resolve(typed, region: region) else {
        Issue.record("\(typed) is no alias")
        continue
      }
      #expect(entry.code.rawValue == code)
      #expect(text == typed)
      #expect(catalog.search(typed, region: region, limit: 1).map(\.code.rawValue) == [code])
    }
  }

  @Test("T8: proposes for 002.414 the code of today") func circulatory() throws {
    guard case .found(let entry) = try Self.catalog.get().resolve("002.414", region: "09") else {
      Issue.record("not found")
      return
    }
    #expect(!entry.isIssuable)
    #expect(entry.successors.map(\.rawValue) == ["0A02.414"])
  }

  @Test("T9: proposes for 034 the rare disease, which asks for a certificate of the network") func rare()
    throws
  {
    let catalog = try Self.catalog.get()
    guard case .found(let entry) = catalog.resolve("034", region: "09") else {
      Issue.record("not found")
      return
    }
    let successor = try #require(entry.successors.first.flatMap { catalog.entry($0, region: "09") })
    #expect(successor.code.rawValue == "RFG101")
    #expect(successor.issuer == .residenceOnNetworkCertificate)
    #expect(successor.documents == [[.networkCertificate]])
  }

  @Test("T14: gives E05 the meaning of the region, and elsewhere shows whose it is") func clash() throws {
    let catalog = try Self.catalog.get()
    let code = try Self.code("E05")
    let piemonte = try #require(catalog.entry(code, region: "01"))
    let lombardia = try #require(catalog.entry(code, region: "03"))
    #expect(piemonte.description != lombardia.description)
    #expect(catalog.resolve("e05", region: "01") == .found(piemonte))
    #expect(catalog.resolve("e05", region: "03") == .found(lombardia))
    guard case .otherRegion(let rows) = catalog.resolve("e05", region: "09") else {
      Issue.record("E05 is not of Toscana")
      return
    }
    #expect(rows.map(\.scope.rawValue) == ["01", "03", "15"])
    #expect(catalog.search("E05", region: "09", limit: 20).allSatisfy { $0.scope == .national })
  }

  @Test("protects what the law protects most, and what a person would not want read out") func protection()
    throws
  {
    let entries = try Self.catalog.get().entries
    let restricted = Set(entries.filter(\.isRestricted).map(\.code.rawValue))
    #expect(
      restricted == [
        "014", "014.303", "014.304", "020", "020.042", "020.079.53", "020.V08", "B01", "011.291.1",
        "008.571.2", "RP0040",
      ])
    #expect(entries.allSatisfy { !$0.isRestricted || $0.isSensitive })
    for entry in entries {
      switch entry.family {
      case .gravidanza, .gravidanzaRegionale, .stranieri, .stranieriRegionale:
        #expect(entry.isSensitive, "\(entry.code.rawValue)")
      default: break
      }
    }
    let named = ["005", "044", "N01", "V01", "V02", "F01", "RN0240", "RNG010", "RNG262", "RNG263"]
    for text in named {
      #expect(try Self.catalog.get().entry(Self.code(text), region: nil)?.isSensitive == true, "\(text)")
    }
    #expect(entries.count(where: \.isSensitive) == 147)
  }

  @Test("knows how long the codes of the rules last") func validities() throws {
    let catalog = try Self.catalog.get()
    let expected: [(String, String?, EsenzioneValidity)] = [
      ("E01", nil, .untilDay(month: 3, day: 31)), ("040", nil, .fromBirth(years: 3)),
      ("C04", nil, .untilAge(18)), ("C03", nil, .configured), ("X01", nil, .duration(months: 6)),
      ("X22", nil, .configured), ("048", nil, .configured), ("013", nil, .unlimited),
      ("RFG101", nil, .unlimited), ("E30", "03", .untilDay(month: 6, day: 30)),
      ("E12", "03", .duration(months: 12)), ("M12", nil, .prescription), ("034", nil, .superseded),
    ]
    for (text, region, validity) in expected {
      #expect(catalog.entry(try Self.code(text), region: region)?.validity == validity, "\(text)")
    }
    let end = try #require(CivilDate(iso: "2023-05-25"))
    #expect(catalog.entry(try Self.code("CV2123"), region: nil)?.validity == .untilDate(end))
  }

  @Test(
    "puts first what people mean by the words they say, in Italian, German and Slovene",
    arguments: [
      ("celiachia", ["059"]), ("tumore", ["048"]), ("TUMOR", ["048"]),
      ("invalido civile", ["C01", "C02", "C03"]),
      ("invalido civ", ["C01", "C02", "C03"]), ("disoccupato", ["E02"]),
      ("pressione alta", ["0031", "0A31"]),
      ("disocupato", ["E02"]), ("Zuckerkrankheit", ["013"]), ("Zöliakie", ["059"]), ("zoeliakie", ["059"]),
      ("arbeitslos", ["E02"]), ("Schwangerschaft", ["M00"]), ("Behinderung", ["C01", "C02", "C03"]),
      ("celiakija", ["059"]), ("brezposeln", ["E02"]), ("nosečnost", ["M00"]), ("sladkorna", ["013"]),
      ("invalidnost", ["C01", "C02", "C03"]), ("7R1", ["E01", "E02", "E03", "E04"]),
    ])
  func spoken(text: String, codes: [String]) throws {
    let found = try Self.catalog.get().search(text, region: nil, limit: codes.count)
    #expect(found.map(\.code.rawValue) == codes)
  }

  @Test("guesses no words from what looks like a code", arguments: ["7R1", "E05", "9Z9"])
  func noWordsFromCodes(text: String) throws {
    for entry in try Self.catalog.get().search(text, region: nil, limit: 20) {
      #expect(entry.code.rawValue.count <= 3, "\(entry.code.rawValue)")
    }
  }

  @Test("reaches every row to which spoken words lead") func everySpokenWord() throws {
    let catalog = try Self.catalog.get()
    #expect(catalog.spoken.count > 300)
    for words in catalog.spoken {
      let found = catalog.search(words.text, region: nil, limit: 20).map(\.code)
      #expect(words.codes.allSatisfy(found.contains), "\(words.text)")
    }
  }

  @Test("finds a row by its description, in capitals, without accents and in any order of the words")
  func descriptions() throws {
    let catalog = try Self.catalog.get()
    for entry in stride(from: 0, to: catalog.entries.count, by: 11).map({ catalog.entries[$0] }) {
      let words = Folding.ascii(entry.description.replacing("'", with: " ")).split(separator: " ")
      let found = catalog.search(
        words.reversed().joined(separator: " "), region: Self.region(of: entry), limit: .max)
      #expect(found.contains(entry), "\(entry.code.rawValue)")
      #expect(found.first.map { Self.words($0) == Self.words(entry) || $0.isIssuable } == true)
    }
  }

  @Test("finds a row although one word of it is misspelt, in each way", arguments: 0..<4)
  func slips(way: Int) throws {
    let catalog = try Self.catalog.get()
    for entry in stride(from: way, to: catalog.entries.count, by: 13).map({ catalog.entries[$0] }) {
      let words = Folding.ascii(entry.description.replacing("'", with: " ")).split(separator: " ")
      guard let word = words.max(by: { $0.count < $1.count }), word.count >= 5 else { continue }
      var letters = Array(word)
      let middle = letters.count / 2
      switch way {
      case 0: letters.remove(at: middle)
      case 1: letters.insert("X", at: middle)
      case 2: letters[middle] = "7"
      default: letters.swapAt(middle, middle - 1)
      }
      let found = catalog.search(String(letters), region: Self.region(of: entry), limit: .max)
      #expect(found.contains(entry), "\(entry.code.rawValue) \(String(letters))")
    }
  }

  static func region(of entry: EsenzioneEntry) -> String? {
    switch entry.scope {
    case .national: nil
    case .region(let digits): digits
    }
  }

  /// The words of a row, in no order.
  static func words(_ entry: EsenzioneEntry) -> Set<Substring> {
    Set(Folding.ascii(entry.description.replacing("'", with: " ")).split(separator: " "))
  }

  @Test("has words in every language for families, issuers, reasons and places") func words() throws {
    let keys =
      EsenzioneFamily.allCases.map(\.messageKey) + EsenzioneIssuer.allCases.map(\.messageKey)
      + EsenzionePrescription.allCases.map(\.messageKey) + [EsenzioneScope.national.messageKey]
      + (1...20).map { EsenzioneScope.region($0 < 10 ? "0\($0)" : "\($0)").messageKey }
    for language in Language.allCases {
      let sentences = try WordCatalog.load(language, in: ResourceDirectory.located()).sentences
      for key in keys { #expect(sentences[key] != nil, "\(language.rawValue) \(key)") }
      // What is read out stands in the message row.
      for reason in EsenzionePrescription.allCases {
        #expect((sentences[reason.messageKey] ?? "").count <= 78, "\(language.rawValue) \(reason)")
      }
      let own = sentences.keys.filter {
        $0.hasPrefix("esenzione.famiglia.") || $0.hasPrefix("esenzione.rilascio.")
          || $0.hasPrefix("esenzione.ricetta.") || $0.hasPrefix("esenzione.ambito.")
      }
      #expect(Set(own) == Set(keys), "\(language.rawValue)")
    }
  }
}
