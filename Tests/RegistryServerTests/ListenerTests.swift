import FHIR
import Glibc
import RegistryClient
import RegistryHTTP
import RegistryServer
import Synchronization
import TestThreads
import Testing

/// Whether a test is over.
private final class End: Sendable {
  let isReached = Mutex(false)
}

@Suite("A listener", .onLivelyThreads) struct ListenerTests {
  @Test(
    "reads an address in figures",
    arguments: [
      ("127.0.0.1:8043", ListenAddress.internet(host: "127.0.0.1", port: 8043)),
      ("localhost:0", .internet(host: "127.0.0.1", port: 0)), ("[::1]:80", .internet(host: "::1", port: 80)),
      ("0.0.0.0:1", .internet(host: "0.0.0.0", port: 1)), ("8043", nil), (":8043", nil), ("127.0.0.1", nil),
      ("127.0.0.1:", nil), ("127.0.0.1:65536", nil), ("127.0.0.1:-1", nil), ("::1:80", nil),
      ("registry.example:80", nil), ("[127.0.0.1]:80", nil), ("127.1:80", nil), ("", nil),
    ] as [(String, ListenAddress?)])
  func parse(text: String, expected: ListenAddress?) { #expect(ListenAddress(text) == expected) }

  @Test("refuses an address that other machines reach, unless a proxy is promised")
  func local() async throws {
    for host in ["0.0.0.0", "::", "10.1.2.3"] {
      let listener = RegistryListener(address: .internet(host: host, port: 0), executor: livelyThreads) { _ in
        Response(status: 200)
      }
      #expect(throws: ListenFault.notLocal) { try listener.start() }
      #expect(listener.port == nil)
    }
    let behind = RegistryListener(
      address: .internet(host: "0.0.0.0", port: 0), isBehindProxy: true, executor: livelyThreads
    ) { _ in
      Response(status: 200)
    }
    try behind.start()
    #expect(behind.port != nil)
    await behind.stop()
  }

  @Test("what is done after an answer is done once for each, and nobody waits for it")
  func afterwards() async throws {
    let (done, gate) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
    let listener = RegistryListener(
      address: .internet(host: "127.0.0.1", port: 0), executor: livelyThreads,
      answer: { _ in Response(status: 200) },
      afterwards: {
        for await _ in gate.stream { break }
        done.continuation.yield()
      })
    try listener.start()
    let port = try #require(listener.port)
    let transport = CurlTransport(settings: try ConnectionSettings(base: "http://127.0.0.1:\(port)/fhir"))
    #expect(try await transport.exchange(Request(.get, "one"), isFresh: true).status == 200)
    gate.continuation.yield()
    var count = 0
    for await _ in done.stream {
      count += 1
      break
    }
    #expect(count == 1)
    await listener.stop()
  }

  @Test("runs once, and a place is taken once")
  func once() async throws {
    let site = try Site()
    #expect(throws: ListenFault.notNew) { try site.listener.start() }
    let second = RegistryListener(
      address: .internet(host: "127.0.0.1", port: site.port), executor: livelyThreads
    ) { _ in
      Response(status: 200)
    }
    #expect(throws: ListenFault.inUse) { try second.start() }
    #expect(try await site.isAlive())
    await site.listener.stop()
    await site.listener.stop()
    #expect(throws: ListenFault.notNew) { try site.listener.start() }
    try second.start()
    await second.stop()
  }

  @Test("a Unix socket is its owner's; one that was left behind is replaced, one that is served is not")
  func unixSocket() async throws {
    var template = Array("/tmp/sportello-listen-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    let path = "\(folder)/socket"
    defer {
      unlink("\(folder)/file")
      rmdir(folder)
    }
    let make = { (path: String) in
      RegistryListener(address: .socket(path: path), executor: livelyThreads) { _ in Response(status: 200) }
    }
    let first = make(path)
    try first.start()
    var found = stat()
    #expect(stat(path, &found) == 0 && found.st_mode & 0o777 == 0o600)
    #expect(throws: ListenFault.inUse) { try make(path).start() }
    let transport = CurlTransport(
      settings: try ConnectionSettings(base: "http://registry/fhir", socket: path))
    #expect(try await transport.exchange(Request(.get, "metadata"), isFresh: true).status == 200)
    await first.stop()
    #expect(stat(path, &found) != 0)

    let orphan = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(orphan, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    close(orphan)
    let second = make(path)
    try second.start()
    await second.stop()

    close(creat("\(folder)/file", 0o600))
    #expect(throws: ListenFault.inUse) { try make("\(folder)/file").start() }
    #expect(throws: ListenFault.badAddress) { try make(folder + String(repeating: "x", count: 200)).start() }
  }

  @Test("a stop lets answers under way end, and answers the rest for them")
  func stop() async throws {
    var patience = ListenerLimits()
    patience.graceTime = 60_000
    let site = try Site(limits: patience) { _ in
      try? await Task.sleep(for: .milliseconds(100))
      return Response(status: 200)
    }
    var limits = ListenerLimits()
    limits.graceTime = 400
    // It would answer only once the test is over, however slow the machine.
    let end = End()
    defer { end.isReached.withLock { $0 = true } }
    let impatient = try Site(limits: limits) { _ in
      while !end.isReached.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(20)) }
      return Response(status: 200)
    }
    async let quick = RawConnection.answer(
      to: "GET /fhir/quick HTTP/1.1\r\nHost: x\r\n\r\n", at: site.port, endsWriting: false)
    async let slow = RawConnection.answer(
      to: "GET /fhir/slow HTTP/1.1\r\nHost: x\r\n\r\n", at: impatient.port, endsWriting: false)
    async let idle = RawConnection.answer(to: "", at: impatient.port, endsWriting: false)
    try await onThread { while site.requests.isEmpty || impatient.requests.isEmpty { usleep(1_000) } }
    await site.listener.stop()
    await impatient.listener.stop()
    #expect(try await quick.hasPrefix("HTTP/1.1 200 "))
    let answer = try await slow
    #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("Retry-After: 5"))
    // Whether it was accepted before the end or not: nothing was said to it.
    #expect((try? await idle) ?? "" == "")
    #expect(throws: RawConnection.Refused.self) { try RawConnection(to: site.port) }
  }

  @Test("a listener that is let go stops by itself")
  func letGo() throws {
    var site: Site? = try Site()
    let port = try #require(site?.port)
    site = nil
    #expect(throws: RawConnection.Refused.self) { try RawConnection(to: port) }
  }

  @Test("requests on one connection are answered in order, also those that came at once")
  func pipeline() async throws {
    let site = try Site { Response(status: 200, body: Array("<\($0.path)>".utf8)) }
    let text = try await RawConnection.answer(
      to: (1...20).map { "GET /fhir/Patient/\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
        + "GET /fhir/end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", at: site.port)
    let bodies = text.split(separator: "<").dropFirst().map { $0.prefix { $0 != ">" } }
    #expect(bodies == (1...20).map { "Patient/\($0)" } + ["end"])
    await site.listener.stop()
  }

  @Test("hands on path, query, fields and body as they stood on the wire")
  func asSent() async throws {
    let site = try Site()
    let answer = try await RawConnection.answer(
      to: "POST /fhir/Patient/_search?a=b+c%20d&e=%C3%A0 HTTP/1.1\r\nhost: x:80\r\nX-One: 1\r\nx-one:2\r\n"
        + "X-Text:  a b \r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello", at: site.port)
    #expect(answer.hasSuffix("hello"))
    let request = try #require(site.requests.first)
    #expect(request.method == .post)
    #expect(request.path == "Patient/_search")
    #expect(request.query == "a=b+c%20d&e=%C3%A0")
    #expect(request.headers.values("x-one") == ["1", "2"])
    #expect(request.headers["X-Text"] == "a b")
    #expect(request.body == Array("hello".utf8))
    for (target, path) in [("/fhir", ""), ("/fhir/", ""), ("/fhir/Patient/", "Patient/"), ("/fhir?x", "")] {
      _ = try await RawConnection.answer(to: "GET \(target) HTTP/1.0\r\n\r\n", at: site.port)
      #expect(site.requests.last?.path == path)
    }
    await site.listener.stop()
  }

  @Test("a client that asks before it sends its body is told to go on")
  func expectation() async throws {
    let site = try Site()
    let port = site.port
    let text = try await onThread {
      let connection = try RawConnection(to: port)
      connection.write(
        "POST /fhir/Task HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"
          + "Connection: close\r\n\r\n")
      guard connection.read(atLeast: 25) >= 25 else { return "" }
      connection.write("hello")
      return connection.readAll()
    }
    #expect(text.hasSuffix("hello"))
    await site.listener.stop()
  }

  @Test("answers without body stay without, and fields that break their line are left out")
  func answers() async throws {
    let site = try Site { request in
      switch request.path {
      case "204": Response(status: 204)
      case "304": Response(status: 304, headers: ["ETag": "W/\"4\""])
      default:
        Response(
          status: 200,
          headers: [
            "X-Bad": "a\r\nX-Smuggled: b", "X-Good": "c", "Content-Length": "3",
            "Transfer-Encoding": "chunked",
          ], body: Array("hello".utf8))
      }
    }
    let transport = try site.transport()
    let none = try await transport.exchange(Request(.get, "204"), isFresh: false)
    #expect(none.status == 204 && none.body.isEmpty)
    let same = try await transport.exchange(Request(.get, "304"), isFresh: false)
    #expect(same.status == 304 && same.headers["ETag"] == "W/\"4\"" && same.body.isEmpty)
    let head = try await transport.exchange(Request(.head, "x"), isFresh: false)
    #expect(head.status == 200 && head.headers["Content-Length"] == "5" && head.body.isEmpty)
    let plain = try await transport.exchange(Request(.get, "x"), isFresh: false)
    #expect(plain.body == Array("hello".utf8))
    #expect(plain.headers["X-Good"] == "c")
    #expect(plain.headers["X-Smuggled"] == nil && plain.headers["Transfer-Encoding"] == nil)
    await site.listener.stop()
  }
}
