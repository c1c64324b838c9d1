extension Posizione {
  /// An exemption issued: those whose place it takes end on the day before.
  func issued(
    _ content: EsenzioneCase, decision: Decision, day: CivilDate, practice: Identifier<Practice>?,
    today: CivilDate
  ) -> Posizione {
    var next = self
    for id in decision.closes { next.end(id, on: day.adding(days: -1), cause: .superseded) }
    let id =
      practice?.rawValue ?? "\(content.code.rawValue)@\(day.iso)"
    let state: Esenzione.State =
      switch decision.birth ?? .valid {
      case .valid: .valid
      case .inVerification: .inVerification
      case .inEvaluation: .inEvaluation
      }
    next.esenzioni.insert(
      Esenzione(
        id: Identifier(unchecked: id), code: content.code, scope: content.scope, issuer: content.deskAsl,
        start: day, end: decision.endDate, issuedOn: today, origin: content.evidence.origin,
        practice: practice, state: state), at: 0)
    return next
  }

  /// An exemption revoked or annulled.
  func ended(_ content: EsenzioneRevocaCase, day: CivilDate) -> Posizione {
    guard let index = esenzioni.firstIndex(where: { $0.id == content.esenzione }) else { return self }
    var next = self
    switch content.reason {
    case .issuedInError: next.esenzioni[index].state = .annulled(on: day, reason: content.note)
    case .death: next.esenzioni[index].state = .ended(on: day, cause: .death)
    case .enrolmentEnded: next.esenzioni[index].state = .ended(on: day, cause: .enrolment)
    case .superseded: next.esenzioni[index].state = .ended(on: day, cause: .superseded)
    case .citizen, .requirementLost, .officeControl:
      next.esenzioni[index].state = .revoked(
        on: day, reason: content.reason, isBlocked: content.reason == .officeControl)
    }
    return next
  }

  /// Ends an exemption that still counts after `day`.
  mutating func end(_ id: Identifier<Esenzione>, on day: CivilDate, cause: Esenzione.Cause) {
    guard let index = esenzioni.firstIndex(where: { $0.id == id }) else { return }
    esenzioni[index].state = .ended(on: day, cause: cause)
  }

  /// The ends of exemptions that time brings about.
  var esenzioneEvents: [DayEvent] {
    esenzioni.compactMap { esenzione in
      guard esenzione.state == .valid, let last = esenzione.end else { return nil }
      return DayEvent(esenzione, lastDay: last, cause: .expiry)
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
