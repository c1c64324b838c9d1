/// Where a hand-over of codes stands: all that a registry writes down of it, and never a code.
///
/// The first half is shown once, by the desk; the second one travels by itself once the desk has said that the first
/// is in the citizen's hands. What may have been seen counts as seen. Its number is an `Identifier<CodeHandOver>`.
public struct CodeHandOver: Hashable, Sendable {
  /// How far it has come.
  public private(set) var stage: Stage
  /// Whether the first half has left the registry, even if the answer was lost on the way.
  public private(set) var wasShown: Bool
  /// Where the second half is.
  public private(set) var second: SecondHalf

  /// How far a hand-over has come.
  public enum Stage: String, CaseIterable, Hashable, Sendable {
    /// It has a number, and no code was told.
    case prepared = "preparata"
    /// The first half was told.
    case shown = "mostrata"
    /// The desk said that the citizen has it.
    case acknowledged = "confermata"
    /// Its codes are gone: time passed, or the registry stopped meanwhile.
    case expired = "scaduta"
  }

  /// Where the second half is.
  public enum SecondHalf: String, CaseIterable, Hashable, Sendable {
    /// Not on its way.
    case kept = "trattenuta"
    case sending = "in-corso"
    case sent = "inviata"
    /// It could not be sent, and will not be.
    case notSent = "non-inviata"
    /// Nobody knows whether it was sent.
    case uncertain = "incerta"
  }

  /// What happens to a hand-over.
  public enum Event: String, CaseIterable, Hashable, Sendable {
    /// Codes are drawn for it, again after it expired unseen.
    case prepare
    case show
    case acknowledge
    case delivered
    /// The second half certainly did not leave.
    case undelivered
    /// The codes are gone from memory.
    case forget
  }

  /// What the desk does next.
  public enum Step: String, CaseIterable, Hashable, Sendable {
    /// Asks for the first half.
    case prepare = "prepara"
    /// Says that the citizen has it.
    case acknowledge = "conferma"
    /// Asks again in a moment how it ended.
    case wait = "attendi"
    /// Registers the fact.
    case record = "registra"
    /// Asks for other codes, with a reason.
    case duplicate = "duplicato"
  }

  /// A new one.
  public init() {
    stage = .prepared
    wasShown = false
    second = .kept
  }

  /// One that was written down; `nil` for parts that never stand together.
  public init?(stage: Stage, wasShown: Bool, second: SecondHalf) {
    let isPossible =
      switch stage {
      case .prepared: !wasShown && second == .kept
      case .shown: wasShown && second == .kept
      case .acknowledged: wasShown && second != .kept
      case .expired: second == .kept
      }
    guard isPossible else { return nil }
    self.stage = stage
    self.wasShown = wasShown
    self.second = second
  }

  /// What the desk does next.
  public var next: Step {
    switch stage {
    case .prepared: .prepare
    case .shown: .acknowledge
    case .acknowledged:
      switch second {
      case .sent: .record
      case .kept, .sending: .wait
      case .notSent, .uncertain: .duplicate
      }
    case .expired: wasShown ? .duplicate : .prepare
    }
  }

  /// The hand-over after an event; `nil` if that cannot happen to it.
  public func after(_ event: Event) -> CodeHandOver? {
    var after = self
    switch (stage, event) {
    case (.prepared, .show): (after.stage, after.wasShown) = (.shown, true)
    case (.prepared, .forget), (.shown, .forget): after.stage = .expired
    case (.shown, .acknowledge): (after.stage, after.second) = (.acknowledged, .sending)
    case (.acknowledged, .delivered) where second == .sending: after.second = .sent
    case (.acknowledged, .undelivered) where second == .sending: after.second = .notSent
    case (.acknowledged, .forget) where second == .sending: after.second = .uncertain
    case (.expired, .prepare) where !wasShown: after.stage = .prepared
    case (.prepared, _), (.shown, _), (.acknowledged, _), (.expired, _): return nil
    }
    return after
  }
}
