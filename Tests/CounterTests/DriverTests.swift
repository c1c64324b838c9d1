import Cases
import Domain
import FHIR
import Registry
import RegistryClient
import Store
import Sync
import Synchronization
import Testing
import Vault
import Workflow

@testable import Counter

@Suite("The driver")
struct DriverTests {
  private let registry: TestRegistry
  private let desk: TestDesk

  init() async throws {
    registry = try await TestRegistry()
    desk = try TestDesk(registry)
  }

  /// How many practices with this operation the registry holds.
  private func kept(_ index: Int = 0) async throws -> [RegistryEntry] {
    let stored = try await desk.store.practices(PracticeFilter(limit: .max)).reversed().map(\.entry.operation)
    var found: [RegistryEntry] = []
    for entry in try await registry.registry.practices(limit: 1_000) where entry.practice == stored[index] {
      found.append(RegistryEntry(outcome: entry.outcome))
    }
    return found
  }

  private struct RegistryEntry { let outcome: HistoryEntry.Outcome }

  @Test("a practice is confirmed at once while the line works")
  func confirmed() async throws {
    let driver = await desk.workingDriver()
    guard case .answered(.accepted, isRecorded: true) = try await desk.deliver(registry.revoca(), driver)
    else {
      Issue.record("not confirmed")
      return
    }
    await desk.settle()
    #expect(try await desk.states() == [.confirmed])
    #expect(try await kept().count == 1)
    #expect(desk.status?.tally.isClear == true)
  }

  @Test("who was served is read once more, so that the desk's copy is not older than the practice")
  func readOnce() async throws {
    let driver = await desk.workingDriver()
    let content = try await registry.revoca()
    let id = content.assistito.id
    try await desk.copy(id)
    let before = try await desk.copied(id)
    #expect(before == content.assistito.posizione)
    _ = try await desk.deliver(content, driver)
    await desk.settle()
    #expect(try await desk.states() == [.confirmed])
    registry.breakLine(.down)
    let after = try await desk.copied(id)
    let known = try await registry.registry.person(id)?.posizione
    #expect(after != before && after == known)
    #expect(await driver.owedReadings.isEmpty)
  }

  @Test("who cannot be read after a practice is shown from memory, and read when the registry answers again")
  func readLater() async throws {
    let driver = await desk.workingDriver()
    let content = try await registry.revoca()
    let id = content.assistito.id
    try await desk.copy(id)
    registry.answer { $0.method == .get && $0.path.hasPrefix("Patient") ? Response(status: 503) : nil }
    guard case .answered(.accepted, isRecorded: true) = try await desk.deliver(content, driver) else {
      Issue.record("the reading was waited for")
      return
    }
    await desk.settle()
    let owed = await driver.owedReadings.count
    let shown = try await desk.access(driver).person(.id(id))
    #expect(owed == 1 && shown.isFromCache)
    #expect(shown.assistito?.posizione.openScelta == content.assistito.posizione.openScelta)
    registry.answer(nil)
    await desk.pass(driver, rounds: 2, atLeast: 60_000)
    await driver.tryNow()
    await desk.pass(driver, rounds: 2)
    #expect(await driver.owedReadings.isEmpty)
    let after = try await desk.copied(id)
    let known = try await registry.registry.person(id)?.posizione
    #expect(after != content.assistito.posizione && after == known)
  }

  @Test("the doctors are copied as soon as somebody signs in")
  func directory() async throws {
    let driver = await desk.workingDriver()
    let directory = try #require(await driver.surroundings.keeper.current())
    let own = try await registry.registry.medici(MedicoQuery())
    #expect(directory.views == MedicoDirectory(own).views)
    #expect(await driver.surroundings.keeper.asOf != nil)
  }

