import Cases
public import Domain
import SQLite

extension ReferenceRegistry {
  /// Decides a practice and, unless it is refused, writes its effects.
  ///
  /// A practice sent twice has its effects once: the second time the first answer is told again. Scelta,
  /// counters, protocol number and history are written in one transaction.
  ///
  /// - Parameter bytes: The practice as `Cases` writes it, with its whole case.
  /// - Returns: Accepted, rejected with every finding, or answered before.
  /// - Throws: ``RegistryFailure/unreadable`` for other bytes, and failures of the storage; then nothing has
  ///   been written.
  public func submit(_ bytes: [UInt8]) throws(RegistryFailure) -> RegistryAnswer {
    let practice: Practice
    do { practice = try CaseCoding.decodePractice(bytes) } catch { throw .unreadable }
    try catchUp()
    return try database.inTransaction { () throws(RegistryFailure) in
      if let earlier = try earlierAnswer(to: practice.id) { return earlier }
      return try decide(practice, bytes)
    }
  }

  private func decide(_ practice: Practice, _ bytes: [UInt8]) throws(RegistryFailure) -> RegistryAnswer {
    guard let number = try number(ofPersonIn: practice.content) else {
      return try reject(practice, RegistryRules.refusal(RegistryRules.person), person: 0, bytes)
    }
    guard isAllowed(practice) else {
      return try reject(practice, RegistryRules.refusal(RegistryRules.rights), person: number, bytes)
    }
    let record = try record(number)
    if let refusal = RegistryRules.refusal(seen: practice.content.assistito.posizione, own: record.posizione)
    {
      return try reject(practice, refusal, person: number, bytes)
    }
    guard let content = try withOwnFacts(practice, record, number: number) else {
      return try reject(practice, RegistryRules.refusal(RegistryRules.medico), person: number, bytes)
    }
    let decision = content.decide(profile: profile, now: now(), registryAnswers: true)
    guard decision.outcome == .refused else {
      return try accept(practice, content, decision, record, number: number, bytes)
    }
    if let (second, answer) = try secondChoice(of: content, refusedBy: decision) {
      return try accept(practice, second, answer, record, number: number, bytes)
    }
    return try reject(practice, decision, person: number, bytes)
  }

  private func number(ofPersonIn content: PracticeCase) throws(RegistryFailure) -> Int? {
    if let number = try number(of: content.assistito.id) { return number }
    guard let code = content.assistito.identity.currentCode else { return nil }
    return try number(locatedBy: code.rawValue)
  }

  private func isAllowed(_ practice: Practice) -> Bool {
    practice.content.requiredCapabilities.allSatisfy { capability in
      let permission = Rights.permission(
        for: capability, role: practice.author.role, desk: practice.author.desk.kind, profile: profile,
        isDemo: isDemo)
      return permission == .granted
    }
  }

  /// The second medico, if the list of the first is all that stands against the scelta.
  private func secondChoice(
    of content: PracticeCase, refusedBy decision: Decision
  ) throws(RegistryFailure) -> (PracticeCase, Decision)? {
    guard case .scelta(var content) = content, let id = content.request.secondChoice, id != content.medico.id,
      decision.findings.allSatisfy({ $0.severity != .block || $0.rule.id.hasPrefix("MAX-") }),
      let view = try medico(id)
    else { return nil }
    content.medico = view.medico
    content.medicoAmbito = view.ambito
    let answer = PracticeCase.scelta(content).decide(profile: profile, now: now(), registryAnswers: true)
    return answer.outcome == .refused ? nil : (.scelta(content), answer)
  }

  // MARK: Writing

  private func accept(
    _ practice: Practice, _ content: PracticeCase, _ decision: Decision, _ record: Assistito, number: Int,
    _ bytes: [UInt8]
  ) throws(RegistryFailure) -> RegistryAnswer {
    let at = now()
    let today = try today()
    let effective = decision.effectiveDate ?? today
    var next = record
    next.posizione = record.posizione.after(content, decision: decision, author: practice.author.signature)
    try moveCounters(from: record.posizione.places(on: today), to: next.posizione.places(on: today))
    try update(next, number: number, today: today)
    let protocolNumber = try nextProtocol(on: at.romeDate)
    let answer = RegistryAnswer.accepted(
      protocolNumber: protocolNumber, effectiveDate: effective, decision: decision)
    try insertPractice(
      PracticeRow(
        id: practice.id, person: number, kind: content.kind, at: at, outcome: .accepted,
        protocolNumber: protocolNumber, effective: effective, answer: answer,
        entry: practice.entry(at: at, outcome: .accepted(protocolNumber: protocolNumber), content),
        body: bytes))
    return answer
  }

  private func reject(
    _ practice: Practice, _ decision: Decision, person number: Int, _ bytes: [UInt8]
  ) throws(RegistryFailure) -> RegistryAnswer {
    let at = now()
    let answer = RegistryAnswer.rejected(decision)
    try insertPractice(
      PracticeRow(
        id: practice.id, person: number, kind: practice.content.kind, at: at, outcome: .rejected,
        answer: answer,
        entry: practice.entry(at: at, outcome: .rejected, practice.content), body: bytes))
    return answer
  }
}

extension Author {
  /// Operator and desk, as they stand in the history.
  var signature: String { "\(operatorName.rawValue), \(desk.id.rawValue)" }
}

extension Practice {
  /// The row of history; its subject is the medico concerned.
  func entry(at: Instant, outcome: HistoryEntry.Outcome, _ content: PracticeCase) -> HistoryEntry {
    let subject: String
    switch content {
    case .scelta(let scelta): subject = "\(scelta.medico.surname) \(scelta.medico.name)"
    case .ricusazione(let ricusazione): subject = "\(ricusazione.medico.surname) \(ricusazione.medico.name)"
    case .revoca(let revoca): subject = revoca.assistito.posizione.scelte.first?.medicoName ?? ""
    }
    return HistoryEntry(
      practice: id, kind: content.kind, at: at, operatorName: author.operatorName.rawValue,
      desk: author.desk.id.rawValue, outcome: outcome, subject: subject)
  }
}
