import Domain
import Sync
import Workflow

/// What is known about the registry from the questions that it answered or did not: the truth of row 2.
actor RegistryWatch {
  private(set) var mode: RegistryMode
  /// When the registry was last heard; `nil` if never.
  private(set) var heardAt: Instant?
  private var told: (mode: RegistryMode, minute: CivilTime?)

  init(mode: RegistryMode) {
    self.mode = mode
    told = (mode, nil)
  }

  /// Takes in how one question went.
  func note(isAnswered: Bool, at now: Instant) {
    mode = isAnswered ? .active(failures: 0) : mode.after(.connectionFailed(at: now))
    if isAnswered { heardAt = now }
  }

  /// What changed since this was last asked: whether row 2 has become wrong, and whether the registry is back.
  func takeNews() -> (hasChanged: Bool, isBack: Bool) {
    let old = told
    told = (mode, heardAt.map { RomeTime(at: $0).time })
    return (old.mode != told.mode || old.minute != told.minute, !old.mode.isSending && mode.isSending)
  }
}

extension RegistryAccess {
  /// The same registry, of which `note` learns whether it answered.
  func watched(_ note: @escaping @Sendable (Bool) async -> Void) -> RegistryAccess {
    let access = self
    @Sendable func watch<Value: Sendable>(
      _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
      do throws(Failure) {
        let value = try await body()
        await note(true)
        return value
      } catch {
        if error == .registryUnreachable { await note(false) }
        throw error
      }
    }
    return RegistryAccess(
      person: { key throws(Failure) in
        try await watch { () throws(Failure) in try await access.person(key) }
      },
      people: { query throws(Failure) in
        try await watch { () throws(Failure) in try await access.people(query) }
      },
      medici: { query throws(Failure) in
        try await watch { () throws(Failure) in try await access.medici(query) }
      },
      facts: { query throws(Failure) in
        try await watch { () throws(Failure) in try await access.facts(query) }
      },
      submit: { bytes throws(Failure) in
        try await watch { () throws(Failure) in try await access.submit(bytes) }
      },
      history: { person throws(Failure) in
        try await watch { () throws(Failure) in try await access.history(person) }
      },
      expiries: { () throws(Failure) in
        try await watch { () throws(Failure) in try await access.expiries() }
      },
      note: { person, text, author throws(Failure) in
        try await watch { () throws(Failure) in try await access.note(person, text, author) }
      },
      roster: { () throws(Failure) in
        try await watch { () throws(Failure) in try await access.roster() }
      },
      summaries: { records throws(Failure) in
        try await watch { () throws(Failure) in try await access.summaries(records) }
      })
  }
}
