import Domain
import Store
import Vault

/// Stores practices as the counter does when the operator confirms, each with its own transaction on disk.
@Sendable func measureCommits(_ demo: Demo) async throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  var latency = Samples()
  do {
    let store = try DeskStore(folder: folder, key: try DataKey.random(), now: instant(0))
    let signature = Signature(operatorName: "prova", role: "sportello", desk: "D1")
    for number in 1...(demo.isQuick ? 200 : 2000) {
      let submission = Submission(
        operation: Identifier(unchecked: "bench-\(number)"), kind: .scelta, codes: ["PRVNNA80A41Y000J"],
        signature: signature, body: Array(repeating: UInt8(ascii: "x"), count: 3000))
      let start = PseudoTerminal.nanoseconds
      _ = try await store.submit(submission, at: instant(number))
      latency.append(milliseconds(from: start, to: PseudoTerminal.nanoseconds))
    }
  } catch {
    throw .store("\(error)")
  }
  return [
    Measurement(
      benchmark: "commit", quantity: "commit of a practice, p50", value: latency.median, unit: "ms"),
    Measurement(
      benchmark: "commit", quantity: "commit of a practice, p99", value: latency.percentile(0.99), unit: "ms",
      limit: 20),
  ]
}

private func instant(_ second: Int) -> Instant {
  Instant(milliseconds: 1_773_000_000_000 + second * 1000)
}
