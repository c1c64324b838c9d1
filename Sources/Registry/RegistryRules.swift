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

  /// Somebody else changed the medico after the desk read the position.
  static let overtaken = Rule(
    "REG-04", source: "registry-sync: the first change stands, the second is asked again",
    confidence: .design,
    protectsCitizen: true)

  static func refusal(_ rule: Rule) -> Decision { Decision(findings: [Finding(rule, .block)]) }

  /// The refusal of a practice whose desk had not seen the newest scelta.
  ///
  /// - Returns: `nil` if the desk had seen it, or was not shown any.
  static func refusal(seen: Posizione, own: Posizione) -> Decision? {
    guard own.standing != .restricted, let newest = own.scelte.first else { return nil }
    let isSeen = seen.scelte.contains { $0.medico == newest.medico && $0.start == newest.start }
    guard !isSeen else { return nil }
    let finding = Finding(overtaken, .block, arguments: [newest.medicoName, newest.author])
    return Decision(findings: [finding])
  }
}
