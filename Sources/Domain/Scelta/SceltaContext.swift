/// A case of scelta with what several families of rules derive from it.
struct SceltaContext: Sendable {
  let content: SceltaCase
  let profile: Profile
  let now: Instant
  /// The civil day in Italy.
  let today: CivilDate
  /// The day from which the scelta would count, never before the end that a revoca set: ages are those of this day
  /// (AGE-09).
  let day: CivilDate
  /// Completed years on ``day``; negative before the birth.
  let age: Int
  /// The domicile, if it holds on ``day``.
  let domicile: Domicile?
  /// `nil` for a person without residence in Italy.
  let combination: AslCombination?
  let availability: Availability
  /// The scelta in force on ``day`` as far as is known today.
  let activeScelta: Scelta?

  init(_ content: SceltaCase, profile: Profile, now: Instant) {
    self.content = content
    self.profile = profile
    self.now = now
    today = now.romeDate
    let position = content.assistito.posizione
    let day = position.firstDay(ofSceltaFrom: content.request.effectiveDate)
    self.day = day
    age = position.birthDate.age(on: day)
    let domicile = position.domicile.flatMap { domicile -> Domicile? in
      guard domicile.since <= day, day <= domicile.until ?? day else { return nil }
      return domicile
    }
    self.domicile = domicile
    combination = position.residence.territory.map { residence in
      AslCombination(
        residence: residence.asl, domicile: domicile?.address.territory.asl ?? residence.asl,
        medico: content.medico.asl)
    }
    availability = Availability(
      of: content.medico, on: day, temporaryCounts: profile.scelta.temporaryCountsInMaximum)
    activeScelta = position.activeScelta(on: day)
  }

  var parameters: SceltaParameters { profile.scelta }
  var request: SceltaRequest { content.request }
  var medico: Medico { content.medico }
  var position: Posizione { content.assistito.posizione }

  /// Whether the person is already on the medico's list, and so takes up no new place.
  var isOnList: Bool { activeScelta?.medico == medico.id }

  /// Whether the medico's written acceptance has been seen.
  var isAccepted: Bool {
    request.medicoAcceptance || request.documentsSeen.contains(.medicoAcceptance)
  }

  /// The temporary enrolment with the medico's asl that runs on ``day``, with its last day.
  var runningTemporary: (start: CivilDate, until: CivilDate)? {
    guard let assistenza = position.assistenza, assistenza.asl == medico.asl, assistenza.isActive(on: day),
      case .temporary(let until) = assistenza.kind
    else { return nil }
    return (assistenza.start, until)
  }

  /// Whether a temporary enrolment is renewed with the same medico and the same domicile (AMB-07).
  ///
  /// Not with a medico who refused the person: there the ban of REV-05 holds.
  var isRenewal: Bool {
    guard let assistenza = position.assistenza, assistenza.asl == medico.asl,
      case .temporary = assistenza.kind, let last = position.scelte.first, last.medico == medico.id,
      last.ricusazioneNotice == nil
    else { return false }
    return (last.end == nil || last.end?.reason == .expiry)
      && domicile?.address.territory.asl == assistenza.asl
  }

  /// Whether a scelta that ended with the permit is taken up again with its receipt.
  var isReinstatement: Bool {
    guard case .thirdCountry(let permesso) = position.entitlement, permesso.renewalRequestedOn != nil,
      let last = position.scelte.first, last.medico == medico.id
    else { return false }
    return last.end?.reason == .expiry
  }

  /// Whether the person stays with the PLS beyond 14 years, or asks to.
  var isExtension: Bool { medico.kind == .pls && request.pediatricExtension != nil && age < 16 }

  /// Whether the enrolment would be temporary.
  var isTemporary: Bool {
    combination?.admission == .temporary || EndDates.ofEntitlement(self) != nil
      || (combination == nil && domicile != nil)
  }

  /// The counter of places that applies (the table of MAX).
  var counter: PlaceCounter {
    if isTemporary || isExtension { return .temporary }
    if let combination, combination != .same { return .temporary }
    if !availability.permanent.isFree, !availability.isUnknown,
      [.valid, .unverified].contains(ReunionRules.standing(self))
    {
      return .reunion
    }
    if medico.kind == .pls, age < 6, medico.ceilings.zeroToSix != nil { return .zeroToSix }
    return .permanent
  }
}
