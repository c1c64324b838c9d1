public import Domain
public import Store
public import Workflow

/// The central registry as the counter sees it: a struct of closures that the program fills in.
///
/// The demo fills it with the embedded registry; a desk on the line will fill it with the HTTP client.
/// Every closure may take as long as the line takes: none is called on the thread of the terminal.
public struct RegistryAccess: Sendable {
  /// The position of one person; `nil` if nobody answers to the key.
  public var person: @Sendable (PersonKey) async throws(Failure) -> Assistito?
  /// People by code, card or names; at most ``Question/limit``.
  public var people: @Sendable (PersonQuery) async throws(Failure) -> [PersonSummary]
  /// Doctors with today's places; at most ``Question/limit``.
  public var medici: @Sendable (MedicoQuery) async throws(Failure) -> [MedicoView]
  /// What the rules need besides the position.
  public var facts: @Sendable (FactsQuery) async throws(Failure) -> CaseFacts
  /// Delivers the frozen bytes of a practice; the same bytes twice get the same answer.
  public var submit: @Sendable ([UInt8]) async throws(Failure) -> RegistryAnswer
  /// The practices of a person, newest first.
  public var history: @Sendable (Identifier<Assistito>) async throws(Failure) -> [HistoryEntry]
  /// What ends in the next 90 days.
  public var expiries: @Sendable () async throws(Failure) -> [Expiry]
  /// Adds a note to a person.
  public var note: @Sendable (Identifier<Assistito>, String, Author) async throws(Failure) -> Void
  /// The names of every person of the asl, for the desk's index, each with the registry's record number.
  public var roster: @Sendable () async throws(Failure) -> [IndexedPerson]
  /// The people behind record numbers of the roster, in the same order; those no longer there left out.
  public var summaries: @Sendable ([Int32]) async throws(Failure) -> [PersonSummary]

  /// Gathers the closures.
  public init(
    person: @escaping @Sendable (PersonKey) async throws(Failure) -> Assistito?,
    people: @escaping @Sendable (PersonQuery) async throws(Failure) -> [PersonSummary],
    medici: @escaping @Sendable (MedicoQuery) async throws(Failure) -> [MedicoView],
    facts: @escaping @Sendable (FactsQuery) async throws(Failure) -> CaseFacts,
    submit: @escaping @Sendable ([UInt8]) async throws(Failure) -> RegistryAnswer,
    history: @escaping @Sendable (Identifier<Assistito>) async throws(Failure) -> [HistoryEntry],
    expiries: @escaping @Sendable () async throws(Failure) -> [Expiry],
    note: @escaping @Sendable (Identifier<Assistito>, String, Author) async throws(Failure) -> Void,
    roster: @escaping @Sendable () async throws(Failure) -> [IndexedPerson],
    summaries: @escaping @Sendable ([Int32]) async throws(Failure) -> [PersonSummary]
  ) {
    self.person = person
    self.people = people
    self.medici = medici
    self.facts = facts
    self.submit = submit
    self.history = history
    self.expiries = expiries
    self.note = note
    self.roster = roster
    self.summaries = summaries
  }
}

/// The levers of the demo, handed over beside the registry; a real desk has none.
public struct DemoAccess: Sendable {
  /// The cases worth showing.
  public var cases: @Sendable () async throws(Failure) -> [DemoCase]
  /// Lets the days up to a date pass in the registry; the desk moves its own clock after that.
  public var jump: @Sendable (CivilDate) async throws(Failure) -> Void
  /// Makes the region anew.
  public var reset: @Sendable () async throws(Failure) -> Void
  /// Fills the list of a medico.
  public var fill: @Sendable (Identifier<Medico>) async throws(Failure) -> Void
  /// Cuts the line to the registry (`true`) or mends it.
  public var line: @Sendable (Bool) async -> Void

  /// Gathers the closures.
  public init(
    cases: @escaping @Sendable () async throws(Failure) -> [DemoCase],
    jump: @escaping @Sendable (CivilDate) async throws(Failure) -> Void,
    reset: @escaping @Sendable () async throws(Failure) -> Void,
    fill: @escaping @Sendable (Identifier<Medico>) async throws(Failure) -> Void,
    line: @escaping @Sendable (Bool) async -> Void
  ) {
    self.cases = cases
    self.jump = jump
    self.reset = reset
    self.fill = fill
    self.line = line
  }
}
