public import Sync

/// What came of one exchange about a practice, with everything else that it taught.
public struct WireReply: Hashable, Sendable {
  /// What it means for the outbox.
  public let outcome: WireOutcome
  /// The desk's clock beside the registry's; `nil` if the answer carried no usable date.
  public let clock: ClockSample?
  /// The name by which the gateway's own logs find the exchange; `nil` if it gave none.
  public let gateway: String?
  /// What else the answer said.
  public let notes: [WireNote]

  /// Gathers the parts; nothing is checked.
  public init(
    outcome: WireOutcome, clock: ClockSample? = nil, gateway: String? = nil, notes: [WireNote] = []
  ) {
    self.outcome = outcome
    self.clock = clock
    self.gateway = gateway
    self.notes = notes
  }
}

/// Something beside the outcome that a person or a log should know.
public enum WireNote: Hashable, Sendable {
  /// The registry holds more than one undecided or decided Task of the same operation.
  case severalTasks(Int)
  /// A conditional write met several resources.
  case severalMatches
  /// The answer spoke of another operation, or the search did not heed what was searched for.
  case otherOperation
  /// An issue that did not decide the outcome: its severity and code, never its text.
  case issue(severity: String, code: String)
  /// Where the result will be found.
  case location(String)
}
