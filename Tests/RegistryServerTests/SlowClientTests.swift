import FHIR
import Glibc
import RegistryServer
import TestThreads
import Testing

@Suite("Clients that take their time", .onLivelyThreads) struct SlowClientTests {
  /// Limits that a test can wait for.
  private static var short: ListenerLimits {
    var limits = ListenerLimits()
    limits.headTime = 200
    limits.bodyTime = 200
    limits.idleTime = 200
    limits.sendTime = 400
    return limits
  }

  @Test("a head that drips is cut off, however busily it drips")
  func head() async throws {
    let site = try Site(limits: Self.short)
    let port = site.port
    let text = "GET /fhir/Patient HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "a", count: 2_000))\r\n\r\n"
    #expect(try await onThread { try RawConnection(to: port).drip(text, everyMilliseconds: 5) })
    #expect(site.requests.isEmpty)
    await site.listener.stop()
  }

  @Test("a body that drips is cut off")
  func body() async throws {
    let site = try Site(limits: Self.short)
    let port = site.port
    let isCutOff = try await onThread {
      let connection = try RawConnection(to: port)
      connection.write("POST /fhir/Task HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n")
      return connection.drip(String(repeating: "a", count: 2_000), everyMilliseconds: 5)
    }
    #expect(isCutOff)
    #expect(site.requests.isEmpty)
    await site.listener.stop()
  }

  @Test("a connection on which nothing comes is ended: before the first request, between two, within one")
  func silence() async throws {
    let site = try Site(limits: Self.short)
    for text in [
      "", "GET /fhir/alive HTTP/1.1\r\nHost: x\r\n\r\n", "GET /fh",
      "POST /fhir/Task HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe",
    ] {
      let port = site.port
      let ends = try await onThread {
        let connection = try RawConnection(to: port)
        connection.write(text)
        return connection.ends()
      }
      #expect(ends)
    }
    #expect(site.requests.map(\.path) == ["alive"])
    await site.listener.stop()
  }

  @Test("who does not take an answer is cut off")
  func reader() async throws {
    let site = try Site(limits: Self.short) { _ in
      Response(status: 200, body: [UInt8](repeating: 0x61, count: 30 << 20))
    }
    let port = site.port
    let count = try await onThread {
      let connection = try RawConnection(to: port)
      connection.write("GET /fhir/Patient HTTP/1.1\r\nHost: x\r\n\r\n")
      // The end cannot be seen before what lies in the buffers has been read.
      usleep(3_000_000)
      return connection.read(atLeast: 30 << 20)
    }
    #expect(count < 30 << 20)
    await site.listener.stop()
  }

  @Test("an answer that takes longer than any limit of the client's is waited for")
  func thinking() async throws {
    let site = try Site(limits: Self.short) { _ in
      try? await Task.sleep(for: .milliseconds(900))
      return Response(status: 200)
    }
    #expect(try await site.isAlive())
    await site.listener.stop()
  }

  @Test("more connections than admitted wait for a place, and idle ones do not keep theirs")
  func many() async throws {
    var limits = Self.short
    limits.connections = 8
    let site = try Site(limits: limits)
    let port = site.port
    let served = try await onThread {
      let all = try (0..<40).map { _ in try RawConnection(to: port) }
      for connection in all {
        connection.write("GET /fhir/alive HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      }
      return all.filter { $0.readAll().hasPrefix("HTTP/1.1 200 ") }.count
    }
    #expect(served == 40)
    let ended = try await onThread {
      let idle = try (0..<20).map { _ in try RawConnection(to: port) }
      return idle.filter { $0.ends() }.count
    }
    #expect(ended == 20)
    #expect(try await site.isAlive())
    await site.listener.stop()
  }

  @Test("slow answers wait beside each other, not behind each other")
  func together() async throws {
    let gate = Gate(for: 100)
    let site = try Site { _ in
      // Every one of the hundred waits for all the others: in a row they would wait for ever.
      await gate.arrive()
      return Response(status: 200)
    }
    let port = site.port
    let served = try await onThread {
      let all = try (0..<100).map { _ in try RawConnection(to: port) }
      for connection in all {
        connection.write("GET /fhir/alive HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      }
      return all.filter { $0.readAll().hasPrefix("HTTP/1.1 200 ") }.count
    }
    #expect(served == 100)
    await site.listener.stop()
  }

  /// Opens when so many have come.
  private actor Gate {
    private var missing: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(for count: Int) { missing = count }

    func arrive() async {
      missing -= 1
      if missing == 0 {
        for one in waiting { one.resume() }
        return
      }
      await withCheckedContinuation { waiting.append($0) }
    }
  }
}
