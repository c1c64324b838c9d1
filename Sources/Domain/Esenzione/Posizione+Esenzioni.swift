extension Posizione {
  /// An exemption issued: those whose place it takes end on the day before, unless it still waits for somebody.
  func issued(
    _ content: EsenzioneCase, decision: Decision, day: CivilDate, practice: Identifier<Practice>?,
    today: CivilDate
  ) -> Posizione {
    var next = self
    let state = (decision.birth ?? .valid).state
    if state == .valid { next.makeRoom(from: day, closing: decision.closes) }
    let id = practice?.rawValue ?? "\(content.code.rawValue)@\(day.iso)"
    next.esenzioni.insert(
      Esenzione(
        id: Identifier(unchecked: id), code: content.code, scope: content.scope, issuer: content.deskAsl,
        start: day, end: decision.endDate, issuedOn: today, origin: content.evidence.origin,
        practice: practice, state: state, revisionPassed: decision.passedRevision), at: 0)
    return next
  }

  /// Ends what another exemption takes the place of, on the day before that one.
  ///
  /// - Parameters:
  ///   - start: The first day of the other one. What begins no earlier never counted and is annulled.
  ///   - closed: The records; one that has ended already stays as it is.
  public mutating func makeRoom(from start: CivilDate, closing closed: [Identifier<Esenzione>]) {
    for id in closed { end(id, on: start.adding(days: -1), cause: .superseded) }
  }

  /// An exemption revoked, ended or annulled; the same position if it is not there or has already ended.
  func ended(_ content: EsenzioneRevocaCase, day: CivilDate) -> Posizione {
    var next = self
    switch content.event(on: day) {
    case .end(let last, let cause): next.end(content.esenzione, on: last, cause: cause)
    case let event: next.change(content.esenzione, by: event)
    }
    return next
  }

  /// Ends an exemption, if it has not ended already: no later than it would have, and not before it began.
  ///
  /// One that begins only after `day` never counts and is annulled, by the rule that brought about the end.
  mutating func end(_ id: Identifier<Esenzione>, on day: CivilDate, cause: Esenzione.Cause) {
    guard let record = esenzioni.first(where: { $0.id == id }) else { return }
    if day < record.start {
      change(id, by: .annul(record.start, reason: cause.rule))
    } else if let last = record.lastDay, last < day {
      change(id, by: .end(last, .expiry))
    } else {
      change(id, by: .end(day, cause))
    }
  }

  /// What an event does to one exemption: nothing where it cannot happen.
  private mutating func change(_ id: Identifier<Esenzione>, by event: EsenzioneEvent) {
    guard let index = esenzioni.firstIndex(where: { $0.id == id }),
      let state = try? esenzioni[index].state.after(event)
    else { return }
    esenzioni[index].state = state
  }

  /// Ends every exemption that would count after `day`: with the death (GE-06) or the enrolment (GE-07).
  ///
  /// - Parameters:
  ///   - day: The last day, inclusive; an exemption that begins later never counts.
  ///   - cause: Why.
  public mutating func closeEsenzioni(on day: CivilDate, cause: Esenzione.Cause) {
    for record in esenzioni where !record.state.isFinal && record.lastDay.map({ $0 > day }) ?? true {
      end(record.id, on: day, cause: cause)
    }
  }

  /// Ends the codes of other regions when somebody has moved (AN-07).
  ///
  /// - Parameters:
  ///   - region: The region that the person has moved to, two digits of ISTAT; `nil` where only national codes hold.
  ///   - day: The last day in the old region, inclusive.
  public mutating func lapseEsenzioni(outside region: String?, on day: CivilDate) {
    for record in esenzioni where !record.state.isFinal && record.lastDay.map({ $0 > day }) ?? true {
      guard case .region(let digits) = record.scope, digits != region else { continue }
      end(record.id, on: day, cause: .region)
    }
  }

  // MARK: Undoing

  /// Annuls what an issue made, and lets count again what had made room for it.
  ///
  /// - Parameters:
  ///   - practice: The issue; if no record is of it, nothing changes.
  ///   - closed: The records that its decision ended.
  ///   - standing: How each of them stood before, such as suspended; ``Esenzione/State/valid`` where nothing is told.
  ///   - day: The day on which it is undone: what has ended by then for another reason ends for that one.
  ///   - reason: Why, for the record.
  public mutating func undoIssue(
    by practice: Identifier<Practice>, closed: [Identifier<Esenzione>],
    standing: [Identifier<Esenzione>: Esenzione.State] = [:], on day: CivilDate, reason: String
  ) {
    guard let index = esenzioni.firstIndex(where: { $0.practice == practice }) else { return }
    esenzioni[index].state = .annulled(on: day, reason: reason)
    let first = esenzioni[index].start
    let isMadeRoom = { (record: Esenzione) in
      record.state == .ended(on: first.adding(days: -1), cause: .superseded)
        || record.state == .annulled(on: record.start, reason: Esenzione.Cause.superseded.rule)
    }
    for id in closed where esenzioni.contains(where: { $0.id == id && isMadeRoom($0) }) {
      revive(id, to: standing[id] ?? .valid, on: day)
    }
  }

  /// Gives a record that was ended in error the state of before.
  ///
  /// - Parameters:
  ///   - id: The record; an unknown one changes nothing.
  ///   - state: How it stood.
  ///   - day: The day on which the end is undone: what has ended by then for another reason ends for that one.
  public mutating func revive(_ id: Identifier<Esenzione>, to state: Esenzione.State, on day: CivilDate) {
    guard let index = esenzioni.firstIndex(where: { $0.id == id }) else { return }
    esenzioni[index].state = state
    guard let missed = esenzioneEvents.first(where: { $0.esenzione == id && $0.due <= day }) else { return }
    end(id, on: missed.lastDay, cause: missed.cause)
  }

  /// Whether another record of the same code begins later than one, counts or is asked for: that one has been renewed.
  ///
  /// - Complexity: O(*n*) in the records of the person.
  public func hasLater(than record: Esenzione) -> Bool {
    esenzioni.contains { other in
      guard other.id != record.id, other.code == record.code, other.scope == record.scope,
        other.start > record.start
      else { return false }
      return switch other.state {
      case .annulled, .notValid, .draft: false
      case .valid, .suspended, .inVerification, .inEvaluation, .ended, .revoked: true
      }
    }
  }

  /// The ends of exemptions that time brings about, in no order.
  var esenzioneEvents: [DayEvent] {
    esenzioni.compactMap { record in
      guard record.isInForce else { return nil }
      let ends =
        [record.end.map { ($0, Esenzione.Cause.expiry) }, ageEnd(of: record).map { ($0, .age) }]
        + [deathDate.map { ($0, .death) }, assistenza?.ended.map { ($0.on, .enrolment) }]
      guard let first = ends.compactMap(\.self).min(by: { $0.0 < $1.0 }) else { return nil }
      return DayEvent(record, lastDay: first.0, cause: first.1)
    }
  }

  /// The last day that the age allows: E01 of a child (ER-08) and C04 (IN-05), whoever recorded them.
  private func ageEnd(of record: Esenzione) -> CivilDate? {
    guard record.scope == .national else { return nil }
    let years: Int
    switch record.code.rawValue {
    case "E01": years = EsenzioneAges.child
    case "C04": years = EsenzioneAges.adult
    default: return nil
    }
    let birthday = birthDate.birthday(years)
    return record.start < birthday ? birthday.adding(days: -1) : nil
  }
}

extension Esenzione.Cause {
  /// The id of the rule that ends a record for this cause: the reason of one that never counted.
  var rule: String {
    switch self {
    case .expiry: EsenzioneRules.end.id
    case .death: EsenzioneRules.death.id
    case .enrolment: EsenzioneRules.abroad.id
    case .region: RegistryStartRules.moverCode.id
    case .superseded: EsenzioneRules.invalidity.id
    case .age: IncomeRules.childhood.id
    }
  }
}

extension EsenzioneEvidence {
  /// Where an exemption issued upon it comes from.
  var origin: Esenzione.Origin {
    switch self {
    case .income, .foreigner, .none: .selfDeclared
    case .certificate, .report: .certificate
    }
  }
}
