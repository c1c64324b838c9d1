/// How sure we are of a rule, from the text of a law down to what nobody has verified.
///
/// One scale for all rule tables; `Domain.docc` maps the marks of each report to it.
public enum Confidence: String, CaseIterable, Hashable, Sendable {
  case law, seed, regional, practice, design, unverified

  /// The gravest severity a rule of this confidence may carry.
  ///
  /// `design` may block only where the rule protects the citizen: see ``Rule/protectsCitizen``.
  public var ceiling: Severity {
    switch self {
    case .law, .seed, .regional: .block
    case .practice, .design: .reserve
    case .unverified: .warn
    }
  }
}

/// What a finding does to a practice; ordered from the mildest to the gravest.
public enum Severity: String, CaseIterable, Hashable, Comparable, Sendable {
  case note, warn, reserve, block

  /// Whether the left one is milder.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warn: 1
    case .reserve: 2
    case .block: 3
    }
  }
}

/// One rule of the tables: its id, where it stands in the law, and how sure we are of it.
public struct Rule: Hashable, Sendable {
  /// The id of the rule tables, for example `AGE-05`.
  public let id: String
  /// The citation shown on F1, in the language of the source.
  public let source: String
  /// How sure we are of it.
  public let confidence: Confidence
  /// Whether a `design` rule may block because it protects the citizen.
  public let protectsCitizen: Bool

  /// Gathers the parts; nothing is checked.
  public init(_ id: String, source: String, confidence: Confidence, protectsCitizen: Bool = false) {
    self.id = id
    self.source = source
    self.confidence = confidence
    self.protectsCitizen = protectsCitizen
  }

  /// A rule of our own that no source asks for: it may warn, and refuses nobody.
  static func ofProject(_ id: String) -> Rule {
    Rule(id, source: "Regola di progetto", confidence: .design)
  }

  /// The same rule where it rests on a fact that is no surer than `confidence`, as the row of a catalogue.
  ///
  /// - Complexity: O(1).
  func capped(by confidence: Confidence) -> Rule {
    let order = Confidence.allCases
    let own = order.firstIndex(of: self.confidence) ?? order.startIndex
    let other = order.firstIndex(of: confidence) ?? order.startIndex
    return other <= own ? self : Rule(id, source: source, confidence: confidence)
  }

  /// The gravest severity this rule may carry.
  public var ceiling: Severity {
    confidence == .design && protectsCitizen ? .block : confidence.ceiling
  }
}

/// What one rule says of one case.
public struct Finding: Hashable, Sendable {
  /// The rule that speaks.
  public let rule: Rule
  /// What it does to the practice.
  public let severity: Severity
  /// `regola.<id>` or, where a rule has several sentences, `regola.<id>.<variant>`.
  public let messageKey: String
  /// Which of the rule's sentences it is; `nil` for a rule with one sentence, and where that is not known.
  public let variant: String?
  /// The words to put into the sentence, in order.
  public let arguments: [String]
  /// The field of the form the finding belongs to, for example `medico`; `nil` if it concerns the whole case.
  public let field: String?

  /// Makes a finding, never graver than the rule's confidence admits.
  public init(
    _ rule: Rule, _ severity: Severity, variant: String? = nil, arguments: [String] = [], field: String? = nil
  ) {
    self.rule = rule
    self.severity = min(severity, rule.ceiling)
    self.variant = variant
    messageKey = Self.messageKey(rule.id, variant)
    self.arguments = arguments
    self.field = field
  }

  /// The key of the sentence of a rule, or of one of its sentences.
  public static func messageKey(_ rule: String, _ variant: String?) -> String {
    variant.map { "regola.\(rule).\($0)" } ?? "regola.\(rule)"
  }
}
