/// A trainee's way through a series: what was answered so far, and what comes next.
///
/// - Source: pin-fse.md D (score by rule id).
public struct DrillRun: Hashable, Sendable {
  /// What is asked.
  public let series: DrillSeries
  /// The answers so far, in the order of the drills.
  public private(set) var given: [DrillAnswer] = []

  /// How many answers are offered at most.
  static let offered = 6

  init(_ series: DrillSeries) { self.series = series }

  /// The drill that is asked now; `nil` when all are answered.
  var current: Drill? { given.count < series.drills.count ? series.drills[given.count] : nil }

  /// How many answers were right.
  public var score: Int {
    zip(series.drills, given).count { $0.expected.rule == $1.rule }
  }

  /// The answers to choose from: the right one, that it can be done, and what is right for the drills that follow.
  ///
  /// They stand in the order of their rules, so that the place tells nothing.
  ///
  /// - Complexity: O(*n*) in the drills.
  var choices: [DrillAnswer] {
    guard let current else { return [] }
    var choices: [DrillAnswer] = [.admitted]
    var rules: Set<String> = []
    let others = series.drills[given.count...] + series.drills[..<given.count]
    for drill in [current] + others where choices.count < Self.offered {
      guard let rule = drill.expected.rule, rules.insert(rule).inserted else { continue }
      choices.append(drill.expected)
    }
    return choices.sorted { ($0.rule ?? "") < ($1.rule ?? "") }
  }

  /// Takes an answer to the drill that is asked now; when all are answered nothing happens.
  ///
  /// - Returns: Whether it was right.
  mutating func answer(_ answer: DrillAnswer) -> Bool {
    guard let current else { return false }
    given.append(answer)
    return answer.rule == current.expected.rule
  }
}
