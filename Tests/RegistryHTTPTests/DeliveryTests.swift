import FHIR
import Glibc
import RegistryClient
import RegistryHTTP
import Synchronization
import TestThreads
import Testing

@Suite("Deliveries", .onLivelyThreads) struct DeliveryTests {
  /// A server that answers the first request of a connection and resets it at the second.
  private static func treacherous() throws -> HostileServer {
    try HostileServer { connection in
      connection.readRequest()
      connection.write(Canned.good)
      if connection.readRequest() != nil { connection.reset() }
    }
  }

  @Test("a write is delivered once, although a used connection waits and the server resets used ones")
  func once() async throws {
    for _ in 0..<20 {
      let server = try Self.treacherous()
      let transport = CurlTransport(
        settings: try ConnectionSettings(base: "http://127.0.0.1:\(server.port)"), threads: 1)
      _ = try await transport.exchange(Call.read.request, isFresh: false)
      let response = try await transport.exchange(Call.sendTask.request, isFresh: true)
      #expect(response.status == 200)
      #expect(server.requests == ["GET /Patient/7b1e-a HTTP/1.1", "POST /Task HTTP/1.1"])
    }
  }

  @Test("a write that is reset before its answer is told as such, and was delivered once")
  func resetOnce() async throws {
    let server = try HostileServer { connection in
      if connection.readRequest()?.first?.hasPrefix("POST") == true { return connection.reset() }
      connection.write(Canned.good)
      if connection.readRequest() != nil { connection.reset() }
    }
    let transport = CurlTransport(
      settings: try ConnectionSettings(base: "http://127.0.0.1:\(server.port)"), threads: 1)
    _ = try await transport.exchange(Call.read.request, isFresh: false)
    let request = Call.sendConsent.request
    await #expect(throws: TransportFailure(.broken, bodyBytesSent: request.body.count)) {
      _ = try await transport.exchange(request, isFresh: true)
    }
    #expect(server.requests.filter { $0.hasPrefix("POST") }.count == 1)
  }

  @Test("a read may go out again on a new connection when a used one was reset")
  func readAgain() async throws {
    let server = try Self.treacherous()
    let transport = CurlTransport(
      settings: try ConnectionSettings(base: "http://127.0.0.1:\(server.port)"), threads: 1)
    for _ in 0..<3 { #expect(try await transport.exchange(Call.read.request, isFresh: false).status == 200) }
    #expect(server.requests.count == 5)
  }

  @Test("reads share a connection, writes have one each")
  func connections() async throws {
    let count = Mutex(0)
    let server = try HostileServer { connection in
      count.withLock { $0 += 1 }
      while connection.readRequest() != nil { connection.write(Canned.good) }
    }
    let transport = CurlTransport(
      settings: try ConnectionSettings(base: "http://127.0.0.1:\(server.port)"), threads: 1)
    for _ in 0..<5 { _ = try await transport.exchange(Call.read.request, isFresh: false) }
    #expect(count.withLock { $0 } == 1)
    for _ in 0..<3 { _ = try await transport.exchange(Call.sendTask.request, isFresh: true) }
    _ = try await transport.exchange(Call.searchByPost.request, isFresh: false)
    #expect(count.withLock { $0 } == 4)
  }

  @Test("what arrives is what was given: path, query, fields, no expectation, no invention")
  func asGiven() async throws {
    let heads = Mutex<[[String]]>([])
    let server = try HostileServer { connection in
      while let head = connection.readRequest() {
        heads.withLock { $0.append(head) }
        connection.write(Canned.good)
      }
    }
    let port = server.port
    let transport = CurlTransport(settings: try ConnectionSettings(base: "http://127.0.0.1:\(port)/a/fhir/"))
    for call in Call.allCases { _ = try await transport.exchange(call.request, isFresh: call.isWrite) }
    _ = try await transport.exchange(Request(.put, "Task/../x", body: [0x7B]), isFresh: true)
    _ = try await transport.exchange(Request(.delete, "Task/1"), isFresh: true)
    _ = try await transport.exchange(Request(.post, "Task"), isFresh: true)
    let found = heads.withLock { $0 }
    #expect(
      found.map { $0[0] } == [
        "GET /a/fhir/metadata HTTP/1.1", "GET /a/fhir/Patient/7b1e-a HTTP/1.1",
        "GET /a/fhir/Patient?family=Prova&_count=5 HTTP/1.1", "POST /a/fhir/Patient/_search HTTP/1.1",
        "GET /a/fhir/Patient?page=b3BhcXVl HTTP/1.1", "POST /a/fhir/Task HTTP/1.1",
        "GET /a/fhir/Task?identifier=urn:ietf:rfc:3986%7Curn:uuid:0d6f HTTP/1.1",
        "POST /a/fhir/Consent HTTP/1.1", "PUT /a/fhir/Task/../x HTTP/1.1", "DELETE /a/fhir/Task/1 HTTP/1.1",
        "POST /a/fhir/Task HTTP/1.1",
      ])
    #expect(
      found[1].dropFirst().sorted() == [
        "Accept: application/fhir+json", "Host: 127.0.0.1:\(port)", "If-None-Match: W/\"3\"", "X-Empty:",
      ])
    #expect(
      found[5].dropFirst().sorted() == [
        "Accept: application/fhir+json", "Content-Length: \(Call.sendTask.request.body.count)",
        "Content-Type: application/fhir+json; charset=utf-8", "Host: 127.0.0.1:\(port)",
        "If-None-Exist: identifier=urn:ietf:rfc:3986|urn:uuid:0d6f",
      ])
    #expect(found[10].dropFirst().sorted() == ["Content-Length: 0", "Host: 127.0.0.1:\(port)"])
  }

  @Test(
    "what would break out of its line is not sent",
    arguments: [
      Request(.get, "Patient/a b"), Request(.get, "Patient/a\r\nX: y"), Request(.get, "Patient?x"),
      Request(.get, "Patient#x"), Request(.get, "Patient", query: "a b"),
      Request(.get, "Patient", query: "a#b"),
      Request(.get, "Patient", headers: ["X": "a\r\nY: b"]), Request(.get, "Patient", headers: ["X Y": "a"]),
      Request(.get, "Patient", headers: ["": "a"]), Request(.get, "Pàtient"),
    ])
  func brokenOut(request: Request) async throws {
    let server = try HostileServer { connection in
      while connection.readRequest() != nil { connection.write(Canned.good) }
    }
    let transport = CurlTransport(settings: try ConnectionSettings(base: "http://127.0.0.1:\(server.port)"))
    await #expect(throws: TransportFailure(.configuration)) {
      _ = try await transport.exchange(request, isFresh: true)
    }
    #expect(server.requests.isEmpty)
  }

  @Test("more calls than threads all come back")
  func many() async throws {
    let server = try HostileServer { connection in
      while connection.readRequest() != nil { connection.write(Canned.good) }
    }
    let transport = CurlTransport(settings: try ConnectionSettings(base: "http://127.0.0.1:\(server.port)"))
    let statuses = await withTaskGroup(of: Int.self) { group in
      for number in 0..<200 {
        group.addTask {
          (try? await transport.exchange(Call.read.request, isFresh: number % 3 == 0).status) ?? 0
        }
      }
      return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(statuses == [200: 200])
  }
}
