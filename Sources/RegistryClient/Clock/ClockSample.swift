public import Domain

/// One look at the registry's clock, from the `Date` of an answer.
///
/// The header counts whole seconds: the registry's time lay anywhere in that second.
public struct ClockSample: Hashable, Sendable {
  /// How far the registry's clock is ahead of the desk's, in milliseconds; negative if behind.
  public let offset: Int
  /// How far the truth may be from ``offset``, in milliseconds: half the round trip and half a second.
  public let uncertainty: Int
  /// When the answer came, by the desk's clock.
  public let at: Instant

  /// Takes a sample; `nil` if the desk's clock was put back meanwhile.
  ///
  /// - Parameters:
  ///   - serverDate: The `Date` of the answer.
  ///   - sentAt: The desk's clock before the request left.
  ///   - receivedAt: The desk's clock after the answer came.
  public init?(serverDate: Instant, sentAt: Instant, receivedAt: Instant) {
    let roundTrip = receivedAt.milliseconds - sentAt.milliseconds
    guard roundTrip >= 0 else { return nil }
    let middle = sentAt.milliseconds + roundTrip / 2
    offset = serverDate.milliseconds + 500 - middle
    uncertainty = (roundTrip + 1) / 2 + 500
    at = receivedAt
  }
}
