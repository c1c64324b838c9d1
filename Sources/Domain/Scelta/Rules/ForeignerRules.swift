/// Citizens of other States (STR).
enum ForeignerRules {
  static let permit = Rule(
    "STR-01", source: "ASL CN2, USL Toscana, ATS Insubria [A21][A29][A17]; ASGI [M5]", confidence: .law)
  static let receipt = Rule("STR-02", source: "ASL Frosinone [A20], CN2 [A21]", confidence: .regional)
  static let longPermit = Rule("STR-03", source: "AULSS 7 Veneto [A8]", confidence: .regional)
  static let contract = Rule("STR-04", source: "ASGI [M5]", confidence: .practice)
  static let voluntary = Rule(
    "STR-05", source: "L. 213/2023 art. 1 c. 240 [L12]; USL Toscana Centro [A36][A37][A38]", confidence: .law)
  static let notAdmitted = Rule("STR-06", source: "ASL CN2 [A21], AULSS 6 [A37]", confidence: .regional)
  static let irregularMinor = Rule(
    "STR-07", source: "D.P.C.M. 12/1/2017 art. 63; Accordo 255/CSR/2012 [L14]", confidence: .law)
  // That an adult with an STP code has no MMG is general knowledge, not verified: no refusal.
  static let irregularAdult = Rule("STR-08", source: "Sardegna [A30], INMP [A31]", confidence: .practice)
  static let shortStay = Rule("STR-09", source: "ASL CN2 [A21], ASUFC [A23]", confidence: .regional)
  static let european = Rule(
    "STR-10", source: "ASL CN2, ASST Garda, ASUFC [A21][A22][A23][A40]", confidence: .regional)
  static let withoutRights = Rule(
    "STR-11", source: "Sardegna [A30], Federfarma Roma [A32]", confidence: .regional)
  static let dependants = Rule("STR-12", source: "ASL CN2 [A21]", confidence: .regional)

  static let entries: [RuleEntry] = [
    RuleEntry(permit, "expired"), RuleEntry(receipt, "lapsed", "reinstatement"), RuleEntry(longPermit),
    RuleEntry(contract, .outside("the work contract is never asked of holders of a permit")),
    RuleEntry(voluntary), RuleEntry(notAdmitted), RuleEntry(irregularMinor, "grown"),
    RuleEntry(irregularAdult), RuleEntry(shortStay), RuleEntry(european, "expired", "unlimited"),
    RuleEntry(withoutRights), RuleEntry(dependants),
  ]

  static func findings(_ context: SceltaContext) -> [Finding] {
    switch context.position.entitlement {
    case .italian: []
    case .thirdCountry(let permesso): permitFindings(permesso, context)
    case .european(let title): titleFindings(title, context)
    case .irregularMinor:
      context.age >= 18
        ? [Finding(irregularMinor, .reserve, variant: "grown")] : [Finding(irregularMinor, .note)]
    case .irregularAdult: [Finding(irregularAdult, .reserve)]
    case .europeanWithoutRights: [Finding(withoutRights, .reserve)]
    }
  }

  private static func permitFindings(
    _ permesso: PermessoDiSoggiorno, _ context: SceltaContext
  ) -> [Finding] {
    if permesso.category.enrolment == .notAdmitted { return [Finding(notAdmitted, .block)] }
    let end = EndDates.ofEntitlement(context) ?? permesso.validUntil
    if permesso.validUntil < context.day {
      guard permesso.renewalRequestedOn != nil else {
        return [Finding(permit, .block, variant: "expired", arguments: [permesso.validUntil.iso])]
      }
      if end < context.day {
        return [Finding(receipt, .reserve, variant: "lapsed", arguments: [permesso.validUntil.iso])]
      }
      if context.isReinstatement {
        return [Finding(receipt, .note, variant: "reinstatement", arguments: [end.iso])]
      }
      if permesso.category.enrolment == .compulsory {
        return [Finding(receipt, .note, arguments: [end.iso])]
      }
    }
    return switch permesso.category.enrolment {
    case .compulsory: [Finding(permit, .note, arguments: [end.iso])]
    case .voluntary: [Finding(voluntary, .note, arguments: [end.iso])]
    case .notAdmitted: []
    }
  }

  private static func titleFindings(_ title: EuropeanTitle, _ context: SceltaContext) -> [Finding] {
    if title == .shortStay { return [Finding(shortStay, .block)] }
    var findings: [Finding] = []
    if let end = EndDates.ofTitle(title) {
      findings.append(
        end < context.day
          ? Finding(european, .block, variant: "expired", arguments: [end.iso])
          : Finding(european, .note, arguments: [end.iso]))
    } else {
      findings.append(Finding(european, .note, variant: "unlimited"))
    }
    if case .dependant = title { findings.append(Finding(dependants, .note)) }
    return findings
  }
}
