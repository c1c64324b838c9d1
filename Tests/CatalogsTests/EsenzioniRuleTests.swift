import Domain
import Testing

@testable import Catalogs

@Suite("Every code of the catalogue is issued or refused with a reason") struct EsenzioniRuleTests {
  static let asl = CodiceAsl("090201")!
  private static let today = CivilDate(iso: "2026-06-15")!
  private static let now = Instant(iso: "2026-06-15T10:00:00Z")!

  static let catalog = Result { () throws(any Error) in
    try EsenzioniCatalog.load(directory: try ResourceDirectory.located().data)
  }

  /// A person whom the code may suit, enrolled in asl 090201.
  static func assistito(_ entry: EsenzioneEntry, born: CivilDate? = nil) -> Assistito {
    let usual =
      switch entry.code.rawValue {
      case "040": "2025-01-01"
      case "C04": "2015-01-01"
      default: "1950-01-01"
      }
    let isStranger = entry.family == .stranieri || entry.family == .stranieriRegionale
    let code = isStranger && entry.code.rawValue != "X22" ? "STP0902010000001" : "PRVNNA80A41Y000J"
    let birthDate = born ?? CivilDate(iso: usual)!
    let territory = Territory(
      municipality: PlaceCode("Y001")!, asl: asl, distretto: "D1", ambitoMMG: "A1", ambitoPLS: "A1")
    let entitlement: Entitlement =
      entry.code.rawValue == "X22"
      ? .thirdCountry(.init(category: .asylum, validUntil: CivilDate(iso: "2035-03-04")!))
      : isStranger ? .irregularAdult : .italian
    return Assistito(
      id: "P1",
      identity: Generalita(
        codes: [try! PersonCode.parse(code)], surname: "Prova", name: "Anna", sex: .female,
        birthDate: birthDate, birthPlace: PlaceCode("Y000")!),
      posizione: Posizione(
        birthDate: birthDate,
        residence: .italy(
          Address(street: "Via della Prova 1", postalCode: "00000", territory: territory), since: nil,
          state: .confirmed),
        entitlement: entitlement,
        assistenza: isStranger && entry.code.rawValue != "X22"
          ? nil : Assistenza(asl: asl, start: CivilDate(iso: "2000-01-01")!, kind: .unlimited)))
  }

  /// The papers that the family asks for.
  static func evidence(_ entry: EsenzioneEntry, on today: CivilDate = today) -> EsenzioneEvidence {
    let code = entry.code.rawValue
    switch entry.family {
    case .reddito, .redditoRegionale, .fasciaRegionale:
      let condition: IncomeDeclaration.Condition =
        code == "E02"
        ? .unemployed : code == "E03" ? .socialAllowance : code == "E04" ? .minimumPension : .none
      return .income(IncomeDeclaration(signedOn: today, condition: condition, income: .below))
    case .invalidita:
      return .report(
        InvalidityReport(
          issuedOn: today, kind: kind(code), percentage: percentage(code), category: category(code),
          periodEnd: code == "L04" ? today.adding(days: 107) : nil))
    case .stranieri, .stranieriRegionale:
      return .foreigner(
        ForeignerDeclaration(
          validUntil: today.adding(days: 168), isIndigent: true, declaresNoWork: true))
    case .cronica, .cronicaSuperata, .rara, .invaliditaSuperata, .gravidanza, .gravidanzaRegionale,
      .screening,
      .screeningRegionale, .prevenzione, .donazione, .altroPrescrizione, .covid, .covidRegionale,
      .terapiaDolore:
      return .certificate(
        MedicalCertificate(
          issuedOn: today, certifier: entry.family == .rara ? .rareNetworkCentre : .publicSpecialist,
          stage: .sufficient, firstDiagnosis: today, tumourTerm: .fiveYears, diagnosis: "Prova"))
    }
  }

  private static func kind(_ code: String) -> InvalidityReport.Kind {
    let kinds: [String: InvalidityReport.Kind] = [
      "C02": .civilAttendance, "C04": .civilFrequency, "C05": .blindness, "C06": .deafness, "L04": .injury,
      "N01": .indemnity, "V01": .victim, "V02": .victimInvalid,
    ]
    let first: [Character: InvalidityReport.Kind] = ["C": .civil, "G": .war, "L": .work, "S": .service]
    return kinds[code] ?? code.first.flatMap { first[$0] } ?? .civil
  }

  private static func percentage(_ code: String) -> Int? {
    ["C01": 100, "C03": 80, "L01": 85, "L02": 70, "L03": 20][code]
  }

  private static func category(_ code: String) -> Int? {
    ["G01": 1, "G02": 7, "S01": 1, "S02": 3, "S03": 8][code]
  }

  static func profile(_ entry: EsenzioneEntry) throws -> Profile {
    var profile = Profile(id: "prova", scelta: SceltaParameters())
    profile.esenzioni.catalog = try catalog.get()
    if case .region(let digits) = entry.scope { profile.esenzioni.region = digits }
    return profile
  }

  @Test("in its own scope, with papers that suit it") func every() throws {
    let rows = try Self.catalog.get().entries
    #expect(rows.count > 900)
    var issued = 0
    for entry in rows {
      let content = EsenzioneCase(
        assistito: Self.assistito(entry), code: entry.code, scope: entry.scope, deskAsl: Self.asl,
        applicant: entry.code.rawValue == "040" || entry.code.rawValue == "C04"
          ? .parent(otherParentDeclares: true) : .`self`, effectiveDate: Self.today,
        evidence: Self.evidence(entry), documentsSeen: Set(DocumentKind.allCases), privateHandOver: true)
      let profile = try Self.profile(entry)
      var decision = Esenzione.decide(content, profile: profile, now: Self.now)
      let keys = decision.findings.filter { $0.severity == .block }.map(\.messageKey)
      if keys == ["regola.ESE-02"] {
        // No duration is known: it is typed with its reason.
        var typed = content
        typed.endDate = CivilDate(iso: "2028-06-14")!
        typed.endReason = "prova"
        decision = Esenzione.decide(typed, profile: profile, now: Self.now)
      }
      let isRefused = decision.outcome == .refused
      let name = "\(entry.code.rawValue) \(entry.scope.rawValue) \(keys)"
      if entry.isIssuable, entry.family != .covid {
        #expect(!isRefused, "\(name)")
        issued += isRefused ? 0 : 1
      } else {
        #expect(isRefused && keys.count == 1 && decision.effectiveDate == nil, "\(name)")
      }
    }
    #expect(issued > 700)
  }

  @Test("and elsewhere only if it is a national one") func elsewhere() throws {
    for entry in try Self.catalog.get().entries {
      guard case .region = entry.scope else { continue }
      let content = EsenzioneCase(
        assistito: Self.assistito(entry), code: entry.code, scope: entry.scope, deskAsl: Self.asl,
        effectiveDate: Self.today, evidence: Self.evidence(entry))
      var profile = try Self.profile(entry)
      profile.esenzioni.region = nil
      let decision = Esenzione.decide(content, profile: profile, now: Self.now)
      #expect(decision.findings.map(\.messageKey) == ["regola.ESE-01.region"])
    }
  }
}
