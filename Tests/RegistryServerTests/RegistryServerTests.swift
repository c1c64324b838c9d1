import FHIR
import RegistryClient
import RegistryHTTP
import RegistryServer
import TestThreads
import Testing

/// A listener on a free port of loopback, and a transport to it.
struct Pair {
  let listener: RegistryListener
  let transport: CurlTransport

  init(limits: ListenerLimits = ListenerLimits(), answer: @escaping RegistryListener.Answer) throws {
    listener = RegistryListener(
      address: .internet(host: "127.0.0.1", port: 0), limits: limits, executor: livelyThreads, answer: answer)
    try listener.start()
    let base = "http://127.0.0.1:\(try #require(listener.port))/fhir"
    transport = CurlTransport(settings: try ConnectionSettings(base: base))
  }
}

@Suite("A listener and a transport", .onLivelyThreads) struct ListenerAndTransportTests {
  @Test("a request arrives whole, and its answer comes back whole", arguments: [0, 1, 70_000, 3_500_000])
  func roundTrip(size: Int) async throws {
    let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let pair = try Pair { request in
      Response(
        status: 201,
        headers: [
          "ETag": "W/\"7\"", "X-Seen": "\(request.method.rawValue) \(request.path)?\(request.query ?? "-")",
        ],
        body: request.body)
    }
    let request = Request(
      .post, "Task/a-1", query: "x=%20y", headers: ["Content-Type": "application/fhir+json"], body: body)
    for isFresh in [true, false, false] {
      let response = try await pair.transport.exchange(request, isFresh: isFresh)
      #expect(response.status == 201)
      #expect(response.headers["etag"] == "W/\"7\"")
      #expect(response.headers["X-Seen"] == "POST Task/a-1?x=%20y")
      #expect(response.body == body)
    }
    await pair.listener.stop()
    await #expect(throws: TransportFailure(.notConnected)) {
      _ = try await pair.transport.exchange(request, isFresh: true)
    }
  }
}
