import Domain
import FHIR
import Store
import Sync
import Terminal
import Workflow

extension Clerk {
  /// How many practices that are done are listed behind everything that is not.
  static let finishedShown = 200

  /// What the shifts before left and the desk's own practices, newest first, each with what a person has to do
  /// about it; nothing that is open is left out.
  func queue() async throws(Failure) -> [QueueRow] {
    let found = try await desk { () async throws(StoreError) in
      try await store.queue(finished: Self.finishedShown)
    }
    var rows = found.notes.reversed().map {
      QueueRow(work: QueueRow.Work($0), handOver: HandOverNote(anyOf: $0))
    }
    rows += found.damagedWork.map {
      QueueRow(work: QueueRow.Work(id: $0.id, code: "", openedAt: $0.openedAt))
    }
    for entry in found.entries { rows.append(await row(entry)) }
    return rows
  }

  /// One row of the queue as it stands now.
  func queueRow(_ id: Identifier<Practice>) async throws(Failure) -> QueueRow {
    let entry = try await desk { () async throws(StoreError) in try await store.queueEntry(id) }
    guard let entry else { throw .store(messageKey: "errore.archivio.assente", arguments: []) }
    return await row(entry)
  }

  private func row(_ entry: QueueEntry) async -> QueueRow {
    switch entry.content {
    case .damaged(let damaged):
      var row = QueueRow(damaged: damaged.number, id: damaged.operation, state: damaged.state)
      row.work = entry.work.map(QueueRow.Work.init)
      return row
    case .practice(let stored): return await row(stored, entry)
    }
  }

  private func row(_ stored: StoredPractice, _ entry: QueueEntry) async -> QueueRow {
    guard let practice = try? PracticeTask.practice(in: stored.entry.body) else {
      return QueueRow(
        damaged: stored.number, id: stored.entry.operation, state: stored.entry.state.kind)
    }
    var row = QueueRow(
      practice: practice, receiptNumber: stored.number, state: stored.entry.state, origin: stored.origin)
    row.since = stored.changedAt
    row.work = entry.work.map(QueueRow.Work.init)
    row.handedOver = entry.handover.map { QueueRow.HandedOver(at: $0.at, file: $0.name ?? "") }
    row.corrects = entry.corrects
    row.correctedBy = entry.correctedBy
    switch stored.entry.state {
    case .held(_, let reasons): row.hold = reasons.first
    case .confirmed: row.answeredAt = stored.changedAt
    case .queued, .sending, .unknown, .accepted, .rejected, .withdrawn, .closed, .reversed: break
    }
    row.owedPaper = stored.owedPaper(of: row)
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

  /// Takes a practice a step further because a person decided so.
  func apply(_ event: OutboxEvent, to practice: Identifier<Practice>) async throws(Failure) {
    let (signature, now) = (Signature(author()), clock.now)
    let state = try await desk { () async throws(StoreError) in
      try await store.apply(event, to: practice, by: signature, at: now)
    }
    await driver.changed(practice, to: state)
  }

  /// Closes what a person had to look after: the practice, its work item, or both.
  ///
  /// Who was sought and not reached still waits: the attempt is written down, and nothing is closed.
  func close(_ closing: WorkClosing) async throws(Failure) -> Answer {
    guard closing.told != .notReached else { return try await keepAttempt(closing) }
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

  /// Closes the practice that another one corrects, whose definitive receipt has just been printed: that paper tells
  /// what became of the request.
  ///
  /// What cannot be written down now stays open, for a person to close.
  func closeCorrected(by practice: Practice, number: Int) async {
    guard let earlier = practice.partOf, let row = try? await queueRow(earlier), row.practice != nil,
      row.needsPerson, row.correctedBy == number
    else { return }
    _ = try? await close(
      WorkClosing(
        work: row.work?.id, practice: earlier, told: .desk, toldAt: clock.now,
        note: printer.present.words.text("coda.chiusa.rifatta", ["\(number)"])))
  }

  private func keepAttempt(_ closing: WorkClosing) async throws(Failure) -> Answer {
    let now = clock.now
    let attempt = ContactAttempt(
      at: closing.toldAt, signature: Signature(author()), channel: "", isReached: false, note: closing.note)
    try await desk { () async throws(StoreError) in
      if let work = closing.work {
        try await store.addContactAttempt(attempt, to: work, at: now)
      } else if let practice = closing.practice {
        try await store.addContactAttempt(attempt, about: practice, at: now)
      }
    }
    guard let practice = closing.practice else { return .done }
    return .queueRow(try await queueRow(practice))
  }

  /// Writes down that open rows are left to whoever works here next: one note in the list of work.
  func note(_ handOver: HandOver) async throws(Failure) {
    guard !handOver.rows.isEmpty || !handOver.note.isEmpty else { return }
    let now = clock.now
    let rows = handOver.rows.joined(separator: " ")
    let reason = WorkReason(
      code: HandOverNote.code, arguments: [author().operatorName.rawValue, handOver.to, rows, handOver.note])
    try await desk { () async throws(StoreError) in
      _ = try await store.openWork(.other, reasons: [reason], at: now)
    }
  }
  /// Tells whoever has just signed in that the shift before left something.
  func tellHandOvers() async {
    let notes = ((try? await store.openWork()) ?? []).compactMap { HandOverNote($0) }
    guard let newest = notes.last else { return }
    report(.notice(Notice(.warning, "avviso.consegne", [newest.from])))
  }
}

extension HandOverNote {
  /// The reason of a work item that is such a note.
  static let code = "consegne"

  /// What a shift left; `nil` for a work item that is something else.
  init?(_ item: WorkItem) {
    guard let reason = item.reasons.first, reason.code == Self.code, reason.arguments.count == 4 else {
      return nil
    }
    self.init(
      from: reason.arguments[0], to: reason.arguments[1], rows: reason.arguments[2], text: reason.arguments[3]
    )
  }
}

extension HandOverNote {
  /// Any work item about no practice as a note: what is not a hand-over tells its reasons.
  fileprivate init(anyOf item: WorkItem) {
    self =
      HandOverNote(item)
      ?? HandOverNote(from: "-", to: "", rows: "", text: item.reasons.map(\.code).joined(separator: " "))
  }
}

extension QueueRow.Work {
  /// A work item as the queue shows it.
  init(_ item: WorkItem) {
    self.init(id: item.id, code: item.reasons.first?.code ?? "", openedAt: item.openedAt)
    let attempts = item.attempts.filter { !$0.isReached }
    self.attempts = attempts.count
    lastAttempt = attempts.map(\.at).max()
  }
}

extension StoredPractice {
  /// The definitive receipt that was never printed, if there is one.
  fileprivate func owedPaper(of row: QueueRow) -> QueueRow.OwedPaper? {
    guard case .confirmed = entry.state, row.waiting == nil, row.admitsReceipt else { return nil }
    let printed = copiesByPaper.filter { $0.value > 0 }
    // Before papers were counted apart there was one number for all of them.
    guard printed[ReceiptKind.definitiva.rawValue] == nil, copies == 0 || !printed.isEmpty else { return nil }
    return printed.isEmpty ? .first : .replacesProvisional
  }
}
