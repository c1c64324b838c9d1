import Domain
import FHIR
import Registry
import RegistryClient
import Store
import Sync
import Testing
import Workflow

@testable import Counter

@Suite("A stop of the registry") struct StopTests {
  private let registry: TestRegistry
  private let desk: TestDesk

  init() async throws {
    registry = try await TestRegistry()
    desk = try TestDesk(registry)
  }

  private func stop(_ policy: Suspension.Policy = .blocco) -> AnnouncedSuspension {
    let now = registry.clock.now
    return AnnouncedSuspension(
      Suspension(
        start: now - .seconds(60), announcedEnds: [now + .seconds(36_000)], policy: policy,
        kinds: Set(PracticeKind.allCases), source: "prova"))
  }

  /// Whether a desk knows exactly this stop; the wire tells whole seconds.
  private func isTold(_ stop: Suspension, to desk: TestDesk) -> Bool {
    guard let windows = desk.status?.windows, windows.count == 1, let told = windows.first else {
      return false
    }
    return told.policy == stop.policy && told.kinds == stop.kinds && told.announcedEnds.count == 1
      && abs(told.start.milliseconds - stop.start.milliseconds) < 1_000
  }

  @Test(
    "that was published while desks run reaches them with the first answer that names it",
    arguments: [true, false])
  func reached(byReading: Bool) async throws {
    let driver = await desk.workingDriver()
    #expect(desk.status?.windows == [])
    let stop = stop()
    await registry.registry.suspend(stop)
    if byReading {
      await #expect(throws: Failure.self) {
        try await desk.access(driver).person(.code(registry.person().identity.codes[0]))
      }
    } else {
      // Confirmed before the desk could know: it stays in the queue.
      _ = try await desk.deliver(registry.revoca(), driver)
      await desk.settle()
      #expect(try await desk.states() == [.unknown])
    }
    await desk.settle()
    #expect(isTold(stop.suspension, to: desk))
    guard case .suspended(.announced, _)? = desk.status?.mode else {
      Issue.record("not suspended")
      return
    }
    // The next run of the same desk knows it before it has heard anybody.
    let next = try TestDesk(registry, store: desk.store)
    await next.driver().begin()
    #expect(isTold(stop.suspension, to: next))
  }

  @Test("is over when the registry answers before the announced end: F5 asks it, and what waited goes out")
  func reopened() async throws {
    let driver = await desk.workingDriver()
    await registry.registry.suspend(stop(.presaInCarico))
    _ = try await desk.deliver(registry.revoca(), driver)
    await desk.settle()
    await registry.registry.resume()
    await desk.pass(driver, rounds: 1, atLeast: 15_000)
    await driver.tryNow()
    await desk.settle()
    await desk.pass(driver, rounds: 6)
    #expect(try await desk.states() == [.confirmed])
    #expect(desk.status?.windows == [])
  }

  @Test("nobody is said to be there before anybody has answered")
  func sought() async throws {
    registry.breakLine(.down)
    let driver = desk.driver()
    await driver.begin()
    #expect(desk.status?.isSought == true)
    registry.breakLine(nil)
    await driver.staffed(true)
    await desk.settle()
    #expect(desk.status?.isSought == false)
  }

  @Test("a round with nothing to send asks the registry all the same, and says when nobody answers")
  func round() async throws {
    let driver = desk.driver()
    async let reached = driver.round(within: 60_000)
    #expect(await reached.registry == "active")
    registry.breakLine(.down)
    let other = try TestDesk(registry)
    async let report = other.driver().round(within: 60_000)
    let missed = await report
    #expect(missed.registry == "unreachable" && missed.isSettled && missed.code.isEmpty)
    registry.breakLine(.status(200, "<html><body>Benvenuti</body></html>"))
    let third = try TestDesk(registry)
    async let foreign = third.driver().round(within: 60_000)
    let found = await foreign
    #expect(found.registry == "unreachable" && found.code == "foreign-page")
  }
}
