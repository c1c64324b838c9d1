extension Posizione {
  /// The position after a practice that was decided and not refused.
  ///
  /// - Parameters:
  ///   - content: The case that was decided.
  ///   - decision: What the rules said of it.
  ///   - author: Operator and desk, as they stand in the history.
  ///   - practice: The practice, whose id an exemption takes; `nil` for an id by code and day.
  ///   - today: The day of the decision; `nil` for the effective date.
  /// - Returns: The same position if the decision refuses or has no effective date.
  public func after(
    _ content: PracticeCase, decision: Decision, author: String, practice: Identifier<Practice>? = nil,
    on today: CivilDate? = nil
  ) -> Posizione {
    guard decision.outcome != .refused, let day = decision.effectiveDate else { return self }
    return switch content {
    case .scelta(let content):
      chosen(content, decision: decision, day: firstDay(ofSceltaFrom: day), author: author)
    case .revoca(let content): revoked(content, day: day)
    case .ricusazione(let content): refusedBy(content)
    case .esenzioneRilascio(let content):
      issued(content, decision: decision, day: day, practice: practice, today: today ?? day)
    case .esenzioneRevoca(let content): ended(content, day: day)
    case .rilascioPin(let content): handedOver(content, day: day)
    case .tessera(let content): changed(content)
    }
  }

  /// The position after an event that time brought about.
  public func after(_ event: DayEvent) -> Posizione {
    var next = self
    if let id = event.esenzione {
      next.end(id, on: event.lastDay, cause: event.cause)
      return next
    }
    // Nothing is written when a card ends: its last day stands on it.
    if event.kind == .tessera { return self }
    // The end of a ricusazione was written when the notice came.
    if event.kind != .ricusazione { next.close(on: event.lastDay, reason: event.ending) }
    switch event.kind {
    case .fourteenth, .sixteenth, .ricusazione, .esenzione, .tessera: break
    case .transfer: next.transferNotice = nil
    case .permesso, .temporary:
      next.endAssistenza(on: event.lastDay, reason: .expired)
      next.closeEsenzioni(on: event.lastDay, cause: .enrolment)
    }
    return next
  }

  /// A new scelta: what runs is closed on the day before, so that one row at most is open.
  private func chosen(
    _ content: SceltaCase, decision: Decision, day: CivilDate, author: String
  ) -> Posizione {
    var next = self
    next.close(on: day.adding(days: -1), reason: .change)
    next.scelte.insert(
      Scelta(
        medico: content.medico.id, medicoName: "\(content.medico.surname) \(content.medico.name)",
        kind: content.medico.kind, start: day, motive: motive(content, decision: decision),
        until: decision.endDate, counter: decision.counter ?? .permanent, author: author), at: 0)
    next.transferNotice = nil
    next.enrol(content, decision: decision, day: day)
    return next
  }

  private func motive(_ content: SceltaCase, decision: Decision) -> Scelta.Motive {
    let request = content.request
    if content.medico.kind == .pls, request.pediatricExtension != nil { return .pediatricExtension }
    if !request.overrideReason.isEmpty { return .derogaMassimale }
    if decision.counter == .reunion { return .reunion }
    if request.deroga != nil { return .derogaTerritoriale }
    guard let last = scelte.first else { return .first }
    return last.medico == content.medico.id ? .renewal : .change
  }

  private mutating func enrol(_ content: SceltaCase, decision: Decision, day: CivilDate) {
    let isExtension = content.medico.kind == .pls && content.request.pediatricExtension != nil
    let kind: Assistenza.Kind = decision.endDate.map { .temporary(until: $0) } ?? .unlimited
    guard let current = assistenza, current.asl == content.medico.asl, current.isActive(on: day) else {
      // The end of an extension is the PLS's, not that of the enrolment.
      assistenza = Assistenza(asl: content.medico.asl, start: day, kind: isExtension ? .unlimited : kind)
      return
    }
    if !isExtension { assistenza?.kind = kind }
  }

  /// A revoca; what it closes depends on its reason.
  private func revoked(_ content: RevocaCase, day: CivilDate) -> Posizione {
    var next = self
    switch content.reason {
    case .doubleEnrolment:
      // Who is enrolled twice leaves the first list from the second scelta on (REV-08).
      let open = next.scelte.indices.filter { next.scelte[$0].end == nil }
      for index in open.dropFirst() {
        let second = next.scelte[open[0]].start
        next.scelte[index].end = Scelta.Ending(on: second.adding(days: -1), reason: .double)
      }
    case .transferNotice:
      next.close(on: day.adding(days: -1), reason: .transfer)
      next.transferNotice = nil
    case .movesToOtherRegion, .movesAbroad, .citizenWish, .medicoCeased:
      next.close(on: day, reason: content.reason.ending)
    case .death:
      next.close(on: day, reason: .death)
      next.endAssistenza(on: day, reason: .death)
      next.closeEsenzioni(on: day, cause: .death)
    case .aire:
      next.close(on: day, reason: .aire)
      next.endAssistenza(on: day, reason: .aire)
      next.closeEsenzioni(on: day, cause: .enrolment)
    case .temporaryEnd:
      next.close(on: day, reason: .expiry)
      next.endAssistenza(on: day, reason: .expired)
      next.closeEsenzioni(on: day, cause: .enrolment)
    }
    return next
  }

  /// A ricusazione: the medico stays until the 15th day after the notice, or to an earlier end.
  private func refusedBy(_ content: RicusazioneCase) -> Posizione {
    var next = self
    let lastDay = Ricusazione.effectiveDate(notice: content.noticeDate).adding(days: -1)
    guard
      let index = next.scelte.firstIndex(where: {
        $0.medico == content.medico.id && ($0.end == nil || $0.isActive(on: content.noticeDate))
      }), (next.scelte[index].end?.on ?? .latest) > lastDay
    else { return next }
    next.scelte[index].end = Scelta.Ending(on: lastDay, reason: .ricusazione)
    next.scelte[index].ricusazioneNotice = content.noticeDate
    return next
  }

  /// Ends every scelta that still runs after `day`; one whose last day has passed ends on that day.
  private mutating func close(on day: CivilDate, reason: Scelta.Ending.Reason) {
    for index in scelte.indices where (scelte[index].end?.on ?? .latest) > day {
      if let until = scelte[index].until, until < day {
        scelte[index].end = Scelta.Ending(on: until, reason: .expiry)
      } else {
        scelte[index].end = Scelta.Ending(on: day, reason: reason)
      }
    }
  }

  private mutating func endAssistenza(on day: CivilDate, reason: Assistenza.Ending.Reason) {
    guard assistenza?.ended == nil else { return }
    assistenza?.ended = Assistenza.Ending(on: day, reason: reason)
  }
}
