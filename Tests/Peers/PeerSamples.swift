import Domain
import FHIR
import Population

/// Every kind of resource that this program sends or serves, of people who cannot exist.
enum PeerSamples {
  static let today = CivilDate(year: 2026, month: 2, day: 27)!
  static let now = RomeTime(date: today, time: CivilTime(hour: 15, minute: 22)!).instant
  static let meta = ResourceMeta(versionId: "12", lastUpdated: now)
  static let region = Region.make(seed: 11, people: 200, today: today)
  static let people: [Assistito] = {
    var people: [Assistito] = []
    region.forEachPerson { people.append($0) }
    // The cases of the demo come first; one validator takes its time with each of them.
    return Array(people.prefix(80))
  }()
  static let author = Author(
    operatorName: "prova", role: .responsabile,
    desk: Desk(id: "sportello-4", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto))

  static func operation(_ number: Int) -> Identifier<Practice> {
    let digits = String(number)
    return Identifier(
      unchecked: "0d6f0c5e-4a7b-4c0e-9a43-" + String(repeating: "0", count: 12 - digits.count) + digits)
  }

  private static let rule = Rule("MAX-01", source: "ACN MMG 2024, art. 37", confidence: .law)
  private static let accepted = RegistryAnswer.accepted(
    protocolNumber: "P-2026-000123", effectiveDate: today,
    decision: Decision(findings: [], effectiveDate: today, counter: .permanent))
  private static let rejected = RegistryAnswer.rejected(Decision(findings: [Finding(rule, .block)]))

  static func practice(_ kind: PracticeKind, _ index: Int) -> Practice {
    let person = people[index]
    let medico = region.medici[index % region.medici.count]
    let second = region.medici[(index + 1) % region.medici.count]
    let content: PracticeCase =
      switch kind {
      case .scelta:
        .scelta(
          SceltaCase(
            assistito: person, medico: medico, currentMedico: second,
            request: SceltaRequest(effectiveDate: today, secondChoice: second.id)))
      case .revoca: .revoca(RevocaCase(assistito: person, reason: .citizenWish, effectiveDate: today))
      case .ricusazione:
        .ricusazione(
          RicusazioneCase(assistito: person, medico: medico, noticeDate: today, reason: "turbativa"))
      case .esenzioneRilascio:
        .esenzioneRilascio(
          EsenzioneCase(
            assistito: person, code: CodiceEsenzione("E02")!, deskAsl: author.desk.asl, effectiveDate: today,
            evidence: .income(IncomeDeclaration(signedOn: today, condition: .unemployed, income: .below))))
      case .esenzioneRevoca:
        .esenzioneRevoca(
          EsenzioneRevocaCase(
            assistito: person, esenzione: "esenzione-1", reason: .citizen, effectiveDate: today,
            deskAsl: author.desk.asl))
      case .rilascioPin:
        .rilascioPin(
          PinCase(
            assistito: person, desk: .sceltaRevoca, deskAsl: author.desk.asl, formsSigned: [.request],
            handOver: "consegna-1"))
      case .tessera:
        .tessera(
          TesseraCase(
            assistito: person, request: .duplicate(.loss), desk: .sceltaRevoca, deskAsl: author.desk.asl,
            effectiveDate: today))
      }
    return Practice(
      id: operation(index), content: content, author: author, createdAt: now, partOf: operation(index + 1))
  }

  /// The resources by name.
  static func all() throws -> [(name: String, bytes: [UInt8])] {
    try tasks() + patients() + professionals() + papers() + envelopes()
  }

  static func tasks() throws -> [(name: String, bytes: [UInt8])] {
    var tasks: [(String, [UInt8])] = []
    let seen = SeenVersions(person: "W/\"12\"", panel: "W/\"1841\"", places: 2)
    for (index, kind) in PracticeKind.allCases.enumerated() {
      let body = PracticeTask.encode(practice(kind, index * 7), seen: seen, clockUncertainty: 1_500)
      tasks.append(("task-\(kind.rawValue)", body))
      for status in TaskRecord.Status.allCases {
        let answer: RegistryAnswer? =
          switch status {
          case .requested, .cancelled: nil
          case .completed, .reversed: accepted
          case .rejected: rejected
          }
        let registration = TaskRegistration(
          id: "t-\(index)", meta: meta, status: status, answer: answer,
          reasons: status == .reversed ? ["REG-09"] : [], episode: status == .completed ? "e-1" : nil,
          medico: status == .completed ? region.medici[1].id : nil)
        tasks.append(
          ("task-\(kind.rawValue)-\(status.rawValue)", try PracticeTask.decided(body, registration)))
      }
    }
    let note = NoteTask(
      operation: operation(99), person: people[0].id, code: people[0].identity.currentCode,
      text: "Richiamare domani", at: now, author: author)
    tasks.append(("task-segnalazione", note.bytes))
    return tasks
  }

