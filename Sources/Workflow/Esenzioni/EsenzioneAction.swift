import Domain
import Terminal

/// What can be done with a record; the words are `esenzione.azione.<rawValue>`.
enum EsenzioneAction: String, CaseIterable {
  case renew, revoke, annul, reprint, reveal

  /// From so many days after its end on nobody renews a record any more: it is a new request.
  static let renewableDays = 400

  /// The key of the sentence why it cannot be done with a record now; `nil` if it can.
  func refusal(_ record: Esenzione, of person: Assistito?, _ scene: Scene) -> String? {
    let standing = scene.standing(of: record)
    switch self {
    case .renew:
      if let key = scene.refusal(of: .esenzioni) { return key }
      guard let entry = EsenzioneWords.entry(of: record, scene), entry.isIssuable else {
        return "errore.esenzione.non_rilasciabile"
      }
      switch standing {
      case .expiring:
        // A declaration of income signed before the end would end with it.
        let isIncome = EsenzioneEvidenceFields.Kind(entry.family) == .income
        return isIncome && !scene.rules.esenzioni.renewalStartsInApril
          ? "errore.esenzione.rinnovo.dopo" : nil
      case .expired:
        guard let last = record.lastDay else { return nil }
        return last.days(until: scene.today) > Self.renewableDays ? "errore.esenzione.rinnovo.tardi" : nil
      case .valid, .future:
        return record.lastDay == nil
          ? "errore.esenzione.rinnovo.illimitata" : "errore.esenzione.rinnovo.presto"
      case .draft, .suspended, .inVerification, .inEvaluation, .revoked, .blocked, .annulled, .notValid:
        return "errore.esenzione.stato"
      }
    case .revoke:
      if let key = scene.refusal(of: .esenzioni) { return key }
      if let key = EsenzioneWords.readOnlyKey(record, of: person, scene) { return key }
      guard Self.reasons(record, scene).isEmpty else { return nil }
      // Where only a block may be set or lifted the state is no reason: somebody else may.
      let isBlock = EsenzioneRevocaCase.Reason.possible(for: record, on: scene.today).contains(
        where: \.isBlock)
      return isBlock
        ? scene.refusal(of: .blockEsenzione) ?? "errore.esenzione.stato" : "errore.esenzione.stato"
    case .annul:
      if let key = scene.refusal(of: .esenzioni) { return key }
      if let key = EsenzioneWords.readOnlyKey(record, of: person, scene) { return key }
      if EsenzioneRevocaCase.Reason.possible(for: record, on: scene.today).contains(.issuedInError) {
        return nil
      }
      if record.origin == .mefList { return "regola.GE-09.list" }
      return record.issuedOn == scene.today ? "errore.esenzione.stato" : "errore.esenzione.annullo.giorno"
    case .reprint:
      if let key = scene.refusal(of: .reprint) { return key }
      if EsenzioneWords.isOfAnotherRegion(record, scene) { return "errore.stampa.esenzione.regione" }
      return standing.counts || standing == .future ? nil : "errore.esenzione.stato"
    case .reveal:
      if let key = scene.refusal(of: .revealSensitive) { return key }
      return EsenzioneWords.isMasked(EsenzioneWords.entry(of: record, scene))
        ? nil : "errore.esenzione.non_riservata"
    }
  }

  /// The sentence of ``refusal(_:of:_:)``, with state and day where they are the reason.
  func explanation(_ record: Esenzione, of person: Assistito?, _ scene: Scene) -> FieldError? {
    refusal(record, of: person, scene).map { key in
      guard key == "errore.esenzione.stato" else { return FieldError(key) }
      return FieldError(
        "errore.esenzione.stato.dal",
        [EsenzioneWords.standing(record, scene), scene.shown(Self.since(record, scene))])
    }
  }

  /// From which day a record stands as it does.
  static func since(_ record: Esenzione, _ scene: Scene) -> CivilDate {
    switch record.state {
    case .suspended(let day): day
    case .revoked(let day, _, _), .annulled(let day, _): day
    case .valid, .ended:
      scene.standing(of: record) == .expired
        ? record.lastDay.map { $0.adding(days: 1) } ?? record.start : record.start
    case .draft, .inVerification, .inEvaluation, .notValid: record.issuedOn
    }
  }

  /// Why a record may be ended, suspended or taken up again by who works here now; none where nothing of it can be.
  ///
  /// Annulling has its own action, and what is over by its day alone needs no end any more.
  static func reasons(_ record: Esenzione, _ scene: Scene) -> [EsenzioneRevocaCase.Reason] {
    let mayBlock = scene.refusal(of: .blockEsenzione) == nil
    let isExpired = scene.standing(of: record) == .expired
    return EsenzioneRevocaCase.Reason.possible(for: record, on: scene.today).filter { reason in
      if reason == .issuedInError { return false }
      if reason.isBlock { return mayBlock }
      return !isExpired
    }
  }

  /// The reason that stands there before one is chosen: the only one, or the renewal for which a record was suspended.
  static func usualReason(_ record: Esenzione, _ scene: Scene) -> EsenzioneRevocaCase.Reason? {
    let reasons = reasons(record, scene)
    if reasons.count == 1 { return reasons.first }
    return scene.standing(of: record) == .suspended ? reasons.first { $0 == .permitRenewed } : nil
  }

  /// The usual thing to do with a record: renewing an income, else printing or reading it, lifting its block or
  /// taking it up again, never ending it; `nil` where none of these is possible.
  static func usual(_ record: Esenzione, of person: Assistito?, _ scene: Scene) -> EsenzioneAction? {
    let isIncome =
      EsenzioneWords.entry(of: record, scene).map { EsenzioneEvidenceFields.Kind($0.family) == .income }
      ?? false
    var harmless: [EsenzioneAction] = isIncome ? [.renew, .reprint, .reveal] : [.reprint, .reveal]
    switch scene.standing(of: record) {
    // What can be done with these is to let the code be asked for again, or the record count again.
    case .blocked, .suspended: harmless = [.revoke]
    case .draft, .future, .valid, .expiring, .expired, .inVerification, .inEvaluation, .revoked, .annulled,
      .notValid:
      break
    }
    return harmless.first { $0.refusal(record, of: person, scene) == nil }
  }

  /// The action as an option for a record: what would end it is called by what it does to this one.
  func choice(_ record: Esenzione, _ scene: Scene) -> Choice {
    Choice(id: OptionID(rawValue: rawValue), text: scene.text("esenzione.azione.\(word(record, scene))"))
  }

  private func word(_ record: Esenzione, _ scene: Scene) -> String {
    switch self {
    case .renew, .reprint, .reveal: rawValue
    case .annul: record.issuedOn == scene.today ? rawValue : "annul.late"
    case .revoke:
      switch scene.standing(of: record) {
      case .blocked: "revoke.unblock"
      case .suspended: "revoke.resume"
      case .inVerification, .inEvaluation: "revoke.withdraw"
      case .expired, .revoked: "revoke.block"
      case .draft, .future, .valid, .expiring, .annulled, .notValid: rawValue
      }
    }
  }
}

extension EsenzioneRevocaCase.Reason {
  /// The reason as an option of a field.
  func choice(_ scene: Scene) -> Choice {
    Choice(id: OptionID(rawValue: rawValue), text: scene.text("motivo.esenzione.\(rawValue)"))
  }
}
