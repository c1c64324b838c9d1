/// Which asl issues what, before and after the national registry's start (AN).
enum RegistryStartRules {
  private static let notice = "Avviso Regione Toscana (seed 000) [E28]"
  static let freeze = Rule("AN-01", source: notice, confidence: .seed)
  static let issuer = Rule("AN-02", source: notice, confidence: .seed)
  static let region = Rule("AN-03", source: notice, confidence: .seed)
  static let sameRegion = Rule("AN-04", source: "Non detto: scelta di progetto", confidence: .unverified)
  static let residence = Rule("AN-05", source: notice, confidence: .seed)
  static let mover = Rule("AN-06", source: notice, confidence: .seed)
  static let moverCode = Rule(
    "AN-07", source: "Regola di progetto: un codice regionale vale nella sua regione", confidence: .design,
    protectsCitizen: true)
  static let income = Rule(
    "AN-08", source: "Flussi di Sistema TS [E43]; limite non detto", confidence: .unverified)
  static let domicile = Rule("AN-09", source: "Segue da AN-02 e AN-03; prassi [E44]", confidence: .design)
  static let permit = Rule("AN-10", source: "Pagine di ASL [E44]", confidence: .regional)
  static let withoutCode = Rule("AN-11", source: "Non verificato", confidence: .unverified)
  static let difference = Rule("AN-12", source: "Regola di progetto", confidence: .design)
  static let authority = Rule("AN-13", source: "Sistema TS, come funziona ANA [E45]", confidence: .law)
  static let veneto = Rule("AN-14", source: "Stampa e pagine venete", confidence: .practice)

  static let entries: [RuleEntry] = [
    RuleEntry(freeze, .computed("SOS-01: the suspensions of registry and profile")),
    RuleEntry(issuer, "unknown", "issued"),
    RuleEntry(region, "readOnly"), RuleEntry(sameRegion),
    RuleEntry(residence, .computed("Provenance: residence belongs to ANPR")), RuleEntry(mover),
    RuleEntry(moverCode), RuleEntry(income, "region", "issued"), RuleEntry(domicile, "before"),
    RuleEntry(permit),
    RuleEntry(withoutCode, .outside("people with STP or ENI only stay in a record of the asl")),
    RuleEntry(difference, .outside("the registry shows both and lets neither be overwritten")),
    RuleEntry(authority, .outside("what the registry says is what the desk shows")),
    RuleEntry(veneto, .computed("aliases of the catalogue")),
  ]

  static func findings(_ context: EsenzioneContext) -> [Finding] {
    placeFindings(context) + moverFindings(context)
  }

  /// Whether this desk's asl is the one that issues.
  private static func placeFindings(_ context: EsenzioneContext) -> [Finding] {
    guard let entry = context.entry, entry.family.kind != .foreigner,
      let home = context.position.competentAsl
    else { return [] }
    if home == context.content.deskAsl {
      let isKnown = context.position.residence.territory != nil || !entry.issuer.needsResidence
      return isKnown ? [] : [Finding(issuer, .warn, variant: "unknown")]
    }
    let isOtherRegion = home.region != context.content.deskAsl.region
    let field = CaseField.code
    guard entry.issuer.needsResidence else {
      // Who is neither at home nor enrolled in this region is refused by GE-03, whatever a profile allows.
      let isEnrolled = context.position.assistenza?.asl.region == context.content.deskAsl.region
      if isOtherRegion, !isEnrolled { return [Finding(region, .block, field: field)] }
      let treatment =
        isOtherRegion ? context.parameters.incomeOtherRegion : context.parameters.incomeElsewhere
      return elsewhere(treatment, Finding(region, .block, field: field)) { severity in
        Finding(income, severity, variant: isOtherRegion ? "region" : nil, arguments: [home.rawValue])
      }
    }
    if !context.hasRegistry {
      // The old practice: who had the care of the service here for a time was given the attestato here.
      let isHere = context.position.assistenza?.asl == context.content.deskAsl
      if isHere, context.parameters.issuedToDomiciled {
        return [Finding(domicile, .warn, variant: "before", arguments: [home.rawValue])]
      }
      return [Finding(ChronicRules.issuer, .block, arguments: [home.rawValue], field: field)]
    }
    if isOtherRegion {
      return [
        Finding(issuer, .block, arguments: [home.rawValue], field: field),
        Finding(region, .block, field: field), Finding(domicile, .note, arguments: [home.rawValue]),
      ]
    }
    return elsewhere(
      context.parameters.otherAslOfRegion, Finding(issuer, .block, arguments: [home.rawValue], field: field)
    ) { Finding(sameRegion, $0, arguments: [home.rawValue]) }
  }