  static func patients() -> [(name: String, bytes: [UInt8])] {
    var patients = people.enumerated().map { index, person in
      let generation: Systems.Generation = index.isMultiple(of: 4) ? .base : .core
      return ("patient-\(index)", PatientResource.encode(person, meta: meta, generation: generation))
    }
    patients.append(
      ("patient-replaced", PatientResource.encode(people[0], meta: meta, replacedBy: people[1].id)))
    var restricted = people[0]
    restricted.posizione.standing = .restricted
    patients.append(("patient-restricted", PatientResource.encode(restricted, meta: meta)))
    return patients
  }

  static func professionals() -> [(name: String, bytes: [UInt8])] {
    var resources = region.medici.flatMap { medico in
      [
        ("role-\(medico.id.rawValue)", MedicoResource.encode(medico, meta: meta)),
        ("panel-\(medico.id.rawValue)", PanelResource.encode(medico, meta: meta)),
      ]
    }
    resources += region.ambiti.map { ("ambito-\($0.id.rawValue)", PlaceResource.encode($0, meta: meta)) }
    resources += region.distretti.map {
      ("distretto-\($0.id.rawValue)", PlaceResource.encode($0, meta: meta))
    }
    return resources
  }

  private static let states: [(String, Esenzione.State)] = [
    ("valid", .valid), ("suspended", .suspended(since: today)), ("verification", .inVerification),
    ("ended", .ended(on: today.adding(days: -1), cause: .expiry)),
    ("blocked", .revoked(on: today, reason: .officeControl, isBlocked: true)),
    ("annulled", .annulled(on: today, reason: "")), ("refused", .notValid),
  ]

  static func papers() -> [(name: String, bytes: [UInt8])] {
    var resources: [(String, [UInt8])] = []
    for (index, person) in people.enumerated() {
      for (number, scelta) in person.posizione.scelte.enumerated() {
        let bytes = EpisodeOfCareResource.encode(
          scelta, id: "e-\(index)-\(number)", person: person.id, asl: Region.homeAsl, on: today, meta: meta)
        resources.append(("episode-\(index)-\(number)", bytes))
      }
    }
    for (name, state) in states {
      for generation in Systems.Generation.allCases {
        for scope in [EsenzioneScope.national, .region("09")] {
          let esenzione = Esenzione(
            id: "5f3b8ec1-7d0a-4a6e-9f3a-9f43a8a3d001", code: CodiceEsenzione("E02")!, scope: scope,
            issuer: Region.homeAsl, start: today, end: today.adding(days: 365), issuedOn: today,
            origin: .selfDeclared, certificateNumber: "A-2026-000001", protocolNumber: "P-2026-000001",
            state: state)
          let bytes = CoverageResource.encode(
            esenzione, person: people[0].id, on: today, meta: meta, generation: generation)
          resources.append(("coverage-\(name)-\(generation.rawValue)-\(scope.rawValue)", bytes))
        }
      }
    }
    for isGiven in [true, false] {
      let consent = ConsentResource(
        operation: operation(7), person: people[0].id, asl: Region.homeAsl, category: "consultazione-cura",
        isGiven: isGiven, at: now, notice: "2.0-2026-01", meta: meta)
      resources.append(("consent-\(isGiven)", consent.bytes()))
    }
    return resources
  }

  static func envelopes() -> [(name: String, bytes: [UInt8])] {
    let base = "https://registro.example/fhir"
    let entries = people.prefix(3).map { person in
      BundleResource.Entry(
        fullURL: "\(base)/Patient/\(person.id.rawValue)",
        resource: PatientResource.encode(person, meta: meta)[...])
    }
    let page = BundleResource(
      .searchset, total: 200, selfLink: "\(base)/Patient?_count=3", nextLink: "\(base)/Patient?page=x",
      entries: entries)
    let versions = entries.map { entry in
      var entry = entry
      entry.method = "PUT"
      return entry
    }
    let outcome = OperationOutcome(
      .init(.error, "business-rule", detail: "MAX-01", text: "Elenco completo", expressions: ["Task.focus"]),
      .init(.warning, "informational", text: "Orologio"))
    return [
      ("bundle-search", page.bytes),
      ("bundle-empty", BundleResource(.searchset, total: 0, selfLink: "\(base)/Patient").bytes),
      (
        "bundle-history",
        BundleResource(.history, total: 3, selfLink: "\(base)/Patient/_history", entries: versions).bytes
      ),
      ("outcome", outcome.bytes()),
      ("capability", capability.bytes),
    ]
  }

  static let capability = CapabilityResource(
    software: "anagrafe", version: "0.3", date: today,
    resources: [
      .init(
        "Patient", [.read, .versionRead, .search, .history],
        parameters: [
          .init("identifier", .token), .init("_lastUpdated", .date), .init("family", .string),
          .init("scadenza", .special),
        ]),
      .init(
        "Task", [.read, .create, .search], parameters: [.init("status", .token)], conditionalCreate: true),
    ],
    suspensions: [
      AnnouncedSuspension(
        Suspension(
          start: now, announcedEnds: [now + .seconds(3_600), now + .seconds(7_200)], policy: .presaInCarico,
          kinds: Set(PracticeKind.allCases), source: "avviso"), isMigration: true)
    ])
}
