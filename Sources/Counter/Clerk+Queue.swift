import Domain
import FHIR
import Store
import Sync
import Workflow

extension Clerk {
  /// The desk's own practices, newest first, each with what a person has to do about it.
  func queue() async throws(Failure) -> [QueueRow] {
    let stored = try await desk { () async throws(StoreError) in try await store.practices() }
    let damaged = try await desk { () async throws(StoreError) in try await store.damagedPractices() }
    let work = try await desk { () async throws(StoreError) in try await store.openWork() }
    let items = Dictionary(
      work.compactMap { item in item.operation.map { ($0, item) } }, uniquingKeysWith: { one, _ in one })
    var rows = damaged.map { QueueRow(damaged: $0.number, state: $0.state) }
    for practice in stored { rows.append(await row(practice, items[practice.entry.operation])) }
    return rows.sorted { $0.receiptNumber > $1.receiptNumber }
  }

  /// One row of the queue as it stands now.
  func queueRow(_ id: Identifier<Practice>) async throws(Failure) -> QueueRow {
    let stored = try await desk { () async throws(StoreError) in try await store.practice(id) }
    guard let stored else { throw .store(messageKey: "errore.archivio.assente", arguments: []) }
    let work = try await desk { () async throws(StoreError) in try await store.work(about: id) }
    return await row(stored, work.last { $0.closedAt == nil })
  }

  private func row(_ stored: StoredPractice, _ item: WorkItem?) async -> QueueRow {
    guard let practice = try? PracticeTask.practice(in: stored.entry.body) else {
      return QueueRow(damaged: stored.number, state: stored.entry.state.kind)
    }
    var row = QueueRow(practice: practice, receiptNumber: stored.number, state: stored.entry.state)
    row.since = stored.changedAt
    row.work = item.map {
      QueueRow.Work(id: $0.id, code: $0.reasons.first?.code ?? "", openedAt: $0.openedAt)
    }
    switch stored.entry.state {
    case .held(_, let reasons): row.hold = reasons.first
    case .confirmed: row.answeredAt = stored.changedAt
    case .queued, .sending, .unknown, .accepted, .rejected, .withdrawn, .closed, .reversed: break
    }
    if let earlier = practice.partOf { row.corrects = await number(of: earlier) }
    if let later = ((try? await store.corrections(of: practice.id)) ?? []).last {
      row.correctedBy = await number(of: later)
    }
    row.secondChoice = await secondChoice(of: practice)
    return row
  }

  /// The medico whom the citizen named second, as the desk knows the medico now; `nil` if none or not known.
  func secondChoice(of practice: Practice) async -> Medico? {
    guard case .scelta(let content) = practice.content, let second = content.request.secondChoice else {
      return nil
    }
    return await driver.surroundings.keeper.current()?[second]?.medico
  }

  private func number(of practice: Identifier<Practice>) async -> Int? {
    ((try? await store.practice(practice)) ?? nil)?.number
  }

  /// Takes a practice a step further because a person decided so.
  func apply(_ event: OutboxEvent, to practice: Identifier<Practice>) async throws(Failure) {
    let (signature, now) = (Signature(author()), clock.now)
    let state = try await desk { () async throws(StoreError) in
      try await store.apply(event, to: practice, by: signature, at: now)
    }
    await driver.changed(practice, to: state)
  }

  /// Closes what a person had to look after: the practice, its work item, or both.
  func close(_ closing: WorkClosing) async throws(Failure) -> Answer {
    let (signature, now) = (Signature(author()), clock.now)
    let note = [closing.told.rawValue, closing.toldAt.iso, closing.note].joined(separator: " ")
    if let work = closing.work {
      try await desk { () async throws(StoreError) in
        try await store.closeWork(work, note: note, by: signature, at: now)
      }
    }
    guard let practice = closing.practice else { return .done }
    let stored = try await desk { () async throws(StoreError) in try await store.practice(practice) }
    let end = Closing(closedBy: signature.operatorName, closedAt: closing.toldAt, note: closing.note)
    if let stored, stored.entry.state.after(.closed(end)) != nil {
      try await apply(.closed(end), to: practice)
    } else if let stored {
      await driver.changed(practice, to: stored.entry.state)
    }
    return .queueRow(try await queueRow(practice))
  }

  /// Writes down that open rows are left to whoever works here next: one note in the list of work.
  func note(_ handOver: HandOver) async throws(Failure) {
    guard !handOver.rows.isEmpty else { return }
    let now = clock.now
    let rows = handOver.rows.map { "\($0)" }.joined(separator: " ")
    let reason = WorkReason(
      code: "consegne", arguments: [author().operatorName.rawValue, handOver.to, rows, handOver.note])
    try await desk { () async throws(StoreError) in
      _ = try await store.openWork(.other, reasons: [reason], at: now)
    }
  }
}
