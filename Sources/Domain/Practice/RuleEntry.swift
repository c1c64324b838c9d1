/// A rule of the tables together with the way in which this program keeps it.
public struct RuleEntry: Hashable, Sendable {
  /// The rule.
  public let rule: Rule
  /// How it shows at the desk.
  public let effect: Effect

  /// The ways in which a rule is kept.
  public enum Effect: Hashable, Sendable {
    /// It gives findings: with the plain sentence, and with one for each variant.
    case finding(variants: [String])
    /// It is a parameter of the profile, by its name in the file.
    case parameter(String)
    /// It shapes a date, a counter or a list; the text says which.
    case computed(String)
    /// It gives nothing to decide at the desk; the text says why.
    case outside(String)
  }

  init(_ rule: Rule, _ effect: Effect = .finding(variants: [])) {
    self.rule = rule
    self.effect = effect
  }

  init(_ rule: Rule, _ variants: String...) {
    self.rule = rule
    effect = .finding(variants: variants)
  }

  /// Every key of `Localization/` the rule needs, the plain one first.
  public var messageKeys: [String] {
    let plain = "regola.\(rule.id)"
    return switch effect {
    case .finding(let variants): [plain] + variants.map { "\(plain).\($0)" }
    case .parameter, .computed, .outside: [plain]
    }
  }
}
