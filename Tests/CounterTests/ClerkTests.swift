import Catalogs
import Domain
import Glibc
import Store
import Sync
import Synchronization
import Terminal
import Testing
import Vault
import Workflow

@testable import Counter

private func day(_ iso: String) -> CivilDate { CivilDate(iso: iso)! }

/// A desk with a clerk over a registry of invented people, whose line a test cuts.
final class SmallDesk: Sendable {
  let registry: TestRegistry
  let desk: TestDesk
  let folder: String
  private let state = Mutex((jumpedAt: [CivilDate](), jumpFails: false))

  init(
    folder: String, esenzioni: [PersonCode: [Esenzione]] = [:],
    catalogue: EsenzioneParameters = EsenzioneParameters()
  ) async throws {
    var profile = Profile(id: "italia", scelta: SceltaParameters())
    profile.esenzioni = catalogue
    registry = try await TestRegistry(profile: profile, esenzioni: esenzioni)
    desk = try TestDesk(registry)
    self.folder = folder
  }

  var store: DeskStore { desk.store }
  var clock: DeskClock { registry.clock }
  func cut() { registry.breakLine(.down) }
  func letJumpsFail() { state.withLock { $0.jumpFails = true } }
  var notices: [String] { desk.notices }
  var jumpedAt: [CivilDate] { state.withLock { $0.jumpedAt } }

  private func jump(_ isFailing: Bool) throws(Failure) {
    if isFailing { throw .registryUnreachable }
  }

  var author: Author { desk.author }

  /// The clerk, with a direct device if the test has one and a catalogue of exemptions.
  func clerk(
    device: String? = nil, esenzioni: EsenzioneParameters = EsenzioneParameters(), words: Words? = nil,
    drawsBarCodes: Bool = false
  ) async throws -> Clerk {
    let resources = try ResourceDirectory.located()
    let author = desk.author
    let present = PresentState(author: author, words: words ?? Words(language: "xx") { $0 })
    var profile = try ProfileCatalog.load("italia", directory: resources.data)
    profile.esenzioni = esenzioni
    let printer = Printer(
      settings: PrinterSettings(device: device, drawsBarCodes: drawsBarCodes, folder: folder), clock: clock,
      placeName: { code, _ in code.rawValue },
      profile: profile, isDemo: true, present: present)
    let demo = DemoAccess(
      cases: { () throws(Failure) in [] },
      pull: { _ throws(Failure) in
        let isFailing = self.state.withLock { state in
          state.jumpedAt.append(self.clock.now.romeDate)
          return state.jumpFails
        }
        try self.jump(isFailing)
      }, standing: { DemoStanding(line: .works) })
    let driver = await desk.workingDriver()
    let parts = driver.surroundings
    let access = RegistryAccess(
      link: parts.link, store: store, keeper: parts.keeper, names: parts.names, clock: clock,
      profile: profile, author: { author },
      witness: RegistryWitness(
        isServing: { await driver.isServing }, missed: { await driver.missed() },
        heard: { await driver.heardOfRead($0) },
        changed: { await driver.personChanged($0, $1) }))
    return Clerk(
      store: store, registry: access, driver: driver, demo: demo, clock: clock, printer: printer,
      access: OperatorAccess { _, _ throws(Failure) in nil }, author: { author },
      report: { self.desk.report($0) }, start: { self.desk.start($0) })
  }
}

@Suite("The clerk")
struct ClerkTests {
  private let folder: String

