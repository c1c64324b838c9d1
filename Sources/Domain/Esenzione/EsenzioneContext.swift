/// A case of exemption with what several families of rules derive from it.
struct EsenzioneContext: Sendable {
  let content: EsenzioneCase
  let profile: Profile
  let now: Instant
  /// The civil day in Italy.
  let today: CivilDate
  /// The day of the request; for income that of the signature.
  let asked: CivilDate
  /// The row of the catalogue; `nil` if this profile knows no such code in that scope.
  let entry: EsenzioneEntry?
  /// The exemption that this one takes up again, if the position knows it.
  let renewed: Esenzione?
  /// Whether ``renewed`` ends later than the profile lets it be renewed, or not at all.
  let isEarly: Bool
  /// The first day on which it would count.
  let start: CivilDate
  /// Completed years on ``start``; negative before the birth.
  let age: Int

  init(_ content: EsenzioneCase, profile: Profile, now: Instant) {
    self.content = content
    self.profile = profile
    self.now = now
    today = now.romeDate
    entry = profile.esenzioni.catalog.entry(content.code, scope: content.scope)
      .flatMap { $0.holds(in: profile.esenzioni.region) ? $0 : nil }
    let asked =
      if case .income(let declaration) = content.evidence { declaration.signedOn } else {
        content.effectiveDate
      }
    let renewed = content.renews.flatMap { id in content.assistito.posizione.esenzioni.first { $0.id == id } }
      .flatMap { $0.code == content.code && $0.scope == content.scope ? $0 : nil }
    self.asked = asked
    let isEarly =
      renewed.map { record in
        record.lastDay.map { asked.adding(days: profile.esenzioni.renewalDays) < $0 } ?? true
      } ?? false
    self.isEarly = isEarly
    self.renewed = renewed
    start = Self.start(
      asked, renewed: isEarly ? nil : renewed, isIncome: content.evidence.isIncome, profile.esenzioni)
    age = content.assistito.posizione.birthDate.age(on: start)
  }

  /// The day after the exemption taken up again, if that one still runs when it is asked for (CR-11).
  ///
  /// Else the day of the request. A form of income waits for the end only where the region says so.
  private static func start(
    _ asked: CivilDate, renewed: Esenzione?, isIncome: Bool, _ parameters: EsenzioneParameters
  ) -> CivilDate {
    guard let renewed, let last = renewed.lastDay, renewed.state == .valid, asked <= last,
      !isIncome || parameters.renewalStartsInApril
    else { return asked }
    return last.adding(days: 1)
  }

  var parameters: EsenzioneParameters { profile.esenzioni }
  var position: Posizione { content.assistito.posizione }
  var family: EsenzioneFamily? { entry?.family }

  /// Whether the national registry has begun.
  var hasRegistry: Bool { profile.hasNationalRegistry(on: today) }

  /// Whether the code is that national one.
  func isNational(_ code: String) -> Bool { content.scope == .national && content.code.rawValue == code }

  /// The progressive of a national chronic code.
  var progressive: String { content.code.progressive.rawValue }

  /// The records of the person in force on ``start`` or later, the one taken up again left out.
  var running: [Esenzione] {
    position.esenzioni.filter { record in
      record.isInForce && record.id != renewed?.id && record.lastDay.map { $0 >= start } ?? true
    }
  }

  /// The records with the code asked for, also one that is taken up again.
  var same: [Esenzione] {
    position.esenzioni.filter { $0.code == content.code && $0.scope == content.scope }
  }
}

extension EsenzioneEvidence {
  /// Whether it is a declaration of income.
  var isIncome: Bool {
    switch self {
    case .income: true
    case .none, .certificate, .report, .foreigner: false
    }
  }
}

extension Esenzione {
  /// Whether the record counts, will count, or would count but for a suspension.
  var isInForce: Bool {
    switch state {
    case .valid, .suspended: true
    case .draft, .inVerification, .inEvaluation, .ended, .revoked, .annulled, .notValid: false
    }
  }
}

extension EsenzioneFamily {
  /// The deciders of a family, as the rules part them.
  enum Kind: Hashable {
    case income, chronic, rare, invalidity, foreigner, onPrescription, past
  }

  /// Which family of rules speaks.
  var kind: Kind {
    switch self {
    case .reddito, .redditoRegionale, .fasciaRegionale: .income
    case .cronica: .chronic
    case .rara: .rare
    case .invalidita: .invalidity
    case .stranieri, .stranieriRegionale: .foreigner
    case .gravidanza, .gravidanzaRegionale, .screening, .screeningRegionale, .prevenzione, .donazione,
      .altroPrescrizione, .terapiaDolore:
      .onPrescription
    case .cronicaSuperata, .invaliditaSuperata, .covid, .covidRegionale: .past
    }
  }
}
