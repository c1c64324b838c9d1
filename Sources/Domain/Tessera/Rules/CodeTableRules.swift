/// The rows of the tables of the regions (PIN): each case is told which one it is.
enum CodeTableRules {
  private static let lombardia = "Regione Lombardia (seed 004)"
  private static let valley = "Comune di Villeneuve (seed 002)"

  /// The rows that a profile may name under `pin_rows`.
  static let rows: [Rule] =
    ["PIN-L01", "PIN-L02", "PIN-L03", "PIN-L04", "PIN-L05", "PIN-L06", "PIN-L07"].map {
      Rule($0, source: lombardia, confidence: .seed)
    } + ["PIN-V01", "PIN-V02", "PIN-V03", "PIN-V04"].map { Rule($0, source: valley, confidence: .seed) }
    + [
      Rule("PIN-P01", source: "ASL CN2 [Q1]", confidence: .regional),
      Rule("PIN-P02", source: "Regione Sardegna [Q2]", confidence: .regional),
      Rule("PIN-P03", source: "Regione Sardegna [Q2]", confidence: .regional),
      Rule("PIN-P04", source: "Regione Sardegna [Q2]", confidence: .regional),
      Rule("PIN-P05", source: "Regione Sardegna [Q2]", confidence: .regional),
      Rule("PIN-E01", source: "FSE Emilia-Romagna [Q3]", confidence: .regional),
      Rule("PIN-T01", source: "Regione Toscana [Q4]", confidence: .regional),
      Rule("PIN-T03", source: "Regione Toscana [Q4]", confidence: .regional),
      Rule("PIN-N01", source: "Provincia di Trento [Q5]", confidence: .regional),
      Rule("PIN-B01", source: "Provincia di Bolzano [Q6]", confidence: .regional),
      Rule("PIN-G01", source: "Guida Sistema TS CMS operatore [Q11]", confidence: .practice),
    ]

  static let chipless = Rule("PIN-L09", source: lombardia, confidence: .seed)
  static let trento = Rule("PIN-N02", source: "Provincia di Trento [Q5]", confidence: .regional)
  static let userCode = Rule(
    "T-04", source: "Comune di Villeneuve (seed 002): il CIP è solo regionale", confidence: .seed)
  static let parentCard = Rule("T-06", source: "Seed 002 e 004: due elenchi diversi", confidence: .seed)
  static let window = Rule("T-12", source: "Avviso Regione Toscana (seed 000)", confidence: .seed)

  static let entries: [RuleEntry] =
    rows.map { RuleEntry($0) } + [
      RuleEntry(chipless, .computed("R-CARD-02")), RuleEntry(trento, .computed("R-AGE-02")),
      RuleEntry(userCode, .parameter("uses_cip")), RuleEntry(parentCard, .parameter("parent_card_required")),
      RuleEntry(window, .computed("Suspension: both announced ends")),
    ]

  private static let byID = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }

  /// Whether a profile may name a row so.
  static func isRow(_ id: String) -> Bool { byID[id] != nil }

  /// The row of the case; none where the region has no such case.
  static func findings(_ context: PinContext) -> [Finding] {
    guard let id = context.parameters.rows[context.content.applicant.kind], let row = byID[id] else {
      return []
    }
    return [Finding(row, .note)]
  }
}
