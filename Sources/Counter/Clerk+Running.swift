import Domain
import FHIR
import Store
import Sync
import Workflow

extension Clerk {
  private static let runningName = "running"
  /// Among how many of the newest practices one without a receipt is sought after an interruption.
  private static let lastPractices = 20
  private static let interruptedName = "interrupted"

  /// Writes down that a counter runs here; one that was never said to have ended was interrupted.
  ///
  /// What it had committed is safe, but its last receipt may not have been printed: the operator is told. Before
  /// anybody has signed in only the number is, and whose practice it is by ``tellInterrupted()``.
  func noteStart(isStaffed: Bool = false) async {
    let wasRunning = ((try? await store.fact(Self.runningName)) ?? nil) != nil
    try? await store.setFact([1], for: Self.runningName)
    let last = (try? await store.practices(PracticeFilter(limit: Self.lastPractices))) ?? []
    guard wasRunning, let newest = last.first(where: { $0.lacksEveryPaper }) else { return }
    guard !isStaffed else { return tellInterrupted(newest) }
    try? await store.setFact(Array(newest.entry.operation.rawValue.utf8), for: Self.interruptedName)
    report(.notice(Notice(.warning, "avviso.avvio.interrotto", ["\(newest.number)"])))
  }

  /// Tells whoever has just signed in of the practice without a receipt that an interrupted run left; once.
  func tellInterrupted() async {
    guard let name = (try? await store.fact(Self.interruptedName)) ?? nil else { return }
    try? await store.setFact(nil, for: Self.interruptedName)
    let operation = Identifier<Practice>(unchecked: String(decoding: name, as: UTF8.self))
    guard let stored = (try? await store.practice(operation)) ?? nil, stored.copies == 0 else { return }
    tellInterrupted(stored)
  }

  private func tellInterrupted(_ stored: StoredPractice) {
    guard let practice = try? PracticeTask.practice(in: stored.entry.body) else { return }
    let identity = practice.content.assistito.identity
    report(
      .notice(
        Notice(
          .warning, "avviso.avvio.interrotto.persona",
          ["\(stored.number)", "\(identity.surname) \(identity.name)"])))
  }

  /// Writes down that the counter has ended as it should.
  func noteEnd() async { try? await store.setFact(nil, for: Self.runningName) }
}

extension StoredPractice {
  /// Whether it was made here, was not taken back, and has no paper at all.
  fileprivate var lacksEveryPaper: Bool {
    switch entry.state {
    case .withdrawn, .closed: false
    case .queued, .sending, .unknown, .accepted, .confirmed, .rejected, .held, .reversed:
      copies == 0 && origin == nil
    }
  }
}
