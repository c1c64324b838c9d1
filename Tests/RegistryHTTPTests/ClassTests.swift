import Domain
import FHIR
import Glibc
import RegistryClient
import RegistryHTTP
import Sync
import TestThreads
import Testing

/// What a call through the client and the transport comes to, in one word.
enum Meaning: String, Hashable, Sendable {
  case notSent, unknown, absent, found, portal, misconfigured, suspended, certificate
  case read, unreachable, unreadable, other
}

@Suite("What the client makes of what goes wrong on the wire", .onLivelyThreads) struct ClassTests {
  @Test("every fault has its class for every call", arguments: Fault.ofTheLine + Fault.ofTheAnswer)
  func table(fault: Fault) async throws {
    let server = try HostileServer(fault.script)
    let settings = try ConnectionSettings(base: "http://127.0.0.1:\(server.port)/fhir", limits: fault.limits)
    for call in Call.allCases {
      let meaning = try await Self.meaning(of: call, over: CurlTransport(settings: settings))
      let expected = Self.expected(of: fault, call)
      #expect(expected.contains(meaning), "\(call) means \(meaning)")
    }
    // Not even the client repeats a write by itself.
    #expect(server.requests.filter { $0 == "POST /fhir/Task HTTP/1.1" }.count <= 2)
  }

  @Test("nobody at the port")
  func refused() async throws {
    let (file, port) = try LoopbackSocket.listening(backlog: 1)
    close(file)
    let free = try ConnectionSettings(base: "http://127.0.0.1:\(port)/fhir", limits: FaultTableTests.long)
    for call in Call.allCases {
      let meaning = try await Self.meaning(of: call, over: CurlTransport(settings: free))
      #expect(meaning == (call == .sendTask || call == .askTask ? .notSent : .unreachable), "\(call)")
    }
  }

  @Test("a certificate that does not fit is the clock's or the certificate's fault", arguments: Call.allCases)
  func certificate(call: Call) async throws {
    let server = try PlainTLS(certificate: "expired")
    let transport = try TrustTests.transport(
      to: server.port, authorities: try Certificates.shared().certificate("known"))
    #expect(try await Self.meaning(of: call, over: transport) == .certificate)
  }

  @Test(
    "a proxy without our credentials, and files that are missing, stop the queue", arguments: Call.allCases)
  func configuration(call: Call) async throws {
    let proxy = try HostileServer { connection in
      connection.readHead()
      connection.write("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n")
    }
    let proxied = try ConnectionSettings(
      base: "https://registry.example/fhir", proxy: "http://127.0.0.1:\(proxy.port)",
      limits: FaultTableTests.long)
    #expect(try await Self.meaning(of: call, over: CurlTransport(settings: proxied)) == .misconfigured)
    let server = try PlainTLS(certificate: "good")
    let transport = try TrustTests.transport(to: server.port, authorities: "/nonexistent")
    #expect(try await Self.meaning(of: call, over: transport) == .misconfigured)
  }

  /// The table: what a fault has to mean for a call.
  private static func expected(of fault: Fault, _ call: Call) -> Set<Meaning> {
    switch fault.expected {
    case .failure(let reasons, let sent):
      switch call {
      case .sendTask:
        // Where nobody can say how far the request came, both are true; where time is short, it may not have left.
        if case .everything = sent, !reasons.contains(.timedOut) { return [.unknown] }
        return [.unknown, .notSent]
      case .askTask: return [.notSent]
      case .capability, .read, .searchByGet, .searchByPost, .page, .sendConsent: return [.unreachable]
      }
    case .answer(200, body: Canned.body): return [emptyBundle(call)]
    case .answer(200, _), .answer(302, _), .answer(307, _): return [.portal]
    case .answer(407, _): return [.misconfigured]
    case .answer(503, _): return [.suspended]
    case .answer: return call == .sendTask || call == .askTask ? [.unknown] : [.unreadable]
    }
  }

  /// What a bundle without entries answers.
  private static func emptyBundle(_ call: Call) -> Meaning {
    switch call {
    case .askTask: .absent
    case .sendTask: .unknown
    case .searchByGet, .searchByPost, .page: .read
    case .capability, .read, .sendConsent: .unreadable
    }
  }

  /// Makes a call; a note stands for the second kind of write.
  private static func meaning(of call: Call, over transport: CurlTransport) async throws -> Meaning {
    let client = RegistryClient(
      transport: transport.transport, base: transport.settings.base.text,
      settings: RegistrySettings(search: call == .searchByPost ? .form : .get),
      now: { Instant(milliseconds: 1_790_000_000_000) },
      randomUUID: { "0d6f0c5e-4a7b-4c0e-9a43-5b1f0a3f7c12" })
    let operation = Identifier<Practice>("0d6f0c5e-4a7b-4c0e-9a43-5b1f0a3f7c11")
    let person = Identifier<Assistito>("p-0000001")
    let desk = Desk(
      id: Identifier("SPORTELLO-1"), kind: .asl, asl: try #require(CodiceAsl("990101")))
    let names = PersonQuery.names(surname: "PROVA", name: "", birth: nil)
    switch call {
    case .sendTask:
      return Meaning(
        await client.send(body: Call.sendTask.request.body, operation: operation, role: .sportello).outcome)
    case .askTask: return Meaning(await client.ask(operation, role: .sportello).outcome)
    case .capability: return await read { () throws(ReadFailure) in _ = try await client.capability() }
    case .read:
      return await read { () throws(ReadFailure) in _ = try await client.person(person, role: .sportello) }
    case .searchByGet, .searchByPost:
      return await read { () throws(ReadFailure) in _ = try await client.people(names, role: .sportello) }
    case .page:
      return await read { () throws(ReadFailure) in
        _ = try await client.page(.patient, since: nil, role: .sportello)
      }
    case .sendConsent:
      let author = Author(operatorName: "prova", role: .sportello, desk: desk)
      return await read { () throws(ReadFailure) in
        _ = try await client.note("prova", on: person, by: author, operation: operation)
      }
    }
  }

  private static func read(_ body: () async throws(ReadFailure) -> Void) async -> Meaning {
    do throws(ReadFailure) {
      try await body()
      return .read
    } catch {
      return Meaning(error)
    }
  }
}

extension Meaning {
  init(_ outcome: WireOutcome) {
    self =
      switch outcome {
      case .notSent: .notSent
      case .unknown: .unknown
      case .absent: .absent
      case .found: .found
      case .captivePortal: .portal
      case .misconfigured: .misconfigured
      case .serviceRefused(let waiting): waiting == 120_000 ? .suspended : .other
      case .clockOrCertificate: .certificate
      case .refused, .identityLost, .unfit, .throttled, .postponed, .conflict: .other
      }
  }

  init(_ failure: ReadFailure) {
    self =
      switch failure {
      case .unreachable: .unreachable
      case .suspended(let waiting, _, _): waiting == 120_000 ? .suspended : .other
      case .misconfigured: .misconfigured
      case .clockOrCertificate: .certificate
      case .captivePortal: .portal
      case .unreadable: .unreadable
      case .throttled, .denied, .gone: .other
      }
  }
}
