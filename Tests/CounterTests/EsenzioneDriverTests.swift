import Domain
import FHIR
import Population
import Registry
import RegistryClient
import Store
import Sync
import Testing
import Workflow

@testable import Counter

@Suite("Exemptions on their way to the registry")
struct EsenzioneDriverTests {
  private let registry: TestRegistry

  init() async throws {
    var profile = Profile(id: "italia", scelta: SceltaParameters())
    profile.esenzioni.catalog = EsenzioneCatalog(entries: [
      EsenzioneEntry(
        code: CodiceEsenzione("E02")!, family: .reddito, description: "E02",
        issuer: .yearlySelfCertification, validity: .untilDay(month: 3, day: 31), confidence: .law)
    ])
    registry = try await TestRegistry(profile: profile)
  }

  private func issue(_ person: Assistito) -> PracticeCase {
    .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: CodiceEsenzione("E02")!, deskAsl: Region.homeAsl, effectiveDate: testDay,
        evidence: .income(IncomeDeclaration(signedOn: testDay, condition: .unemployed, income: .below)),
        documentsSeen: Set(DocumentKind.allCases)))
  }

  @Test("two desks that issue the same code at once leave one record, and the other has REG-12 to look after")
  func together() async throws {
    let desks = [try TestDesk(registry), try TestDesk(registry, desk: registry.otherDesk())]
    let person = try await registry.revoca().assistito
    #expect(person.posizione.esenzioni.allSatisfy { $0.code.rawValue != "E02" })
    let content = issue(person)
    let drivers = [await desks[0].workingDriver(), await desks[1].workingDriver()]
    try await withThrowingTaskGroup { group in
      for (desk, driver) in zip(desks, drivers) {
        group.addTask { _ = try await desk.deliver(content, driver) }
      }
      try await group.waitForAll()
    }
    var kinds: [OutboxState.Kind] = []
    for desk in desks {
      await desk.settle()
      let states = try await desk.states()
      kinds += states
      let work = try await desk.store.openWork()
      guard states == [.rejected] else {
        #expect(states == [.confirmed] && work.isEmpty)
        continue
      }
      #expect(work.map(\.kind) == [.rejected] && work.first?.reasons.map(\.code) == ["REG-12"])
      #expect(desk.status?.tally.isClear == false)
    }
    #expect(Set(kinds) == [.confirmed, .rejected])
    let kept = try #require(try await registry.registry.person(person.id)).posizione.esenzioni
    #expect(kept.filter { $0.code.rawValue == "E02" }.map(\.state) == [.valid])
  }

  @Test("a stop of exemptions alone closes no window of the desk: everything else goes out")
  func partialStop() async throws {
    let stop = Suspension(
      start: registry.clock.now, announcedEnds: [registry.clock.now + .seconds(7_200)], policy: .blocco,
      kinds: [.esenzioneRilascio, .esenzioneRevoca], source: "prova")
    await registry.registry.suspend(AnnouncedSuspension(stop))
    let desk = try TestDesk(registry)
    let driver = await desk.workingDriver()
    #expect(await driver.knownWindows().isEmpty)
    #expect(desk.status?.windows == [stop], "the screens know it, and when it ends")
    let person = try await registry.revoca().assistito
    _ = try await desk.deliver(issue(person), driver)
    _ = try await desk.deliver(try await registry.revoca(1), driver)
    await desk.settle()
    #expect(try await desk.states() == [.rejected, .confirmed])
    #expect(try await desk.store.openWork().first?.reasons.map(\.code) == ["SOS-01"])
  }

  @Test(
    "what was confirmed before a stop of its kind waits alone, and goes out when that is over or taken back",
    arguments: [true, false])
  func outwaited(isTakenBack: Bool) async throws {
    let desk = try TestDesk(registry)
    let driver = await desk.workingDriver()
    registry.breakLine(.down)
    _ = try await desk.deliver(try await registry.revoca(), driver)
    _ = try await desk.deliver(issue(try await registry.revoca(1).assistito), driver)
    await desk.settle()
    let now = registry.clock.now
    await registry.registry.suspend(
      AnnouncedSuspension(
        Suspension(
          start: now, announcedEnds: [now + .seconds(7_200)], policy: .blocco, kinds: [.revoca],
          source: "prova")))
    registry.breakLine(nil)
    await driver.tryNow()
    await desk.settle()
    await desk.pass(driver, rounds: 12)
    #expect(try await desk.states() == [.queued, .confirmed])
    #expect(try await desk.store.openWork().isEmpty)
    #expect(desk.status?.mode.isSending == true && desk.status?.tally.toSend == 1)
    #expect(desk.status?.windows.map(\.kinds) == [[.revoca]], "the answer told of the stop")
    if isTakenBack {
      await registry.registry.resume()
      await desk.pass(driver, rounds: 1, atLeast: 31_000)
      await driver.tryNow(reads: true)
      await desk.settle()
      #expect(try await desk.states() == [.confirmed, .confirmed], "nobody waits for the announced end")
    } else {
      registry.clock.skew(minutes: 180)
      await desk.pass(driver, rounds: 12, atLeast: 60_000)
    }
    #expect(try await desk.states() == [.confirmed, .confirmed])
    #expect(try await desk.store.openWork().isEmpty)
  }
}