  @Test("nothing leaves while nobody has signed in")
  func unstaffed() async throws {
    let driver = desk.driver()
    await driver.begin()
    guard case .open = try await desk.deliver(registry.revoca(), driver) else {
      Issue.record("it was sent")
      return
    }
    await desk.pass(driver, rounds: 3)
    #expect(registry.posted.isEmpty)
    #expect(try await desk.states() == [.queued])
    await driver.staffed(true)
    await desk.settle()
    #expect(try await desk.states() == [.confirmed])
  }

  @Test("on a line that is down a practice waits, and goes out once when it is back")
  func down() async throws {
    let driver = await desk.workingDriver()
    registry.breakLine(.down)
    guard case .open = try await desk.deliver(registry.revoca(), driver) else {
      Issue.record("it was answered")
      return
    }
    await desk.pass(driver, rounds: 4)
    #expect(try await desk.states() == [.queued])
    guard case .unreachable? = desk.status?.mode else {
      Issue.record("the line is said to work")
      return
    }
    registry.breakLine(nil)
    await driver.tryNow()
    await desk.settle()
    await desk.pass(driver, rounds: 3)
    #expect(try await desk.states() == [.confirmed])
    #expect(try await kept().count == 1)
  }

  @Test("while the registry is known to be away nobody waits for an answer")
  func knownDown() async throws {
    let driver = await desk.workingDriver()
    registry.breakLine(.down)
    _ = try await desk.deliver(registry.revoca(), driver)
    await desk.pass(driver, rounds: 4)
    let posted = registry.posted.count
    _ = try await desk.deliver(registry.revoca(1), driver)
    #expect(registry.posted.count == posted)
    #expect(try await desk.states() == [.queued, .queued])
  }

  @Test("a lost answer is asked for, and the practice is there once")
  func lostAnswer() async throws {
    let driver = await desk.workingDriver()
    registry.breakLine(.answerLost, writesOnly: true)
    let (practice, sequence) = try await desk.commit(registry.revoca())
    async let delivery = driver.deliver(practice, sequence: sequence, at: registry.clock.now)
    await desk.pass(driver, rounds: 5, atLeast: 500)
    _ = await delivery
    await desk.settle()
    #expect(try await desk.states() == [.confirmed])
    #expect(registry.posted.count == 1)
    #expect(try await kept().count == 1)
  }

  @Test("who waits for an answer that does not come goes on after four seconds")
  func patience() async throws {
    let driver = await desk.workingDriver()
    registry.breakLine(.hangs, writesOnly: true)
    let (practice, sequence) = try await desk.commit(registry.revoca())
    let done = Mutex(false)
    async let delivery = {
      let delivery = await driver.deliver(practice, sequence: sequence, at: registry.clock.now)
      done.withLock { $0 = true }
      return delivery
    }()
    while registry.posted.isEmpty { await Task.yield() }
    #expect(!done.withLock { $0 })
    #expect((desk.planned ?? .max) <= RegistryDriver.patience)
    await desk.advance(by: RegistryDriver.patience)
    await driver.tick()
    guard case .open = await delivery else {
      Issue.record("answered")
      return
    }
    #expect(try await desk.states() == [.sending])
    registry.breakLine(nil)
    await desk.settle()
    #expect(try await desk.states() == [.confirmed])
  }

  @Test("a desk that was killed between sending and answer asks, and doubles nothing")
  func killed() async throws {
    let first = await desk.workingDriver()
    registry.breakLine(.hangs, writesOnly: true)
    let (practice, sequence) = try await desk.commit(registry.revoca())
    async let lost = first.deliver(practice, sequence: sequence, at: registry.clock.now)
    while registry.posted.isEmpty { await Task.yield() }
    #expect(try await desk.states() == [.sending])
    // The next run of the same desk: another driver over the same disk.
    let next = try TestDesk(registry, store: desk.store)
    registry.breakLine(nil)
    let driver = await next.workingDriver()
    await next.pass(driver, rounds: 4)
    await desk.advance(by: RegistryDriver.patience)
    await first.tick()
    _ = await lost
    await desk.settle()
    #expect(try await desk.states() == [.confirmed])
    #expect(try await kept().count == 1)
  }

