public import Domain

/// A lever of the demo (screen `DM`); what it does happens in the demo's registry or on the line to it.
///
/// Every lever is answered by ``Answer/leverPulled(_:)``, ``DemoLever/cases`` by ``Answer/demoCases(_:_:)``.
public enum DemoLever: Hashable, Sendable {
  /// The cases worth showing.
  case cases
  /// Move the clock of desk and registry to a date; what falls due on the way happens.
  case date(CivilDate)
  /// Make the region anew.
  case reset
  /// Fill the list of a medico.
  case fill(Identifier<Medico>)
  /// How the line to the registry behaves from now on.
  case line(Line)
  /// The registry stops serving now; `end` is the announced one, a hint.
  case suspend(Suspension.Policy, isMigration: Bool, end: Instant)
  /// The registry serves again.
  case resume
  /// Something happens to a person outside this desk.
  case person(Identifier<Assistito>, PersonEvent)
  /// The registry reverses the last practice of this desk that it had confirmed.
  case reverseLast
  /// The clock of the desk goes wrong by so many minutes; 0 sets it right.
  case deskClock(minutes: Int)

  /// How a line behaves.
  public enum Line: String, CaseIterable, Hashable, Sendable {
    case works
    /// Every answer takes two seconds.
    case slow
    /// Nothing answers.
    case down
    /// Practices arrive, and neither the answer to them nor any question about them comes back.
    case losesAnswers
    /// A page of somebody else's network answers instead.
    case captivePortal
    /// The registry refuses the desk itself.
    case refusesDesk
    /// The registry answers, and the list of the Sistema TS behind it does not.
    case mefAway
  }

  /// What happens to a person elsewhere.
  public enum PersonEvent: String, CaseIterable, Hashable, Sendable {
    /// Another desk registers another scelta.
    case otherDesk
    /// The person makes the request that waits at this desk elsewhere.
    case sameElsewhere
    case dies
    /// Another asl becomes competent.
    case moves
    /// The record is merged into another one.
    case merges
    /// The record becomes restricted.
    case restricted
    /// Another asl issues the exemption that waits at this desk, or one of income.
    case otherExemption
    /// The doctor of the distretto agrees to what waits for evaluation, or refuses it.
    case doctorAgrees, doctorRefuses
  }
}
