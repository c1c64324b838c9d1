import Domain
import Testing

@testable import Catalogs

/// The real catalogue against the calendar: what is admitted keeps to the law's days, what is refused says an expected
/// reason and no other.
@Suite("Every code of the catalogue keeps to the calendar") struct EsenzioniCalendarTests {
  private typealias Rules = EsenzioniRuleTests

  private static let first = CivilDate(iso: "2026-01-01")!
  private static let days = (0..<1_096).map { first.adding(days: $0) }
  /// Turns of the year, of the rules' own days, of February.
  private static let edges = [
    "2026-01-01", "2026-03-30", "2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01", "2026-12-31",
    "2027-02-28", "2028-02-29", "2028-12-31",
  ].map { CivilDate(iso: $0)! }

  /// What decides alike: one code of each such class stands for the others on the days between the edges.
  private struct Likeness: Hashable {
    let family: EsenzioneFamily
    let issuer: EsenzioneIssuer
    let validity: EsenzioneValidity
    let own: String
    let scope: EsenzioneScope

    init(_ entry: EsenzioneEntry) {
      family = entry.family
      issuer = entry.issuer
      validity = entry.validity
      scope = entry.scope
      let code = entry.code.rawValue
      // Chronic codes with rules of their own, and every code of income, invalidity and strangers.
      let named: Set<String> = ["021", "027", "040", "048", "050", "052", "057", "061", "063"]
      let isAlike = family == .cronica || family == .rara
      own = isAlike ? (named.contains(entry.code.progressive.rawValue) ? code : "") : code
    }
  }

  private static func issuable() throws -> [EsenzioneEntry] {
    try Rules.catalog.get().entries.filter { $0.isIssuable && $0.family != .covid }
  }

  /// Persons at the edge of every age that a rule knows, on the day.
  private static func births(_ day: CivilDate) -> [CivilDate] {
    [3, 6, 15, 18, 60, 65, 66].flatMap { years in
      [-1, 0, 1].map { day.adding(years: -years).adding(days: $0) }
    } + [day, day.adding(years: -40)]
  }

  private static func decide(_ entry: EsenzioneEntry, on day: CivilDate, born: CivilDate, _ profile: Profile)
    -> Decision
  {
    let person = Rules.assistito(entry, born: born)
    let age = born.age(on: day)
    var evidence = Rules.evidence(entry, on: day)
    if case .income(var declaration) = evidence, age < 18 {
      declaration.declarant = try! PersonCode.parse("PRVGNI65T10Y001V")
      evidence = .income(declaration)
    }
    var content = EsenzioneCase(
      assistito: person, code: entry.code, scope: entry.scope, deskAsl: Rules.asl,
      applicant: age < 18 ? .parent(otherParentDeclares: true) : .`self`, effectiveDate: day,
      evidence: evidence, documentsSeen: Set(DocumentKind.allCases), privateHandOver: true)
    let isTyped =
      profile.esenzioni.validity(of: entry, age: age, start: day) == .configured
      && entry.family != .invalidita && entry.family != .stranieri && entry.code.rawValue.prefix(3) != "048"
    if isTyped {
      content.endDate = day.adding(days: 730)
      content.endReason = "prova"
    }
    let noon = RomeTime(date: day, time: CivilTime(hour: 12, minute: 0)!).instant
    return Esenzione.decide(content, profile: profile, now: noon)
  }

  /// The reasons for which a code may be refused to somebody of that age on that day; empty if it must be admitted.
  private static func reasons(_ entry: EsenzioneEntry, age: Int) -> Set<String> {
    switch (entry.scope, entry.code.rawValue) {
    case (.national, "E01"): age >= 6 && age < 65 ? ["ER-01.age"] : []
    case (.national, "E04"): age < 60 ? ["ER-04.age"] : []
    case (.national, "C04"): age >= 18 ? ["ESE-03"] : []
    case (.national, let code) where code.hasPrefix("040"): age >= 3 ? ["CR-14.past", "ESE-03"] : []
    default: []
    }
  }

