public import Domain

/// What was asked of the registry, as far as the meaning of its answer depends on it.
public enum CallKind: Hashable, Sendable {
  /// `POST /Task` with this operation.
  case send(Identifier<Practice>)
  /// `GET /Task?identifier=` with this operation.
  case ask(Identifier<Practice>)

  /// The operation.
  public var operation: Identifier<Practice> {
    switch self {
    case .send(let operation), .ask(let operation): operation
    }
  }
}
