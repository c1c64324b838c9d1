import FHIR
import RegistryHTTP
import RegistryServer
import TestThreads
import Testing

@Suite("Requests that must not pass", .onLivelyThreads) struct BadInputTests {
  /// What a raw request is, and the status with which it is refused; `nil` if the connection just ends.
  struct Raw: Sendable, CustomTestStringConvertible {
    let text: String
    let status: Int?
    var testDescription: String { "\(text.prefix(90).debugDescription)" }

    init(_ text: String, _ status: Int?) {
      self.text = text
      self.status = status
    }

    /// A request with header fields besides.
    init(fields: String, _ status: Int?) {
      self.init("POST /fhir/Task HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\nhello", status)
    }

    /// A request for a target.
    init(target: String, _ status: Int?) {
      self.init("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n", status)
    }
  }

  /// What would be taken for a request if the end of the one before were in doubt.
  static let smuggled = "GET /fhir/smuggled HTTP/1.1\r\nHost: x\r\n\r\n"

  static let lengths = [
    Raw(fields: "Content-Length: 5\r\nContent-Length: 6", 400),
    Raw(fields: "Content-Length: 5\r\nContent-Length: 5", 400),
    Raw(fields: "Content-Length: 5\r\nTransfer-Encoding: chunked", 400),
    Raw(fields: "Transfer-Encoding: chunked\r\nContent-Length: 5", 400),
    Raw(fields: "Transfer-Encoding: chunked", 411),
    Raw(fields: "Transfer-Encoding: identity", 411),
    Raw(fields: "Transfer-Encoding: xchunked", 411),
    Raw(fields: "transfer-encoding:\tchunked", 411),
    Raw(fields: "Transfer-Encoding: gzip, chunked", 411),
    Raw(fields: "Transfer-Encoding : chunked", 400),
    Raw(fields: "Transfer-Encoding\t: chunked", 400),
    Raw(fields: "Content-Length : 5", 400),
    Raw(fields: "Content-Length: +5", 400),
    Raw(fields: "Content-Length: -5", 400),
    Raw(fields: "Content-Length: 0x5", 400),
    Raw(fields: "Content-Length: 5, 5", 400),
    Raw(fields: "Content-Length: 5 5", 400),
    Raw(fields: "Content-Length: five", 400),
    Raw(fields: "Content-Length:", 400),
    Raw(fields: "Content-Length: 8388609", 413),
    Raw(fields: "Content-Length: 99999999999999", 413),
    Raw(fields: "Content-Length: 99999999999999999999999", 413),
    Raw(fields: " Content-Length: 5", 400),
    Raw(fields: "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 5, 6", 400),
  ]