  @Test("everything that an earlier run left is sent, each once, however much it is")
  func backlog() async throws {
    for index in 0..<12 { _ = try await desk.commit(registry.revoca(index)) }
    let driver = await desk.workingDriver()
    await desk.pass(driver, rounds: 20)
    #expect(try await desk.states() == Array(repeating: .confirmed, count: 12))
    #expect(Set(registry.posted).count == 12)
    #expect(registry.posted.count == 12)
  }

  @Test("a disk that refuses before sending lets nothing leave")
  func refusedBefore() async throws {
    let driver = await desk.workingDriver()
    let (practice, sequence) = try await desk.commit(registry.revoca())
    await desk.store.setFault { _, sql in sql.hasPrefix("UPDATE outbox") ? 10 : nil }
    guard case .open = await driver.deliver(practice, sequence: sequence, at: registry.clock.now) else {
      Issue.record("answered")
      return
    }
    await desk.settle()
    #expect(registry.posted.isEmpty)
    #expect(desk.notices.contains("avviso.registro.disco"))
    await desk.store.setFault(nil)
    await desk.pass(driver, rounds: 4)
    #expect(try await desk.states() == [.confirmed])
  }

  @Test("an answer that the disk refuses is not taken for final, and is asked for again")
  func refusedAfter() async throws {
    let driver = await desk.workingDriver()
    let (practice, sequence) = try await desk.commit(registry.revoca())
    let updates = Mutex(0)
    await desk.store.setFault { _, sql in
      guard sql.hasPrefix("UPDATE outbox") else { return nil }
      return updates.withLock { count in
        count += 1
        return count > 1 ? 10 : nil
      }
    }
    let delivery = await driver.deliver(practice, sequence: sequence, at: registry.clock.now)
    guard case .answered(_, isRecorded: false) = delivery else {
      Issue.record("it was taken for final: \(delivery)")
      return
    }
    #expect(try await desk.states() == [.sending])
    await desk.store.setFault(nil)
    await desk.pass(driver, rounds: 6)
    #expect(try await desk.states() == [.confirmed])
    #expect(try await kept().count == 1)
  }

  @Test("a registry that refuses the desk stops everything and rejects nothing, until it is mended")
  func misconfigured() async throws {
    let driver = await desk.workingDriver()
    registry.takeTokensAway(true)
    _ = try await desk.deliver(registry.revoca(), driver)
    _ = try await desk.deliver(registry.revoca(1), driver)
    await desk.settle()
    guard case .stopped? = desk.status?.mode else {
      Issue.record("not stopped")
      return
    }
    #expect(desk.status?.stopCode.isEmpty == false)
    #expect(desk.status?.stopCause == .tokenRefused)
    #expect(desk.notices.contains("avviso.registro.token_rifiutato"))
    // It said that it does not know the desk: nothing was taken in, so there is nothing to verify.
    #expect(try await desk.states() == [.queued, .queued])
    await desk.pass(driver, rounds: 5, atLeast: 60_000)
    #expect(try await desk.states() == [.queued, .queued])
    registry.takeTokensAway(false)
    await driver.tryNow()
    await desk.settle()
    await desk.pass(driver, rounds: 4)
    #expect(try await desk.states() == [.confirmed, .confirmed])
    #expect(desk.status?.stopCode == "")
  }

  @Test("a restart mends a stop as well")
  func mendedByRestart() async throws {
    let driver = await desk.workingDriver()
    registry.takeTokensAway(true)
    _ = try await desk.deliver(registry.revoca(), driver)
    await desk.settle()
    registry.takeTokensAway(false)
    let next = try TestDesk(registry, store: desk.store)
    let second = await next.workingDriver()
    await next.pass(second, rounds: 4)
    #expect(try await desk.states() == [.confirmed])
  }

