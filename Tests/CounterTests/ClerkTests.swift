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

/// A desk with a registry of one invented person, whose line a test cuts.
private final class SmallDesk: Sendable {
  let store: DeskStore
  let clock = DeskClock(startingAt: Instant(iso: "2026-03-16T09:10:00Z")!)
  let folder: String
  private let state = Mutex((isUp: true, events: [String](), jumpedAt: [CivilDate](), jumpFails: false))

  static let person = Assistito(
    id: "p1",
    identity: Generalita(
      codes: [try! PersonCode.parse("PRVNNA80A41Y000J")], surname: "Prova", name: "Anna", sex: .female,
      birthDate: day("1980-01-01"), birthPlace: PlaceCode("Y000")!),
    posizione: Posizione(
      birthDate: day("1980-01-01"), residence: .none(struckOff: false), domicile: nil,
      assistenza: Assistenza(asl: CodiceAsl("990101")!, start: day("2001-05-01"), kind: .unlimited),
      scelte: [
        Scelta(
          medico: "R10002", medicoName: "Bianchi Supposto", kind: .mmg, start: day("2015-04-01"),
          motive: .first, author: "m.prova")
      ]),
    tessera: Tessera(
      number: try! NumeroTessera("80380009900000000005"), issued: day("2022-01-01"),
      expires: day("2028-01-01")))

  static let revoca = PracticeCase.revoca(
    RevocaCase(
      assistito: person, reason: .movesToOtherRegion, effectiveDate: day("2026-03-31"),
      documentsSeen: [.identityDocument], note: ""))

  static let author = Author(
    operatorName: "anna", role: .responsabile,
    desk: Desk(id: "D1", kind: .asl, asl: CodiceAsl("990101")!, distretto: nil))

  init(folder: String) throws {
    store = try DeskStore(inMemoryWith: .random())
    self.folder = folder
  }

  func cut() { state.withLock { $0.isUp = false } }
  func letJumpsFail() { state.withLock { $0.jumpFails = true } }
  var notices: [String] { state.withLock { $0.events } }
  var jumpedAt: [CivilDate] { state.withLock { $0.jumpedAt } }

  private func reach() throws(Failure) {
    guard state.withLock({ $0.isUp }) else { throw .registryUnreachable }
  }

  private func jump(_ isFailing: Bool) throws(Failure) {
    if isFailing { throw .registryUnreachable }
  }

  private var registry: RegistryAccess {
    RegistryAccess(
      person: { _ throws(Failure) in
        try self.reach()
        return Self.person
      }, people: { _ throws(Failure) in [] }, medici: { _ throws(Failure) in [] },
      facts: { _ throws(Failure) in throw .registryUnreachable },
      submit: { _ throws(Failure) in
        try self.reach()
        return .alreadyAnswered(protocolNumber: "2026/1", effectiveDate: day("2026-03-31"))
      }, history: { _ throws(Failure) in [] }, expiries: { () throws(Failure) in [] },
      note: { _, _, _ throws(Failure) in }, roster: { () throws(Failure) in [] },
      summaries: { _ throws(Failure) in [] })
  }

