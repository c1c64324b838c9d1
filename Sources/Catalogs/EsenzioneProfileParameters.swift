import Domain

/// How each parameter of exemptions of a profile file is read.
enum EsenzioneProfileParameters {
  /// Every name of these parameters.
  static let names: Set<String> = Set(income).union(places).union(ends).union(papers)

  private static let income = [
    "income_thresholds", "e01_senior_from", "e04_pension_from", "e02_renewal_from_april", "mef_list_from",
    "mef_list_rolls_over", "never_worked_code", "income_incompatible", "revoke_current_year_only",
    "income_batch_from",
  ]
  private static let places = [
    "esenzioni_region", "income_elsewhere", "income_other_region", "other_asl_of_region",
    "domiciled_before_ana",
  ]
  private static let ends = [
    "esenzioni_ends", "config_durations", "tumour_years", "report_grace_months", "partial_report_years",
    "expiring_days", "renewal_days",
  ]
  private static let papers = [
    "certificate_warning_months", "private_record_needs_district_doctor",
    "unclear_diagnosis_needs_district_doctor", "rare_registry_declaration", "x01_also_eni", "attestato_text",
    "print_second_language",
  ]

  /// Reads one parameter; an unknown name is refused.
  static func set(
    _ name: String, _ value: ProfileValue, in parameters: inout EsenzioneParameters
  ) throws(ProfileCatalogError) {
    if income.contains(name) {
      try setIncome(name, value, in: &parameters)
    } else if places.contains(name) {
      try setPlaces(name, value, in: &parameters)
    } else if ends.contains(name) {
      try setEnds(name, value, in: &parameters)
    } else {
      try setPapers(name, value, in: &parameters)
    }
  }

