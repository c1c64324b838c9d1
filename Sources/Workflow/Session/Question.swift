public import Domain

/// Joins an answer to the question that asked for it; counts up from 1 and is never used twice.
public struct Ticket: Hashable, Sendable {
  let number: Int
}

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

/// A text that is never shown nor written, only compared.
public struct SecretText: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  /// The characters typed.
  public let characters: String

  /// Takes what was typed.
  public init(_ characters: String) { self.characters = characters }

  /// Shows nothing of the text, not even its length.
  public var description: String { "SecretText" }

  /// Hides the text from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What to print.
public enum PrintOrder: Hashable, Sendable {
  /// The receipt of a practice; printed again it is marked and counted.
  case receipt(Identifier<Practice>)
  /// The attestato of enrolment with the medico in charge.
  case attestato(Identifier<Assistito>)
  /// The note to the Comune about a wrong residence, with an anonymised copy.
  case residenceNote(Identifier<Assistito>, text: String)
  /// The list of what ends soon.
  case expiries([Expiry])
  /// The promemoria of a practice that was not taken, with the reasons.
  case promemoria(PracticeCase)
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

/// Names the draft of one screen for one person.
public struct DraftKey: Hashable, Sendable {
  /// The screen, by id.
  public let screen: String
  /// The person; `nil` for a screen without one.
  public let person: Identifier<Assistito>?

  /// Gathers the parts; nothing is checked.
  public init(screen: String, person: Identifier<Assistito>?) {
    self.screen = screen
    self.person = person
  }
}
