import Domain
import Store
import Sync

extension RegistryDriver {
  /// What became of a practice while somebody waited for it.
  enum Delivery: Sendable {
    /// The registry answered; `isRecorded` says whether the answer is on disk.
    case answered(RegistryAnswer, isRecorded: Bool)
    /// No answer in time, or none to be expected now: the practice stays in the outbox.
    case open
  }

  /// Somebody who waits.
  struct Waiter {
    /// Until when, by the clock that never jumps.
    let deadline: Int
    let continuation: CheckedContinuation<Delivery, Never>
  }

  /// How long the operator waits for the answer to a practice, in milliseconds.
  static let patience = 4_000

  /// Delivers a practice that was just committed, and waits a bounded time for its answer.
  func deliver(_ practice: Practice, sequence: Int, at submitted: Instant) async -> Delivery {
    operations[sequence] = practice.id
    let row = SyncRow(
      sequence: sequence, person: Self.number(of: practice.content.assistito.id), state: .queued(tries: 0),
      since: submitted)
    return await waited(for: sequence) { await self.tell(.submitted(row)) }
  }

  /// Asks the registry about a practice now, and waits a bounded time for what it says.
  func verify(_ operation: Identifier<Practice>) async {
    guard let row = operations.first(where: { $0.value == operation })?.key else { return }
    _ = await waited(for: row) {
      await self.tryNow()
      await self.tell(.verify(row))
    }
  }

  private func waited(for row: Int, _ begin: @escaping @Sendable () async -> Void) async -> Delivery {
    let deadline = surroundings.monotonic() + Self.patience
    return await withCheckedContinuation { continuation in
      waiting[row, default: []].append(Waiter(deadline: deadline, continuation: continuation))
      surroundings.start {
        await begin()
        await self.giveUpUnlessUnderWay(row)
      }
    }
  }

  /// Nobody waits for what cannot come: nobody is signed in, or the registry is known to be away.
  private func giveUpUnlessUnderWay(_ row: Int) {
    guard !machine.isStaffed || !machine.memory.mode.isAsking else { return }
    settle(row, .open)
  }

  /// Ends the waiting that an event decides.
  func settleWaiting(after event: SyncEvent) {
    switch event {
    case .recorded(let row, .confirmed), .recorded(let row, .rejected):
      settle(row, answers.removeValue(forKey: row).map { .answered($0, isRecorded: true) } ?? .open)
    case .recordFailed(let row, let event):
      switch event {
      case .confirmed, .rejected:
        settle(row, answers.removeValue(forKey: row).map { .answered($0, isRecorded: false) } ?? .open)
      case .sendingStarted, .notSent, .turnedAway, .unanswered, .restarted, .absent, .accepted, .held,
        .released, .reversed, .withdrawn, .closed:
        settle(row, .open)
      }
    case .recorded(let row, .held), .recorded(let row, .accepted), .recorded(let row, .reversed),
      .recorded(let row, .notSent), .recorded(let row, .turnedAway):
      settle(row, .open)
    case .changed(let row, _): settle(row, .open)
    case .replied(let row, _, let outcome):
      switch outcome {
      case .notSent, .unfit, .throttled, .serviceRefused, .postponed, .misconfigured, .clockOrCertificate,
        .captivePortal:
        settle(row, .open)
      case .found(.requested), .found(.cancelled), .found(.reversed): settle(row, .open)
      case .unknown, .conflict, .absent, .found(.decided), .refused, .identityLost: break
      }
    case .started, .staffed, .submitted, .recorded, .probed, .noticed, .windows, .pulled, .revalidated,
      .flagged,
      .verify, .mended, .lineBack, .wanted, .tick:
      break
    }
  }

  /// Ends the waiting whose time is over.
  func expireWaiting() {
    let now = surroundings.monotonic()
    for (row, waiters) in waiting where waiters.contains(where: { $0.deadline <= now }) {
      settle(row, .open)
    }
  }

  private func settle(_ row: Int, _ delivery: Delivery) {
    for waiter in waiting.removeValue(forKey: row) ?? [] { waiter.continuation.resume(returning: delivery) }
  }

  /// The number by which the machine tells people apart.
  static func number(of person: Identifier<Assistito>) -> UInt64 {
    // FNV-1a: two people who share a number only wait for each other.
    person.rawValue.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
