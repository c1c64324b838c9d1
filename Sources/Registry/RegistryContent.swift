public import Domain

/// What a registry is filled with: a territory, its doctors, and its people one after the other.
public struct RegistryContent: Sendable {
  /// The day for which everything is right.
  public let today: CivilDate
  /// The distretti of every asl concerned.
  public let distretti: [Distretto]
  /// The ambiti, with their neighbours.
  public let ambiti: [Ambito]
  /// The doctors, with the counters to begin with.
  public let medici: [Medico]
  /// Practices that nobody has decided.
  public let pending: [Pending]
  /// Visits everybody once, in the same order each time that it is called; ids are unique.
  public let people:
    @Sendable (_ visit: (Assistito) throws(RegistryFailure) -> Void) throws(RegistryFailure) -> Void

  /// A practice that waits for a decision.
  public struct Pending: Hashable, Sendable {
    /// The operation id.
    public let practice: Identifier<Practice>
    /// Whom it is for.
    public let person: Identifier<Assistito>
    /// The day it was taken in.
    public let since: CivilDate
    /// The medico asked for; `nil` if not known.
    public let medico: Identifier<Medico>?

    /// Gathers the parts.
    public init(
      practice: Identifier<Practice>, person: Identifier<Assistito>, since: CivilDate,
      medico: Identifier<Medico>? = nil
    ) {
      self.practice = practice
      self.person = person
      self.since = since
      self.medico = medico
    }
  }

  /// Gathers the parts.
  public init(
    today: CivilDate, distretti: [Distretto], ambiti: [Ambito], medici: [Medico], pending: [Pending] = [],
    people:
      @escaping @Sendable (
        _ visit: (Assistito) throws(RegistryFailure) -> Void
      ) throws(RegistryFailure) -> Void
  ) {
    self.today = today
    self.distretti = distretti
    self.ambiti = ambiti
    self.medici = medici
    self.pending = pending
    self.people = people
  }
}