  @Test("a page of another network in place of the registry rejects nothing and is said")
  func captivePortal() async throws {
    let driver = await desk.workingDriver()
    registry.breakLine(.status(200, "<html><body>Benvenuti</body></html>"))
    _ = try await desk.deliver(registry.revoca(), driver)
    await desk.settle()
    #expect(desk.status?.isCaptivePortal == true)
    // Row 2 goes on saying it; row 23 belongs to what the operator does.
    await desk.pass(driver, rounds: 3, atLeast: 60_000)
    #expect(desk.notices.count { $0 == "avviso.registro.pagina_estranea" } == 1)
    #expect(try await desk.states() == [.unknown])
    registry.breakLine(nil)
    await driver.tryNow()
    await desk.settle()
    await desk.pass(driver, rounds: 4)
    #expect(try await desk.states() == [.confirmed])
    #expect(desk.status?.isCaptivePortal == false)
    #expect(try await kept().count == 1)
  }

  @Test("a server error is a question", arguments: [408, 409, 412, 425, 500, 502, 503, 504])
  func passingError(status: Int) async throws {
    let driver = await desk.workingDriver()
    registry.breakLine(.status(status, "{}"), writesOnly: true)
    let (practice, sequence) = try await desk.commit(registry.revoca())
    async let delivery = driver.deliver(practice, sequence: sequence, at: registry.clock.now)
    while registry.posted.isEmpty { await Task.yield() }
    await desk.settleButWaiters()
    #expect(try await desk.states().first != .rejected)
    registry.breakLine(nil)
    await driver.tryNow()
    await desk.pass(driver, rounds: 6, atLeast: 2_000)
    _ = await delivery
    await desk.settle()
    #expect(try await desk.states() == [.confirmed])
    #expect(try await kept().count == 1)
  }

  @Test("the bare practice of an older desk is put into a Task and sent")
  func lifted() async throws {
    _ = try await desk.commit(registry.revoca()) { CaseCoding.encode(practice: $0) }
    let driver = await desk.workingDriver()
    await desk.pass(driver, rounds: 3)
    #expect(try await desk.states() == [.confirmed])
  }

  @Test("a role without the right is refused by the registry itself")
  func rights() async throws {
    let desk = try TestDesk(registry, role: .consultazione)
    let driver = await desk.workingDriver()
    _ = try await desk.deliver(registry.revoca(), driver)
    await desk.settle()
    #expect(try await desk.states() == [.rejected])
    if case .stopped? = desk.status?.mode { Issue.record("everything was stopped") }
    let kept = try await registry.registry.practices(limit: 10)
    #expect(kept.allSatisfy { $0.operatorName != "anna" || $0.outcome == .rejected })
  }

  @Test("what waits for a person who died meanwhile is held for somebody to look at")
  func held() async throws {
    let driver = await desk.workingDriver()
    registry.breakLine(.down)
    let content = try await registry.revoca()
    _ = try await desk.deliver(content, driver)
    await desk.settle()
    // Two failed connections later the row has still never left.
    await driver.personChanged([content.assistito.id], ["deceduto"])
    #expect(try await desk.states() == [.held])
    #expect(try await desk.store.openWork().count == 1)
    registry.breakLine(nil)
    await driver.tryNow()
    await desk.pass(driver, rounds: 4)
    #expect(try await desk.states() == [.held])
    #expect(try await kept().isEmpty)
  }

  @Test("who signs in while a round goes on stays signed in when it ends")
  func roundAndLogin() async throws {
    let driver = desk.driver()
    registry.breakLine(.hangs, writesOnly: true)
    _ = try await desk.commit(registry.revoca())
    async let report = driver.round(within: 60_000)
    while registry.posted.isEmpty { await Task.yield() }
    await driver.staffed(true)
    registry.breakLine(nil)
    #expect(await report.isSettled)
    #expect(await driver.machine.isStaffed)
    await driver.staffed(false)
    #expect(await !driver.machine.isStaffed)
    _ = await driver.round(within: 60_000)
    #expect(await !driver.machine.isStaffed)
  }

