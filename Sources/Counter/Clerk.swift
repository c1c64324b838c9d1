import Cases
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
  /// The desk's own copy of the registry, read when that does not answer; `nil` if the desk keeps none.
  let copy: RegistryAccess?
  let watch: RegistryWatch
  let demo: DemoAccess?
  let clock: DeskClock
  let printer: Printer
  let names: NameDirectory
  let access: OperatorAccess
  let courier: Courier
  let draftFailure = OngoingFailure()
  let author: @Sendable () -> Author
  let report: @Sendable (Event) -> Void
  /// Asks the loop for a round over the open practices.
  let sendAgain: @Sendable () -> Void

  /// Answers one question; never throws, because a failure is an answer too.
  func answer(_ question: Question) async -> Answer {
    let answer = await found(question)
    await tellNews()
    return answer
  }

  private func found(_ question: Question) async -> Answer {
    do {
      switch question {
      case .people(let query): return .people(try await people(query))
      case .person(let key): return try await person(key)
      case .medici(let query):
        return .medici(try await read { access throws(Failure) in try await access.medici(query) })
      case .facts(let query):
        return .facts(try await read { access throws(Failure) in try await access.facts(query) })
      case .submit(let content, let partOf): return .submitted(try await submit(content, partOf: partOf))
      case .history(let person): return .history(try await registry.history(person))
      case .queue:
        // Who looks at the queue, or presses F5 there, wants it sent; the list does not wait for the line.
        sendAgain()
        return .queue(try await queue())
      case .verify(let practice):
        await sendOpenPractices()
        return .queueRow(try await queueRow(practice))
      case .withdraw(let practice):
        try await apply(.withdrawn, to: practice)
        return .queueRow(try await queueRow(practice))
      case .release(let practice):
        try await apply(.released, to: practice)
        return .queueRow(try await queueRow(practice))
      case .close(let closing): return try await close(closing)
      case .handOver: return .done
      case .expiries: return .expiries(try await registry.expiries())
      case .note(let person, let text):
        try await registry.note(person, text, author())
        return .done
      case .print(let order): return .printed(try await printer.print(order, self))
      case .draft(let key): return .draft(try await draft(key))
      case .demo(let lever): return try await pull(lever)
      case .unlock(let name, let passphrase):
        return .unlocked(try await access.logIn(name, passphrase))
      }
    } catch {
      return .failed(error)
    }
  }

  private func people(_ query: PersonQuery) async throws(Failure) -> [PersonSummary] {
    if let found = try await names.search(query) { return found }
    return try await read { access throws(Failure) in try await access.people(query) }
  }

  /// The position from the registry, kept in the cache; from the cache if the registry does not answer.
  private func person(_ key: PersonKey) async throws(Failure) -> Answer {
    do throws(Failure) {
      let found = try await registry.person(key)
      if let found { await keep(found) }
      return .person(found, fromCache: false)
    } catch .registryUnreachable {
      if let copy { return .person(try await copy.person(key), fromCache: true) }
      guard let cached = try? await store.cached(key.cacheCode),
        let person = try? CaseCoding.decodeAssistito(cached.body)
      else { throw .registryUnreachable }
      return .person(person, fromCache: true)
    }
  }

  /// Reads from the registry, or from the desk's copy when it does not answer.
  func read<Value: Sendable>(
    _ body: (RegistryAccess) async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    do throws(Failure) { return try await body(registry) } catch {
      guard error == .registryUnreachable, let copy else { throw error }
      return try await body(copy)
    }
  }

  private func keep(_ person: Assistito) async {
    let now = clock.now
    var keys = person.identity.codes.map { PersonKey.code($0) } + [.id(person.id)]
    if let card = person.tessera { keys.append(.tessera(card.number)) }
    let cached = CachedPerson(
      codes: keys.map(\.cacheCode), body: CaseCoding.encode(assistito: person), fetchedAt: now,
      source: "registry")
    try? await store.cache(cached, at: now)
  }

  private func queue() async throws(Failure) -> [QueueRow] {
    let stored = try await desk { () async throws(StoreError) in try await store.practices() }
    let damaged = try await desk { () async throws(StoreError) in try await store.damagedPractices() }
    let rows = stored.map { practice in
      guard let decoded = try? CaseCoding.decodePractice(practice.entry.body) else {
        return QueueRow(damaged: practice.number, state: practice.entry.state.kind)
      }
      return QueueRow(practice: decoded, receiptNumber: practice.number, state: practice.entry.state)
    }
    return (rows + damaged.map { QueueRow(damaged: $0.number, state: $0.state) })
      .sorted { $0.receiptNumber > $1.receiptNumber }
  }

  private func queueRow(_ practice: Identifier<Practice>) async throws(Failure) -> QueueRow {
    guard let row = try await queue().first(where: { $0.practice?.id == practice }) else {
      throw .store(messageKey: "errore.archivio.assente", arguments: [])
    }
    return row
  }

  private func apply(_ event: OutboxEvent, to practice: Identifier<Practice>) async throws(Failure) {
    let (signature, now) = (Signature(author()), clock.now)
    _ = try await desk { () async throws(StoreError) in
      try await store.apply(event, to: practice, by: signature, at: now)
    }
    await tell()
  }

  private func close(_ closing: WorkClosing) async throws(Failure) -> Answer {
    guard let practice = closing.practice else { return .done }
    let name = author().operatorName.rawValue
    try await apply(.closed(Closing(closedBy: name, closedAt: closing.toldAt)), to: practice)
    return .queueRow(try await queueRow(practice))
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
    case .cases: return .demoCases(try await demo.cases())
    case .date(let date):
      try await demo.jump(date)
      clock.jump(to: date)
      report(.clock)
    case .reset: try await demo.reset()
    case .fill(let medico): try await demo.fill(medico)
    case .line(let line):
      await demo.line(line == .down)
      if line != .down {
        // The line is asked, not believed: whether the registry is back shows in its answer.
        _ = try? await registry.expiries()
      }
    case .suspend, .resume, .person, .reverseLast, .deskClock:
      throw .store(messageKey: "errore.demo.leva", arguments: [])
    }
    return .done
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
