import Cases
import Domain
import Store
import Sync
import Vault
import Workflow

extension Clerk {
  /// Commits a practice, then sends it: the receipt number exists from the commit on.
  ///
  /// The draft it was is forgotten in the same transaction.
  func submit(
    _ content: PracticeCase, partOf: Identifier<Practice>?
  ) async throws(Failure) -> Workflow.Submission {
    let now = clock.now
    let practice = Practice(
      id: newOperation(), content: content, author: author(), createdAt: now,
      partOf: partOf)
    let body = CaseCoding.encode(practice: practice)
    let submission = Store.Submission(
      operation: practice.id, kind: content.kind, codes: content.assistito.identity.codes.map(\.rawValue),
      signature: Signature(practice.author), body: body, draft: DraftName(DraftKey(of: content)))
    let receipt = try await desk { () async throws(StoreError) in
      try await store.submit(submission, at: now)
    }
    let delivery = await courier.deliver(practice.id, body)
    await tell()
    switch delivery {
    case .answered(let answer, let isRecorded):
      return Workflow.Submission(
        practice: practice, receiptNumber: receipt.number, answer: isRecorded ? answer : nil,
        isRecorded: isRecorded)
    case .open: return Workflow.Submission(practice: practice, receiptNumber: receipt.number, answer: nil)
    }
  }

  /// A new operation id: random, so that no two desks ever draw the same.
  func newOperation() -> Identifier<Practice> { Identifier(unchecked: Randomness.uuid()) }

  /// Sends everything that an earlier run or a broken line left open, oldest first.
  func sendOpenPractices() async {
    await courier.deliverOpen()
    await tell()
  }

  /// Tells the status line how the registry is and what stands in the outbox.
  func tell() async {
    guard let tally = try? await store.tally() else { return }
    let status = await RegistryStatus(mode: watch.mode, tally: tally, heardAt: watch.heardAt)
    report(.registry(status))
  }

  /// Tells the status line if it has become wrong; when the registry is back, what waits is sent beside this answer.
  func tellNews() async {
    let news = await watch.takeNews()
    if news.isBack { sendAgain() }
    if news.hasChanged { await tell() }
  }
}
