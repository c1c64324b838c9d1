public import Domain

/// An exercise for trainees: a case, and what the rules say of it.
public struct Drill: Hashable, Sendable {
  /// Its name inside its series.
  public let id: String
  /// What it is about, by the code of the language; told only when it is over.
  public let titles: [String: String]
  /// Who comes with what.
  public let content: PracticeCase
  /// The day in Rome on which it is decided.
  public let today: CivilDate
  /// The id of the profile it is decided for.
  public let profile: String
  /// What the rules say.
  public let decision: Decision

  /// Gathers the parts; nothing is checked.
  public init(
    id: String, titles: [String: String], content: PracticeCase, today: CivilDate, profile: String,
    decision: Decision
  ) {
    self.id = id
    self.titles = titles
    self.content = content
    self.today = today
    self.profile = profile
    self.decision = decision
  }

  /// The answer that is right.
  public var expected: DrillAnswer { DrillAnswer(decision) }

  /// The title in a language, in Italian where that has none.
  public func title(in language: String) -> String { titles[language] ?? titles["it"] ?? id }
}

/// Exercises that are done one after the other.
public struct DrillSeries: Hashable, Sendable {
  /// Its name; the words of the program's own are `formazione.serie.<id>`.
  public let id: String
  /// Whether it came from the trainer and not with the program.
  public let isOwn: Bool
  /// In the order in which they are asked.
  public let drills: [Drill]

  /// Gathers the parts; nothing is checked.
  public init(id: String, isOwn: Bool, drills: [Drill]) {
    self.id = id
    self.isOwn = isOwn
    self.drills = drills
  }
}

/// What a trainee answers: that it can be done, or the rule that stands in the way.
public enum DrillAnswer: Hashable, Sendable {
  case admitted
  /// The finding that the clerk has to tell; two are the same answer if their rule is.
  case finding(Finding)

  /// The right answer to a case: the headline, unless it is a note only.
  init(_ decision: Decision) {
    if let headline = decision.headline, headline.severity != .note {
      self = .finding(headline)
    } else {
      self = .admitted
    }
  }

  /// What the clerk has to tell; `nil` for what can be done.
  public var finding: Finding? {
    if case .finding(let finding) = self { finding } else { nil }
  }

  /// The id of the rule; `nil` for what can be done.
  public var rule: String? { finding?.rule.id }
}
