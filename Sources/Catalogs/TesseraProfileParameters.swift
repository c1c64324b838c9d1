import Domain

/// How each parameter of codes and cards of a profile file is read.
enum TesseraProfileParameters {
  /// Every name of these parameters.
  static let names: Set<String> = Set(codes).union(places).union(people).union(papers).union(cards)

  private static let codes = [
    "code_split", "uses_cip", "blind_envelope", "puk_limit", "puk_needs_pin", "unblock_program", "pin_rows",
  ]
  private static let places = [
    "pin_desks", "pin_protected_desks", "pin_other_regions", "pin_pharmacy_own_region",
    "pin_pharmacy_fee_cents",
    "pin_online_minors", "remote_allowed_misses", "desk_mail_domains",
  ]
  private static let people = [
    "pin_delegation", "impediment_months", "impediment_months_inclusive", "pin_parents", "pin_emancipated",
    "parent_card_required", "minor_document_required", "representative_form", "court_act_required",
    "support_administrator_known",
  ]
  private static let papers = [
    "contact_rule", "certified_mail_admitted", "holder_document_copy", "card_copy", "permit_is_document",
    "pin_form_copies", "withdraws_old_card",
  ]
  private static let cards = [
    "chipless_extension_end", "duplicate_channels", "duplicate_revokes", "theft_report_required",
    "revocation_needs_user_code", "suspension_needs_user_code", "destruction_signatures",
    "card_expiring_days", "help_lines",
  ]

  /// Reads one parameter; an unknown name is refused.
  static func set(
    _ name: String, _ value: ProfileValue, in parameters: inout TesseraParameters
  ) throws(ProfileCatalogError) {
    if codes.contains(name) {
      try setCodes(name, value, in: &parameters)
    } else if places.contains(name) {
      try setPlaces(name, value, in: &parameters)
    } else if people.contains(name) {
      try setPeople(name, value, in: &parameters)
    } else if papers.contains(name) {
      try setPapers(name, value, in: &parameters)
    } else {
      try setCards(name, value, in: &parameters)
    }
  }

