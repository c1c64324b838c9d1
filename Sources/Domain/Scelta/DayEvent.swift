/// Something that time brings about for a person, without anybody asking.
public struct DayEvent: Hashable, Sendable {
  /// What happens.
  public let kind: Expiry.Kind
  /// The first day on which it has happened: the registry acts on this day.
  public let due: CivilDate
  /// The last day on which the scelta counts.
  public let lastDay: CivilDate
  /// The medico whose scelta ends; `nil` if only the enrolment ends.
  public let medico: Identifier<Medico>?
  /// The name of ``medico`` as it stands in the scelta; empty without one.
  public let medicoName: String
  /// The exemption that ends; `nil` if something else does.
  public let esenzione: Identifier<Esenzione>?
  /// Its code; `nil` if something else ends.
  public let code: CodiceEsenzione?
  /// Where that code holds.
  public let scope: EsenzioneScope
  /// What ends it.
  public let cause: Esenzione.Cause

  init(
    kind: Expiry.Kind, due: CivilDate, lastDay: CivilDate, medico: Identifier<Medico>?, medicoName: String
  ) {
    self.kind = kind
    self.due = due
    self.lastDay = lastDay
    self.medico = medico
    self.medicoName = medicoName
    esenzione = nil
    code = nil
    scope = .national
    cause = .expiry
  }

  /// The end of an exemption.
  init(_ esenzione: Esenzione, lastDay: CivilDate, cause: Esenzione.Cause) {
    kind = .esenzione
    due = lastDay.adding(days: 1)
    self.lastDay = lastDay
    medico = nil
    medicoName = ""
    self.esenzione = esenzione.id
    code = esenzione.code
    scope = esenzione.scope
    self.cause = cause
  }

  /// The day the operator is shown: the birthday, the 16th day, or the last day of an end that expires.
  public var shownDay: CivilDate {
    switch kind {
    case .fourteenth, .sixteenth, .ricusazione: due
    case .permesso, .temporary, .transfer, .esenzione, .tessera: lastDay
    }
  }

  /// The cause written in the history.
  public var ending: Scelta.Ending.Reason {
    switch kind {
    case .fourteenth, .sixteenth: .age
    case .permesso, .temporary, .esenzione, .tessera: .expiry
    case .ricusazione: .ricusazione
    case .transfer: .transfer
    }
  }
}

extension Posizione {
  /// The events of one day, in the order in which they are to be applied.
  public func dayPassed(_ day: CivilDate) -> [DayEvent] { events(from: day, through: day) }

  /// The events of a span of days, earliest first.
  ///
  /// - Parameters:
  ///   - first: The first day, inclusive.
  ///   - last: The last day, inclusive.
  /// - Returns: For the dead only what ends with them; nothing if `last` lies before `first`.
  public func events(from first: CivilDate, through last: CivilDate) -> [DayEvent] {
    guard first <= last else { return [] }
    let ends = esenzioneEvents.filter { first <= $0.due && $0.due <= last }
    guard deathDate == nil else { return ends.sorted { $0.due < $1.due } }
    let current = scelte.first { $0.end == nil || $0.end?.reason == .ricusazione }
    let all = pediatricEvents(current) + noticeEvents(current) + expiryEvents(current)
    return (all.filter { first <= $0.due && $0.due <= last } + ends).sorted { $0.due < $1.due }
  }

  /// PLS: the 14th birthday, or the 16th for an extension (AGE-03, AGE-04, REV-11).
  private func pediatricEvents(_ current: Scelta?) -> [DayEvent] {
    guard let current, current.kind == .pls, current.end == nil else { return [] }
    let extended = current.motive == .pediatricExtension
    let birthday = birthDate.birthday(extended ? 16 : 14)
    return [
      DayEvent(
        kind: extended ? .sixteenth : .fourteenth, due: birthday, lastDay: birthday, medico: current.medico,
        medicoName: current.medicoName)
    ]
  }

  /// The 16th day of a ricusazione, and the day after the 30 of a transfer.
  private func noticeEvents(_ current: Scelta?) -> [DayEvent] {
    guard let current else { return [] }
    if let notice = current.ricusazioneNotice, current.end?.reason == .ricusazione {
      let due = Ricusazione.effectiveDate(notice: notice)
      return [event(.ricusazione, due: due, lastDay: due.adding(days: -1), current)]
    }
    guard let transferNotice else { return [] }
    let lastDay = transferNotice.adding(days: Revoca.transferTermDays)
    return [event(.transfer, due: lastDay.adding(days: 1), lastDay: lastDay, current)]
  }

  /// The end of a permit, of a temporary enrolment, of a scelta with an end.
  private func expiryEvents(_ current: Scelta?) -> [DayEvent] {
    var ends: [CivilDate] = []
    if let assistenza, assistenza.ended == nil, case .temporary(let until) = assistenza.kind {
      ends.append(until)
    }
    if let current, current.motive != .pediatricExtension, let until = current.until { ends.append(until) }
    guard let lastDay = ends.min() else { return [] }
    let kind: Expiry.Kind = if case .thirdCountry = entitlement { .permesso } else { .temporary }
    return [event(kind, due: lastDay.adding(days: 1), lastDay: lastDay, current)]
  }

  private func event(
    _ kind: Expiry.Kind, due: CivilDate, lastDay: CivilDate, _ current: Scelta?
  ) -> DayEvent {
    DayEvent(
      kind: kind, due: due, lastDay: lastDay, medico: current?.medico, medicoName: current?.medicoName ?? "")
  }
}

extension Expiry {
  /// How many days ahead people are told of an end (AGE-08).
  public static let horizonDays = 90
}

extension Assistito {
  /// What ends for the person in the next days, for the screen of expiries.
  ///
  /// - Parameters:
  ///   - today: The first day, inclusive.
  ///   - days: How many days ahead; the last one is included.
  ///   - exemptionDays: The same for exemptions, at most `days`: ``EsenzioneParameters/expiringDays``.
  ///   - cardDays: The same for the newest card, at most `days`: ``TesseraParameters/expiringDays``.
  /// - Returns: The events by date; none for a person without a code.
  public func expiries(
    from today: CivilDate, days: Int = Expiry.horizonDays, exemptionDays: Int,
    cardDays: Int = TesseraParameters().expiringDays
  ) -> [Expiry] {
    guard let code = identity.currentCode else { return [] }
    let person = PersonSummary(
      id: id, code: code, surname: identity.surname, name: identity.name, birthDate: identity.birthDate,
      municipality: posizione.residence.territory?.municipality)
    let soon = today.adding(days: exemptionDays)
    let events = posizione.events(from: today, through: today.adding(days: days)).filter {
      $0.kind != .esenzione || (posizione.deathDate == nil && $0.lastDay <= soon)
    }.map {
      Expiry(
        person: person, kind: $0.kind, on: $0.shownDay, medicoName: $0.medicoName, esenzione: $0.code,
        scope: $0.scope)
    }
    guard let last = posizione.expiringCard(on: today, within: min(days, cardDays))?.expires else {
      return events
    }
    let before = events.prefix { $0.on <= last }
    return before + [Expiry(person: person, kind: .tessera, on: last, medicoName: "")]
      + events[before.endIndex...]
  }
}
