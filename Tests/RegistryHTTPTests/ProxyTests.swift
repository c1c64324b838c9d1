import FHIR
import Glibc
import RegistryClient
import RegistryHTTP
import Synchronization
import TestThreads
import Testing

@Suite("Through a proxy", .onLivelyThreads) struct ProxyTests {
  @Test("a tunnel carries every call, and the proxy sees only where it leads")
  func tunnel() async throws {
    let server = try PlainTLS(certificate: "good")
    let heads = Mutex<[[String]]>([])
    let port = server.port
    let proxy = try HostileServer { connection in
      guard let head = connection.readHead() else { return }
      heads.withLock { $0.append(head) }
      connection.write("HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n")
      connection.relay(to: port)
    }
    let transport = try TrustTests.transport(
      to: port, authorities: try Certificates.shared().certificate("known"),
      proxy: "http://127.0.0.1:\(proxy.port)")
    let request = Call.read.request
    for isFresh in [true, true, false] {
      let response = try await transport.exchange(request, isFresh: isFresh)
      #expect(response.status == 200)
      #expect(response.headers["X-Proxy"] == nil)
    }
    let seen = heads.withLock { $0 }
    #expect(seen.map(\.first) == Array(repeating: "CONNECT localhost:\(port) HTTP/1.1", count: 3))
    #expect(!seen.joined().contains { $0.contains("Patient") || $0.contains("If-None-Match") })
  }

  @Test(
    "a proxy that does not open the tunnel",
    arguments: [
      Fault("who are you", .failure([.proxy], .nothing)) {
        $0.readHead()
        $0.write("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")
      },
      Fault("forbidden", .failure([.proxy], .nothing)) {
        $0.readHead()
        $0.write("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno")
      },
      Fault("no way there", .failure([.proxy], .nothing)) {
        $0.readHead()
        $0.write("HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nno")
      },
      Fault("silence", .failure([.timedOut], .nothing)) { $0.waitForPeer() },
      Fault("a reset", .failure([.broken, .notConnected], .nothing)) { $0.reset() },
      Fault("an end", .failure([.broken, .proxy, .notConnected], .nothing)) { $0.readHead() },
      Fault("garbage", .failure([.broken, .proxy, .garbled], .nothing)) {
        $0.readHead()
        $0.write("what\r\n\r\n")
      },
      Fault("a tunnel to nowhere", .failure([.broken], .nothing)) {
        $0.readHead()
        $0.write("HTTP/1.1 200 OK\r\n\r\n")
      },
    ])
  func refusing(fault: Fault) async throws {
    let proxy = try HostileServer(fault.script)
    let settings = try ConnectionSettings(
      base: "https://registry.example/fhir", proxy: "http://127.0.0.1:\(proxy.port)", limits: fault.limits)
    let transport = CurlTransport(settings: settings)
    for call in Call.allCases { await FaultTableTests.meet(fault.expected, call, transport) }
  }

  @Test("no proxy where one should be, or none of that name", arguments: Call.allCases)
  func absent(call: Call) async throws {
    let (file, port) = try LoopbackSocket.listening(backlog: 1)
    close(file)
    for (proxy, reasons) in [
      ("http://127.0.0.1:\(port)", [TransportFailure.Reason.notConnected]),
      ("http://proxy.invalid:3128", [.proxy, .timedOut]),
    ] {
      let settings = try ConnectionSettings(
        base: "https://registry.example/fhir", proxy: proxy,
        limits: Fault.limits(for: .failure(reasons, .nothing)))
      await FaultTableTests.meet(.failure(reasons, .nothing), call, CurlTransport(settings: settings))
    }
  }

  @Test("a proxy that forwards without a tunnel and wants credentials", arguments: Call.allCases)
  func forwarding(call: Call) async throws {
    let proxy = try HostileServer { connection in
      connection.readRequest()
      connection.write("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n")
    }
    let settings = try ConnectionSettings(
      base: "http://registry.example/fhir", proxy: "http://127.0.0.1:\(proxy.port)",
      limits: FaultTableTests.long, admitsPlain: true)
    await FaultTableTests.meet(.failure([.proxy], .everything), call, CurlTransport(settings: settings))
  }

  @Test("the environment chooses no proxy")
  func environment() async throws {
    let proxy = try HostileServer { connection in
      connection.readHead()
      connection.write("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")
    }
    setenv("http_proxy", "http://127.0.0.1:\(proxy.port)", 1)
    defer { unsetenv("http_proxy") }
    let server = try HostileServer { connection in
      connection.readRequest()
      connection.write(Canned.good)
    }
    let transport = CurlTransport(settings: try ConnectionSettings(base: "http://127.0.0.1:\(server.port)"))
    #expect(try await transport.exchange(Call.read.request, isFresh: true).status == 200)
  }
}

extension HostileConnection {
  /// Carries bytes both ways between this connection and a port until one side ends.
  func relay(to port: UInt16) {
    guard let other = try? LoopbackSocket.connected(to: port) else { return }
    defer { close(other) }
    while true {
      var waits = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: other, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waits, 2, 20_000) > 0 else { return }
      for (index, target) in [(0, other), (1, descriptor)] where waits[index].revents != 0 {
        var part = [UInt8](repeating: 0, count: 64 << 10)
        let count = Glibc.read(waits[index].fd, &part, part.count)
        guard count > 0, send(target, part, count, Int32(MSG_NOSIGNAL)) == count else { return }
      }
    }
  }
}
