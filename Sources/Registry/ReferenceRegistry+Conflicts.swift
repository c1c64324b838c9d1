import Domain
import SQLite

/// What other desks and other offices did before a practice came.
extension ReferenceRegistry {
  /// The refusal because of the person; `nil` if nothing stands against the practice.
  func refusal(
    of practice: Practice, _ record: Assistito, number: Int
  ) throws(RegistryFailure) -> Decision? {
    if try successor(of: number) != nil { return RegistryRules.refusal(RegistryRules.merged) }
    let mayOpen = permission(.openRestricted, practice.author) == .granted
    return RegistryRules.refusal(of: practice, own: record.posizione, mayOpenRestricted: mayOpen)
  }

  func permission(_ capability: Capability, _ author: Author) -> Permission {
    Rights.permission(
      for: capability, role: author.role, desk: author.desk.kind, profile: profile, isDemo: isDemo)
  }

  /// Accepts without effect what another desk has already registered; `nil` if none has.
  func alreadyRegistered(
    _ practice: Practice, _ record: Assistito, number: Int, _ bytes: [UInt8]
  ) throws(RegistryFailure) -> Ruling? {
    if let esenzione = RegistryRules.ended(practice.content, own: record.posizione) {
      // What was suspended or taken up again has not ended: it holds from today on.
      let isOver = esenzione.state.isFinal
      let today = try today()
      let day = isOver ? esenzione.lastDay ?? today : today
      let finding = Finding(
        RegistryRules.alreadyRegistered, .note, variant: isOver ? "esenzione" : "stato",
        arguments: isOver ? [esenzione.code.rawValue, day.iso] : [esenzione.code.rawValue])
      return try register(
        practice, practice.content, Decision(findings: [finding], effectiveDate: day), effective: day,
        person: number, reasons: [RegistryRules.alreadyRegistered.id], bytes)
    }
    guard let scelta = RegistryRules.registered(practice.content, own: record.posizione) else { return nil }
    let finding = Finding(
      RegistryRules.alreadyRegistered, .note, arguments: try witness(of: scelta, number: number))
    let day = scelta.day(of: practice.content)
    return try register(
      practice, practice.content, Decision(findings: [finding], effectiveDate: day), effective: day,
      person: number, reasons: [RegistryRules.alreadyRegistered.id], bytes)
  }

  /// The refusal of a practice whose desk had not seen the newest scelta or its end, with who made it and when.
  func overtaken(
    _ practice: Practice, _ record: Assistito, number: Int
  ) throws(RegistryFailure) -> Decision? {
    if let newest = RegistryRules.unseen(practice.content, own: record.posizione) {
      return RegistryRules.refusal(RegistryRules.overtaken, try witness(of: newest, number: number))
    }
    guard let ended = RegistryRules.endUnseen(practice.content, own: record.posizione), let end = ended.end
    else { return nil }
    return RegistryRules.refusal(
      RegistryRules.ended, [ended.medicoName, end.on.iso, try moment(number: number) ?? end.on.iso])
  }

  /// When the last practice of a person was registered; `nil` without one.
  private func moment(number: Int) throws(RegistryFailure) -> String? {
    let at = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT at FROM practice WHERE person = ? AND outcome = 'accepted' ORDER BY number DESC",
        [.integer(number)]
      ) { Instant(milliseconds: $0.int(0)) }
    }
    return at.map { at in
      let rome = RomeTime(at: at)
      return "\(rome.date.iso) \(rome.time.iso)"
    }
  }

  /// Medico, author and moment of a scelta, for a sentence.
  private func witness(of scelta: Scelta, number: Int) throws(RegistryFailure) -> [String] {
    [scelta.medicoName, scelta.author, try moment(number: number) ?? scelta.start.iso]
  }

  /// The id of the record that counts instead of a merged one; `nil` if this one counts.
  func successor(of number: Int) throws(RegistryFailure) -> Identifier<Assistito>? {
    let id = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT p.id FROM merged m JOIN person p ON p.number = m.successor WHERE m.person = ?",
        [.integer(number)]
      ) { $0.text(0) }
    }
    return id.flatMap { Identifier($0) }
  }
}
