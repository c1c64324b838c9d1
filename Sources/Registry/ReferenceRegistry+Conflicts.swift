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
    if let esenzione = RegistryRules.ended(practice.content, own: record.posizione),
      let day = esenzione.lastDay
    {
      let finding = Finding(
        RegistryRules.alreadyRegistered, .note, variant: "esenzione",
        arguments: [esenzione.code.rawValue, day.iso])
      return try register(
        practice, practice.content, Decision(findings: [finding], effectiveDate: day), effective: day,
        person: number, reasons: [RegistryRules.alreadyRegistered.id], bytes)
    }
    guard let scelta = RegistryRules.registered(practice.content, own: record.posizione) else { return nil }
    let finding = Finding(
      RegistryRules.alreadyRegistered, .note, arguments: try witness(of: scelta, number: number))
    return try register(
      practice, practice.content, Decision(findings: [finding], effectiveDate: scelta.start),
      effective: scelta.start, person: number, reasons: [RegistryRules.alreadyRegistered.id], bytes)
  }

  /// The refusal of a practice whose desk had not seen the newest scelta, with who made it and when.
  func overtaken(
    _ practice: Practice, _ record: Assistito, number: Int
  ) throws(RegistryFailure) -> Decision? {
    guard let newest = RegistryRules.unseen(practice.content, own: record.posizione) else { return nil }
    return RegistryRules.refusal(RegistryRules.overtaken, try witness(of: newest, number: number))
  }

  /// Medico, author and moment of a scelta, for a sentence.
  private func witness(of scelta: Scelta, number: Int) throws(RegistryFailure) -> [String] {
    let at = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT at FROM practice WHERE person = ? AND outcome = 'accepted' ORDER BY number DESC",
        [.integer(number)]
      ) { Instant(milliseconds: $0.int(0)) }
    }
    guard let at else { return [scelta.medicoName, scelta.author, scelta.start.iso] }
    let rome = RomeTime(at: at)
    return [scelta.medicoName, scelta.author, "\(rome.date.iso) \(rome.time.iso)"]
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
