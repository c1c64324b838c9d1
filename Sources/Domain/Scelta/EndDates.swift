/// The last day of a scelta: computed from the reason that limits it, never typed in freely.
enum EndDates {
  /// The last day (inclusive) that the entitlement allows; `nil` if it sets none.
  static func ofEntitlement(_ context: SceltaContext) -> CivilDate? {
    switch context.position.entitlement {
    case .italian, .irregularAdult, .europeanWithoutRights: nil
    case .irregularMinor: context.position.birthDate.birthday(18).adding(days: -1)
    case .thirdCountry(let permesso): ofPermit(permesso, context)
    case .european(let title): ofTitle(title)
    }
  }

  /// The end of the permit, of the grace its receipt gives, or the solar year of a voluntary one.
  private static func ofPermit(_ permesso: PermessoDiSoggiorno, _ context: SceltaContext) -> CivilDate? {
    switch permesso.category.enrolment {
    case .compulsory:
      if permesso.validUntil < context.day, permesso.renewalRequestedOn != nil {
        return permesso.validUntil.adding(months: context.parameters.permitRenewalGraceMonths)
      }
      return permesso.validUntil
    case .voluntary: return CivilDate(year: context.day.year, month: 12, day: 31)
    case .notAdmitted: return nil
    }
  }

  /// The end of the title of a citizen of the Union.
  static func ofTitle(_ title: EuropeanTitle) -> CivilDate? {
    switch title {
    case .worker(let end): end
    case .seasonalWorker(let end): end
    case .formS1(let until): until
    case .unemployed(let since, let underOneYear): underOneYear ? since.adding(months: 12) : nil
    case .trainee(let until): until
    case .dependant(let until): until
    case .selfEmployed, .permanentStay, .shortStay: nil
    }
  }

  /// Whether a domicilio sanitario carries the enrolment.
  static func needsDomicile(_ context: SceltaContext) -> Bool {
    guard let domicile = context.domicile, domicile.address.territory.asl == context.medico.asl else {
      return false
    }
    return context.combination.map { $0.admission == .temporary } ?? true
  }

  /// Whether the temporary enrolment that runs keeps its end on a change of medico (DOM-08).
  static func keepsRunningEnd(_ context: SceltaContext) -> CivilDate? {
    guard let running = context.runningTemporary else { return nil }
    if let asked = context.request.endDate, asked > running.until { return nil }
    return running.until
  }

  /// The last day by the longest domicilio sanitario, before ``ofDomicile(_:)`` takes the reason's own end.
  ///
  /// A year from 1 March ends on 1 March: the first day is not counted (art. 2963 c.c.).
  static func domicileCap(_ context: SceltaContext) -> CivilDate {
    let cap = context.day.adding(months: context.parameters.domicileMonths.upperBound)
    if context.parameters.domicileFollowsPermit,
      case .thirdCountry(let permesso) = context.position.entitlement
    {
      return max(cap, permesso.validUntil)
    }
    return cap
  }

  /// The last day (inclusive) that the domicilio sanitario allows; `nil` if there is none.
  static func ofDomicile(_ context: SceltaContext) -> CivilDate? {
    guard needsDomicile(context) else { return nil }
    if let kept = keepsRunningEnd(context) { return kept }
    return [domicileCap(context), context.domicile?.until].compactMap(\.self).min()
  }

  /// The last day allowed by everything that limits the scelta; `nil` if it is unlimited.
  static func limit(_ context: SceltaContext) -> CivilDate? {
    let sixteenth = context.isExtension ? context.position.birthDate.birthday(16) : nil
    return [ofEntitlement(context), ofDomicile(context), sixteenth].compactMap(\.self).min()
  }

  /// The last day of the scelta: what was asked for, as far as ``limit(_:)`` allows it.
  static func end(_ context: SceltaContext) -> CivilDate? {
    limit(context).map { min($0, context.request.endDate ?? $0) }
  }
}
