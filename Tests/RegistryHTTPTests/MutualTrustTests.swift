import FHIR
import RegistryClient
import RegistryHTTP
import RegistryServer
import Synchronization
import TestThreads
import Testing

@Suite("Both sides show certificates, through nginx", .onLivelyThreads) struct MutualTrustTests {
  /// A registry behind nginx that counts what reaches it.
  private final class Site: Sendable {
    let nginx: Nginx
    let listener: RegistryListener
    private let count = Counter()

    init(overSocket folder: TestFolder? = nil, certificate: String = "good") throws {
      let address: ListenAddress =
        if let folder { .socket(path: "\(folder.path)/socket") } else {
          .internet(host: "127.0.0.1", port: 0)
        }
      listener = RegistryListener(address: address, executor: livelyThreads) { [count] request in
        count.add()
        return Response(
          status: 200, headers: ["ETag": "W/\"4\"", "Content-Type": "application/fhir+json"],
          body: request.body.isEmpty ? [UInt8](repeating: 0x61, count: 3_500_000) : request.body)
      }
      try listener.start()
      let upstream = listener.port.map { "127.0.0.1:\($0)" } ?? "unix:\(folder?.path ?? "")/socket:"
      nginx = try Nginx(before: upstream, certificate: certificate)
    }

    var reached: Int { count.value }

    func transport(
      trusting authority: String = "known", as name: String? = "desk", host: String = "localhost"
    ) throws -> CurlTransport {
      let files = try Certificates.shared()
      return try TrustTests.transport(
        to: nginx.port, authorities: files.certificate(authority), identity: name.map(files.identity),
        host: host)
    }
  }

  private final class Counter: Sendable {
    private let state = Mutex(0)
    func add() { state.withLock { $0 += 1 } }
    var value: Int { state.withLock { $0 } }
  }

  @Test(
    "with a certificate that nginx knows every call passes, both ways of listening", arguments: [false, true])
  func accepted(overSocket: Bool) async throws {
    let folder = try TestFolder()
    let site = try Site(overSocket: overSocket ? folder : nil)
    let transport = try site.transport()
    for call in Call.allCases {
      let request = call.request
      let response = try await transport.exchange(request, isFresh: call.isWrite)
      #expect(response.status == 200)
      #expect(response.headers["ETag"] == "W/\"4\"")
      #expect(request.body.isEmpty ? response.body.count == 3_500_000 : response.body == request.body)
    }
    #expect(site.reached == Call.allCases.count)
    let large = Request(.post, "Task", body: [UInt8](repeating: 0x20, count: 8 << 20))
    #expect(try await transport.exchange(large, isFresh: true).body == large.body)
    await site.listener.stop()
  }

  @Test("without a certificate, or with one of another authority, nothing reaches the registry")
  func refused() async throws {
    let site = try Site()
    for name in [nil, "intruder"] {
      let transport = try site.transport(as: name)
      for call in Call.allCases {
        let response = try await transport.exchange(call.request, isFresh: call.isWrite)
        #expect(response.status == 400)
        #expect(response.headers["Content-Type"] == "text/html")
      }
    }
    #expect(site.reached == 0)
    await site.listener.stop()
  }

  @Test("a certificate of another authority, of another name or of another time is not trusted")
  func mistrusted() async throws {
    for (certificate, authority, host) in [
      ("good", "stranger", "localhost"), ("elsewhere", "known", "localhost"),
      ("expired", "known", "localhost"),
      ("foreign", "known", "127.0.0.1"),
    ] {
      let site = try Site(certificate: certificate)
      let transport = try site.transport(trusting: authority, host: host)
      for call in Call.allCases {
        let reason: TransportFailure.Reason = certificate == "expired" ? .certificateOutOfTime : .certificate
        await FaultTableTests.meet(.failure([reason], .nothing), call, transport)
      }
      #expect(site.reached == 0)
      await site.listener.stop()
    }
  }

  @Test("a proxy in between changes nothing")
  func proxied() async throws {
    let site = try Site()
    let port = site.nginx.port
    let proxy = try HostileServer { connection in
      guard connection.readHead() != nil else { return }
      connection.write("HTTP/1.1 200 OK\r\n\r\n")
      connection.relay(to: port)
    }
    let files = try Certificates.shared()
    let transport = try TrustTests.transport(
      to: port, authorities: files.certificate("known"), identity: files.identity("desk"),
      proxy: "http://127.0.0.1:\(proxy.port)")
    for call in Call.allCases {
      #expect(try await transport.exchange(call.request, isFresh: call.isWrite).status == 200)
    }
    await site.listener.stop()
  }
}