  static let heads = [
    Raw("GET /fhir/Patient HTTP/1.1\r\n\r\n", 400),
    Raw("GET /fhir/Patient HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    Raw("GET /fhir/Patient HTTP/1.1\r\nHost:\r\n\r\n", 400),
    Raw("GET /fhir/Patient HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
    Raw("GET /fhir/Patient HTTP/1.1\r\nHost: a/../b\r\n\r\n", 400),
    Raw("GET /fhir/Patient HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    Raw("GET /fhir/Patient HTTP/1.1\r\nHost: x\r\nB\u{E4}d: y\r\n\r\n", 400),
    Raw("GET /fhir/Patient HTTP/1.1\r\nHost: x\r\nX: a\u{1}b\r\n\r\n", 400),
    Raw("GET /fhir/Patient HTTP/2.0\r\nHost: x\r\n\r\n", 505),
    Raw("GET /fhir/Patient HTTP/1.2\r\nHost: x\r\n\r\n", 505),
    Raw("TRACE /fhir/Patient HTTP/1.1\r\nHost: x\r\n\r\n", 501),
    Raw("get /fhir/Patient HTTP/1.1\r\nHost: x\r\n\r\n", 501),
    Raw("CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n", 501),
    Raw("PROPFIND /fhir/Patient HTTP/1.1\r\nHost: x\r\n\r\n", 501),
    Raw(
      "GET /fhir/Patient HTTP/1.1\r\nHost: x\r\n" + String(repeating: "X: y\r\n", count: 64) + "\r\n", 431),
    Raw("GET /fhir/Patient HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "a", count: 200_000))\r\n\r\n", 431),
    Raw("GET /fhir/\(String(repeating: "a", count: 9_000)) HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    Raw("GET /fhir/\(String(repeating: "a", count: 200_000)) HTTP/1.1\r\nHost: x\r\n\r\n", 414),
  ]

  static let targets = [
    "/fhir/../secret", "/fhir/./Patient", "/fhir/%2e%2e/secret", "/fhir/.%2E/secret", "/fhir/Patient/..",
    "/fhir/Patient%2F1", "/fhir/Patient%5c1", "/fhir/Patient\\1", "/fhir/%252e%252e/x", "/fhir//Patient",
    "//fhir/Patient", "/fhir/Patient/%", "/fhir/Patient/%4", "/fhir/Patient/%zz", "/fhir/Patient/%00",
    "/fhir/Patient/%0d%0aX", "/fhir/Patient?x=%", "/fhir/Patient?x=%00", "/fhir/Patient?x=%G1",
    "/fhir/Patient#x", "/fhir/P\u{E4}tient", "http://x/fhir/Patient", "*", "fhir/Patient",
  ].map { Raw(target: $0, 400) }

  static let elsewhere = ["/", "/x", "/fhirx/Patient", "/FHIR/Patient", "/fhi", "/?fhir"].map {
    Raw(target: $0, 404)
  }

  @Test(
    "each is refused with its status, the connection ends, and nothing gets through",
    arguments: lengths + heads + targets + elsewhere)
  func refused(raw: Raw) async throws {
    let site = try Site()
    let answer = try await RawConnection.answer(to: raw.text + Self.smuggled, at: site.port)
    if let status = raw.status { #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer.prefix(60))") }
    // What stood behind is not answered; the library sometimes writes the head of its own refusal twice.
    #expect(!answer.contains("HTTP/1.1 2"))
    #expect(site.requests.isEmpty)
    #expect(try await site.isAlive())
    await site.listener.stop()
  }

  @Test("what the checks refuse is told as an OperationOutcome that repeats nothing of the request")
  func outcome() async throws {
    let site = try Site()
    for raw in [Self.lengths[0], Self.lengths[4], Self.targets[0], Self.elsewhere[1], Self.heads[11]] {
      let answer = try await RawConnection.answer(to: raw.text, at: site.port)
      #expect(answer.contains("Content-Type: application/fhir+json"))
      #expect(answer.contains("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\""))
      #expect(!answer.contains("secret") && !answer.contains("hello"))
    }
    await site.listener.stop()
  }

  @Test("a body one byte over the limit is refused, one at the limit is taken")
  func largest() async throws {
    var limits = ListenerLimits()
    limits.body = 100_000
    let site = try Site(limits: limits)
    let transport = try site.transport()
    for (size, status) in [(99_999, 200), (100_000, 200)] {
      let request = Request(.post, "Task", body: [UInt8](repeating: 0x20, count: size))
      #expect(try await transport.exchange(request, isFresh: true).status == status)
    }
    let refused = try await RawConnection.answer(
      to: "POST /fhir/Task HTTP/1.1\r\nHost: x\r\nContent-Length: 100001\r\n\r\n", at: site.port,
      endsWriting: false)
    #expect(refused.hasPrefix("HTTP/1.1 413 "))
    #expect(site.requests.count == 2)
    await site.listener.stop()
  }

  @Test("bytes without order never reach an answer and never stop the listener", arguments: 0..<40)
  func garbage(seed: Int) async throws {
    let site = try Site()
    let port = site.port
    try await onThread {
      var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
      for round in 0..<10 {
        let connection = try RawConnection(to: port)
        var bytes = Array((round % 2 == 0 ? "POST /fhir/Task HTTP/1.1\r\nHost: x\r\n" : "").utf8)
        for _ in 0..<500 {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          // An end of line would make two lines of one, perhaps good ones.
          bytes.append(max(14, UInt8(truncatingIfNeeded: state >> 33)))
        }
        connection.write(bytes + Array("\r\n\r\n".utf8))
        connection.endWriting()
        _ = connection.readAll()
      }
    }
    #expect(site.requests.isEmpty)
    #expect(try await site.isAlive())
    await site.listener.stop()
  }
}
