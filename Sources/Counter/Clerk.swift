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
  let author: @Sendable () -> Author
  let report: @Sendable (Event) -> Void

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
      case .queue: return .queue(try await queue())
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
      guard case .code(let code) = key,
        let cached = try? await store.cached(code.rawValue),
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
    let cached = CachedPerson(
      codes: person.identity.codes.map(\.rawValue), body: CaseCoding.encode(assistito: person),
      fetchedAt: now, source: "registry")
    try? await store.cache(cached, at: now)
  }

  private func queue() async throws(Failure) -> [QueueRow] {
    let stored = try await desk { () async throws(StoreError) in try await store.practices() }
    return stored.compactMap { practice in
      guard let decoded = try? CaseCoding.decodePractice(practice.entry.body) else { return nil }
      return QueueRow(practice: decoded, receiptNumber: practice.number, state: practice.entry.state)
    }
  }

  private func draft(_ key: DraftKey) async throws(Failure) -> [String: String]? {
    let draft = try await desk { () async throws(StoreError) in
      try await store.loadDraft(screen: key.screen, person: key.person?.rawValue ?? "-")
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
    case .line(let isCut):
      await demo.line(isCut)
      if !isCut {
        // The line is asked, not believed: whether the registry is back shows in its answer.
        _ = try? await registry.expiries()
      }
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

extension Failure {
  /// What the operator does next about an error of the store.
  init(_ error: StoreError) { self = .store(messageKey: error.messageKey, arguments: error.messageArguments) }
}
