import Domain
import Testing

@Suite("Decisions on any case") struct RandomCaseTests {
  @Test(
    "never trap, never exceed their confidence, and say only sentences of the book", arguments: 0..<10)
  func total(seed: UInt64) {
    var random = Dice(state: seed)
    let keys = Set(RuleBook.messageKeys)
    var seen: Set<String> = []
    for _ in 0..<10_000 {
      let content = random.practice()
      let decision = content.decide(
        profile: random.profile(), now: random.now(), registryAnswers: random.bool())
      for finding in decision.findings {
        if finding.severity > finding.rule.ceiling {
          Issue.record("\(finding.messageKey) exceeds its confidence")
        }
        seen.insert(finding.messageKey)
      }
      let after = content.assistito.posizione.after(content, decision: decision, author: "prova")
      if decision.outcome == .refused, after != content.assistito.posizione {
        Issue.record("a refusal changed the position")
      }
      if case .scelta = content, decision.outcome != .refused,
        after.scelte.count(where: { $0.end == nil }) != 1
      {
        Issue.record("a scelta left more than one row open")
      }
      _ = after.events(from: .earliest, through: .latest)
    }
    #expect(seen.subtracting(keys).isEmpty)
    // A generator that no longer reaches the rules would let this test pass in silence.
    #expect(seen.count > 100, "only \(seen.count) sentences were reached")
  }
}

