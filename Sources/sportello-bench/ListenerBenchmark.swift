import FHIR
import RegistryHTTP
import RegistryServer

/// Reads small resources and large pages through a real socket, client and listener in this process.
@Sendable func measureListener(_ demo: Demo) async throws(BenchError) -> [Measurement] {
  let resource = [UInt8](repeating: 0x61, count: 3_500)
  let page = [UInt8](repeating: 0x61, count: 3_500_000)
  let listener = RegistryListener(address: .internet(host: "127.0.0.1", port: 0)) { request in
    Response(
      status: 200, headers: ["Content-Type": "application/fhir+json"],
      body: request.path == "page" ? page : resource)
  }
  let transport: CurlTransport
  do {
    try listener.start()
    transport = CurlTransport(
      settings: try ConnectionSettings(base: "http://127.0.0.1:\(listener.port ?? 0)/fhir"), threads: 4)
  } catch {
    throw .network("nothing can be listened on")
  }
  let count = demo.isQuick ? 4_000 : 40_000
  let reads = try await timed(Request(.get, "Patient/p-0000001"), isFresh: false, count: count, transport)
  let writes = try await timed(
    Request(.post, "Task", body: resource), isFresh: true, count: count / 8, transport)
  let pages = try await timed(Request(.get, "page"), isFresh: false, count: count / 80, transport)
  await listener.stop()
  return [
    Measurement(
      benchmark: "listener", quantity: "time for 2,500 reads, four at once",
      value: 2_500 / reads.rate * 1_000,
      unit: "ms", limit: 1_000),
    Measurement(benchmark: "listener", quantity: "reads", value: reads.rate, unit: "1/s"),
    Measurement(
      benchmark: "listener", quantity: "a read, p99", value: reads.latency.percentile(0.99), unit: "ms",
      limit: 5),
    Measurement(
      benchmark: "listener", quantity: "writes, a connection each", value: writes.rate, unit: "1/s"),
    Measurement(
      benchmark: "listener", quantity: "a write, p99", value: writes.latency.percentile(0.99), unit: "ms"),
    Measurement(benchmark: "listener", quantity: "pages of 3.5 MB", value: pages.rate, unit: "1/s"),
    Measurement(
      benchmark: "listener", quantity: "a page of 3.5 MB, p99", value: pages.latency.percentile(0.99),
      unit: "ms"),
  ]
}

/// Makes the same call again and again, four at once.
private func timed(
  _ request: Request, isFresh: Bool, count: Int, _ transport: CurlTransport
) async throws(BenchError) -> (rate: Double, latency: Samples) {
  let start = PseudoTerminal.nanoseconds
  let all = await withTaskGroup(of: [Double]?.self) { group in
    for _ in 0..<4 {
      group.addTask {
        var found: [Double] = []
        for _ in 0..<(count / 4) {
          let before = PseudoTerminal.nanoseconds
          guard let response = try? await transport.exchange(request, isFresh: isFresh),
            response.status == 200
          else { return nil }
          found.append(milliseconds(from: before, to: PseudoTerminal.nanoseconds))
        }
        return found
      }
    }
    return await group.reduce(into: [Double]?([])) { all, part in
      guard let part else { return all = nil }
      all?.append(contentsOf: part)
    }
  }
  guard let all else { throw .network("a call failed") }
  var latency = Samples()
  for value in all { latency.append(value) }
  let seconds = Double(PseudoTerminal.nanoseconds - start) / 1e9
  return (Double(all.count) / seconds, latency)
}
