import Domain

/// How each parameter of a profile file is read: its name, and what it sets.
enum ProfileParameters {
  /// Reads one parameter into a profile; an unknown name is refused.
  static func set(
    _ name: String, _ value: ProfileValue, in profile: inout Profile
  ) throws(ProfileCatalogError) {
    switch name {
    case "ana_live_from":
      profile.nationalRegistryStart =
        if case .null = value.json.value { nil } else { try value.parsed { CivilDate(iso: $0) } }
    case "dom_reasons", "dom_age_75", "dom_months", "dom_follows_permit", "home_cancellation_proof",
      "health_reason_needs_district_doctor", "permit_renewal_grace":
      try setDomicile(name, value, in: &profile.scelta)
    case "max_mmg", "max_pls", "max_special", "trainee_limit", "temp_counts_in_max", "permit_choices_exceed",
      "reunion_circle":
      try setPlaces(name, value, in: &profile.scelta)
    default:
      if EsenzioneProfileParameters.names.contains(name) {
        try EsenzioneProfileParameters.set(name, value, in: &profile.esenzioni)
      } else if TesseraProfileParameters.names.contains(name) {
        try TesseraProfileParameters.set(name, value, in: &profile.tessera)
      } else {
        try setScelta(name, value, in: &profile.scelta)
      }
    }
  }

  /// Every name that a file may use; `italia` uses all of them.
  static let names = EsenzioneProfileParameters.names.union(TesseraProfileParameters.names).union([
    "accounting_stop", "ambito_check", "ambito_check_by_asl", "ana_live_from", "deroga_decider",
    "deroga_only_bordering", "dom_age_75", "dom_follows_permit", "dom_months", "dom_reasons",
    "health_reason_needs_district_doctor", "home_cancellation_proof", "max_mmg", "max_pls", "max_special",
    "min_days_between_changes", "mmg_under14_is_deroga", "permit_choices_exceed", "permit_renewal_grace",
    "pls_ext_deadline", "pls_ext_late", "pls_ext_reasons", "print_set", "reunion_circle",
    "same_association_needs_consent", "scelta_desks", "temp_counts_in_max", "trainee_limit",
    "two_parents_required", "voluntary_amounts",
  ])

  private static func setScelta(
    _ name: String, _ value: ProfileValue, in parameters: inout SceltaParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "min_days_between_changes": parameters.minimumDaysBetweenChanges = try value.number(in: 0...366)
    case "mmg_under14_is_deroga": parameters.mmgUnder14IsDeroga = try value.bool()
    case "pls_ext_reasons": parameters.extensionReasons = try value.words()
    case "pls_ext_deadline": parameters.extensionDeadlineAge = try value.number(in: 13...16)
    case "pls_ext_late": parameters.lateExtension = try value.word()
    case "deroga_decider": parameters.derogaDecider = try value.word()
    case "deroga_only_bordering": parameters.derogaOnlyBordering = try value.bool()
    case "ambito_check": parameters.ambitoCheck = try value.word()
    case "ambito_check_by_asl":
      parameters.ambitoCheckByAsl = [:]
      for (asl, check) in try value.members() {
        guard let code = CodiceAsl(asl) else { throw check.error(.badValue) }
        parameters.ambitoCheckByAsl[code] = try check.word()
      }
    case "same_association_needs_consent":
      let forms = try value.object(required: ["mmg", "pls"])
      parameters.associationConsentMMG = try forms["mmg"].words()
      parameters.associationConsentPLS = try forms["pls"].words()
    case "two_parents_required": parameters.twoParentsRequired = try value.bool()
    case "accounting_stop": parameters.accountingStop = try accountingStop(value)
    case "scelta_desks": parameters.sceltaDesks = try value.words()
    case "print_set": parameters.printSet = try value.words()
    case "voluntary_amounts": parameters.voluntaryContributions = try contributions(value)
    default: throw value.error(.unknownKey)
    }
  }

  private static func setDomicile(
    _ name: String, _ value: ProfileValue, in parameters: inout SceltaParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "dom_reasons": parameters.domicileReasons = try value.words()
    case "dom_age_75":
      parameters.domicileAge =
        if case .null = value.json.value { nil } else { try value.number(in: 60...100) }
    case "dom_months":
      let months = try value.object(required: ["from", "to"])
      let shortest = try months["from"].number(in: 1...24)
      parameters.domicileMonths = shortest...(try months["to"].number(in: shortest...60))
    case "dom_follows_permit": parameters.domicileFollowsPermit = try value.bool()
    case "home_cancellation_proof": parameters.homeCancellationProof = try value.word()
    case "health_reason_needs_district_doctor":
      parameters.healthReasonNeedsDistrictDoctor = try value.bool()
    case "permit_renewal_grace": parameters.permitRenewalGraceMonths = try value.number(in: 0...60)
    default: throw value.error(.unknownKey)
    }
  }

  private static func setPlaces(
    _ name: String, _ value: ProfileValue, in parameters: inout SceltaParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "max_mmg": parameters.maximumMMG = try value.number(in: 1...5_000)
    case "max_pls": parameters.maximumPLS = try value.number(in: 1...5_000)
    case "max_special": parameters.maximumSpecial = try value.number(in: 1...5_000)
    case "trainee_limit": parameters.traineeLimit = try value.number(in: 1...5_000)
    case "temp_counts_in_max": parameters.temporaryCountsInMaximum = try value.bool()
    case "permit_choices_exceed": parameters.permitChoicesExceed = try value.bool()
    case "reunion_circle": parameters.reunionCircle = try value.words()
    default: throw value.error(.unknownKey)
    }
  }

  private static func accountingStop(
    _ value: ProfileValue
  ) throws(ProfileCatalogError) -> SceltaParameters.AccountingStop? {
    if case .null = value.json.value { return nil }
    let stop = try value.object(required: ["from_day", "from_time", "until_time"])
    return SceltaParameters.AccountingStop(
      fromDay: try stop["from_day"].number(in: 1...28),
      fromTime: try stop["from_time"].parsed { CivilTime(iso: $0) },
      untilTime: try stop["until_time"].parsed { CivilTime(iso: $0) })
  }

  /// Cents of euro by year.
  private static func contributions(
    _ value: ProfileValue
  ) throws(ProfileCatalogError) -> [Int: SceltaParameters.VoluntaryContribution] {
    var contributions: [Int: SceltaParameters.VoluntaryContribution] = [:]
    for (name, amounts) in try value.members() {
      guard let year = Int(name), (2000...2100).contains(year) else { throw amounts.error(.badValue) }
      let object = try amounts.object(required: ["minimum_cents", "student_cents", "au_pair_cents"])
      contributions[year] = SceltaParameters.VoluntaryContribution(
        minimumCents: try object["minimum_cents"].number(in: 0...10_000_000),
        studentCents: try object["student_cents"].number(in: 0...10_000_000),
        auPairCents: try object["au_pair_cents"].number(in: 0...10_000_000))
    }
    return contributions
  }
}
