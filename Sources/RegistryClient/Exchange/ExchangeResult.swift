public import Domain
public import FHIR

/// What one exchange brought, with the desk's clock on both sides of it.
public struct ExchangeResult: Hashable, Sendable {
  /// The answer, or why there is none.
  public let result: Result<Response, TransportFailure>
  /// The desk's clock before the request left.
  public let sentAt: Instant
  /// The desk's clock after the answer came.
  public let receivedAt: Instant

  /// Gathers the parts; nothing is checked.
  public init(_ result: Result<Response, TransportFailure>, sentAt: Instant, receivedAt: Instant) {
    self.result = result
    self.sentAt = sentAt
    self.receivedAt = receivedAt
  }

  /// The answer; `nil` if there is none.
  public var response: Response? {
    switch result {
    case .success(let response): response
    case .failure: nil
    }
  }

  /// The registry's clock as the answer tells it; `nil` without a date, or if the answer lay in a cache.
  public var serverDate: Instant? {
    guard let headers = response?.headers, (headers["Age"].flatMap { Int($0) } ?? 0) == 0 else { return nil }
    return headers["Date"].flatMap { HTTPDate.instant($0) }
  }

  /// The desk's clock beside the registry's; `nil` if the answer does not tell.
  public var clock: ClockSample? {
    serverDate.flatMap { ClockSample(serverDate: $0, sentAt: sentAt, receivedAt: receivedAt) }
  }

  /// The name by which the gateway's own logs find the exchange; `nil` if it gave none.
  public var gateway: String? {
    guard let headers = response?.headers else { return nil }
    for name in Self.gatewayHeaders {
      if let value = headers[name], !value.isEmpty { return String(value.prefix(100)) }
    }
    return nil
  }

  /// How GovWay and the clouds name a transaction.
  private static let gatewayHeaders = [
    "GovWay-Transaction-ID", "x-ms-request-id", "x-amzn-RequestId", "X-Request-ID", "X-Correlation-ID",
  ]
}
