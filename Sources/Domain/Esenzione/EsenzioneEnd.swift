/// The last day of an exemption, and what sets it.
struct EsenzioneEnd: Hashable, Sendable {
  /// The last day, inclusive; `nil` if unlimited or not known.
  let last: CivilDate?
  /// What sets ``last``; `nil` if nothing does.
  let limit: Limit?
  /// Whether neither law, region nor paper says how long it lasts: it has to be typed.
  ///
  /// A paper that is not filled in yet may still say it.
  let isOpen: Bool
  /// Whether a typed day would shorten what the law grants at least (CR-12).
  let isShortened: Bool

  /// What may set the last day.
  enum Limit: Hashable, Sendable {
    /// The code itself, by law or region.
    case rule
    /// Typed by the operator.
    case typed
    /// The revision of a certificate or report.
    case revision
    /// The years that a permanent report under 100 per cent holds.
    case partialReport
    /// The sixth birthday of a child with E01.
    case childhood
    /// The end of an injury.
    case injury
    /// The end of the enrolment.
    case enrolment
    /// The end of a permit or title of stay.
    case permit
    /// The end of an STP or ENI code or of the temporary protection.
    case foreignCode
  }

  /// The earliest of all that limits the exemption; on a tie the first in the order of ``Limit``.
  ///
  /// - Complexity: O(1).
  /// - Source: esenzioni §6; D.M. 23 novembre 2012.
  init(_ context: EsenzioneContext, entry: EsenzioneEntry) {
    let rule = Self.rule(context, entry)
    let limits =
      [rule.last.map { ($0, Limit.rule) }, context.content.endDate.map { ($0, .typed) }]
      + Self.papers(context, entry) + Self.persons(context)
    let first = limits.compactMap(\.self).min { $0.0 < $1.0 }
    last = first?.0
    limit = first?.1
    isOpen = rule.isOpen && context.content.endDate == nil
    let isGranted = entry.family.kind == .chronic || entry.family.kind == .rare
    isShortened =
      isGranted && !rule.isOpen
      && (context.content.endDate.map { typed in rule.last.map { typed < $0 } ?? true } ?? false)
  }

  /// What code, region and, for codes that name no duration, the papers say.
  private static func rule(
    _ context: EsenzioneContext, _ entry: EsenzioneEntry
  ) -> (last: CivilDate?, isOpen: Bool) {
    let birth = context.position.birthDate
    switch context.parameters.validity(of: entry, age: context.age, start: context.start) {
    case .unlimited, .prescription, .superseded: return (nil, false)
    case .duration(let months): return (Self.last(of: months, from: context.start), false)
    case .untilDay(let month, let day): return (next(month, day, from: context.start), false)
    case .fromBirth(let years), .untilAge(let years): return (birth.birthday(years).adding(days: -1), false)
    case .untilDate(let day): return (day, false)
    case .configured: return configured(context)
    }
  }

  /// The last day of so many months from `start`, that day included.
  ///
  /// Where the last month has no such day the term runs to the end of that month, not to the day before it: what the
  /// law grants at least is never shortened.
  ///
  /// - Source: art. 2963 c.c., fourth and fifth paragraph.
  static func last(of months: Int, from start: CivilDate) -> CivilDate {
    let same = start.adding(months: months)
    return same.day < start.day ? same : same.adding(days: -1)
  }

  /// The first such day of the calendar on or after `start`.
  static func next(_ month: Int, _ day: Int, from start: CivilDate) -> CivilDate? {
    guard let same = CivilDate(year: start.year, month: month, day: day) else { return nil }
    return same >= start ? same : CivilDate(year: start.year + 1, month: month, day: day)
  }

  /// Codes whose row names no duration: the paper may (tumours, reports, injuries, protection).
  private static func configured(_ context: EsenzioneContext) -> (last: CivilDate?, isOpen: Bool) {
    switch context.content.evidence {
    case .certificate(let certificate) where context.progressive == "048":
      // CR-15 asks for term and diagnosis.
      guard let years = certificate.tumourTerm?.years else { return (nil, false) }
      return (certificate.firstDiagnosis.map { last(of: years * 12, from: $0) }, false)
    // IN-08 asks for the end of an injury.
    case .report(let report): return (report.kind == .injury ? report.periodEnd : nil, false)
    case .foreigner(let declaration):
      let isFilledIn = declaration.declaresNoWork || declaration.isIndigent
      return (declaration.validUntil, isFilledIn && declaration.validUntil == nil)
    case .certificate, .income: return (nil, true)
    case .none: return (nil, false)
    }
  }

  /// What the paper shown says.
  private static func papers(
    _ context: EsenzioneContext, _ entry: EsenzioneEntry
  ) -> [(CivilDate, Limit)?] {
    switch context.content.evidence {
    case .none: return []
    case .income:
      guard context.isNational("E01"), context.age < EsenzioneAges.child else { return [] }
      let birthday = context.position.birthDate.birthday(EsenzioneAges.child)
      return [(birthday.adding(days: -1), .childhood)]
    case .certificate(let certificate): return [certificate.revision.map { ($0, .revision) }]
    case .report(let report):
      let grace = context.parameters.reportGraceMonths
      let isPartial = report.revision == nil && report.percentage.map { $0 < 100 } ?? false
      let years = isPartial && report.kind == .civil ? context.parameters.partialReportYears : nil
      // What has to be looked at again stays good until the new report (IN-03, DL 90/2014).
      let revision = report.revision.map { $0.adding(months: grace) }
      return [
        revision.flatMap { $0 < context.start ? nil : ($0, .revision) },
        years.map { (last(of: $0 * 12, from: context.start), .partialReport) },
        report.periodEnd.map { ($0, .injury) },
      ]
    case .foreigner(let declaration): return [declaration.validUntil.map { ($0, .foreignCode) }]
    }
  }

  /// What enrolment and title of stay say: an exemption never outlives them (AN-10).
  private static func persons(_ context: EsenzioneContext) -> [(CivilDate, Limit)?] {
    var limits: [(CivilDate, Limit)?] = []
    if let assistenza = context.position.assistenza {
      if let ended = assistenza.ended { limits.append((ended.on, .enrolment)) }
      if case .temporary(let until) = assistenza.kind { limits.append((until, .enrolment)) }
    }
    switch context.position.entitlement {
    case .italian, .irregularAdult, .europeanWithoutRights: break
    case .irregularMinor:
      limits.append((context.position.birthDate.birthday(EsenzioneAges.adult).adding(days: -1), .permit))
    case .european(let title): limits.append(EndDates.ofTitle(title).map { ($0, .permit) })
    case .thirdCountry(let permesso):
      let isRenewed = permesso.renewalRequestedOn != nil && permesso.validUntil < context.start
      let grace = context.profile.scelta.permitRenewalGraceMonths
      limits.append((isRenewed ? permesso.validUntil.adding(months: grace) : permesso.validUntil, .permit))
    }
    return limits
  }
}

extension MedicalCertificate.TumourTerm {
  /// Years from the first diagnosis; `nil` without end.
  var years: Int? {
    switch self {
    case .fiveYears: 5
    case .tenYears: 10
    case .unlimited: nil
    }
  }
}
