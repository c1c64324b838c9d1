public import Domain
import FHIR
import SQLite

/// Exemptions in the registry: their numbers, what waits for somebody else, and how that is settled.
extension ReferenceRegistry {
  // MARK: Numbers

  /// Gives the exemption that a practice has made its protocol and, once it is valid, the number of its attestato.
  ///
  /// - Returns: The exemption; `nil` if the practice has made none.
  func giveNumbers(
    _ posizione: inout Posizione, madeBy practice: Identifier<Practice>, protocolNumber: String
  ) throws(RegistryFailure) -> Esenzione? {
    guard let index = posizione.esenzioni.firstIndex(where: { $0.practice == practice }),
      posizione.esenzioni[index].protocolNumber.isEmpty
    else { return nil }
    posizione.esenzioni[index].protocolNumber = protocolNumber
    if posizione.esenzioni[index].state == .valid {
      posizione.esenzioni[index].certificateNumber = try nextNumber(
        "attestato", letter: "A", on: now().romeDate)
    }
    return posizione.esenzioni[index]
  }

  // MARK: Waiting

  /// Remembers an exemption that somebody else has to agree to, from today on.
  func keepWaiting(_ esenzione: Esenzione, of person: Int, from today: CivilDate) throws(RegistryFailure) {
    let whom: Waiting
    switch esenzione.state {
    case .inVerification: whom = .verification
    case .inEvaluation: whom = .evaluation
    case .draft, .valid, .suspended, .ended, .revoked, .annulled, .notValid: return
    }
    try storing { () throws(SQLiteError) in
      try database.run(
        "INSERT OR REPLACE INTO waiting (id, person, state, due) VALUES (?, ?, ?, ?)",
        [
          .text(esenzione.id.rawValue), .integer(person), .text(whom.rawValue),
          .integer(today.adding(days: whom.days).daysSinceEpoch),
        ])
    }
  }

  /// For whom an exemption waits.
  enum Waiting: String {
    /// The Sistema TS.
    case verification
    /// The doctor of the distretto.
    case evaluation

    /// After how many days it is settled without a lever: the list is read again on the next day, and the simulated
    /// doctor agrees within a week.
    var days: Int {
      switch self {
      case .verification: 1
      case .evaluation: 7
      }
    }
  }

  /// Settles by the worker of days what has waited long enough, and what was asked for here as soon as the list answers.
  ///
  /// - Throws: ``RegistryFailure``; those before the one that failed are settled.
  func settleDue() throws(RegistryFailure) {
    let today = try today()
    for found in mefIsAway ? [] : try waiting(for: .verification) {
      let isOwn = try acceptedPractice(.init(unchecked: found.id.rawValue)) != nil
      if isOwn || found.due <= today { try settleOne(found, agreed: nil) }
    }
    for found in try waiting(for: .evaluation) where found.due <= today {
      try settleOne(found, agreed: true)
    }
  }

  @discardableResult
  private func settleOne(_ found: WaitingRow, agreed: Bool?) throws(RegistryFailure) -> Bool {
    try database.inTransaction { () throws(RegistryFailure) in
      try settle(found.id, of: found.person, agreed: agreed)
    }
  }

  /// Settles what waited for the Sistema TS, now that it answers: each in one transaction, by the rules.
  ///
  /// Nothing is settled while a stop of the calendar lets nothing be issued.
  ///
  /// - Returns: How many exemptions were settled.
  /// - Throws: ``RegistryFailure``; those before the one that failed are settled.
  @discardableResult
  public func settleVerifications() throws(RegistryFailure) -> Int {
    guard !mefIsAway, !stopsIssues else { return 0 }
    var settled = 0
    for found in try waiting(for: .verification) where try settleOne(found, agreed: nil) {
      settled += 1
    }
    return settled
  }

  /// The doctor of the distretto decides on what waits for a person; while nothing may be issued it waits on.
  ///
  /// - Returns: How many exemptions were settled.
  /// - Throws: ``RegistryFailure/noSuchPerson``, and failures of the storage.
  @discardableResult
  public func doctorDecides(
    on id: Identifier<Assistito>, agrees: Bool
  ) throws(RegistryFailure) -> Int {
    try catchUp()
    guard let number = try number(of: id) else { throw .noSuchPerson }
    guard !stopsIssues else { return 0 }
    var settled = 0
    for found in try waiting(for: .evaluation) where found.person == number {
      if try settleOne(found, agreed: agrees) { settled += 1 }
    }
    return settled
  }

  /// Whether any exemption waits for the Sistema TS.
  func hasVerifications() throws(RegistryFailure) -> Bool { try !waiting(for: .verification).isEmpty }

  /// An exemption that waits, whose it is, and from when the worker settles it.
  private typealias WaitingRow = (id: Identifier<Esenzione>, person: Int, due: CivilDate)

  private func waiting(for whom: Waiting) throws(RegistryFailure) -> [WaitingRow] {
    try storing { () throws(SQLiteError) in
      try database.rows(
        "SELECT id, person, due FROM waiting WHERE state = ? ORDER BY id", [.text(whom.rawValue)]
      ) {
        (Identifier<Esenzione>(unchecked: $0.text(0)), $0.int(1), CivilDate(daysSinceEpoch: $0.int(2)))
      }
    }
  }

