/// What a listener admits, so that no client can hold or fill it.
public struct ListenerLimits: Hashable, Sendable {
  /// The largest body of a request, in bytes.
  public var body = 8 << 20
  /// The longest target of a request, path and query, in bytes.
  public var target = 8 << 10
  /// The most header fields of a request.
  public var fields = 64
  /// Memory of one connection for its head, in bytes: larger heads are refused.
  public var connectionMemory = 64 << 10
  /// The most connections at once; further ones wait until one goes.
  public var connections = 512
  /// Threads that read and write; the answers are made elsewhere.
  public var threads = 2
  /// Milliseconds from the opening of a connection until its first head is there.
  public var headTime = 10_000
  /// Milliseconds from the head until the body is there.
  public var bodyTime = 30_000
  /// Milliseconds from the answer until it has been taken.
  public var sendTime = 60_000
  /// Milliseconds from one exchange until the next head on the same connection is there.
  public var idleTime = 75_000
  /// Milliseconds that a stop waits for answers under way; what comes later is answered with 503.
  public var graceTime = 5_000

  /// The limits for service.
  public init() {}
}
