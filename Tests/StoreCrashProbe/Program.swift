import Domain
import Glibc
import Store
import Sync
import Vault

/// Works in the folder of its only argument until it is killed, and prints each step that was acknowledged.
@main struct Program {
  static func main() async {
    guard CommandLine.arguments.count == 2 else { exit(64) }
    do {
      try await Desk(folder: CommandLine.arguments[1]).work()
    } catch {
      say("failed")
      exit(70)
    }
  }

  /// Prints one line at once.
  static func say(_ words: String...) {
    let line = words.joined(separator: " ") + "\n"
    guard write(STDOUT_FILENO, line, line.utf8.count) == line.utf8.count else { exit(74) }
  }
}

private struct Desk {
  private static let now = Instant(milliseconds: 1_772_000_000_000)
  private static let signature = Signature(operatorName: "anna", role: "sportello", desk: "D1")
  private let store: DeskStore

  init(folder: String) throws {
    let key = try KeyFile.readOrCreate(path: folder + "/key")
    store = try DeskStore(folder: folder, key: key, now: Self.now)
  }

  /// One practice after the other to its end, and a page of the registry between them.
  func work() async throws {
    var page =
      (try await store.watermark(of: "Patient")?.since(Self.now)).map { Int($0.components.seconds) } ?? 0
    while true {
      let operation = Identifier<Practice>(unchecked: Randomness.uuid())
      try await submit(operation)
      page += 1
      try await absorb(page)
      try await finish(operation, isRefused: page.isMultiple(of: 2))
    }
  }

  private func submit(_ operation: Identifier<Practice>) async throws {
    let submission = Submission(
      operation: operation, kind: .scelta, codes: ["PRVNNA80A41Y000J", "PRVGNI65T10Y001V"],
      signature: Self.signature, body: Array(operation.rawValue.utf8))
    let receipt = try await store.submit(submission, at: Self.now)
    Program.say("stored", operation.rawValue, "\(receipt.number)")
  }

  private func finish(_ operation: Identifier<Practice>, isRefused: Bool) async throws {
    try await step(.sendingStarted, operation)
    try await step(.accepted, operation)
    guard isRefused else {
      let day = CivilDate(daysSinceEpoch: 20_000)
      return try await step(.confirmed(Confirmation(reference: "7", effectiveDate: day)), operation)
    }
    try await step(.rejected([RejectionReason(code: "MAX-01")]), operation)
    guard let item = try await store.work(about: operation).first else { throw StoreError.notFound }
    try await store.closeWork(item.id, note: "avvisata", by: Self.signature, at: Self.now)
    Program.say("state", operation.rawValue, "\(OutboxState.Kind.closed.rawValue)")
  }

  private func step(_ event: OutboxEvent, _ operation: Identifier<Practice>) async throws {
    let state = try await store.apply(event, to: operation, at: Self.now)
    Program.say("state", operation.rawValue, "\(state.kind.rawValue)")
  }

  /// Every page brings all people in a version of its number; every tenth is a whole new copy.
  private func absorb(_ page: Int) async throws {
    let moment = Self.now + .seconds(page)
    let people = (1...20).map { number in
      PulledResource(
        id: "p\(number)", version: "\(page)", lastUpdated: moment, codes: ["C\(number)"],
        body: Array("\(page)".utf8))
    }
    if page.isMultiple(of: 10) {
      try await store.beginRebaseline(of: "Patient")
      try await store.absorbForRebaseline(people, of: "Patient", source: "registro", at: Self.now)
      try await store.completeRebaseline(
        of: "Patient", watermark: moment, expected: people.count, at: Self.now)
      _ = try await store.purgeRetiredCopies()
    } else {
      try await store.absorb(people, of: "Patient", watermark: moment, source: "registro", at: Self.now)
    }
    Program.say("pulled", "\(page)")
  }
}
