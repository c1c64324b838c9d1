import Cases
public import Domain
import FHIR
import SQLite

extension ReferenceRegistry {
  /// Decides a practice and, unless it is refused, writes its effects.
  ///
  /// A practice sent twice has its effects once: the second time the first answer is told again. Scelta,
  /// counters, protocol number and history are written in one transaction.
  ///
  /// - Parameter bytes: The practice as `Cases` writes it, with its whole case, or a Task that carries it.
  /// - Returns: Accepted, rejected with every finding, or answered before.
  /// - Throws: ``RegistryFailure/unreadable`` for other bytes and for a fact that holds what may not be kept, and
  ///   failures of the storage; then nothing has been written.
  public func submit(_ bytes: [UInt8]) throws(RegistryFailure) -> RegistryAnswer {
    let practice: Practice
    let body: [UInt8]
    do throws(FHIRError) {
      practice = try PracticeTask.practice(in: bytes)
      body = try PracticeTask.lifted(bytes)
    } catch { throw .unreadable }
    if RegistryRules.unkeepable(practice.content) { throw .unreadable }
    try catchUp()
    return try database.inTransaction { () throws(RegistryFailure) in
      if let earlier = try earlierAnswer(to: practice.id) { return earlier }
      let ruling = try decide(practice, CaseCoding.encode(practice: practice))
      try writeTask(practice, body, ruling, id: nil)
      return ruling.answer
    }
  }

  /// What was decided, and what of it the Task tells beside the answer.
  struct Ruling {
    let answer: RegistryAnswer
    /// The record number of the person, 0 for one whom the registry does not know.
    let person: Int
    /// The relation that was made; `nil` if none.
    var episode: String?
    /// The exemption that was issued; `nil` if none.
    var esenzione: Identifier<Esenzione>?
    /// Whether the record of the person is restricted.
    var isRestricted = false
    /// Rules told beside those of the answer.
    var reasons: [String] = []
  }

  /// Decides a practice that has not been decided, and writes its effects unless it is refused.
  func decide(_ practice: Practice, _ bytes: [UInt8]) throws(RegistryFailure) -> Ruling {
    guard let number = try number(ofPersonIn: practice.content) else {
      return try reject(practice, RegistryRules.refusal(RegistryRules.person), person: 0, bytes)
    }
    let record = try record(number)
    var ruling = try decide(practice, record, number: number, bytes)
    // The practice of a restricted record is as restricted as the record.
    ruling.isRestricted = record.posizione.standing == .restricted
    return ruling
  }

  private func decide(
    _ practice: Practice, _ record: Assistito, number: Int, _ bytes: [UInt8]
  ) throws(RegistryFailure) -> Ruling {
    guard isAllowed(practice) else {
      return try reject(practice, RegistryRules.refusal(RegistryRules.rights), person: number, bytes)
    }
    let today = try today()
    let other =
      RegistryRules.deskRefusal(of: practice)
      ?? RegistryRules.esenzioneRefusal(of: practice, own: record.posizione, today: today)
    if let refusal = try refusal(of: practice, record, number: number) ?? other {
      return try reject(practice, refusal, person: number, bytes)
    }
    if let refusal = try handOverRefusal(of: practice, person: number) {
      return try reject(practice, refusal, person: number, bytes)
    }
    if let ruling = try alreadyRegistered(practice, record, number: number, bytes) { return ruling }
    if let refusal = try overtaken(practice, record, number: number) {
      return try reject(practice, refusal, person: number, bytes)
    }
    guard let content = try withOwnFacts(practice, record, number: number) else {
      return try reject(practice, RegistryRules.refusal(RegistryRules.medico), person: number, bytes)
    }
    let decision = content.decide(profile: rules, now: now(), registryAnswers: true)
    passing?(.decided)
    guard decision.outcome == .refused else {
      return try accept(practice, content, decision, record, number: number, bytes)
    }
    switch try secondChoice(of: content, refusedBy: decision) {
    case .taken(let second, let answer):
      return try accept(practice, second, answer, record, number: number, bytes)
    case .refused(let whole): return try reject(practice, whole, person: number, bytes)
    case nil: return try reject(practice, decision, person: number, bytes)
    }
  }

  func number(ofPersonIn content: PracticeCase) throws(RegistryFailure) -> Int? {
    if let number = try number(of: content.assistito.id) { return number }
    guard let code = content.assistito.identity.currentCode else { return nil }
    return try number(locatedBy: code.rawValue)
  }

  private func isAllowed(_ practice: Practice) -> Bool {
    practice.content.requiredCapabilities.allSatisfy { permission($0, practice.author) == .granted }
  }

  /// What became of a second choice.
  private enum SecondChoice {
    case taken(PracticeCase, Decision)
    /// The refusal of the first with why the second could not take its place.
    case refused(Decision)
  }

  /// The second medico, tried if the list of the first is all that stands against the scelta; `nil` if none is tried.
  private func secondChoice(
    of content: PracticeCase, refusedBy decision: Decision
  ) throws(RegistryFailure) -> SecondChoice? {
    guard case .scelta(let content) = content, let id = content.request.secondChoice, id != content.medico.id,
      id != content.currentMedico?.id,
      decision.findings.allSatisfy({ $0.severity != .block || $0.rule.id.hasPrefix("MAX-") })
    else { return nil }
    guard let view = try medico(id) else {
      return .refused(
        decision.adding(refusalOfSecond: RegistryRules.refusal(RegistryRules.medico), id.rawValue))
    }
    let name = "\(view.medico.surname) \(view.medico.name)"
    let second = PracticeCase.scelta(content.asking(view))
    let answer = second.decide(profile: rules, now: now(), registryAnswers: true)
    guard answer.outcome != .refused else {
      return .refused(decision.adding(refusalOfSecond: answer, name))
    }
    return .taken(second, answer.adding(Finding(RegistryRules.secondChoice, .note, arguments: [name])))
  }

