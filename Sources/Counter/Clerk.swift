import Domain
import Store
import Sync
import Vault
import Workflow

/// Answers the questions of the screens, off the thread of the terminal: store first, then registry.
///
/// What is acknowledged to the operator is on disk; what the registry has not answered stays in the outbox and
/// is sent again with the same bytes.
struct Clerk: Sendable {
  let store: DeskStore
  let registry: RegistryAccess
  let driver: RegistryDriver
  let demo: DemoAccess?
  let clock: DeskClock
  let printer: Printer
  let access: OperatorAccess
  /// Where the first half of codes lies until it was shown.
  var half = HeldHalf()
  let draftFailure = OngoingFailure()
  let copyFailure = OngoingFailure()
  let author: @Sendable () -> Author
  let report: @Sendable (Event) -> Void
  /// Runs something beside the answer, and counts it as work under way.
  let start: @Sendable (@escaping @Sendable () async -> Void) -> Void
  /// The second folder for copies of practices that are not settled; `nil` keeps none.
  var spool: String?

  /// Answers one question; never throws, because a failure is an answer too.
  func answer(_ question: Question) async -> Answer {
    let answer: Answer
    do throws(Failure) { answer = try await found(question) } catch { answer = .failed(error) }
    switch question {
    case .submit, .queue, .queueRead, .withdraw, .release, .close: await keepCopies()
    case .people, .person, .medici, .facts, .history, .verify, .handOver, .expiries, .note, .consult,
      .print, .codes, .draft, .drills, .demo, .unlock:
      break
    }
    return answer
  }

  private func found(_ question: Question) async throws(Failure) -> Answer {
    switch question {
    case .people(let query): return .people(try await registry.people(query))
    case .person(let key):
      let found = try await registry.person(key)
      return .person(found.assistito, fromCache: found.isFromCache)
    case .medici(let query): return .medici(try await registry.medici(query))
    case .facts(let query): return .facts(try await registry.facts(query))
    case .submit(let content, let partOf): return .submitted(try await submit(content, partOf: partOf))
    case .history(let person): return .history(try await registry.history(person))
    case .queue:
      // Who looks at the queue, or presses F5 there, wants it sent; the list does not wait for the line.
      start { await driver.tryNow() }
      return .queue(try await queue())
    case .queueRead: return .queue(try await queue())
    case .verify(let practice):
      if await isHandedOver(practice) {
        // The other desk sends it: here its end is asked for.
        await driver.askAboutHandedOver()
      } else {
        await driver.verify(practice)
      }
      return .queueRow(try await queueRow(practice))
    case .withdraw(let practice):
      try await apply(.withdrawn, to: practice)
      return .queueRow(try await queueRow(practice))
    case .release(let practice):
      try await apply(.released, to: practice)
      return .queueRow(try await queueRow(practice))
    case .close(let closing): return try await close(closing)
    case .handOver(let handOver):
      try await note(handOver)
      return .done
    case .expiries:
      let expiries = try await registry.expiries()
      return .expiries(expiries.found, isPartial: expiries.isPartial)
    case .note(let person, let text):
      try await registry.note(text, on: person, by: author(), as: newOperation())
      return .done
    case .consult(let access):
      try await write(down: access)
      return .done
    case .codes(let step): return try await codes(step)
    case .print(let order): return .printed(try await printer.print(order, self))
    case .draft(let key): return .draft(try await draft(key))
    case .drills:
      let drills = demo?.drills()
      return .drills(drills?.series ?? [], fault: drills?.fault)
    case .demo(let lever): return try await pull(lever)
    case .unlock(let name, let passphrase): return .unlocked(try await access.logIn(name, passphrase))
    }
  }

  private func draft(_ key: DraftKey) async throws(Failure) -> [String: String]? {
    let name = DraftName(key)
    let draft = try await desk { () async throws(StoreError) in
      try await store.loadDraft(screen: name.screen, person: name.person)
    }
    return draft.flatMap { DraftCoding.decode($0.body) }
  }

  private func pull(_ lever: DemoLever) async throws(Failure) -> Answer {
    guard let demo else { throw .denied(reasonKey: "diritto.soloDemo") }
    switch lever {
    case .cases: return .demoCases(try await demo.cases(), await standing(demo))
    case .date(let date):
      try await demo.pull(lever)
      clock.jump(to: date)
      report(.clock)
    case .deskClock(let minutes):
      clock.skew(minutes: minutes)
      report(.clock)
    case .reset, .fill, .suspend, .person, .reverseLast: try await demo.pull(lever)
    case .line, .resume:
      try await demo.pull(lever)
      // The line is asked, not believed: whether the registry is back shows in its answer.
      await driver.tryNow()
    }
    await driver.leverPulled(isNewRegion: lever == .reset)
    return .leverPulled(await standing(demo))
  }

  private func standing(_ demo: DemoAccess) async -> DemoStanding {
    var standing = await demo.standing()
    standing.clockMinutes = clock.skewedMinutes
    return standing
  }

  /// Runs a call of the store and turns its errors into what the operator does next.
  func desk<Value: Sendable>(
    _ body: () async throws(StoreError) -> Value
  ) async throws(Failure) -> Value {
    do throws(StoreError) {
      return try await body()
    } catch {
      throw Failure(error)
    }
  }
}

extension PersonKey {
  /// Under what a person lies in the cache; ids and cards cannot be taken for codes.
  var cacheCode: String {
    switch self {
    case .code(let code): code.rawValue
    case .id(let id): "id:\(id.rawValue)"
    case .tessera(let number): "tessera:\(number.rawValue)"
    }
  }
}

extension Failure {
  /// What the operator does next about an error of the store.
  init(_ error: StoreError) { self = .store(messageKey: error.messageKey, arguments: error.messageArguments) }
}
