import Domain
import Glibc
import Store
import Vault

/// Stores practices in the folder of its only argument until it is killed, and prints each one that was acknowledged.
@main struct Program {
  static func main() async {
    guard CommandLine.arguments.count == 2 else { exit(64) }
    let folder = CommandLine.arguments[1]
    do {
      let key = try KeyFile.readOrCreate(path: folder + "/key")
      let now = Instant(milliseconds: 1_772_000_000_000)
      let store = try DeskStore(folder: folder, key: key, now: now)
      let signature = Signature(operatorName: "anna", role: "sportello", desk: "D1")
      while true {
        let operation = Identifier<Practice>(unchecked: Randomness.uuid())
        let submission = Submission(
          operation: operation, kind: .scelta, codes: ["PRVNNA80A41Y000J", "PRVGNI65T10Y001V"],
          signature: signature, body: Array(operation.rawValue.utf8))
        let receipt = try await store.submit(submission, at: now)
        let line = "\(operation.rawValue) \(receipt.number)\n"
        guard write(STDOUT_FILENO, line, line.utf8.count) == line.utf8.count else { exit(74) }
      }
    } catch {
      let line = "failed\n"
      _ = write(STDOUT_FILENO, line, line.utf8.count)
      exit(70)
    }
  }
}
