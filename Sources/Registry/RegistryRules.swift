import Domain

/// What only the registry can refuse, before the rules of the practice are asked.
enum RegistryRules {
  /// Nobody in the registry answers to the person of the practice.
  static let person = Rule(
    "REG-01", source: "architecture: the registry decides on its own facts", confidence: .design,
    protectsCitizen: true)
  /// The registry does not know the medico.
  static let medico = Rule(
    "REG-02", source: "architecture: the registry decides on its own facts", confidence: .design,
    protectsCitizen: true)
  /// The author has no right to the practice.
  static let rights = Rule(
    "REG-03", source: "architecture: rights are enforced by the service", confidence: .design,
    protectsCitizen: true)

  static func refusal(_ rule: Rule) -> Decision { Decision(findings: [Finding(rule, .block)]) }
}
