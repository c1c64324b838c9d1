import Domain
import RegistryClient
import Store
import Workflow

/// What the screens read: from the registry while it answers, else from the desk's own copy, which tells its age.
///
/// Every call may take as long as the line takes: none is made on the thread of the terminal.
struct RegistryAccess: Sendable {
  let link: RegistryLink
  let store: DeskStore
  let keeper: DirectoryKeeper
  let names: NameDirectory
  let clock: DeskClock
  let profile: Profile
  /// Who asks: the registry answers by role.
  let author: @Sendable () -> Author
  /// What is learned of the line, and of people who are not any more as the desk knew them.
  let witness: RegistryWitness

  /// Reads from the registry and tells the witness how that went.
  ///
  /// While the registry is known to be away it is not asked: nobody waits for a line that is down.
  func read<Value: Sendable>(
    _ body: (RegistryClient, Role) async throws(ReadFailure) -> Reading<Value>
  ) async throws(ReadFailure) -> Value {
    guard await witness.isServing() else {
      await witness.missed()
      throw .unreachable
    }
    do throws(ReadFailure) {
      let reading = try await body(link.client, author().role)
      link.learn(clock: reading.clock)
      await witness.heard(nil)
      return reading.value
    } catch {
      await witness.heard(error)
      throw error
    }
  }

  /// Reads from the registry, or from the desk's copy when it does not answer.
  func read<Value: Sendable>(
    _ body: (RegistryClient, Role) async throws(ReadFailure) -> Reading<Value>,
    else copy: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    do throws(ReadFailure) { return try await read(body) } catch {
      if error.isAbsence { return try await copy() }
      throw Failure(error)
    }
  }
}

/// Who hears what the reads of the screens teach.
struct RegistryWitness: Sendable {
  /// Whether the registry is worth asking.
  let isServing: @Sendable () async -> Bool
  /// Somebody wanted to read while the registry was known to be away.
  let missed: @Sendable () async -> Void
  /// A read was answered (`nil`), or failed so.
  let heard: @Sendable (ReadFailure?) async -> Void
  /// A person is not as the practices that wait for him knew him: each reason is the code of a conflict.
  let changed: @Sendable (_ people: [Identifier<Assistito>], _ reasons: [String]) async -> Void
}

extension ReadFailure {
  /// Whether the registry did not answer the question at all, so that the desk's own copy is the best there is.
  var isAbsence: Bool {
    switch self {
    case .unreachable, .suspended, .throttled, .misconfigured, .clockOrCertificate, .captivePortal,
      .unreadable:
      true
    case .denied, .gone: false
    }
  }

  /// Whether the role may not read this.
  var isDenial: Bool { if case .denied = self { true } else { false } }

  /// Whether nothing that this desk asks for can pass before a person has mended something: its certificate, its
  /// token, the proxy.
  ///
  /// Any other answer that makes no sense says something of the one question that was asked.
  var isAboutDesk: Bool {
    if case .misconfigured(let code) = self { Self.deskCodes.contains(code) } else { false }
  }

  private static let deskCodes: Set<String> = ["proxy", "client-certificate", "401"]
}

extension Failure {
  /// What the operator does next about a read that failed.
  init(_ failure: ReadFailure) {
    switch failure {
    case .denied: self = .denied(reasonKey: "errore.registro.negato")
    case .gone: self = .denied(reasonKey: "errore.registro.sparito")
    // It answers, and serves this desk nothing before somebody has mended something.
    case .misconfigured("401"): self = .denied(reasonKey: "errore.anagrafe.token")
    case .misconfigured where failure.isAboutDesk: self = .denied(reasonKey: "errore.anagrafe.postazione")
    case .unreachable, .suspended, .throttled, .misconfigured, .clockOrCertificate, .captivePortal,
      .unreadable:
      self = .registryUnreachable
    }
  }
}