  // MARK: Writing

  private func accept(
    _ practice: Practice, _ content: PracticeCase, _ decision: Decision, _ record: Assistito, number: Int,
    _ bytes: [UInt8]
  ) throws(RegistryFailure) -> Ruling {
    let today = try today()
    var next = record
    next.posizione = record.posizione.after(
      content, decision: decision, author: practice.author.signature, practice: practice.id, on: today)
    try reopen(&next.posizione, after: content, on: today)
    let protocolNumber = try nextProtocol(on: now().romeDate)
    let issued = try giveNumbers(&next.posizione, madeBy: practice.id, protocolNumber: protocolNumber)
    if let issued { try keepWaiting(issued, of: number, from: today) }
    try change(record, to: next, number: number, today: today)
    try tellIssuer(of: content, endedBy: practice.author, person: number)
    let isNew = next.posizione.scelte.count > record.posizione.scelte.count
    return try register(
      practice, content, decision, effective: decision.effectiveDate ?? today, person: number,
      protocolNumber: protocolNumber,
      episode: isNew ? Self.relationID(next.posizione.scelte.count, of: next.id) : nil,
      esenzione: issued?.id, bytes)
  }

  /// Writes a record that changed with everything that follows: counters, lists, resources.
  func change(
    _ record: Assistito, to next: Assistito, number: Int, today: CivilDate
  ) throws(RegistryFailure) {
    let touched = try moveCounters(
      from: record.posizione.places(on: today), to: next.posizione.places(on: today))
    passing?(.countersMoved)
    try save(next, before: (record, today), number: number, today: today)
    passing?(.recordSaved)
    try tellLists(of: touched)
  }

  /// Gives a practice its protocol number and writes it down as accepted.
  func register(
    _ practice: Practice, _ content: PracticeCase, _ decision: Decision, effective: CivilDate,
    person number: Int, protocolNumber given: String? = nil, episode: String? = nil,
    esenzione: Identifier<Esenzione>? = nil, reasons: [String] = [], _ bytes: [UInt8]
  ) throws(RegistryFailure) -> Ruling {
    let at = now()
    let protocolNumber: String
    if let given { protocolNumber = given } else { protocolNumber = try nextProtocol(on: at.romeDate) }
    let answer = RegistryAnswer.accepted(
      protocolNumber: protocolNumber, effectiveDate: effective, decision: decision)
    try insertPractice(
      PracticeRow(
        id: practice.id, person: number, kind: content.kind, at: at, outcome: .accepted,
        protocolNumber: protocolNumber, effective: effective, answer: answer,
        entry: practice.entry(
          at: at, outcome: .accepted(protocolNumber: protocolNumber), content, profile.esenzioni.catalog),
        body: bytes))
    return Ruling(
      answer: answer, person: number, episode: episode, esenzione: esenzione, reasons: reasons)
  }

  private func reject(
    _ practice: Practice, _ decision: Decision, person number: Int, _ bytes: [UInt8]
  ) throws(RegistryFailure) -> Ruling {
    let at = now()
    let answer = RegistryAnswer.rejected(decision)
    try insertPractice(
      PracticeRow(
        id: practice.id, person: number, kind: practice.content.kind, at: at, outcome: .rejected,
        answer: answer,
        entry: practice.entry(at: at, outcome: .rejected, practice.content, profile.esenzioni.catalog),
        body: bytes))
    return Ruling(answer: answer, person: number)
  }
}

extension Author {
  /// Operator and desk, as they stand in the history.
  var signature: String { "\(operatorName.rawValue), \(desk.id.rawValue)" }
}

extension Practice {
  /// The row of history; its subject is the medico, the code of the exemption or the masked number of the card concerned.
  func entry(
    at: Instant, outcome: HistoryEntry.Outcome, _ content: PracticeCase, _ catalog: EsenzioneCatalog
  ) -> HistoryEntry {
    let subject: String
    switch content {
    case .scelta(let scelta): subject = "\(scelta.medico.surname) \(scelta.medico.name)"
    case .ricusazione(let ricusazione): subject = "\(ricusazione.medico.surname) \(ricusazione.medico.name)"
    case .revoca(let revoca): subject = revoca.assistito.posizione.scelte.first?.medicoName ?? ""
    case .esenzioneRilascio(let esenzione): subject = catalog.shown(esenzione.code)
    case .esenzioneRevoca(let esenzione): subject = esenzione.record.map { catalog.shown($0.code) } ?? ""
    case .rilascioPin(let pin): subject = pin.record?.number.masked ?? ""
    case .tessera(let tessera): subject = tessera.record?.number.masked ?? ""
    }
    return HistoryEntry(
      practice: id, kind: content.kind, at: at, operatorName: author.operatorName.rawValue,
      desk: author.desk.id.rawValue, outcome: outcome, subject: subject)
  }
}