  @Test("bytes that are no practice are held for somebody to look at, and say nothing of the line")
  func unfit() async throws {
    for index in 0..<3 { _ = try await desk.commit(registry.revoca(index)) { _ in Array("{}".utf8) } }
    _ = try await desk.commit(registry.revoca(3))
    let driver = await desk.workingDriver()
    await desk.pass(driver, rounds: 6)
    #expect(try await desk.states() == [.held, .held, .held, .confirmed])
    #expect(try await desk.store.openWork().count == 3)
    #expect(await driver.machine.memory.mode == .active(failures: 0))
  }

  @Test(
    "what one question of a screen met stops nothing, unless nothing at all can pass",
    arguments: [
      ("404", false), ("400", false), ("405", false), ("414", false), ("next-link", false),
      ("configuration", false), ("401", true), ("proxy", true), ("client-certificate", true),
    ])
  func screenRead(code: String, isStopping: Bool) async throws {
    let driver = await desk.workingDriver()
    await driver.heardOfRead(.misconfigured(code: code))
    var isStopped = false
    if case .stopped = await driver.machine.memory.mode { isStopped = true }
    #expect(isStopped == isStopping)
    #expect(desk.notices.isEmpty != isStopping)
  }

  @Test("a screen that asked too often makes the whole desk wait as long as it was told, whoever presses F5")
  func screenThrottled() async throws {
    let driver = await desk.workingDriver()
    await driver.heardOfRead(.throttled(retryAfter: 60_000))
    #expect(await !driver.isServing)
    let before = registry.requests.count
    _ = try await desk.commit(registry.revoca())
    await driver.reload()
    await desk.settle()
    for _ in 1...19 {
      await desk.advance(by: 3_000)
      await driver.tryNow()
      await driver.missed()
      await desk.settle()
    }
    #expect(registry.requests.count == before)
    await desk.advance(by: 3_000)
    #expect(await driver.isServing)
    await desk.pass(driver, rounds: 3)
    #expect(try await desk.states() == [.confirmed])
  }

  @Test(
    "a stop that is announced during the day shows its end on row 2, also after a restart without the registry"
  )
  func announcedLater() async throws {
    let driver = await desk.workingDriver()
    #expect(desk.status?.windows == [])
    let now = registry.clock.now
    let stop = Suspension(
      start: now + .seconds(86_400), announcedEnds: [now + .seconds(2 * 86_400)], policy: .blocco,
      kinds: Set(PracticeKind.allCases), source: "prova")
    await registry.registry.suspend(AnnouncedSuspension(stop))
    // With the next reading of changes, whichever comes first.
    await desk.pass(driver, rounds: 3, atLeast: 60_000)
    // The wire tells whole seconds.
    let told = try #require(desk.status?.windows.first)
    #expect(abs(told.start.milliseconds - stop.start.milliseconds) < 1_000)
    #expect(told.announcedEnds.count == 1)
    registry.clock.jump(to: now.romeDate.adding(days: 1))
    registry.breakLine(.down)
    await desk.pass(driver, rounds: 1, atLeast: 60_000)
    await desk.settle()
    guard case .suspended(.announced(told.announcedEnds), _)? = desk.status?.mode else {
      Issue.record("not told as announced: \(String(describing: desk.status?.mode))")
      return
    }
    let next = try TestDesk(registry, store: desk.store)
    _ = await next.workingDriver()
    #expect(next.status?.windows.map(\.announcedEnds) == [told.announcedEnds])
  }

  @Test("with nothing open and nobody signed in nothing is planned")
  func idle() async throws {
    let driver = desk.driver()
    await driver.begin()
    await desk.settle()
    #expect(desk.planned == nil)
  }
}

extension TestDesk {
  /// Lets time pass without telling anybody.
  func advance(by milliseconds: Int) async { setNow(now + milliseconds) }

  /// Lets what is under way come to its end, but for somebody who waits.
  func settleButWaiters() async { for _ in 0..<200 { await Task.yield() } }
}
