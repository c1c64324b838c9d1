import Domain
import Glibc
import Store
import Sync
import Vault

/// Works in the folder of its first argument until it is killed, and prints each step that was acknowledged.
///
/// With the name of a step as second argument it kills itself when that is done and before it says so;
/// `--steps` instead of a folder prints the names.
@main struct Program {
  static func main() async {
    guard 2...3 ~= CommandLine.arguments.count else { exit(64) }
    guard CommandLine.arguments[1] != "--steps" else { return say(Step.allCases.map(\.rawValue)) }
    do {
      try await Desk(folder: CommandLine.arguments[1]).work()
    } catch {
      say("failed")
      exit(70)
    }
  }

  /// Dies if this is the step to die after.
  static func reach(_ step: Step) {
    if CommandLine.arguments.dropFirst(2).first == step.rawValue { kill(getpid(), SIGKILL) }
  }

  /// Prints one line at once.
  static func say(_ words: String...) { say(words) }

  private static func say(_ words: [String]) {
    let line = words.joined(separator: " ") + "\n"
    guard write(STDOUT_FILENO, line, line.utf8.count) == line.utf8.count else { exit(74) }
  }
}

/// The durable steps of a desk, each one transaction.
enum Step: String, CaseIterable {
  case stored, sending, accepted, confirmed, rejected, closed
  case noted, attempted, noteClosed, printing, printed, consulted
  case pulled, rebaselineBegun, rebaselineAbsorbed, rebaselineCompleted, copiesPurged
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
      try await lookAfter(operation, page)
    }
  }

  /// What a shift leaves, a citizen who was sought, a receipt, and who looked at whose data.
  private func lookAfter(_ operation: Identifier<Practice>, _ page: Int) async throws {
    let note = try await store.openWork(
      .other, reasons: [WorkReason(code: "consegne", arguments: ["\(page)"])], at: Self.now)
    Program.reach(.noted)
    Program.say("noted", "\(note)")
    let attempt = ContactAttempt(
      at: Self.now, signature: Self.signature, channel: "telefono", isReached: false, note: "\(page)")
    try await store.addContactAttempt(attempt, to: note, at: Self.now)
    Program.reach(.attempted)
    try await store.closeWork(note, note: "letta", by: Self.signature, at: Self.now)
    Program.reach(.noteClosed)
    Program.say("noteClosed", "\(note)")
    let copy = try await store.beginPrint(
      of: operation, paper: "definitiva", by: Self.signature, at: Self.now)
    Program.reach(.printing)
    try await store.endPrint(
      of: operation, paper: "definitiva", copy: copy, isDelivered: true, by: Self.signature, at: Self.now)
    Program.reach(.printed)
    Program.say("printed", operation.rawValue)
    try await store.note("consulted", note: operation.rawValue, by: Self.signature, at: Self.now)
    Program.reach(.consulted)
  }

  private func submit(_ operation: Identifier<Practice>) async throws {
    let submission = Submission(
      operation: operation, kind: .scelta, codes: ["PRVNNA80A41Y000J", "PRVGNI65T10Y001V"],
      signature: Self.signature, body: Array(operation.rawValue.utf8))
    let receipt = try await store.submit(submission, at: Self.now)
    Program.reach(.stored)
    Program.say("stored", operation.rawValue, "\(receipt.number)")
  }

  private func finish(_ operation: Identifier<Practice>, isRefused: Bool) async throws {
    try await step(.sendingStarted, operation, .sending)
    try await step(.accepted, operation, .accepted)
    guard isRefused else {
      let day = CivilDate(daysSinceEpoch: 20_000)
      return try await step(
        .confirmed(Confirmation(reference: "7", effectiveDate: day)), operation, .confirmed)
    }
    try await step(.rejected([RejectionReason(code: "MAX-01")]), operation, .rejected)
    guard let item = try await store.work(about: operation).first else { throw StoreError.notFound }
    try await store.closeWork(item.id, note: "avvisata", by: Self.signature, at: Self.now)
    Program.reach(.closed)
    Program.say("state", operation.rawValue, "\(OutboxState.Kind.closed.rawValue)")
  }

  private func step(
    _ event: OutboxEvent, _ operation: Identifier<Practice>, _ step: Step
  ) async throws {
    let state = try await store.apply(event, to: operation, at: Self.now)
    Program.reach(step)
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
      Program.reach(.rebaselineBegun)
      try await store.absorbForRebaseline(people, of: "Patient", source: "registro", at: Self.now)
      Program.reach(.rebaselineAbsorbed)
      try await store.completeRebaseline(
        of: "Patient", watermark: moment, expected: people.count, at: Self.now)
      Program.reach(.rebaselineCompleted)
      _ = try await store.purgeRetiredCopies()
      Program.reach(.copiesPurged)
    } else {
      try await store.absorb(people, of: "Patient", watermark: moment, source: "registro", at: Self.now)
    }
    Program.reach(.pulled)
    Program.say("pulled", "\(page)")
  }
}
