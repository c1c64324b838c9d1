public import Domain

/// What a screen asks of the world outside: store, registry, printer.
///
/// Screens are pure: they return questions as values and receive ``Answer`` as events.
public enum Question: Hashable, Sendable {
  /// People by code, card or the beginnings of their names; at most ``Question/limit``.
  case people(PersonQuery)
  /// The whole position of one person, refreshed from the registry if it answers.
  case person(PersonKey)
  /// Doctors with today's places.
  case medici(MedicoQuery)
  /// What the rules need besides the position of the person.
  case facts(FactsQuery)
  /// Commit a practice, then send it; answered when the registry has answered or is known not to.
  case submit(PracticeCase, partOf: Identifier<Practice>?)
  /// The practices of a person, newest first.
  case history(Identifier<Assistito>)
  /// The desk's own queue, newest first.
  case queue
  /// What ends in the next 90 days.
  case expiries
  /// Add a note to a person.
  case note(Identifier<Assistito>, text: String)
  /// Write pages to the printer or to a file.
  case print(PrintOrder)
  /// The draft kept for a screen and a person.
  case draft(DraftKey)
  /// A lever of the demo.
  case demo(DemoLever)
  /// Check the passphrase of the operator who locked the screen, or log one in.
  case unlock(operatorName: String, passphrase: SecretText)

  /// The greatest number of rows of an answer that lists people or doctors.
  public static let limit = 50
}

/// How one person is named.
public enum PersonKey: Hashable, Sendable {
  case id(Identifier<Assistito>)
  case code(PersonCode)
  case tessera(NumeroTessera)
}

/// Which facts are wanted for a case.
public struct FactsQuery: Hashable, Sendable {
  /// The person of the practice.
  public let person: Identifier<Assistito>
  /// The medico asked for; `nil` if none is chosen yet.
  public let medico: Identifier<Medico>?
  /// The relative named for a reunion; `nil` if none.
  public let relative: PersonCode?

  /// Gathers the parts; nothing is checked.
  public init(person: Identifier<Assistito>, medico: Identifier<Medico>?, relative: PersonCode?) {
    self.person = person
    self.medico = medico
    self.relative = relative
  }
}

/// A lever of the demo (screen `DM`).
public enum DemoLever: Hashable, Sendable {
  /// The cases worth showing.
  case cases
  /// Move the clock of desk and registry to a date; what falls due on the way happens.
  case date(CivilDate)
  /// Make the region anew.
  case reset
  /// Fill the list of a medico.
  case fill(Identifier<Medico>)
  /// Cuts the line to the registry (`true`) or mends it.
  case line(isCut: Bool)
}
