public import Domain

/// One operation on its way to the registry.
public struct OutboxEntry: Hashable, Sendable {
  /// The name of the operation, the same at the desk and in the registry.
  public let operation: Identifier<Practice>
  /// The order in which operations were stored on this desk, from 1.
  public let sequence: Int
  /// When the practice was stored.
  public let submittedAt: Instant
  /// The frozen bytes that travel; nobody here reads them.
  public let body: [UInt8]
  /// How far it has come.
  public private(set) var state: OutboxState

  /// Keeps an operation in a state.
  public init(
    operation: Identifier<Practice>, sequence: Int, submittedAt: Instant, body: [UInt8],
    state: OutboxState = .queued(tries: 0)
  ) {
    self.operation = operation
    self.sequence = sequence
    self.submittedAt = submittedAt
    self.body = body
    self.state = state
  }

  /// The entry after an event, or `nil` when the event cannot happen in its state.
  public func after(_ event: OutboxEvent) -> OutboxEntry? {
    guard let state = state.after(event) else { return nil }
    var next = self
    next.state = state
    return next
  }
}

extension OutboxEntry: CustomStringConvertible, CustomReflectable {
  /// Sequence and state, never the body.
  public var description: String { "OutboxEntry(\(sequence), \(state.kind))" }

  /// Hides the body from `dump` and from test reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
