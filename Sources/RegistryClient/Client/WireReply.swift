public import FHIR
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
  /// The stops because of which the registry does not serve; empty if it serves, or tells of none.
  public let stops: [AnnouncedSuspension]

  /// Gathers the parts; nothing is checked.
  public init(
    outcome: WireOutcome, clock: ClockSample? = nil, gateway: String? = nil, notes: [WireNote] = [],
    stops: [AnnouncedSuspension] = []
  ) {
    self.outcome = outcome
    self.clock = clock
    self.gateway = gateway
    self.notes = notes
    self.stops = stops
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
