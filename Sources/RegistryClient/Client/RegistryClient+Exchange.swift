import Domain
import FHIR

extension RegistryClient {
  static let resourceContentType = "application/fhir+json; charset=utf-8"

  /// Carries one request, with the desk's clock on both sides of it.
  func exchange(_ request: Request, isFresh: Bool) async -> ExchangeResult {
    let sentAt = now()
    let result: Result<Response, TransportFailure>
    do { result = .success(try await transport(request, isFresh)) } catch { result = .failure(error) }
    return ExchangeResult(result, sentAt: sentAt, receivedAt: now())
  }

  /// Carries one request with the token of a role, and once more with a newer token if that was refused.
  ///
  /// A refused token means that nothing was taken in: the second try is the same request.
  func exchange(_ request: Request, role: Role, isFresh: Bool) async -> ExchangeResult {
    let token = await tokens(role, false)
    let first = await exchange(request.authorized(token), isFresh: isFresh)
    guard first.response?.status == 401, let newer = await tokens(role, true), newer != token else {
      return first
    }
    return await exchange(request.authorized(newer), isFresh: isFresh)
  }

  /// The fields of a read: it names itself anew each time, and the operation it belongs to, if any.
  func readHeaders(about operation: Identifier<Practice>? = nil) -> HeaderFields {
    let name = randomUUID()
    return [
      "Accept": "application/fhir+json",
      "X-Correlation-ID": operation?.rawValue ?? name,
      "X-Request-ID": name,
    ]
  }
}

extension Request {
  fileprivate func authorized(_ token: String?) -> Request {
    var request = self
    request.headers["Authorization"] = token.map { "Bearer \($0)" }
    return request
  }
}