  /// Makes an exemption that waited valid or not valid, and tells it.
  ///
  /// `agreed` is what the doctor said, `nil` where the list was asked. Unless the doctor refuses, the rules decide
  /// again with what is known now: they may refuse after all, want somebody else to agree as well, and say what has
  /// to make room. One whose last day has passed while it waited is not valid. Returns whether it is settled.
  private func settle(
    _ id: Identifier<Esenzione>, of number: Int, agreed: Bool?
  ) throws(RegistryFailure) -> Bool {
    let record = try record(number)
    var next = record
    guard let index = record.posizione.esenzioni.firstIndex(where: { $0.id == id }),
      [.inVerification, .inEvaluation].contains(record.posizione.esenzioni[index].state)
    else {
      try forgetWaiting(id)
      return false
    }
    let today = try today()
    let own = record.posizione.esenzioni[index]
    let again = agreed == false ? nil : try decideAgain(own, record, agreed: agreed, today: today)
    let isOver = own.end.map { $0 < today } ?? false
    let isRefused = agreed == false || isOver || again?.outcome == .refused
    if !isRefused, again?.birth == .inVerification { return false }
    if !isRefused, again?.birth == .inEvaluation {
      next.posizione.esenzioni[index].state = .inEvaluation
      try keepWaiting(next.posizione.esenzioni[index], of: number, from: today)
    } else if isRefused {
      next.posizione.esenzioni[index].state = .notValid
      try forgetWaiting(id)
    } else {
      // What death or enrolment have ended meanwhile is over at once, and takes no place.
      next.posizione.revive(id, to: .valid, on: today)
      if next.posizione.esenzioni[index].state == .valid {
        next.posizione.makeRoom(from: own.start, closing: again?.closes ?? [])
      }
      next.posizione.esenzioni[index].certificateNumber = try nextNumber(
        "attestato", letter: "A", on: now().romeDate)
      try forgetWaiting(id)
    }
    try change(record, to: next, number: number, today: today)
    try note(event: isRefused ? "esenzione-negata" : "esenzione-confermata", of: number, on: today)
    if let practice = next.posizione.esenzioni[index].practice, let task = try task(of: practice) {
      let blocks = again?.findings.filter { $0.severity == .block }.map(\.rule.id) ?? []
      try retell(
        task, of: practice, person: number, status: isRefused ? .reversed : .completed, decision: again,
        reasons: isRefused ? [RegistryRules.notConfirmed.id] + blocks : [])
    }
    return true
  }

  /// Writes the Task of a registered practice once more, as it stands now.
  ///
  /// `decision` is what is decided now; `nil` stands for what was told before, agreed to where it is completed. That an
  /// exemption is valid is taken back by a reversal alone: a completed Task is never told less sure than it was.
  func retell(
    _ task: ServedResource, of practice: Identifier<Practice>, person: Int, status: TaskRecord.Status,
    decision: Decision? = nil, reasons: [String]
  ) throws(RegistryFailure) {
    guard let told = try? PracticeTask.record(in: task.body) else { throw .damaged }
    var answer = told.answer
    if case .accepted(let number, let day, let before) = told.answer, status == .completed {
      let next = decision ?? before.agreed
      if let was = before.birth, let birth = next.birth, !was.mayBecome(birth) { return }
      answer = .accepted(protocolNumber: number, effectiveDate: day, decision: next)
    }
    let key = try taskKey(
      practice, task.body, id: task.id, person: person, status: status, place: task.place)
    try write(key) { meta throws(RegistryFailure) in
      try self.task(
        task.body, id: task.id, meta, status: status, answer: answer, person: person, reasons: reasons)
    }
  }

  /// Decides the practice of a waiting exemption again, as if it were asked for now.
  ///
  /// - Returns: `nil` for one that no practice of this registry made.
  private func decideAgain(
    _ esenzione: Esenzione, _ record: Assistito, agreed: Bool?, today: CivilDate
  ) throws(RegistryFailure) -> Decision? {
    guard
      let practice = try esenzione.practice.flatMap({ id throws(RegistryFailure) in
        try acceptedPractice(id)
      }), case .esenzioneRilascio(var content) = practice.content
    else { return nil }
    content.assistito = record
    content.assistito.posizione.esenzioni.removeAll { $0.id == esenzione.id }
    content.pending = nil
    content.mef = mefAnswer(for: content, own: record.posizione, today: today)
    if agreed == true { content = content.agreedByDoctor }
    return PracticeCase.esenzioneRilascio(content).decide(
      profile: rules, now: now(), registryAnswers: true)
  }

  private func forgetWaiting(_ id: Identifier<Esenzione>) throws(RegistryFailure) {
    try storing { () throws(SQLiteError) in
      try database.run("DELETE FROM waiting WHERE id = ?", [.text(id.rawValue)])
    }
  }

  private func note(event: String, of number: Int, on day: CivilDate) throws(RegistryFailure) {
    try storing { () throws(SQLiteError) in
      try database.run(
        "INSERT INTO event (person, kind, due, at) VALUES (?, ?, ?, ?)",
        [.integer(number), .text(event), .integer(day.daysSinceEpoch), .integer(now().milliseconds)])
    }
  }
}
