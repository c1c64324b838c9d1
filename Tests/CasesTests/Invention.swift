import Domain

/// Invents values from a seed: all of people who cannot exist.
struct Invention: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// One step of SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func flag() -> Bool { Bool.random(using: &self) }
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func one<Choice: CaseIterable>(of type: Choice.Type) -> Choice {
    type.allCases.randomElement(using: &self)!
  }

  mutating func maybe<Value>(_ make: (inout Invention) -> Value) -> Value? {
    flag() ? make(&self) : nil
  }

  mutating func some<Value>(upTo limit: Int, _ make: (inout Invention) -> Value) -> [Value] {
    (0..<number(0...limit)).map { _ in make(&self) }
  }

  mutating func text() -> String {
    let pieces = [
      "Prova", "d'Oro", "Željko", "\"virgolette\"", "a\\b", "riga\nnuova", "\u{1}", "𝄞", "", "ñ ",
    ]
    return some(upTo: 3) { pieces.randomElement(using: &$0)! }.joined(separator: " ")
  }

  mutating func identifier<Subject>() -> Identifier<Subject> {
    Identifier(unchecked: "id-\(number(1...999))" + (flag() ? "é" : ""))
  }

  mutating func date() -> CivilDate { CivilDate(daysSinceEpoch: number(-20_000...40_000)) }
  mutating func instant() -> Instant { Instant(milliseconds: number(-1_000_000_000...3_000_000_000_000)) }
  mutating func place() -> PlaceCode { PlaceCode("Y0\(number(10...99))")! }
  mutating func asl() -> CodiceAsl { CodiceAsl("\(number(100_000...999_999))")! }

  mutating func code() -> PersonCode {
    let codes = [
      "PRVNNA80A41Y000J", "PRVGNI65T10Y001V", "12345678901", "STP0902010000001", "ENI0902010000002",
    ]
    return try! PersonCode.parse(codes.randomElement(using: &self)!)
  }

  mutating func assistito() -> Assistito {
    Assistito(
      id: identifier(),
      identity: Generalita(
        codes: some(upTo: 3) { $0.code() }, idANPR: nil, surname: text(), name: text(),
        sex: one(of: Sex.self), birthDate: date(), birthPlace: place(),
        citizenships: some(upTo: 2) { $0.flag() ? "IT" : "XX" }),
      posizione: posizione(), contacts: Contacts(telephone: maybe { $0.text() }, email: maybe { $0.text() }),
      family: some(upTo: 3) {
        FamilyMember(
          code: $0.code(), fullName: $0.text(), birthDate: $0.date(), kinship: $0.one(of: Kinship.self),
          medico: $0.maybe { $0.identifier() }, medicoName: $0.maybe { $0.text() })
      },
      notes: some(upTo: 2) { Note(text: $0.text(), author: $0.text(), at: $0.instant()) },
      provenance: Dictionary(
        some(upTo: 11) {
          (
            $0.one(of: RecordGroup.self),
            Provenance(owner: $0.one(of: Provenance.Owner.self), readAt: $0.instant())
          )
        }, uniquingKeysWith: { first, _ in first }))
  }

  mutating func territory() -> Territory {
    Territory(
      municipality: place(), asl: asl(), distretto: identifier(), ambitoMMG: identifier(),
      ambitoPLS: identifier())
  }

  mutating func address() -> Address {
    Address(street: text(), postalCode: "\(number(10_000...99_999))", territory: territory())
  }

  mutating func residence() -> Residence {
    switch number(0...5) {
    case 0: .abroad(state: text(), since: date())
    case 1: .none(struckOff: flag())
    default:
      .italy(
        address(), since: maybe { $0.date() }, state: flag() ? .confirmed : .pending(since: date()))
    }
  }

  mutating func tessera() -> Tessera {
    let states: [Tessera.State] = [
      .notActivated, .active(since: date()), .suspended(since: date()), .replaced(on: date()),
      .revoked(on: date(), reason: one(of: Tessera.Revocation.self)),
    ]
    return Tessera(
      number: try! NumeroTessera("80380000900000000000"), issued: date(), expires: date(), hasChip: flag(),
      state: states[number(0...4)])
  }

  mutating func posizione() -> Posizione {
    Posizione(
      birthDate: date(), deathDate: maybe { $0.date() }, residence: residence(),
      domicile: maybe {
        Domicile(
          address: $0.address(), reason: $0.one(of: Domicile.Reason.self), since: $0.date(),
          until: $0.maybe { $0.date() })
      },
      entitlement: entitlement(),
      assistenza: maybe {
        Assistenza(
          asl: $0.asl(), start: $0.date(), kind: $0.flag() ? .unlimited : .temporary(until: $0.date()),
          suspendedUntil: $0.maybe { $0.date() },
          ended: $0.maybe {
            Assistenza.Ending(on: $0.date(), reason: $0.one(of: Assistenza.Ending.Reason.self))
          })
      },
      scelte: some(upTo: 3) { $0.scelta() }, standing: standing(), transferNotice: maybe { $0.date() },
      esenzioni: some(upTo: 2) { $0.esenzione() }, tessere: some(upTo: 3) { $0.tessera() })
  }

  mutating func standing() -> Standing {
    switch number(0...3) {
    case 0: .ordinary
    case 1: .stateAssisted(since: date())
    case 2: .detained
    default: .restricted
    }
  }

  mutating func entitlement() -> Entitlement {
    switch number(0...5) {
    case 0: .italian
    case 1: .european(europeanTitle())
    case 2:
      .thirdCountry(
        PermessoDiSoggiorno(
          category: one(of: PermessoDiSoggiorno.Category.self), validUntil: date(),
          renewalRequestedOn: maybe { $0.date() }))
    case 3: .irregularMinor
    case 4: .irregularAdult
    default: .europeanWithoutRights
    }
  }

  mutating func europeanTitle() -> EuropeanTitle {
    switch number(0...8) {
    case 0: .worker(contractEnd: maybe { $0.date() })
    case 1: .selfEmployed
    case 2: .seasonalWorker(contractEnd: date())
    case 3: .formS1(until: maybe { $0.date() })
    case 4: .permanentStay
    case 5: .unemployed(since: date(), lastContractUnderOneYear: flag())
    case 6: .trainee(until: date())
    case 7: .dependant(until: maybe { $0.date() })
    default: .shortStay
    }
  }

  mutating func scelta() -> Scelta {
    Scelta(
      medico: identifier(), medicoName: text(), kind: one(of: Medico.Kind.self), start: date(),
      motive: one(of: Scelta.Motive.self), until: maybe { $0.date() }, counter: one(of: PlaceCounter.self),
      author: text(),
      end: maybe { Scelta.Ending(on: $0.date(), reason: $0.one(of: Scelta.Ending.Reason.self)) },
      ricusazioneNotice: maybe { $0.date() })
  }

  mutating func medico() -> Medico {
    Medico(
      id: identifier(), kind: one(of: Medico.Kind.self), surname: text(), name: text(),
      sex: one(of: Sex.self), regionalCode: text(), asl: asl(), distretto: identifier(),
      ambito: identifier(),
      association: maybe {
        Medico.Association(
          id: $0.identifier(), name: $0.text(), form: $0.one(of: Medico.Association.Form.self),
          start: $0.date(), end: $0.maybe { $0.date() })
      },
      engagement: Medico.Engagement(
        start: date(), end: maybe { $0.date() }, suspended: flag(),
        qualification: one(of: Medico.Engagement.Qualification.self)),
      ceilings: Medico.Ceilings(
        permanent: maybe { $0.number(0...2_000) }, reunion: maybe { $0.number(0...2_000) },
        temporary: maybe { $0.number(0...99) }, zeroToSix: maybe { $0.number(0...99) }),
      selfLimited: flag(),
      load: maybe {
        Medico.Load(
          permanent: $0.number(0...2_000), temporary: $0.number(0...99), zeroToSix: $0.number(0...99))
      },
      surgery: Medico.Surgery(street: text(), municipality: place(), telephone: text(), hours: text()))
  }

  mutating func ambito() -> Ambito {
    Ambito(
      id: identifier(), name: text(), distretto: identifier(), asl: asl(),
      neighbours: Set(some(upTo: 4) { $0.identifier() }))
  }

  mutating func applicant() -> Applicant {
    switch number(0...6) {
    case 0: .`self`
    case 1: .parent(otherParentDeclares: flag())
    case 2: .tutore
    case 3: .amministratoreDiSostegno
    case 4: .delegate(cohabitant: flag())
    case 5: .familyMember
    default: .affidatario
    }
  }

  mutating func documents() -> Set<DocumentKind> { Set(some(upTo: 5) { $0.one(of: DocumentKind.self) }) }

  mutating func request() -> SceltaRequest {
    SceltaRequest(
      effectiveDate: date(), applicant: applicant(),
      deroga: maybe {
        .init(ground: $0.one(of: SceltaRequest.Deroga.Ground.self), reason: $0.text())
      },
      reunion: maybe {
        .init(
          relative: $0.code(), kinship: $0.one(of: Kinship.self),
          relativeMedico: $0.maybe { $0.identifier() }, sameFamily: $0.flag())
      },
      pediatricExtension: maybe {
        .init(
          requestedOn: $0.date(), reason: $0.one(of: SceltaRequest.PediatricExtension.Reason.self))
      },
      noPediatricianReason: text(), endDate: maybe { $0.date() }, medicoAcceptance: flag(),
      overrideReason: text(), documentsSeen: documents(), documentsDeclared: documents(),
      secondChoice: maybe { $0.identifier() })
  }

  mutating func practiceCase() -> PracticeCase { practiceCase(of: one(of: PracticeKind.self)) }

  mutating func practiceCase(of kind: PracticeKind) -> PracticeCase {
    switch kind {
    case .scelta:
      .scelta(
        SceltaCase(
          assistito: assistito(), medico: medico(), currentMedico: maybe { $0.medico() },
          medicoAmbito: maybe { $0.ambito() }, request: request(),
          pediatricianAvailable: maybe { $0.flag() }, pending: maybe { $0.identifier() }))
    case .revoca:
      .revoca(
        RevocaCase(
          assistito: assistito(), reason: one(of: RevocaCase.Reason.self), effectiveDate: date(),
          applicant: applicant(), documentsSeen: documents(), note: text(),
          pending: maybe { $0.identifier() }))
    case .ricusazione:
      .ricusazione(
        RicusazioneCase(
          assistito: assistito(), medico: medico(), noticeDate: date(), reason: text(),
          toReduceList: flag(), otherMedicoAvailable: maybe { $0.flag() }, committeeHeard: flag(),
          pending: maybe { $0.identifier() }))
    case .esenzioneRilascio: .esenzioneRilascio(esenzioneCase())
    case .esenzioneRevoca:
      .esenzioneRevoca(
        EsenzioneRevocaCase(
          assistito: assistito(), esenzione: identifier(), reason: one(of: EsenzioneRevocaCase.Reason.self),
          effectiveDate: date(), applicant: applicant(), deskAsl: asl(), documentsSeen: documents(),
          note: text(), pending: maybe { $0.identifier() }))
    case .rilascioPin: .rilascioPin(pinCase())
    case .tessera: .tessera(tesseraCase())
    }
  }

  mutating func practice() -> Practice {
    Practice(
      id: identifier(), content: practiceCase(),
      author: Author(
        operatorName: identifier(), role: one(of: Role.self),
        desk: Desk(
          id: identifier(), kind: one(of: DeskKind.self), asl: asl(),
          distretto: maybe { $0.identifier() })),
      createdAt: instant(), partOf: maybe { $0.identifier() })
  }

  mutating func rule() -> Rule {
    Rule(
      "AGE-0\(number(1...9))", source: text(), confidence: one(of: Confidence.self), protectsCitizen: flag())
  }

  mutating func decision() -> Decision {
    Decision(
      findings: some(upTo: 4) {
        Finding(
          $0.rule(), $0.one(of: Severity.self), variant: $0.maybe { _ in "altra" },
          arguments: $0.some(upTo: 2) { $0.text() }, field: $0.maybe { _ in "medico" })
      },
      documents: some(upTo: 3) {
        RequiredDocument(
          $0.one(of: DocumentKind.self), $0.one(of: RequiredDocument.Need.self), rule: $0.rule())
      },
      effectiveDate: maybe { $0.date() }, endDate: maybe { $0.date() },
      counter: maybe { $0.one(of: PlaceCounter.self) }, closes: some(upTo: 2) { $0.identifier() },
      birth: maybe { $0.one(of: EsenzioneBirth.self) })
  }

  mutating func answer() -> RegistryAnswer {
    switch number(0...2) {
    case 0: .accepted(protocolNumber: text(), effectiveDate: maybe { $0.date() }, decision: decision())
    case 1: .rejected(decision())
    default: .alreadyAnswered(protocolNumber: text(), effectiveDate: maybe { $0.date() })
    }
  }

  mutating func historyEntry() -> HistoryEntry {
    HistoryEntry(
      practice: identifier(), kind: one(of: PracticeKind.self), at: instant(), operatorName: text(),
      desk: text(), outcome: historyOutcome(), subject: text())
  }

  private mutating func historyOutcome() -> HistoryEntry.Outcome {
    switch number(0...2) {
    case 0: .accepted(protocolNumber: text())
    case 1: .rejected
    default: .pending
    }
  }
}
