import Cases
import Domain
import Store
import Sync
import Vault
import Workflow

extension Clerk {
  /// Commits a practice, then sends it: the receipt number exists from the commit on.
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
      signature: Signature(practice.author), body: body)
    let receipt = try await desk { () async throws(StoreError) in
      try await store.submit(submission, at: now)
    }
    let answer = await send(practice.id, body, isUnknown: false)
    await tell()
    return Workflow.Submission(practice: practice, receiptNumber: receipt.number, answer: answer)
  }

  /// A new operation id: random, so that no two desks ever draw the same.
  func newOperation() -> Identifier<Practice> { Identifier(unchecked: Randomness.uuid()) }

  /// Sends everything that an earlier run or a broken line left open, oldest first.
  func sendOpenPractices() async {
    let filter = PracticeFilter(states: [.queued, .unknown])
    let open = (try? await store.practices(filter)) ?? []
    for practice in open.reversed() {
      _ = await send(
        practice.entry.operation, practice.entry.body, isUnknown: practice.entry.state.kind == .unknown)
    }
    await tell()
  }

  /// Delivers the frozen bytes once and writes down what came of it; nothing is sent while the registry does
  /// not answer.
  ///
  /// - Returns: The registry's answer, or `nil` when there is none: the practice stays in the outbox.
  private func send(
    _ operation: Identifier<Practice>, _ body: [UInt8], isUnknown: Bool
  ) async -> RegistryAnswer? {
    guard await watch.mode.isSending else { return nil }
    if !isUnknown {
      do { try await store.apply(.sendingStarted, to: operation, at: clock.now) } catch { return nil }
    }
    let answer: RegistryAnswer
    do {
      answer = try await registry.submit(body)
    } catch {
      _ = try? await store.apply(.unanswered, to: operation, at: clock.now)
      return nil
    }
    _ = try? await store.apply(event(of: answer), to: operation, at: clock.now)
    return answer
  }

  private func event(of answer: RegistryAnswer) -> OutboxEvent {
    switch answer {
    case .accepted(let number, let day, _), .alreadyAnswered(let number, let day):
      .confirmed(Confirmation(reference: number, effectiveDate: day))
    case .rejected(let decision):
      .rejected(
        decision.findings.filter { $0.severity == .block }.map {
          RejectionReason(code: $0.rule.id, arguments: [])
        })
    }
  }

  /// Tells the status line how the registry is and what stands in the outbox.
  func tell() async {
    guard let tally = try? await store.tally() else { return }
    let status = await RegistryStatus(mode: watch.mode, tally: tally, heardAt: watch.heardAt)
    report(.registry(status))
  }

  /// Tells the status line if it has become wrong; when the registry is back, what waits is sent.
  func tellNews() async {
    let news = await watch.takeNews()
    if news.isBack { await sendOpenPractices() } else if news.hasChanged { await tell() }
  }
}
