import Domain
import Terminal

/// What can be done with a record; the words are `esenzione.azione.<rawValue>`.
enum EsenzioneAction: String, CaseIterable {
  case renew, revoke, annul, reprint, reveal

  /// From so many days after its end on nobody renews a record any more: it is a new request.
  static let renewableDays = 400

  /// The key of the sentence why it cannot be done with a record now; `nil` if it can.
  func refusal(_ record: Esenzione, _ scene: Scene) -> String? {
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
    case .revoke, .annul:
      if let key = scene.refusal(of: .esenzioni) { return key }
      if let key = EsenzioneWords.readOnlyKey(record, scene) { return key }
      switch standing {
      case .valid, .expiring, .future, .suspended, .inVerification, .inEvaluation, .draft: break
      case .expired, .revoked, .blocked, .annulled, .notValid: return "errore.esenzione.stato"
      }
      return self == .annul && record.issuedOn != scene.today ? "errore.esenzione.annullo.giorno" : nil
    case .reprint:
      if let key = scene.refusal(of: .reprint) { return key }
      if EsenzioneWords.isOfAnotherRegion(record, scene) { return "esenzione.sola_lettura.regione" }
      return standing.counts || standing == .future ? nil : "errore.esenzione.stato"
    case .reveal:
      if let key = scene.refusal(of: .revealSensitive) { return key }
      return EsenzioneWords.isMasked(EsenzioneWords.entry(of: record, scene))
        ? nil : "errore.esenzione.non_riservata"
    }
  }

  /// The sentence of ``refusal(_:_:)``, with state and day where they are the reason.
  func explanation(_ record: Esenzione, _ scene: Scene) -> FieldError? {
    refusal(record, scene).map { key in
      guard key == "errore.esenzione.stato" else { return FieldError(key) }
      return FieldError(
        "errore.esenzione.stato.dal",
        [EsenzioneWords.standing(record, scene), scene.shown(Self.since(record, scene))])
    }
  }

  /// From which day a record stands as it does.
  private static func since(_ record: Esenzione, _ scene: Scene) -> CivilDate {
    switch record.state {
    case .suspended(let day): day
    case .revoked(let day, _, _), .annulled(let day, _): day
    case .valid, .ended:
      scene.standing(of: record) == .expired
        ? record.lastDay.map { $0.adding(days: 1) } ?? record.start : record.start
    case .draft, .inVerification, .inEvaluation, .notValid: record.issuedOn
    }
  }

  /// The usual thing to do with a record: renewing an income, else printing or reading it, never ending it.
  static func usual(_ record: Esenzione, _ scene: Scene) -> EsenzioneAction {
    let isIncome =
      EsenzioneWords.entry(of: record, scene).map { EsenzioneEvidenceFields.Kind($0.family) == .income }
      ?? false
    let harmless: [EsenzioneAction] = isIncome ? [.renew, .reprint, .reveal] : [.reprint, .reveal]
    return harmless.first { $0.refusal(record, scene) == nil } ?? .reprint
  }
}