  init() throws {
    var template = Array("/tmp/sportello-clerk-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
  }

  private func cleanUp() {
    PrintFile.forget(folder: folder + "/stampe", olderThanSeconds: -10)
    rmdir(folder + "/stampe")
    unlink(folder + "/stampe")
    rmdir(folder)
  }

  private func committed(
    _ clerk: Clerk, _ desk: SmallDesk, _ index: Int = 0
  ) async throws -> Workflow.Submission {
    let answer = await clerk.answer(.submit(try await desk.registry.revoca(index), partOf: nil))
    guard case .submitted(let submission) = answer else { throw Failure.printer }
    return submission
  }

  @Test("after a run that was cut off the operator is told of the practice that has no receipt yet")
  func interrupted() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder + "/stampe")
    let clerk = try await desk.clerk()
    await clerk.noteStart()
    let submission = try await committed(clerk, desk)
    #expect(!desk.desk.notices.contains("avviso.avvio.interrotto"))
    // A run that ended as it should leaves nothing to say.
    await clerk.noteEnd()
    await clerk.noteStart()
    #expect(!desk.desk.notices.contains("avviso.avvio.interrotto"))
    await clerk.noteStart()
    #expect(desk.desk.notices.count { $0 == "avviso.avvio.interrotto" } == 1)
    // Whose it is only who has signed in is told, and once.
    for _ in 1...2 { await clerk.tellInterrupted() }
    let identity = submission.practice.content.assistito.identity
    let told = desk.desk.events.compactMap { event -> [String]? in
      guard case .notice(let notice) = event, notice.key == "avviso.avvio.interrotto.persona" else {
        return nil
      }
      return notice.arguments
    }
    #expect(told == [["\(submission.receiptNumber)", "\(identity.surname) \(identity.name)"]])
    // A newer practice whose receipt was printed hides none that has no paper.
    let later = try await committed(clerk, desk, 1)
    _ = await clerk.answer(.print(.receipt(later.practice.id)))
    await clerk.noteStart()
    #expect(desk.desk.notices.count { $0 == "avviso.avvio.interrotto" } == 2)
    // What was printed is not missed.
    _ = await clerk.answer(.print(.receipt(submission.practice.id)))
    await clerk.noteStart()
    #expect(desk.desk.notices.count { $0 == "avviso.avvio.interrotto" } == 2)
    await clerk.tellInterrupted()
    #expect(desk.desk.notices.count { $0 == "avviso.avvio.interrotto.persona" } == 1)
  }

  @Test("a committed practice leaves no draft")
  func draft() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder + "/stampe")
    let clerk = try await desk.clerk()
    let key = DraftKey(of: try await desk.registry.revoca())
    await clerk.keepDraft(key, ["note": "x"])
    #expect(await clerk.answer(.draft(key)) == .draft(["note": "x"]))
    _ = try await committed(clerk, desk)
    #expect(try await desk.store.drafts().isEmpty)
  }

  @Test("a disk that refuses drafts is said once")
  func refusedDrafts() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder + "/stampe")
    let clerk = try await desk.clerk()
    let key = DraftKey(screen: "revoca", person: "p1")
    await desk.store.setFault { _, sql in sql.hasPrefix("INSERT INTO draft") ? 13 : nil }
    for _ in 1...3 { await clerk.keepDraft(key, [:]) }
    #expect(desk.notices == ["avviso.bozza.non_scritta"])
    await desk.store.setFault(nil)
    await clerk.keepDraft(key, [:])
    #expect(desk.notices.count == 1)
  }

  @Test("who was opened is found by code, id and card with the line cut, with the time of the reading")
  func cache() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder + "/stampe")
    let clerk = try await desk.clerk()
    let person = try await desk.registry.revoca().assistito
    var keys: [PersonKey] = [.id(person.id), .code(try #require(person.identity.currentCode))]
    if let card = person.tessera { keys.append(.tessera(card.number)) }
    let readAt = desk.clock.now
    guard case .person(let fresh?, fromCache: false) = await clerk.answer(.person(keys[0])) else {
      Issue.record("not read")
      return
    }
    desk.cut()
    for key in keys {
      guard case .person(let found?, fromCache: true) = await clerk.answer(.person(key)) else {
        Issue.record("not in the copy")
        continue
      }
      #expect(found.identity == fresh.identity)
      #expect(found.posizione == fresh.posizione)
      let age = try #require(found.provenance[.identity]?.readAt.since(readAt))
      #expect(age >= .zero && age < .seconds(600))
    }
    #expect(await clerk.answer(.person(.id("p2"))) == .failed(.registryUnreachable))
  }

  @Test("with the line cut doctors and facts come from the desk's own directory")
  func offlineFacts() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder + "/stampe")
    let clerk = try await desk.clerk()
    let person = try await desk.registry.revoca().assistito
    _ = await clerk.answer(.person(.id(person.id)))
    guard case .medici(let online) = await clerk.answer(.medici(MedicoQuery(kind: .mmg))),
      let medico = online.first?.medico.id
    else {
      Issue.record("no doctors")
      return
    }
    let query = FactsQuery(person: person.id, medico: medico, relative: nil)
    let facts = await clerk.answer(.facts(query))
    desk.cut()
    #expect(await clerk.answer(.medici(MedicoQuery(kind: .mmg))) == .medici(online))
    #expect(await clerk.answer(.facts(query)) == facts)
    #expect(await clerk.answer(.history(person.id)) == .failed(.registryUnreachable))
  }

  @Test("the first delivered receipt is the original whatever lies in the folder, the next are counted")
  func copies() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder + "/stampe")
    let clerk = try await desk.clerk()
    let id = try await committed(clerk, desk).practice.id
    let order = Question.print(.receipt(id))
    // A file in the place of the folder: nothing can be printed.
    close(open(folder + "/stampe", O_WRONLY | O_CREAT, 0o600))
    #expect(await clerk.answer(order) == .failed(.printer))
    #expect(try await desk.store.practice(id)?.copies == 0)
    unlink(folder + "/stampe")
    var copies: [Int] = []
    for _ in 1...3 {
      guard case .printed(.file(let path, let copy)) = await clerk.answer(order) else { continue }
      #expect(!path.contains("Prova") && !path.contains("PRVNNA"))
      unlink(path)
      copies.append(copy)
    }
    #expect(copies == [0, 1, 2])
  }

  @Test("the receipt of a reversed practice says so also when it is closed")
  func closedAfterReversal() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder + "/stampe")
    let clerk = try await desk.clerk()
    let id = try await committed(clerk, desk).practice.id
    func printed() async throws -> String {
      guard case .printed(.file(let path, _)) = await clerk.answer(.print(.receipt(id))) else { return "" }
      defer { unlink(path) }
      let bytes = try #require(fopen(path, "r"))
      defer { fclose(bytes) }
      var text = ""
      while case let character = fgetc(bytes), character != EOF {
        text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: character)))
      }
      return text
    }
    _ = try await desk.store.apply(.reversed(RejectionReason(code: "REG-10")), to: id, at: clerk.clock.now)
    let reversed = try await printed()
    let end = Closing(closedBy: "demo", closedAt: clerk.clock.now)
    _ = try await desk.store.apply(.closed(end), to: id, at: clerk.clock.now)
    #expect(reversed.contains("stampa.non_registrata.reversed"), "\(reversed)")
    #expect(try await printed().contains("stampa.non_registrata.reversed"))
  }

  @Test("a damaged practice stays in the queue, with its number and state")
  func damaged() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder + "/stampe")
    let clerk = try await desk.clerk()
    for index in 0..<3 { _ = try await committed(clerk, desk, index) }
    try await desk.store.executeForTest("UPDATE outbox SET progress = x'00' WHERE sequence = 2")
    guard case .queue(let rows) = await clerk.answer(.queue) else {
      Issue.record("no queue")
      return
    }
    #expect(rows.map(\.receiptNumber) == [3, 2, 1])
    #expect(rows.map { $0.practice == nil } == [false, true, false])
    #expect(rows.map(\.state) == [.confirmed, .confirmed, .confirmed])
  }

  @Test("a pharmacy, which may not see the history, learns of a practice that another office has not decided")
  func pendingAtPharmacy() async throws {
    defer { cleanUp() }
    let registry = try await TestRegistry(.farmacia)
    let desk = try TestDesk(registry, role: .farmacista)
    let driver = await desk.workingDriver()
    let access = desk.access(driver)
    let pending = try #require(TestRegistry.pending)
    let facts = try await access.facts(FactsQuery(person: pending.person, medico: nil, relative: nil))
    #expect(facts.pending == pending.practice)
    #expect(facts.seenAt == nil)
    await #expect(throws: Failure.self) { try await access.history(pending.person) }
    let other = try await registry.person()
    let free = try await access.facts(FactsQuery(person: other.id, medico: nil, relative: nil))
    #expect(free.pending == nil)
  }

  @Test("the clock of a demo moves once, and only when the registry has moved")
  func jump() async throws {
    defer { cleanUp() }
    let desk = try await SmallDesk(folder: folder + "/stampe")
    let clerk = try await desk.clerk()
    #expect(await clerk.answer(.demo(.date(day("2026-12-01")))) == .leverPulled(DemoStanding(line: .works)))
    #expect(desk.clock.now.romeDate == day("2026-12-01"))
    desk.letJumpsFail()
    #expect(await clerk.answer(.demo(.date(day("2026-05-01")))) == .failed(.registryUnreachable))
    #expect(desk.clock.now.romeDate == day("2026-12-01"))
    #expect(desk.jumpedAt == [day("2026-11-21"), day("2026-12-01")])
  }

  @Test("pages older than the limit are deleted, and nothing else")
  func retention() throws {
    defer { cleanUp() }
    let stampe = folder + "/stampe"
    #expect(PrintFile.write("x", folder: stampe, name: "ricevuta-1") != nil)
    #expect(PrintFile.forget(folder: stampe, olderThanSeconds: 3600) == 0)
    var times = [timespec(tv_sec: 1_700_000_000, tv_nsec: 0), timespec(tv_sec: 1_700_000_000, tv_nsec: 0)]
    #expect(utimensat(AT_FDCWD, stampe + "/ricevuta-1.txt", &times, 0) == 0)
    close(open(stampe + "/altro", O_WRONLY | O_CREAT, 0o600))
    #expect(utimensat(AT_FDCWD, stampe + "/altro", &times, 0) == 0)
    #expect(PrintFile.forget(folder: stampe, olderThanSeconds: 3600) == 1)
    #expect(access(stampe + "/altro", F_OK) == 0)
    unlink(stampe + "/altro")
  }
}
