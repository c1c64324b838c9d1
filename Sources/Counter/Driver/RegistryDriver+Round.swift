import Domain
import FHIR
import RegistryClient
import Store
import Sync

extension RegistryDriver {
  /// Somebody who waits until nothing is under way.
  struct RoundWaiter {
    let deadline: Int
    /// How often it had become known before whether the registry answers.
    let looks: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  /// Tries everything that waits and reads what changed, and waits until all of it is settled or the time is over.
  ///
  /// An administrator asks for it; whether somebody has signed in plays no part.
  func round(within milliseconds: Int) async -> SyncReport {
    let deadline = surroundings.monotonic() + milliseconds
    let (looks, answers) = (looks, answersHeard)
    permits += 1
    await begin()
    await tell(.staffed(isPermitted))
    learnCapability()
    await tryNow(reads: true)
    if !isRoundOver(since: looks) {
      await withCheckedContinuation { continuation in
        rounds.append(RoundWaiter(deadline: deadline, looks: looks, continuation: continuation))
        planTick()
      }
    }
    permits -= 1
    // Somebody may have signed in meanwhile, or left.
    await tell(.staffed(isPermitted))
    return SyncReport(
      (try? await store.tally()) ?? OutboxTally(), mode: machine.memory.mode,
      isHeard: answersHeard > answers, code: stopCode.isEmpty ? lineFault : stopCode)
  }

  /// Whether nothing waits any more and the registry was asked; nobody knows how it is before.
  private func isRoundOver(since before: Int) -> Bool {
    if case .stopped = machine.memory.mode { return true }
    guard looks > before else { return false }
    let tally = machine.status(at: surroundings.clock.now).tally
    return tally.toSend + tally.toVerify + tally.awaitingDecision == 0
  }

  /// Ends the rounds that have nothing to wait for any more, or no time.
  func settleRounds() {
    guard !rounds.isEmpty else { return }
    let now = surroundings.monotonic()
    let isOver = { (waiter: RoundWaiter) in waiter.deadline <= now || self.isRoundOver(since: waiter.looks) }
    let ended = rounds.filter(isOver)
    rounds.removeAll(where: isOver)
    for waiter in ended { waiter.continuation.resume() }
  }

  /// The outbox was changed past the driver: what is on its way counts as lost, as after a restart.
  func reload() async {
    let memory = machine.memory
    machine = SyncMachine(
      seed: UInt64(clamping: surroundings.clock.now.milliseconds), pace: pace, notBefore: machine.notBefore)
    operations = [:]
    let rows = await openRows()
    await tell(.started(rows, memory))
    await tell(.windows(await knownWindows()))
    await tell(.staffed(isPermitted))
  }

  /// Asks about practices that another desk has taken over: they are never sent from here, but their end counts.
  ///
  /// An answer says of the registry what every answer says: it is there, and takes this desk.
  func askAboutHandedOver() async {
    var isHeard = false
    for row in (try? await store.openRows()) ?? [] where row.isHandedOver {
      guard row.kind.isUnderWay, let stored = try? await store.practice(row.operation) else { continue }
      let role = Role(rawValue: stored.signature.role) ?? surroundings.author().role
      let reply = await link.client.ask(row.operation, role: role)
      guard case .found(.decided(let answer)) = reply.outcome else { continue }
      isHeard = true
      let now = surroundings.clock.now
      do throws(StoreError) {
        // It left by another door: what is known of it begins like everything that may have arrived.
        if row.kind == .queued { try await store.apply(.sendingStarted, to: row.operation, at: now) }
        let state = try await store.apply(OutboxEvent(answer), to: row.operation, at: now)
        if case .confirmed = state { owedReadings.append(row.operation) }
      } catch { continue }
    }
    guard isHeard else { return }
    heardNow()
    if case .stopped = machine.memory.mode {
      forgetStop()
      await tell(.mended)
    } else {
      await tellStatus()
    }
  }
}

/// What a round with the registry came to; names nobody.
public struct SyncReport: Hashable, Sendable, Codable {
  /// Whether nothing waits for the registry any more.
  public let isSettled: Bool
  /// Waiting to leave.
  public let toSend: Int
  /// Possibly with the registry.
  public let toVerify: Int
  /// With the registry, which has not decided.
  public let awaitingDecision: Int
  /// A person has to act.
  public let toMend: Int
  /// `active`, `unreachable`, `suspended`, `realigning` or `stopped`.
  public let registry: String
  /// Under what the assistance finds why everything was stopped, or `certificate` or `foreign-page` for what stands
  /// between desk and registry; "" if nothing does.
  public let code: String

  /// `isHeard` says whether the registry answered anything: one that did not is not said to be there.
  init(_ tally: OutboxTally, mode: RegistryMode, isHeard: Bool, code: String) {
    isSettled = tally.toSend + tally.toVerify + tally.awaitingDecision == 0
    toSend = tally.toSend
    toVerify = tally.toVerify
    awaitingDecision = tally.awaitingDecision
    toMend = tally.toMend
    registry =
      switch mode {
      case .active: isHeard ? "active" : "unreachable"
      case .unreachable: "unreachable"
      case .suspended: "suspended"
      case .realigning: "realigning"
      case .stopped: "stopped"
      }
    self.code = code
  }
}