  private static func faults(
    _ entry: EsenzioneEntry, on day: CivilDate, born: CivilDate, _ profile: Profile
  ) -> String? {
    let decision = decide(entry, on: day, born: born, profile)
    let expected = reasons(entry, age: born.age(on: day))
    let keys = Set(
      decision.findings.filter { $0.severity == .block }.map { String($0.messageKey.dropFirst(7)) })
    let place = "\(entry.code.rawValue) \(entry.scope.rawValue) \(day.iso) \(born.iso)"
    guard keys == expected else { return "\(place) \(keys.sorted())" }
    guard expected.isEmpty else { return nil }
    guard let start = decision.effectiveDate, start == day else { return "\(place) start" }
    guard let end = decision.endDate else {
      return entry.family == .reddito || entry.family == .stranieri ? "\(place) without end" : nil
    }
    if end < start { return "\(place) ends before it starts" }
    switch entry.family {
    case .reddito:
      let march = CivilDate(year: day.month < 4 ? day.year : day.year + 1, month: 3, day: 31)!
      let limit =
        entry.code.rawValue == "E01" && born.birthday(6) > start
        ? min(march, born.birthday(6).adding(days: -1)) : march
      return end == limit ? nil : "\(place) \(end.iso)"
    case .stranieri: return end <= day.adding(days: 168) ? nil : "\(place) \(end.iso)"
    case .invalidita where entry.code.rawValue == "C04":
      return end == born.birthday(18).adding(days: -1) ? nil : "\(place) \(end.iso)"
    case .cronica where entry.code.rawValue.hasPrefix("040"):
      return end == born.birthday(3).adding(days: -1) ? nil : "\(place) \(end.iso)"
    case .redditoRegionale, .fasciaRegionale, .cronica, .cronicaSuperata, .rara, .invalidita,
      .invaliditaSuperata, .gravidanza, .gravidanzaRegionale, .screening, .screeningRegionale, .prevenzione,
      .donazione, .stranieriRegionale, .altroPrescrizione, .covid, .covidRegionale, .terapiaDolore:
      return nil
    }
  }

  @Test("each one on the edge days", arguments: 0..<4) func everyCode(chunk: Int) throws {
    var faults: [String] = []
    for (index, entry) in try Self.issuable().enumerated() where index % 4 == chunk {
      let profile = try Rules.profile(entry)
      for (number, day) in Self.edges.enumerated() {
        let births = Self.births(day)
        // Another age on each day; over the codes of a family all of them come.
        let born = births[(index / 4 + number) % births.count]
        if let fault = Self.faults(entry, on: day, born: born, profile) { faults.append(fault) }
      }
    }
    #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(12))")
  }

  @Test("and one of each kind on every day of three years, at every age in turn", arguments: 0..<4)
  func everyDay(chunk: Int) throws {
    var seen: Set<Likeness> = []
    var faults: [String] = []
    let kinds = try Self.issuable().filter { seen.insert(Likeness($0)).inserted }
    #expect(kinds.count > 60)
    for (index, entry) in kinds.enumerated() where index % 4 == chunk {
      let profile = try Rules.profile(entry)
      for (number, day) in Self.days.enumerated() {
        let births = Self.births(day)
        let born = births[number % births.count]
        if let fault = Self.faults(entry, on: day, born: born, profile) { faults.append(fault) }
      }
    }
    #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(12))")
  }

  @Test("and codes without an end of their own ask for one, with its reason") func typed() throws {
    var asked = 0
    for entry in try Self.issuable() where entry.validity == .configured && entry.family == .cronica {
      guard !entry.code.rawValue.hasPrefix("048") else { continue }
      let content = EsenzioneCase(
        assistito: Rules.assistito(entry), code: entry.code, deskAsl: Rules.asl, effectiveDate: Self.first,
        evidence: Rules.evidence(entry, on: Self.first), documentsSeen: Set(DocumentKind.allCases),
        privateHandOver: true)
      let noon = RomeTime(date: Self.first, time: CivilTime(hour: 12, minute: 0)!).instant
      let decision = Esenzione.decide(content, profile: try Rules.profile(entry), now: noon)
      let keys = decision.findings.filter { $0.severity == .block }.map(\.messageKey)
      #expect(keys == ["regola.ESE-02"], "\(entry.code.rawValue)")
      asked += 1
    }
    #expect(asked > 20)
  }
}