  private static func setCodes(
    _ name: String, _ value: ProfileValue, in parameters: inout TesseraParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "code_split": parameters.split = value.isNull ? nil : try split(value)
    case "uses_cip": parameters.usesCIP = try value.bool()
    case "blind_envelope": parameters.usesBlindEnvelope = try value.bool()
    case "puk_limit":
      guard !value.isNull else { return parameters.pukLimit = nil }
      let object = try value.object(required: ["count", "mode"])
      parameters.pukLimit = PukLimit(
        count: try object["count"].number(in: 1...20), mode: try object["mode"].word())
    case "puk_needs_pin": parameters.pukNeedsPin = try value.bool()
    case "unblock_program": parameters.unblockProgram = value.isNull ? nil : try value.string()
    case "pin_rows":
      parameters.rows = [:]
      for (name, row) in try value.members() {
        guard let kind = CodeApplicant.Kind(rawValue: name) else { throw row.error(.badValue) }
        parameters.rows[kind] = try row.parsed { RuleBook.isCodeRow($0) ? $0 : nil }
      }
    default: throw value.error(.unknownKey)
    }
  }

  private static func setPlaces(
    _ name: String, _ value: ProfileValue, in parameters: inout TesseraParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "pin_desks": parameters.desks = try value.words()
    case "pin_protected_desks": parameters.protectedDesks = try value.words()
    case "pin_pharmacy_own_region": parameters.pharmacyOwnRegionOnly = try value.bool()
    case "pin_other_regions": parameters.otherRegionsAdmitted = try value.bool()
    case "pin_pharmacy_fee_cents":
      parameters.pharmacyFeeCents = value.isNull ? nil : try value.number(in: 0...10_000)
    case "pin_online_minors": parameters.onlineForMinors = try value.bool()
    case "remote_allowed_misses": parameters.allowedMisses = try value.number(in: 0...10)
    case "desk_mail_domains":
      parameters.deskDomains = []
      for element in try value.elements() {
        parameters.deskDomains.append(
          try element.parsed { domain in (try? EmailAddress("x@\(domain)"))?.domain })
      }
    default: throw value.error(.unknownKey)
    }
  }

  private static func setPeople(
    _ name: String, _ value: ProfileValue, in parameters: inout TesseraParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "pin_delegation": parameters.delegation = try value.word()
    case "impediment_months": parameters.impedimentMonths = try value.number(in: 1...24)
    case "impediment_months_inclusive": parameters.impedimentMonthsInclusive = try value.bool()
    case "pin_parents": parameters.parentsMayCome = try value.bool()
    case "pin_emancipated": parameters.emancipatedComesAlone = try value.bool()
    case "parent_card_required": parameters.parentCardRequired = try value.bool()
    case "minor_document_required": parameters.minorDocumentRequired = try value.bool()
    case "representative_form": parameters.representativeForm = value.isNull ? nil : try value.word()
    case "court_act_required": parameters.courtActRequired = try value.bool()
    case "support_administrator_known": parameters.supportAdministratorKnown = try value.bool()
    default: throw value.error(.unknownKey)
    }
  }

  private static func setPapers(
    _ name: String, _ value: ProfileValue, in parameters: inout TesseraParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "contact_rule": parameters.contactRule = try value.word()
    case "certified_mail_admitted": parameters.certifiedMailAdmitted = try value.bool()
    case "holder_document_copy": parameters.holderDocumentCopyAdmitted = try value.bool()
    case "card_copy": parameters.cardCopyAdmitted = try value.bool()
    case "permit_is_document": parameters.permitIsDocument = try value.bool()
    case "pin_form_copies": parameters.formCopies = try value.number(in: 1...3)
    case "withdraws_old_card": parameters.withdrawsOldCard = try value.bool()
    default: throw value.error(.unknownKey)
    }
  }

  private static func setCards(
    _ name: String, _ value: ProfileValue, in parameters: inout TesseraParameters
  ) throws(ProfileCatalogError) {
    switch name {
    case "chipless_extension_end": parameters.extensionEnd = try value.parsed { CivilDate(iso: $0) }
    case "duplicate_channels":
      parameters.duplicateChannels = [:]
      for (name, channels) in try value.members() {
        guard let reason = DuplicateReason(rawValue: name) else { throw channels.error(.badValue) }
        let words: Set<DuplicateChannel> = try channels.words()
        guard !words.isEmpty else { throw channels.error(.badValue) }
        parameters.duplicateChannels[reason] = words
      }
      guard parameters.duplicateChannels.count == DuplicateReason.allCases.count else {
        throw value.error(.badValue)
      }
    case "duplicate_revokes": parameters.duplicateRevokes = try value.bool()
    case "theft_report_required": parameters.reportRequired = try value.bool()
    case "revocation_needs_user_code": parameters.revocationNeedsUserCode = try value.bool()
    case "suspension_needs_user_code": parameters.suspensionNeedsUserCode = try value.bool()
    case "destruction_signatures": parameters.destructionSignatures = try value.number(in: 1...3)
    case "card_expiring_days": parameters.expiringDays = try value.number(in: 0...366)
    case "help_lines":
      parameters.helpLines = []
      for element in try value.elements() {
        let line = try element.object(required: ["name", "number"], optional: ["hours"])
        parameters.helpLines.append(
          TesseraParameters.HelpLine(
            name: try line["name"].string(), number: try line["number"].string(),
            hours: try line.optional("hours")?.string() ?? ""))
      }
    default: throw value.error(.unknownKey)
    }
  }

  private static func split(_ value: ProfileValue) throws(ProfileCatalogError) -> CodeSplit {
    let object = try value.object(required: ["pin_first", "pin_rest", "puk_first", "puk_rest"])
    let digits = 1...8
    guard
      let split = CodeSplit(
        pinFirst: try object["pin_first"].number(in: digits),
        pinRest: try object["pin_rest"].number(in: digits),
        pukFirst: try object["puk_first"].number(in: digits),
        pukRest: try object["puk_rest"].number(in: digits))
    else { throw value.error(.badValue) }
    return split
  }
}
