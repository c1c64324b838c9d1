import FHIR
import Glibc
import RegistryClient
import RegistryHTTP
import TestThreads
import Testing

@Suite("What goes wrong on the wire", .onLivelyThreads) struct FaultTableTests {
  /// Where time must run out.
  static let short = ConnectionSettings.Limits(connect: 300, total: 300)
  /// Where it must not.
  static let long = ConnectionSettings.Limits(connect: 20_000, total: 20_000)

  @Test(
    "every fault comes out the same for every call, and in time",
    arguments: Fault.ofTheLine + Fault.ofTheAnswer)
  func table(fault: Fault) async throws {
    let server = try HostileServer(fault.script)
    let settings = try ConnectionSettings(base: "http://127.0.0.1:\(server.port)/fhir", limits: fault.limits)
    let transport = CurlTransport(settings: settings)
    for call in Call.allCases { await Self.meet(fault.expected, call, transport, at: server) }
    // Nothing was sent twice, and no redirect was followed.
    for call in Call.allCases where call.isWrite {
      #expect(server.requests.filter { $0 == "POST /fhir/\(call.request.path) HTTP/1.1" }.count <= 1)
    }
    #expect(!server.requests.contains { $0.contains("elsewhere") })
  }

  /// Makes a call and compares what comes of it.
  static func meet(
    _ expected: Fault.Expected, _ call: Call, _ transport: CurlTransport, at server: HostileServer? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) async {
    let request = call.request
    let start = milliseconds()
    let result: Result<Response, TransportFailure>
    do throws(TransportFailure) {
      result = .success(try await transport.exchange(request, isFresh: call.isWrite))
    } catch {
      result = .failure(error)
    }
    let limit = transport.settings.limits.total
    #expect(milliseconds() - start < limit + 1_000 + patience, "\(call)", sourceLocation: location)
    switch (result, expected) {
    case (.success(let response), .answer(let status, let body)):
      #expect(response.status == status, "\(call)", sourceLocation: location)
      #expect(String(decoding: response.body, as: UTF8.self) == body, "\(call)", sourceLocation: location)
    case (.failure(let failure), .failure(let reasons, let sent)):
      let hasArrived = server?.requests.contains {
        $0.hasPrefix("\(request.method.rawValue) /fhir/\(request.path)")
      }
      #expect(
        Fault.matches(failure, reasons, sent, body: request.body.count, hasArrived: hasArrived ?? false),
        "\(call) gave \(failure)", sourceLocation: location)
    case (.success(let response), .failure):
      Issue.record("\(call) gave \(response)", sourceLocation: location)
    case (.failure(let failure), .answer):
      Issue.record("\(call) gave \(failure)", sourceLocation: location)
    }
  }

  /// What the machine may be busy with besides: the limit is about hanging, not about speed.
  private static let patience = 20_000

  private static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }

  @Test("nobody at the port", arguments: Call.allCases)
  func refused(call: Call) async throws {
    let (file, port) = try LoopbackSocket.listening(backlog: 1)
    close(file)
    let settings = try ConnectionSettings(base: "http://127.0.0.1:\(port)", limits: Self.long)
    await Self.meet(.failure([.notConnected], .nothing), call, CurlTransport(settings: settings))
  }

  @Test("a port that swallows every attempt to connect")
  func swallowed() async throws {
    let (file, port) = try LoopbackSocket.listening(backlog: 0)
    let fillers = try (0..<4).map { _ in try LoopbackSocket.connected(to: port, waiting: false) }
    defer { for one in fillers + [file] { close(one) } }
    let settings = try ConnectionSettings(base: "http://127.0.0.1:\(port)", limits: Self.short)
    let transport = CurlTransport(settings: settings)
    for call in Call.allCases { await Self.meet(.failure([.timedOut], .nothing), call, transport) }
  }

  @Test("a name without address", arguments: Call.allCases)
  func nameless(call: Call) async throws {
    let settings = try ConnectionSettings(
      base: "http://registry.invalid/fhir", limits: Self.short, admitsPlain: true)
    // Where no name server answers at all, time runs out before the name is known not to exist.
    await Self.meet(.failure([.nameNotFound, .timedOut], .nothing), call, CurlTransport(settings: settings))
  }

  @Test("a server that resets in the middle of a large body has got a part of it at most")
  func resetInBody() async throws {
    let server = try HostileServer { connection in
      connection.read(atLeast: 100_000)
      connection.reset()
    }
    let settings = try ConnectionSettings(base: "http://127.0.0.1:\(server.port)", limits: Self.long)
    let request = Request(.post, "Task", body: [UInt8](repeating: 0x20, count: 32 << 20))
    do {
      _ = try await CurlTransport(settings: settings).exchange(request, isFresh: true)
      Issue.record("an answer came")
    } catch {
      #expect(error.reason == .broken)
      #expect((90_000..<request.body.count).contains(error.bodyBytesSent))
    }
  }

  @Test("an entity tag arrives without the blank that should stand before it")
  func tag() async throws {
    let fault = try #require(Fault.ofTheAnswer.first { $0.name == "header fields without blanks" })
    let server = try HostileServer(fault.script)
    let settings = try ConnectionSettings(base: "http://127.0.0.1:\(server.port)")
    let response = try await CurlTransport(settings: settings).exchange(Call.read.request, isFresh: false)
    #expect(response.headers["ETag"] == "W/\"7\"")
  }

  @Test("what stands behind the body does not become a header")
  func trailer() async throws {
    let fault = try #require(Fault.ofTheAnswer.first { $0.name == "fields behind the body" })
    let server = try HostileServer(fault.script)
    let settings = try ConnectionSettings(base: "http://127.0.0.1:\(server.port)")
    let response = try await CurlTransport(settings: settings).exchange(Call.read.request, isFresh: false)
    #expect(response.headers["ETag"] == nil)
  }
}
