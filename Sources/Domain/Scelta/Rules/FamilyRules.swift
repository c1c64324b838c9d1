/// Who may ask for whom (FAM).
enum FamilyRules {
  static let adult = Rule("FAM-01", source: "D.P.R. 270/2000 art. 26 c. 3 [L5]", confidence: .practice)
  static let minor = Rule(
    "FAM-02", source: "ASL Frosinone [A20]; Piemonte [C2]; codice civile art. 316", confidence: .regional)
  static let delegation = Rule("FAM-03", source: "ATS Insubria [A17]", confidence: .regional)
  static let act = Rule("FAM-04", source: "ATS Brianza, Lombardia [A1][A5]", confidence: .regional)

  static let entries: [RuleEntry] = [
    RuleEntry(adult, "parent"), RuleEntry(minor, "otherParent", "relative"), RuleEntry(delegation, "minor"),
    RuleEntry(act, "minor", "adult"),
  ]

  /// Whether `applicant` may ask for a person of `age` completed years.
  static func findings(_ applicant: Applicant, age: Int, parameters: SceltaParameters) -> [Finding] {
    let field = CaseField.applicant
    let isMinor = age < 18
    switch applicant {
    case .`self`:
      return isMinor ? [Finding(minor, .block, field: field)] : []
    case .parent(let otherParentDeclares):
      if !isMinor { return [Finding(adult, .warn, variant: "parent", field: field)] }
      if parameters.twoParentsRequired, !otherParentDeclares {
        return [Finding(minor, .reserve, variant: "otherParent", field: field)]
      }
      return []
    case .familyMember:
      return isMinor
        ? [Finding(minor, .block, variant: "relative", field: field)] : [Finding(adult, .note, field: field)]
    case .delegate:
      return [Finding(delegation, .note, variant: isMinor ? "minor" : nil, field: field)]
    case .tutore:
      return [Finding(act, .note, field: field)]
    case .amministratoreDiSostegno:
      return isMinor
        ? [Finding(act, .warn, variant: "minor", field: field)] : [Finding(act, .note, field: field)]
    case .affidatario:
      return isMinor
        ? [Finding(act, .note, field: field)] : [Finding(act, .warn, variant: "adult", field: field)]
    }
  }
}