  func clerk() throws -> Clerk {
    let resources = try ResourceDirectory.located()
    let present = PresentState(author: Self.author, words: Words(language: "xx") { $0 })
    let printer = Printer(
      settings: PrinterSettings(folder: folder), clock: clock, placeName: { code, _ in code.rawValue },
      profile: try ProfileCatalog.load("italia", directory: resources.data), isDemo: true, present: present)
    let demo = DemoAccess(
      cases: { () throws(Failure) in [] },
      jump: { _ throws(Failure) in
        let isFailing = self.state.withLock { state in
          state.jumpedAt.append(self.clock.now.romeDate)
          return state.jumpFails
        }
        try self.jump(isFailing)
      }, reset: { () throws(Failure) in }, fill: { _ throws(Failure) in }, line: { _ in })
    return Clerk(
      store: store, registry: registry, copy: nil, watch: RegistryWatch(mode: .active(failures: 0)),
      demo: demo, clock: clock, printer: printer, names: NameDirectory(summaries: registry.summaries),
      access: OperatorAccess { _, _ throws(Failure) in nil },
      courier: Courier(store: store, submit: registry.submit, clock: clock, plan: { _ in }),
      author: { Self.author },
      report: { event in
        if case .notice(let notice) = event { self.state.withLock { $0.events.append(notice.key) } }
      }, sendAgain: {})
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

  private func committed(_ clerk: Clerk) async throws -> Workflow.Submission {
    let answer = await clerk.answer(.submit(SmallDesk.revoca, partOf: nil))
    guard case .submitted(let submission) = answer else { throw Failure.printer }
    return submission
  }

  @Test("a committed practice leaves no draft")
  func draft() async throws {
    defer { cleanUp() }
    let desk = try SmallDesk(folder: folder + "/stampe")
    let clerk = try desk.clerk()
    let key = DraftKey(screen: "revoca", person: "p1")
    await clerk.keepDraft(key, ["note": "x"])
    #expect(await clerk.answer(.draft(key)) == .draft(["note": "x"]))
    _ = try await committed(clerk)
    #expect(try await desk.store.drafts().isEmpty)
  }

  @Test("a disk that refuses drafts is said once")
  func refusedDrafts() async throws {
    defer { cleanUp() }
    let desk = try SmallDesk(folder: folder + "/stampe")
    let clerk = try desk.clerk()
    let key = DraftKey(screen: "revoca", person: "p1")
    await desk.store.setFault { _, sql in sql.hasPrefix("INSERT INTO draft") ? 13 : nil }
    for _ in 1...3 { await clerk.keepDraft(key, [:]) }
    #expect(desk.notices == ["avviso.bozza.non_scritta"])
    await desk.store.setFault(nil)
    await clerk.keepDraft(key, [:])
    #expect(desk.notices.count == 1)
  }

  @Test(
    "a person is found in the cache by code, id and card",
    arguments: [
      PersonKey.code(try! PersonCode.parse("PRVNNA80A41Y000J")), .id("p1"),
      .tessera(try! NumeroTessera("80380009900000000005")),
    ])
  func cache(key: PersonKey) async throws {
    defer { cleanUp() }
    let desk = try SmallDesk(folder: folder + "/stampe")
    let clerk = try desk.clerk()
    _ = await clerk.answer(.person(.id("p1")))
    desk.cut()
    #expect(await clerk.answer(.person(key)) == .person(SmallDesk.person, fromCache: true))
    #expect(await clerk.answer(.person(.id("p2"))) == .failed(.registryUnreachable))
  }

  @Test("the first delivered receipt is the original whatever lies in the folder, the next are counted")
  func copies() async throws {
    defer { cleanUp() }
    let desk = try SmallDesk(folder: folder + "/stampe")
    let clerk = try desk.clerk()
    let id = try await committed(clerk).practice.id
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

  @Test("a damaged practice stays in the queue, with its number and state")
  func damaged() async throws {
    defer { cleanUp() }
    let desk = try SmallDesk(folder: folder + "/stampe")
    let clerk = try desk.clerk()
    for _ in 1...3 { _ = try await committed(clerk) }
    try await desk.store.executeForTest("UPDATE outbox SET progress = x'00' WHERE sequence = 2")
    guard case .queue(let rows) = await clerk.answer(.queue) else {
      Issue.record("no queue")
      return
    }
    #expect(rows.map(\.receiptNumber) == [3, 2, 1])
    #expect(rows.map { $0.practice == nil } == [false, true, false])
    #expect(rows.map(\.state) == [.confirmed, .confirmed, .confirmed])
  }

  @Test("the clock of a demo moves once, and only when the registry has moved")
  func jump() async throws {
    defer { cleanUp() }
    let desk = try SmallDesk(folder: folder + "/stampe")
    let clerk = try desk.clerk()
    #expect(await clerk.answer(.demo(.date(day("2026-04-01")))) == .done)
    #expect(desk.clock.now.romeDate == day("2026-04-01"))
    desk.letJumpsFail()
    #expect(await clerk.answer(.demo(.date(day("2026-05-01")))) == .failed(.registryUnreachable))
    #expect(desk.clock.now.romeDate == day("2026-04-01"))
    #expect(desk.jumpedAt == [day("2026-03-16"), day("2026-04-01")])
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
