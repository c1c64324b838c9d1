import FHIR
import RegistryClient
import RegistryHTTP
import TestThreads
import Testing

@Suite("Whom the transport trusts", .onLivelyThreads) struct TrustTests {
  static func transport(
    to port: UInt16, authorities: String?, identity: ConnectionSettings.Identity? = nil, proxy: String? = nil,
    host: String = "localhost", limits: ConnectionSettings.Limits = .init(connect: 5_000, total: 10_000)
  ) throws -> CurlTransport {
    CurlTransport(
      settings: try ConnectionSettings(
        base: "https://\(host):\(port)/fhir", authorities: authorities, identity: identity, proxy: proxy,
        limits: limits))
  }

  @Test("a certificate that does not fit ends the exchange before anything leaves", arguments: Call.allCases)
  func certificates(call: Call) async throws {
    let files = try Certificates.shared()
    let refusals: [(String, String, TransportFailure.Reason)] = [
      ("expired", "known", .certificateOutOfTime), ("elsewhere", "known", .certificate),
      ("foreign", "known", .certificate), ("good", "stranger", .certificate),
    ]
    for (name, authority, reason) in refusals {
      let server = try PlainTLS(certificate: name)
      let transport = try Self.transport(to: server.port, authorities: files.certificate(authority))
      await FaultTableTests.meet(.failure([reason], .nothing), call, transport)
    }
  }

  @Test("the authorities of the system do not know ours, and ours are trusted only where they are named")
  func system() async throws {
    let server = try PlainTLS(certificate: "good")
    let ours = try Certificates.shared().certificate("known")
    await FaultTableTests.meet(
      .failure([.certificate], .nothing), .read, try Self.transport(to: server.port, authorities: nil))
    let answer = try await Self.transport(to: server.port, authorities: ours)
      .exchange(Call.read.request, isFresh: true)
    #expect(answer.status == 200)
  }

  @Test("files that cannot be used are a fault of the configuration", arguments: Call.allCases)
  func files(call: Call) async throws {
    let files = try Certificates.shared()
    let server = try PlainTLS(certificate: "good")
    let known = files.certificate("known")
    let identities = [
      ConnectionSettings.Identity(certificate: "/nonexistent", key: files.key("desk")),
      ConnectionSettings.Identity(certificate: files.certificate("desk"), key: "/nonexistent"),
      ConnectionSettings.Identity(certificate: files.certificate("desk"), key: files.key("good")),
      ConnectionSettings.Identity(certificate: files.certificate("desk"), key: files.key("locked")),
      ConnectionSettings.Identity(certificate: files.certificate("empty"), key: files.key("desk")),
    ]
    for identity in identities {
      let transport = try Self.transport(to: server.port, authorities: known, identity: identity)
      await FaultTableTests.meet(.failure([.configuration], .nothing), call, transport)
    }
    for authorities in ["/nonexistent", files.certificate("empty")] {
      let transport = try Self.transport(to: server.port, authorities: authorities)
      await FaultTableTests.meet(.failure([.configuration], .nothing), call, transport)
    }
  }

  @Test("a server that insists on a certificate of ours, by either version of TLS", arguments: Call.allCases)
  func insisting(call: Call) async throws {
    let files = try Certificates.shared()
    let known = files.certificate("known")
    for version in ["-tls1_2", "-tls1_3"] {
      let server = try PlainTLS(
        certificate: "good", options: "\(version) -Verify 2 -verify_return_error -CAfile '\(known)'")
      // Under TLS 1.3 the refusal comes when the request is on its way already.
      for identity in [nil, files.identity("intruder")] {
        let transport = try Self.transport(to: server.port, authorities: known, identity: identity)
        await FaultTableTests.meet(.failure([.clientCertificate, .broken], .anything), call, transport)
      }
    }
  }

  @Test("a version of TLS before 1.2 is not spoken")
  func oldVersion() async throws {
    let server = try PlainTLS(certificate: "good", options: "-tls1_1 -cipher ALL:@SECLEVEL=0")
    let transport = try Self.transport(
      to: server.port, authorities: try Certificates.shared().certificate("known"))
    for call in Call.allCases {
      await FaultTableTests.meet(.failure([.broken], .nothing), call, transport)
    }
  }

  @Test(
    "whoever does not speak TLS gets nothing",
    arguments: [
      Fault("a reset", .failure([.broken, .notConnected], .nothing)) { $0.reset() },
      Fault("an end", .failure([.broken, .notConnected], .nothing)) { $0.end() },
      Fault("silence", .failure([.timedOut], .nothing)) { $0.waitForPeer() },
      Fault("plain HTTP", .failure([.broken], .nothing)) {
        $0.read(atLeast: 1)
        $0.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        $0.waitForPeer()
      },
      Fault("half a handshake", .failure([.timedOut], .nothing)) {
        $0.read(atLeast: 1)
        $0.write([0x16, 0x03, 0x03, 0x00, 0x7A, 0x02, 0x00])
        $0.waitForPeer()
      },
    ])
  func noTLS(fault: Fault) async throws {
    let server = try HostileServer(fault.script)
    let transport = try Self.transport(
      to: server.port, authorities: try Certificates.shared().certificate("known"),
      limits: fault.limits)
    for call in Call.allCases { await FaultTableTests.meet(fault.expected, call, transport) }
  }
}
