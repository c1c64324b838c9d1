extension Decision {
  /// The rule by which a registry tells that it registered the second choice in place of the first.
  public static let secondChoiceRule = "REG-11"

  /// Whether the registry registered the second choice because the list of the first was full.
  ///
  /// - Complexity: O(*n*) in the number of findings.
  public var tookSecondChoice: Bool { findings.contains { $0.rule.id == Self.secondChoiceRule } }

  /// The rule by which a registry tells that the second choice could not be registered either: its own refusals follow.
  public static let secondRefusedRule = "REG-30"

  /// The finding that says so, of a medico by name.
  public static func secondRefused(_ name: String) -> Finding {
    Finding(
      Rule(
        secondRefusedRule, source: "Regola di progetto: la seconda scelta vale per le stesse regole",
        confidence: .design, protectsCitizen: true), .block, arguments: [name])
  }

  /// The rule by which a registry tells that another desk had registered the same before.
  public static let repeatedRule = "REG-09"

  /// Whether another desk had registered the same before.
  ///
  /// - Complexity: O(*n*) in the number of findings.
  public var wasRegistered: Bool { findings.contains { $0.rule.id == Self.repeatedRule } }

  /// The same decision with one more finding.
  public func adding(_ finding: Finding) -> Decision {
    Decision(
      findings: findings + [finding], documents: documents, effectiveDate: effectiveDate, endDate: endDate,
      counter: counter, closes: closes, birth: birth)
  }
}

extension Decision {
  /// The same refusal with what stands against the second choice behind it.
  ///
  /// - Parameters:
  ///   - second: What the rules said of the second choice.
  ///   - name: The medico named second.
  /// - Returns: The findings in that order; only what refuses the second choice is told of it.
  public func adding(refusalOfSecond second: Decision, _ name: String) -> Decision {
    Decision(
      findings: findings + [Self.secondRefused(name)] + second.findings.filter { $0.severity == .block },
      documents: documents)
  }
}

extension Practice {
  /// The practice as it was registered when the second choice took the place of the first.
  ///
  /// - Parameter medico: The second choice.
  /// - Returns: The scelta of that medico; every other practice unchanged.
  public func with(secondChoice medico: Medico) -> Practice {
    guard case .scelta(var content) = content else { return self }
    content.medico = medico
    return Practice(id: id, content: .scelta(content), author: author, createdAt: createdAt, partOf: partOf)
  }
}