  /// Whether a desk may change a record: its own region's, or that of somebody whose home is in it.
  static func isChanged(_ record: Esenzione, of position: Posizione, at desk: CodiceAsl) -> Bool {
    record.issuer.region == desk.region || position.competentAsl?.region == desk.region
  }

  /// What an end of a record meets that the desk's asl did not issue, or whose person lives elsewhere.
  static func findings(
    _ content: EsenzioneRevocaCase, _ record: Esenzione, parameters: EsenzioneParameters
  ) -> [Finding] {
    let position = content.assistito.posizione
    let field = CaseField.esenzione
    guard isChanged(record, of: position, at: content.deskAsl) else {
      return [Finding(region, .block, variant: "readOnly", field: field)]
    }
    guard let entry = parameters.catalog.entry(record.code, scope: record.scope),
      record.issuer != content.deskAsl
    else { return [] }
    guard entry.issuer.needsResidence else {
      // What any asl of the region issues is known best where it was issued; the list's is nobody's here.
      guard record.issuer.region == content.deskAsl.region, record.origin != .mefList else { return [] }
      let asl = [record.issuer.rawValue]
      return elsewhere(
        parameters.incomeElsewhere, Finding(issuer, .block, variant: "issued", arguments: asl, field: field)
      ) { Finding(income, $0, variant: "issued", arguments: asl) }
    }
    guard let home = position.competentAsl, home != content.deskAsl, home.region == content.deskAsl.region
    else { return [] }
    return elsewhere(
      parameters.otherAslOfRegion, Finding(issuer, .block, arguments: [home.rawValue], field: field)
    ) { Finding(sameRegion, $0, arguments: [home.rawValue]) }
  }

  private static func elsewhere(
    _ treatment: EsenzioneParameters.Elsewhere, _ refusal: Finding, _ milder: (Severity) -> Finding
  ) -> [Finding] {
    switch treatment {
    case .allow: [milder(.note)]
    case .warn: [milder(.warn)]
    case .refuse: [refusal]
    }
  }

  /// What came with somebody from another region.
  private static func moverFindings(_ context: EsenzioneContext) -> [Finding] {
    let others = context.running.filter { $0.issuer.region != context.content.deskAsl.region }
    var findings: [Finding] = []
    if context.hasRegistry, !others.isEmpty { findings.append(Finding(mover, .note)) }
    for record in others {
      guard case .region(let digits) = record.scope, digits != context.parameters.region else { continue }
      findings.append(Finding(moverCode, .note, arguments: [record.code.rawValue]))
    }
    return findings
  }
}

extension Posizione {
  /// The asl of residence; of whoever lives abroad or nowhere that of the enrolment, `nil` without either.
  var competentAsl: CodiceAsl? { residence.territory?.asl ?? assistenza?.asl }
}

extension Esenzione {
  /// Whether a desk may end or annul the record: one of its own region, or of somebody who lives there (AN-03).
  ///
  /// - Complexity: O(1).
  public func isChangeable(of position: Posizione, at desk: CodiceAsl) -> Bool {
    RegistryStartRules.isChanged(self, of: position, at: desk)
  }
}