/// Draws cases from a seed: each drawn value is an edge or plain, in any combination.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func bool() -> Bool { Bool.random(using: &self) }
  mutating func one<Value>(_ values: [Value]) -> Value { values.randomElement(using: &self)! }
  mutating func maybe<Value>(_ value: Value) -> Value? { bool() ? value : nil }

  mutating func date() -> CivilDate {
    if Int.random(in: 0..<200, using: &self) == 0 { return one([.earliest, .latest]) }
    return Fixture.today.adding(days: Int.random(in: -8_000...800, using: &self))
  }

  mutating func now() -> Instant {
    Instant(milliseconds: Int.random(in: 1_765_000_000_000...1_800_000_000_000, using: &self))
  }

  mutating func asl() -> CodiceAsl {
    one([Fixture.asl, Fixture.asl, Fixture.asl, Fixture.otherAsl, Fixture.outside])
  }

  mutating func territory() -> Territory {
    Fixture.territory(asl(), ambito: one(["A1", "A1", "A2"]), distretto: one(["D1", "D2"]))
  }

  mutating func residence() -> Residence {
    switch Int.random(in: 0..<8, using: &self) {
    case 0: .abroad(state: "CH", since: date())
    case 1: .none(struckOff: bool())
    case 2: .italy(Fixture.address(territory()), since: nil, state: .pending(since: date()))
    default: Fixture.residence(territory())
    }
  }

  mutating func entitlement() -> Entitlement {
    switch Int.random(in: 0..<8, using: &self) {
    case 0:
      .thirdCountry(
        PermessoDiSoggiorno(
          category: one(PermessoDiSoggiorno.Category.allCases), validUntil: date(),
          renewalRequestedOn: maybe(date())))
    case 1:
      .european(
        one([
          .worker(contractEnd: maybe(date())), .selfEmployed, .seasonalWorker(contractEnd: date()),
          .formS1(until: maybe(date())), .permanentStay, .shortStay, .trainee(until: date()),
          .unemployed(since: date(), lastContractUnderOneYear: bool()), .dependant(until: maybe(date())),
        ]))
    case 2: one([.irregularMinor, .irregularAdult, .europeanWithoutRights])
    default: .italian
    }
  }

  mutating func scelta(newest: Bool) -> Scelta {
    let end = Scelta.Ending(on: date(), reason: one(Scelta.Ending.Reason.allCases))
    return Scelta(
      medico: Identifier(unchecked: one(["M1", "M0"])), medicoName: "Prova", kind: one(Medico.Kind.allCases),
      start: date(), motive: one(Scelta.Motive.allCases), until: maybe(date()),
      counter: one(PlaceCounter.allCases), author: "prova", end: newest ? maybe(end) : end,
      ricusazioneNotice: Int.random(in: 0..<5, using: &self) == 0 ? date() : nil)
  }

  mutating func assistito() -> Assistito {
    let kind: Assistenza.Kind = bool() ? .unlimited : .temporary(until: date())
    let assistenza = Assistenza(asl: asl(), start: date(), kind: kind, suspendedUntil: maybe(date()))
    var person = Fixture.assistito(
      residence: residence(),
      domicile: maybe(
        Domicile(
          address: Fixture.address(territory()), reason: one(Domicile.Reason.allCases), since: date(),
          until: maybe(date()))),
      entitlement: entitlement(), assistenza: maybe(assistenza))
    person.posizione.birthDate = date()
    if bool() { person.posizione.scelte = [scelta(newest: true), scelta(newest: false)] }
    person.posizione.transferNotice = maybe(date())
    person.posizione.standing = one([
      .ordinary, .ordinary, .detained, .restricted, .stateAssisted(since: Fixture.today),
    ])
    if Int.random(in: 0..<20, using: &self) == 0 { person.posizione.deathDate = date() }
    if Int.random(in: 0..<20, using: &self) == 0 { person.identity.codes = [] }
    return person
  }

  mutating func medico(_ id: String) -> Medico {
    let form = one(Medico.Association.Form.allCases)
    let association = Medico.Association(id: "G1", name: "G", form: form, start: date(), end: maybe(date()))
    let load = Medico.Load(
      permanent: Int.random(in: 95...105, using: &self), temporary: Int.random(in: 0...3, using: &self),
      zeroToSix: Int.random(in: 0...3, using: &self))
    return Fixture.medico(
      id, kind: one(Medico.Kind.allCases), asl: asl(), ambito: one(["A1", "A2"]),
      distretto: one(["D1", "D2"]),
      association: maybe(association),
      ceilings: Medico.Ceilings(
        permanent: maybe(100), reunion: maybe(103), temporary: maybe(2), zeroToSix: maybe(2)),
      selfLimited: bool(), load: one([load, load, nil]),
      engagement: Medico.Engagement(
        start: date(), end: one([nil, nil, date()]), suspended: Int.random(in: 0..<9, using: &self) == 0,
        qualification: one(Medico.Engagement.Qualification.allCases)))
  }

  mutating func applicant() -> Applicant {
    one([
      .`self`, .`self`, .parent(otherParentDeclares: bool()), .tutore, .amministratoreDiSostegno,
      .delegate(cohabitant: bool()), .familyMember, .affidatario,
    ])
  }

  mutating func practice() -> PracticeCase {
    let pending: Identifier<Practice>? = Int.random(in: 0..<20, using: &self) == 0 ? "X" : nil
    switch Int.random(in: 0..<4, using: &self) {
    case 0:
      return .revoca(
        RevocaCase(
          assistito: assistito(), reason: one(RevocaCase.Reason.allCases), effectiveDate: date(),
          applicant: applicant(), documentsSeen: bool() ? Set(DocumentKind.allCases) : [],
          note: one(["", "motivo"]), pending: pending))
    case 1:
      return .ricusazione(
        RicusazioneCase(
          assistito: assistito(), medico: medico("M1"), noticeDate: date(), reason: one(["", "motivo"]),
          toReduceList: bool(), otherMedicoAvailable: one([nil, true, false]), committeeHeard: bool(),
          pending: pending))
    default:
      var content = SceltaCase(
        assistito: assistito(), medico: medico("M1"), currentMedico: maybe(medico("M0")),
        request: SceltaRequest(effectiveDate: one([Fixture.today, date()]), applicant: applicant()),
        pediatricianAvailable: one([nil, true, false]), pending: pending)
      content.medicoAmbito = maybe(
        Ambito(id: "A2", name: "Due", distretto: "D1", asl: Fixture.asl, neighbours: bool() ? ["A1"] : []))
      content.request.deroga = maybe(.init(ground: one(SceltaRequest.Deroga.Ground.allCases)))
      content.request.reunion = maybe(
        .init(
          relative: one([Fixture.adultCode, Fixture.relativeCode]), kinship: one(Kinship.allCases),
          relativeMedico: one([nil, "M1", "M0"]), sameFamily: bool()))
      content.request.pediatricExtension = maybe(
        .init(requestedOn: date(), reason: one(SceltaRequest.PediatricExtension.Reason.allCases)))
      content.request.noPediatricianReason = one(["", "motivo"])
      content.request.endDate = maybe(date())
      content.request.medicoAcceptance = bool()
      content.request.overrideReason = one(["", "motivo"])
      content.request.documentsSeen = bool() ? Set(DocumentKind.allCases) : []
      return .scelta(content)
    }
  }

  mutating func profile() -> Profile {
    var parameters = SceltaParameters()
    parameters.minimumDaysBetweenChanges = one([0, 31])
    parameters.mmgUnder14IsDeroga = bool()
    parameters.lateExtension = one(SceltaParameters.LateExtension.allCases)
    parameters.derogaDecider = one(SceltaParameters.DerogaDecider.allCases)
    parameters.derogaOnlyBordering = bool()
    parameters.ambitoCheck = one(SceltaParameters.AmbitoCheck.allCases)
    parameters.domicileAge = maybe(75)
    parameters.domicileFollowsPermit = bool()
    parameters.homeCancellationProof = one(SceltaParameters.HomeCancellationProof.allCases)
    parameters.healthReasonNeedsDistrictDoctor = bool()
    parameters.permitChoicesExceed = bool()
    parameters.temporaryCountsInMaximum = bool()
    parameters.twoParentsRequired = bool()
    parameters.accountingStop = SceltaParameters.AccountingStop(
      fromDay: 15, fromTime: CivilTime(iso: "23:00")!, untilTime: CivilTime(iso: "02:00")!)
    return Profile(
      id: "prova", scelta: parameters, nationalRegistryStart: maybe(Fixture.day("2026-03-02")),
      suspensions: bool() ? [SuspensionTests.stop] : [])
  }
}