  private static func setIncome(
    _ name: String, _ value: ProfileValue, in parameters: inout EsenzioneParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "income_thresholds": parameters.income = try thresholds(value)
    case "e01_senior_from": parameters.seniorFromE01 = try value.number(in: 60...75)
    case "e04_pension_from": parameters.pensionerFromE04 = try value.number(in: 55...70)
    case "e02_renewal_from_april": parameters.renewalStartsInApril = try value.bool()
    case "mef_list_from": parameters.listFrom = try monthDay(value)
    case "income_batch_from": parameters.batchFrom = value.isNull ? nil : try monthDay(value)
    case "mef_list_rolls_over": parameters.listRollsOver = try value.bool()
    case "never_worked_code":
      parameters.neverWorkedCode = value.isNull ? nil : try value.parsed { CodiceEsenzione($0) }
    case "income_incompatible":
      parameters.incompatible = [:]
      for (name, existing) in try value.members() {
        guard let code = CodiceEsenzione(name) else { throw existing.error(.badValue) }
        parameters.incompatible[code] = try codes(existing)
      }
    case "revoke_current_year_only": parameters.revokesCurrentYearOnly = try value.bool()
    default: throw value.error(.unknownKey)
    }
  }

  private static func setPlaces(
    _ name: String, _ value: ProfileValue, in parameters: inout EsenzioneParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "esenzioni_region":
      parameters.region =
        value.isNull
        ? nil
        : try value.parsed { text in
          if case .region(let digits) = EsenzioneScope(rawValue: text) { digits } else { nil }
        }
    case "income_elsewhere": parameters.incomeElsewhere = try value.word()
    case "income_other_region": parameters.incomeOtherRegion = try value.word()
    case "other_asl_of_region": parameters.otherAslOfRegion = try value.word()
    case "domiciled_before_ana": parameters.issuedToDomiciled = try value.bool()
    default: throw value.error(.unknownKey)
    }
  }

  private static func setEnds(
    _ name: String, _ value: ProfileValue, in parameters: inout EsenzioneParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "esenzioni_ends":
      parameters.ends = []
      for element in try value.elements() { parameters.ends.append(try endRule(element)) }
    case "config_durations":
      parameters.durations = [:]
      for (name, duration) in try value.members() {
        guard let code = CodiceEsenzione(name) else { throw duration.error(.badValue) }
        parameters.durations[code] = try validity(duration)
      }
    case "tumour_years":
      parameters.tumourYears = []
      for element in try value.elements() {
        guard parameters.tumourYears.insert(try element.number(in: 1...50)).inserted else {
          throw element.error(.badValue)
        }
      }
    case "report_grace_months": parameters.reportGraceMonths = try value.number(in: 0...60)
    case "partial_report_years":
      parameters.partialReportYears = value.isNull ? nil : try value.number(in: 1...50)
    case "expiring_days": parameters.expiringDays = try value.number(in: 0...366)
    case "renewal_days": parameters.renewalDays = try value.number(in: 0...366)
    default: throw value.error(.unknownKey)
    }
  }

  private static func setPapers(
    _ name: String, _ value: ProfileValue, in parameters: inout EsenzioneParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "certificate_warning_months": parameters.certificateWarningMonths = try value.number(in: 1...120)
    case "private_record_needs_district_doctor":
      parameters.privateRecordNeedsDistrictDoctor = try value.bool()
    case "unclear_diagnosis_needs_district_doctor":
      parameters.unclearDiagnosisNeedsDistrictDoctor = try value.bool()
    case "rare_registry_declaration": parameters.asksRareRegistryDeclaration = try value.bool()
    case "x01_also_eni": parameters.codeX01AlsoForENI = try value.bool()
    case "attestato_text": parameters.print = try value.word()
    case "print_second_language":
      let language: Language? = value.isNull ? nil : try value.word()
      parameters.secondLanguage = language?.rawValue
    default: throw value.error(.unknownKey)
    }
  }

  private static func thresholds(_ value: ProfileValue) throws(ProfileCatalogError) -> IncomeThresholds {
    let object = try value.object(required: [
      "e01_cents", "base_cents", "spouse_cents", "child_cents", "dependant_cents", "young_dependant_cents",
      "young_dependant_up_to",
    ])
    let cents = 1...100_000_000
    var thresholds = IncomeThresholds()
    thresholds.ceilingE01Cents = try object["e01_cents"].number(in: cents)
    thresholds.baseCents = try object["base_cents"].number(in: cents)
    thresholds.withSpouseCents = try object["spouse_cents"].number(in: cents)
    thresholds.perChildCents = try object["child_cents"].number(in: cents)
    thresholds.dependantCents = try object["dependant_cents"].number(in: cents)
    thresholds.youngDependantCents = try object["young_dependant_cents"].number(in: cents)
    thresholds.youngDependantUpTo = try object["young_dependant_up_to"].number(in: 18...40)
    return thresholds
  }

  private static func monthDay(_ value: ProfileValue) throws(ProfileCatalogError)
    -> EsenzioneParameters.MonthDay
  {
    let object = try value.object(required: ["month", "day"])
    let month = try object["month"].number(in: 1...12)
    let day = try object["day"].number(in: 1...31)
    // A day that every year has.
    guard CivilDate(year: 2001, month: month, day: day) != nil else {
      throw try object["day"].error(.badValue)
    }
    return EsenzioneParameters.MonthDay(month: month, day: day)
  }

  private static func endRule(_ value: ProfileValue) throws(ProfileCatalogError)
    -> EsenzioneParameters.EndRule
  {
    let object = try value.object(required: ["codes", "from_age", "since", "validity"])
    let age = try object["from_age"]
    let since = try object["since"]
    return EsenzioneParameters.EndRule(
      codes: try codes(object["codes"]), fromAge: age.isNull ? nil : try age.number(in: 0...120),
      since: since.isNull ? nil : try since.parsed { CivilDate(iso: $0) },
      validity: try validity(object["validity"]))
  }

  /// A validity that says when an exemption ends: not that it is not issued, nor that somebody else says.
  private static func validity(_ value: ProfileValue) throws(ProfileCatalogError) -> EsenzioneValidity {
    let validity: EsenzioneValidity = try value.word()
    guard validity.isIssuable, validity != .configured else { throw value.error(.badValue) }
    return validity
  }

  private static func codes(_ value: ProfileValue) throws(ProfileCatalogError) -> Set<CodiceEsenzione> {
    var codes: Set<CodiceEsenzione> = []
    for element in try value.elements() {
      guard codes.insert(try element.parsed { CodiceEsenzione($0) }).inserted else {
        throw element.error(.badValue)
      }
    }
    return codes
  }
}
