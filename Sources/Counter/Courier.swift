import Domain
import Store
import Sync
import Workflow

/// The only one who sends practices to the registry.
///
/// No practice is ever on its way twice at once. While anything is open and the line is down, the loop is asked to
/// begin another round after a pause that grows; with nothing open nothing is planned.
actor Courier {
  /// What came of one delivery.
  enum Delivery {
    /// The registry answered; `isRecorded` says whether the answer is on disk.
    case answered(RegistryAnswer, isRecorded: Bool)
    /// No answer, or the desk's disk refused before anything was sent: the practice stays in the outbox.
    case open
  }

  /// The states in which a practice still has to be sent or asked about; `sending` is here for an answer that
  /// could not be written down.
  static let openStates: Set<OutboxState.Kind> = [.queued, .unknown, .sending]

  private let store: DeskStore
  private let submit: @Sendable ([UInt8]) async throws(Failure) -> RegistryAnswer
  private let clock: DeskClock
  private let isSending: @Sendable () async -> Bool
  private let probe: @Sendable () async -> Void
  private let plan: @Sendable (_ milliseconds: Int?) -> Void
  private let draw: @Sendable (ClosedRange<Int>) -> Int
  private var underWay: Set<Identifier<Practice>> = []
  private var isRound = false
  /// Deliveries in a row without an answer on disk.
  private var failures = 0
  /// Rounds in a row that ended so.
  private var rounds = 0

  /// Takes what it works with.
  ///
  /// - Parameters:
  ///   - store: The outbox.
  ///   - submit: Delivers bytes to the registry.
  ///   - clock: The desk's clock.
  ///   - isSending: Whether the registry answers, as far as is known.
  ///   - probe: Asks the registry something harmless, so that it becomes known.
  ///   - plan: Asks for a round after so many milliseconds, or for none.
  ///   - draw: Chance for the pauses, so that desks do not all come back at once.
  init(
    store: DeskStore, submit: @escaping @Sendable ([UInt8]) async throws(Failure) -> RegistryAnswer,
    clock: DeskClock, isSending: @escaping @Sendable () async -> Bool = { true },
    probe: @escaping @Sendable () async -> Void = {},
    plan: @escaping @Sendable (_ milliseconds: Int?) -> Void,
    draw: @escaping @Sendable (ClosedRange<Int>) -> Int = { Int.random(in: $0) }
  ) {
    self.store = store
    self.submit = submit
    self.clock = clock
    self.isSending = isSending
    self.probe = probe
    self.plan = plan
    self.draw = draw
  }

  /// Delivers a practice that was just committed; an answer after failures calls for a round over the others.
  func deliver(_ operation: Identifier<Practice>, _ body: [UInt8]) async -> Delivery {
    guard await isSending() else {
      plan(pause())
      return .open
    }
    let failed = failures > 0
    let delivery = await send(operation, body, isNew: true)
    if failures > 0 {
      plan(pause())
    } else if failed {
      plan(0)
    }
    return delivery
  }

  /// Sends everything that is open, oldest first, until the line fails three times in a row.
  func deliverOpen() async {
    guard !isRound else { return }
    isRound = true
    defer { isRound = false }
    failures = 0
    let open = (try? await store.operations(in: Self.openStates)) ?? []
    guard await isReady(for: open) else {
      rounds += 1
      return plan(pause())
    }
    for operation in open {
      guard failures < RegistryMode.toleratedFailures else { break }
      guard !underWay.contains(operation), let stored = try? await store.practice(operation) else { continue }
      var isNew = false
      switch stored.entry.state.kind {
      case .queued: isNew = true
      // Asked again with the same bytes: the registry tells what it did with them, and does nothing twice.
      case .unknown: break
      case .sending:
        // Nobody waits for this answer any more.
        guard (try? await store.apply(.restarted, to: operation, at: clock.now)) != nil else { continue }
      case .accepted, .confirmed, .rejected, .withdrawn, .closed, .held, .reversed: continue
      }
      _ = await send(operation, stored.entry.body, isNew: isNew)
    }
    rounds = failures > 0 ? rounds + 1 : 0
    plan(failures > 0 ? pause() : nil)
  }

  /// Whether to begin: a registry that did not answer is asked something else before practices go out.
  private func isReady(for open: [Identifier<Practice>]) async -> Bool {
    if open.isEmpty { return true }
    if await isSending() { return true }
    await probe()
    return await isSending()
  }

  /// A random pause whose limit doubles from 2 s to 300 s (registry-sync §3.6).
  private func pause() -> Int { draw(1000...min(300_000, 2000 << min(rounds, 8))) }

  private func send(
    _ operation: Identifier<Practice>, _ body: [UInt8], isNew: Bool
  ) async -> Delivery {
    guard underWay.insert(operation).inserted else { return .open }
    defer { underWay.remove(operation) }
    do {
      if isNew { try await store.apply(.sendingStarted, to: operation, at: clock.now) }
    } catch {
      failures += 1
      return .open
    }
    let answer: RegistryAnswer
    do {
      answer = try await submit(body)
    } catch {
      failures += 1
      // A disk that refuses here leaves it `sending`: the next round or the next start asks again.
      _ = try? await store.apply(.unanswered, to: operation, at: clock.now)
      return .open
    }
    do {
      try await store.apply(OutboxEvent(answer), to: operation, at: clock.now)
    } catch {
      failures += 1
      return .answered(answer, isRecorded: false)
    }
    failures = 0
    return .answered(answer, isRecorded: true)
  }
}
