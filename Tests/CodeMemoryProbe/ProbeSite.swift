#if DEBUG
  import CTerm
  import Domain
  import Glibc
  import Population
  import Registry
  import RegistryClient
  import RegistryHTTP
  import RegistryServer
  import SQLite
  import Store
  import Sync
  import Terminal
  import Vault

  @testable import Counter
  @testable import Workflow

  /// A desk with its data in one folder before a registry with its own in another, and a real line between them.
  struct ProbeSite {
    let clerk: Clerk
    let registry: ReferenceRegistry
    let content: PinCase
    private let listener: RegistryListener
    private let driver: RegistryDriver

    static let day = CivilDate(year: 2026, month: 11, day: 21)!
    static let address = "recapito@esempio.it"

    struct Unfit: Error { let why: String }

    init(folder: String, issuer: CanaryIssuer) async throws {
      for part in ["scrivania", "anagrafe", "stampe"] { mkdir("\(folder)/\(part)", 0o700) }
      let clock = DeskClock(
        startingAt: RomeTime(date: Self.day, time: CivilTime(hour: 10, minute: 0)!).instant)
      let profile = Profile(id: "italia", scelta: SceltaParameters())
      let registry = try ReferenceRegistry(
        .file(path: "\(folder)/anagrafe/registro.sqlite"), profile: profile, isDemo: true,
        now: { clock.now })
      try await Self.populate(registry)
      await registry.issueCodes(from: issuer) { _ in }
      self.registry = registry
      listener = RegistryListener(address: .socket(path: "\(folder)/registro.socket")) { request in
        await registry.exchange(request)
      }
      try listener.start()
      let desk = Desk(id: "SPORTELLO-1", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto)
      let author = Author(operatorName: "anna", role: .responsabile, desk: desk)
      let token = try await registry.issueToken(desk: desk, role: .responsabile, validFor: 86_400)
      let store = try DeskStore(folder: "\(folder)/scrivania", key: .random(), now: clock.now)
      let transport = CurlTransport(
        settings: try ConnectionSettings(
          base: "http://localhost/fhir", socket: "\(folder)/registro.socket"))
      let link = RegistryLink(
        RegistryClient(
          transport: transport.transport, tokens: { role, _ in role == .responsabile ? token : nil },
          base: "http://localhost/fhir", now: { clock.now }, randomUUID: { Randomness.uuid() }),
        authorizes: { $0 == .responsabile })
      driver = Self.driver(store, link, clock, profile, author)
      clerk = Self.clerk(driver, "\(folder)/stampe")
      let wanted = DemoCase.all(on: Self.day).first { $0.id == "cambio" }
      guard let wanted, let person = try await registry.person(wanted.code) else {
        throw Unfit(why: "nobody")
      }
      content = PinCase(
        assistito: person,
        documents: [
          ShownDocument(kind: .identityCard, owner: .holder, expires: Self.day.adding(days: 100))
        ],
        contacts: [CodeContact(.email(try EmailAddress(Self.address)), isConfirmed: true)],
        desk: .sceltaRevoca, deskAsl: Region.homeAsl, formsSigned: Set(CodeForm.allCases))
      await driver.begin()
      await driver.staffed(true)
      for _ in 0..<3_000 where !(await driver.isServing) { usleep(10_000) }
      guard await driver.isServing else { throw Unfit(why: "not serving") }
    }

    private static func populate(_ registry: ReferenceRegistry) async throws {
      let region = Region.make(seed: 1, people: 100, today: day)
      try await registry.populate(
        RegistryContent(
          today: region.today, distretti: region.distretti, ambiti: region.ambiti, medici: region.medici,
          pending: region.pending.map {
            RegistryContent.Pending(practice: $0.practice, person: $0.person, since: $0.since)
          },
          people: { (visit: (Assistito) throws(RegistryFailure) -> Void) throws(RegistryFailure) in
            try region.forEachPerson { (person: Assistito) throws(RegistryFailure) in try visit(person) }
          }))
    }

    private static func driver(
      _ store: DeskStore, _ link: RegistryLink, _ clock: DeskClock, _ profile: Profile, _ author: Author
    ) -> RegistryDriver {
      var pace = SyncPace()
      pace.requestEvery = 1
      pace.burst = 100_000
      pace.reconnectionSpread = 0
      pace.reopeningSpread = 0
      return RegistryDriver(
        RegistryDriver.Surroundings(
          store: store, link: link, keeper: DirectoryKeeper(store: store), names: NameDirectory(store: store),
          clock: clock, profile: profile, author: { author },
          start: { body in Task.detached { await body() } }, plan: { _ in }, report: { _ in },
          monotonic: { Int(ct_milliseconds()) }), seed: 7, pace: pace)
    }

    private static func clerk(_ driver: RegistryDriver, _ prints: String) -> Clerk {
      let parts = driver.surroundings
      let present = PresentState(author: parts.author(), words: Words(language: "xx") { $0 })
      return Clerk(
        store: parts.store,
        registry: RegistryAccess(
          link: parts.link, store: parts.store, keeper: parts.keeper, names: parts.names, clock: parts.clock,
          profile: parts.profile, author: parts.author,
          witness: RegistryWitness(
            isServing: { await driver.isServing }, missed: { await driver.missed() },
            heard: { await driver.heardOfRead($0) }, changed: { await driver.personChanged($0, $1) })),
        driver: driver, demo: nil, clock: parts.clock,
        printer: Printer(
          // The terminal of the probe is its printer too: what comes out is read at the other end.
          settings: PrinterSettings(device: "/dev/tty", drawsBarCodes: false, folder: prints),
          clock: parts.clock, placeName: { code, _ in code.rawValue }, profile: parts.profile, isDemo: true,
          present: present),
        access: OperatorAccess { _, _ throws(Failure) in nil }, author: parts.author,
        report: { _ in }, start: { body in Task.detached { await body() } })
    }

    /// Stops listening.
    func end() async { await listener.stop() }
  }
#endif
