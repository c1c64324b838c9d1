import Domain
import Testing

@Suite("Rules for foreign citizens") struct ForeignerRulesTests {
  static func decide(
    _ entitlement: Entitlement, born: String = "1980-01-01", _ change: (inout SceltaCase) -> Void = { _ in }
  ) -> Decision {
    Fixture.decide(
      Fixture.content(Fixture.assistito(born: born, entitlement: entitlement)).with(change))
  }

  static func permit(
    _ category: PermessoDiSoggiorno.Category, until: String, receipt: String? = nil
  ) -> Entitlement {
    .thirdCountry(
      PermessoDiSoggiorno(
        category: category, validUntil: Fixture.day(until), renewalRequestedOn: receipt.map(Fixture.day)))
  }

  @Test("follow the permit's category", arguments: PermessoDiSoggiorno.Category.allCases)
  func categories(category: PermessoDiSoggiorno.Category) {
    let decision = Self.decide(Self.permit(category, until: "2027-03-31"))
    switch category.enrolment {
    case .compulsory:
      #expect(decision.endDate == Fixture.day("2027-03-31"))
      #expect(decision.keys() == [])
    case .voluntary:
      #expect(decision.endDate == Fixture.day("2026-12-31"))
      #expect(decision.documents.contains { $0.kind == .paymentReceipt && $0.need == .mandatory })
    case .notAdmitted: #expect(decision.keys() == ["STR-06"])
    }
  }

  @Test(
    "end with the permit, or with the grace its receipt gives",
    arguments: [
      (until: "2026-06-15", receipt: String?.none, keys: [String](), end: String?.some("2026-06-15")),
      ("2026-06-14", nil, ["STR-01.expired"], nil),
      ("2026-06-14", "2026-05-01", [], "2027-06-14"),
      ("2025-06-15", "2025-06-01", [], "2026-06-15"),
      ("2025-06-14", "2025-06-01", ["STR-02.lapsed"], "2026-06-14"),
      ("2026-12-31", "2026-06-01", [], "2026-12-31"),
    ])
  func permits(until: String, receipt: String?, keys: [String], end: String?) {
    let decision = Self.decide(Self.permit(.work, until: until, receipt: receipt))
    #expect(decision.keys() == keys)
    #expect(decision.endDate == end.map(Fixture.day))
  }

  @Test("end a voluntary enrolment on 31 December, whatever the permit") func voluntary() {
    let decision = Fixture.decide(
      Fixture.content(
        Fixture.assistito(entitlement: Self.permit(.study, until: "2030-01-01")),
        on: Fixture.day("2026-12-31")
      ), now: Fixture.instant("2026-12-31T09:00:00+01:00"))
    #expect(decision.endDate == Fixture.day("2026-12-31"))
  }

  @Test("take the person back to the same medico, also over the ceiling") func reinstatement() {
    let decision = Self.decide(Self.permit(.work, until: "2026-05-31", receipt: "2026-05-15")) { content in
      content.assistito.posizione.scelte = [
        Fixture.scelta("M1", end: .init(on: Fixture.day("2026-05-31"), reason: .expiry))
      ]
      content.medico = CeilingRulesTests.medico("000")
    }
    #expect(decision.keys() == ["MAX-09.reinstatement"])
    #expect(decision.allKeys.contains("STR-02.reinstatement"))
  }

  @Test(
    "follow the title of a citizen of the Union",
    arguments: [
      (title: EuropeanTitle.worker(contractEnd: nil), keys: [String](), end: String?.none),
      (.worker(contractEnd: Fixture.day("2026-09-30")), [], "2026-09-30"),
      (.worker(contractEnd: Fixture.day("2026-06-14")), ["STR-10.expired"], nil),
      (.seasonalWorker(contractEnd: Fixture.day("2026-07-31")), [], "2026-07-31"),
      (.selfEmployed, [], nil), (.permanentStay, [], nil), (.formS1(until: nil), [], nil),
      (.formS1(until: Fixture.day("2027-01-31")), [], "2027-01-31"),
      (.unemployed(since: Fixture.day("2026-03-01"), lastContractUnderOneYear: true), [], "2027-03-01"),
      (.unemployed(since: Fixture.day("2026-03-01"), lastContractUnderOneYear: false), [], nil),
      (.trainee(until: Fixture.day("2026-08-31")), [], "2026-08-31"),
      (.dependant(until: Fixture.day("2026-10-31")), [], "2026-10-31"),
      (.shortStay, ["STR-09"], nil),
    ])
  func europeans(title: EuropeanTitle, keys: [String], end: String?) {
    let decision = Self.decide(.european(title))
    #expect(decision.keys() == keys)
    #expect(decision.endDate == end.map(Fixture.day))
    #expect((decision.counter == .temporary) == (EuropeanEnd.exists(title)))
  }

  enum EuropeanEnd {
    static func exists(_ title: EuropeanTitle) -> Bool {
      switch title {
      case .worker(let end): end != nil
      case .seasonalWorker, .trainee: true
      case .formS1(let until), .dependant(let until): until != nil
      case .unemployed(_, let underOneYear): underOneYear
      case .selfEmployed, .permanentStay, .shortStay: false
      }
    }
  }

  @Test("enrol a minor without permit on equal terms, also with a full PLS") func irregularMinor() {
    let decision = Self.decide(.irregularMinor, born: "2018-03-01") {
      $0.medico = CeilingRulesTests.medico("000", kind: .pls)
    }
    #expect(decision.outcome == .admitted)
    #expect(decision.endDate == Fixture.day("2036-02-29"))
  }

  @Test("keep with reserve who has an STP or ENI code, or has grown up") func reserved() {
    #expect(Self.decide(.irregularAdult).keys() == ["STR-08"])
    #expect(Self.decide(.europeanWithoutRights).keys() == ["STR-11"])
    #expect(Self.decide(.irregularMinor, born: "2008-06-15").keys() == ["STR-07.grown"])
  }
}
