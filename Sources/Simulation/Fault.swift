public import Sync

/// What the simulator does to desks, line and registry.
public enum Fault: Int, CaseIterable, Sendable {
  /// No byte leaves the desk.
  case notSent
  /// The message is lost.
  case lostRequest
  /// The message arrives after the desk has given up.
  case lateRequest
  /// The answer is lost.
  case lostAnswer
  /// The message arrives twice, the second time later.
  case doubled
  /// 503, and nothing happened.
  case refusedService
  /// 503, although it happened.
  case refusedServiceWithEffect
  /// 409, and nothing happened.
  case conflict
  /// 409, although it happened.
  case conflictWithEffect
  /// 429.
  case throttled
  /// The desk's token or address is refused.
  case misconfigured
  /// The same, after the message was taken in.
  case misconfiguredWithEffect
  /// A foreign page instead of an answer.
  case captivePortal
  /// A certificate that does not fit the time.
  case certificate
  /// The program ends before a durable step.
  case crashBeforeStep
  /// The program ends after a durable step.
  case crashAfterStep
  /// The program ends at any other moment.
  case crash
  /// The disk refuses a record.
  case diskRefused
  /// An announced stop begins.
  case announcedWindow
  /// An unannounced stop begins.
  case wireWindow
  /// The registry changes its contents during a stop.
  case migration
  /// The line of the desk is cut.
  case lineDown
  /// Nobody is signed in.
  case nobodyThere
  /// A person dies.
  case death
  /// A person is merged with another.
  case merge
  /// Another office reverses what was carried out.
  case reversal
}

/// How often each fault met an operation in each state.
public struct FaultCells: Sendable {
  private var counts: [Int]

  init() { counts = Array(repeating: 0, count: Fault.allCases.count * 11) }

  mutating func note(_ fault: Fault, _ state: OutboxState.Kind) {
    counts[fault.rawValue * 11 + state.rawValue] += 1
  }

  /// How often `fault` met an operation in `state`.
  public func count(_ fault: Fault, _ state: OutboxState.Kind) -> Int {
    counts[fault.rawValue * 11 + state.rawValue]
  }

  /// Adds what another run counted.
  public mutating func add(_ other: FaultCells) {
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  /// The cells that can be met at all: a message travels for an operation that is being sent or asked about.
  public static let possible: [(fault: Fault, state: OutboxState.Kind)] = Fault.allCases.flatMap { fault in
    states(fault).map { (fault, $0) }
  }

  private static func states(_ fault: Fault) -> [OutboxState.Kind] {
    switch fault {
    case .doubled, .lateRequest, .refusedServiceWithEffect, .conflictWithEffect, .misconfiguredWithEffect:
      [.sending]
    case .notSent, .lostRequest, .lostAnswer, .refusedService, .conflict, .throttled, .misconfigured,
      .captivePortal, .certificate:
      [.sending, .unknown, .accepted]
    case .crashBeforeStep, .diskRefused: [.queued, .sending, .unknown, .accepted]
    case .crashAfterStep:
      [.queued, .sending, .unknown, .accepted, .confirmed, .rejected, .held]
    case .crash, .announcedWindow, .wireWindow, .migration, .lineDown, .nobodyThere:
      OutboxState.Kind.allCases
    case .death, .merge: OutboxState.Kind.allCases
    case .reversal: [.confirmed, .unknown, .accepted, .sending]
    }
  }
}
