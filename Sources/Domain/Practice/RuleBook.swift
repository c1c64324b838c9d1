/// All rules this program knows, by id: for F1, for checking the catalogs and for the tests.
public enum RuleBook {
  /// The rules in check order: the family that decides the headline first comes first.
  public static let entries: [RuleEntry] =
    PracticeRules.entries + SuspensionRules.entries + AgeRules.entries + FamilyRules.entries
    + TerritoryRules.entries + AssociationRules.entries + ReunionRules.entries + CeilingRules.entries
    + DomicileRules.entries + ForeignerRules.entries + SpecialRules.entries + RevocaRules.entries
    + RicusazioneRules.entries + CessationRules.entries + esenzioneEntries + tesseraEntries
    + DocumentRules.entries

  /// The rules of exemptions.
  private static let esenzioneEntries: [RuleEntry] =
    EsenzioneRules.entries + RegistryStartRules.entries + IncomeRules.entries + ChronicRules.entries
    + RareRules.entries + InvalidityRules.entries + PrescriptionRules.entries + StayRules.entries
    + PrivacyRules.entries

  /// The rules of codes and cards, in the order of the checks CHK-01 to CHK-13.
  private static let tesseraEntries: [RuleEntry] =
    CodeDeskRules.entries + CardRules.entries + CodePeopleRules.entries + DelegationRules.entries
    + CodePaperRules.documentEntries + RemoteRules.entries + DelegationRules.certificateEntries
    + CodeContactRules.entries + CodePaperRules.closingEntries + ReissueRules.entries
    + CodeTableRules.entries + DuplicateRules.entries + SecrecyRules.entries

  private static let byID = Dictionary(entries.map { ($0.rule.id, $0) }) { first, _ in first }

  /// The rule with that id, for example `AGE-05`; `nil` if there is none.
  public static func entry(_ id: String) -> RuleEntry? { byID[id] }

  /// Whether a rule is a row of the tables of codes, which a profile may name under `pin_rows`.
  public static func isCodeRow(_ id: String) -> Bool { CodeTableRules.isRow(id) }

  /// Every key of `Localization/` that a finding may carry.
  public static var messageKeys: [String] { entries.flatMap(\.messageKeys) }
}
