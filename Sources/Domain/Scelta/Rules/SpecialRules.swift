/// Special populations (SP).
enum SpecialRules {
  static let newborn = Rule(
    "SP-01", source: "Tessera sanitaria: un anno, poi sei [T1]; D.P.R. 272/2000 [L6b]", confidence: .law)
  static let provisionalCode = Rule("SP-02", source: "ANPR, segnalazione 1687 [I6]", confidence: .law)
  static let twice = Rule("SP-03", source: "ANPR, segnalazioni 283, 237, 269 [I7][I11]", confidence: .law)
  static let aire = Rule(
    "SP-04", source: "ATS Brescia, ASL2 Liguria, ASUFC [A19][A42][A43]", confidence: .regional)
  static let homeless = Rule("SP-05", source: "L. 176/2024 [L15]; ER L.R. 10/2021 [M7]", confidence: .law)
  static let detained = Rule(
    "SP-06", source: "D.lgs. 230/1999 art. 1 [L16]; la scelta: non verificata", confidence: .unverified)
  static let stateAssisted = Rule("SP-07", source: "D.P.R. 270/2000 art. 28 [L5]", confidence: .practice)
  static let restricted = Rule("SP-08", source: "ANPR, segnalazione 2256 [I8]", confidence: .law)
  static let facility = Rule("SP-09", source: "ATS Brianza [A1], Genova [A4]", confidence: .regional)
  static let struckOff = Rule("SP-10", source: "FIMMG Bari [N18]", confidence: .practice)

  static let entries: [RuleEntry] = [
    RuleEntry(newborn), RuleEntry(provisionalCode),
    RuleEntry(twice, .outside("shown as a misalignment to report to the Comune, not decided here")),
    RuleEntry(aire), RuleEntry(homeless), RuleEntry(detained), RuleEntry(stateAssisted, "suspended"),
    RuleEntry(restricted), RuleEntry(facility, .parameter("dom_reasons")), RuleEntry(struckOff),
  ]

  static func findings(_ context: SceltaContext) -> [Finding] {
    residenceFindings(context.position.residence) + standingFindings(context)
      + newbornFindings(context)
  }

  private static func residenceFindings(_ residence: Residence) -> [Finding] {
    switch residence {
    case .italy: []
    case .abroad(_, let since): [Finding(aire, .block, arguments: [since.iso])]
    case .none(struckOff: false): [Finding(homeless, .reserve)]
    case .none(struckOff: true): [Finding(struckOff, .reserve)]
    }
  }

  private static func standingFindings(_ context: SceltaContext) -> [Finding] {
    var findings: [Finding] = []
    if let until = context.position.assistenza?.suspendedUntil, until >= context.day {
      findings.append(Finding(stateAssisted, .warn, variant: "suspended", arguments: [until.iso]))
    }
    switch context.position.standing {
    case .ordinary: break
    case .stateAssisted: findings.append(Finding(stateAssisted, .reserve))
    case .detained: findings.append(Finding(detained, .warn))
    case .restricted: findings.append(Finding(restricted, .warn))
    }
    return findings
  }

  private static func newbornFindings(_ context: SceltaContext) -> [Finding] {
    var findings: [Finding] = []
    if context.age == 0 { findings.append(Finding(newborn, .note)) }
    if case .provvisorio = context.content.assistito.identity.currentCode {
      findings.append(Finding(provisionalCode, .note))
    }
    return findings
  }
}
