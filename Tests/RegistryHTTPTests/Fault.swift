import FHIR
import Glibc
import RegistryClient
import RegistryHTTP
import Testing

/// One way in which the other side goes wrong, and what the transport makes of it.
struct Fault: Sendable, CustomTestStringConvertible {
  let name: String
  let script: HostileServer.Script
  let expected: Expected

  var testDescription: String { name }

  init(_ name: String, _ expected: Expected, _ script: @escaping HostileServer.Script) {
    self.name = name
    self.expected = expected
    self.script = script
  }

  /// What has to come of it, for every kind of call.
  enum Expected: Sendable {
    /// An answer with this status and body.
    case answer(Int, body: String)
    /// A failure for one of these reasons.
    case failure([TransportFailure.Reason], Sent)
  }

  /// How much of the body must be told to have left.
  enum Sent: Sendable {
    /// Provably nothing.
    case nothing
    /// All of it.
    case everything
    /// Whatever was first, the request or the end of the connection.
    case anything
  }

  /// Limits for this fault: short where time must run out, and longer than any machine is busy elsewhere.
  var limits: ConnectionSettings.Limits { Self.limits(for: expected) }

  static func limits(for expected: Expected) -> ConnectionSettings.Limits {
    switch expected {
    case .failure(let reasons, _) where reasons.contains(.timedOut):
      ConnectionSettings.Limits(connect: 300, total: 300, body: 256 << 10)
    case .failure, .answer: ConnectionSettings.Limits(connect: 20_000, total: 20_000, body: 256 << 10)
    }
  }

  /// Whether a failure with a body so long is one that this fault may cause.
  ///
  /// On a busy machine time may run out before the request has gone; not if the other side has it, though.
  static func matches(
    _ failure: TransportFailure, _ reasons: [TransportFailure.Reason], _ sent: Sent, body: Int,
    hasArrived: Bool
  ) -> Bool {
    guard reasons.contains(failure.reason) else { return false }
    switch sent {
    case .nothing: return failure.bodyBytesSent == 0
    case .everything where failure.reason != .timedOut || hasArrived: return failure.bodyBytesSent == body
    case .everything, .anything: return (0...body).contains(failure.bodyBytesSent)
    }
  }
}

/// Answers that scripts give.
enum Canned {
  static let body = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"

  static func head(_ status: String = "200 OK", _ fields: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: application/fhir+json\r\n\(fields)"
  }

  static var good: String { head() + "Content-Length: \(body.utf8.count)\r\n\r\n" + body }
}
