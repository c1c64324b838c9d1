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
  /// The same as it stands: nothing is tried, so that a screen that follows what moves never moves it itself.
  case queueRead
  /// Ask the registry about one practice now; answered with its row.
  case verify(Identifier<Practice>)
  /// Take back a practice that has not left the desk; answered with its row.
  case withdraw(Identifier<Practice>)
  /// Let a held practice go on; answered with its row.
  case release(Identifier<Practice>)
  /// Close what a person had to look after; answered with its row.
  case close(WorkClosing)
  /// Write down that the open rows are left to whoever works here next; answered by ``Answer/done``.
  case handOver(HandOver)
  /// What ends in the next 90 days.
  case expiries
  /// A step in handing codes over; answered by ``Answer/codes(_:)``, unless the step says otherwise.
  case codes(CodeStep)
  /// Add a note to a person.
  case note(Identifier<Assistito>, text: String)
  /// Write down who looks at somebody's exemptions; answered by ``Answer/done``.
  case consult(EsenzioneAccess)
  /// Write pages to the printer or to a file.
  case print(PrintOrder)
  /// The draft kept for a screen and a person.
  case draft(DraftKey)
  /// The exercises for trainees.
  case drills
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
  /// The second choice named; `nil` if none is.
  public let second: Identifier<Medico>?
  /// The national code of an exemption of income asked for; `nil` if none is.
  public let esenzione: CodiceEsenzione?

  /// Gathers the parts; nothing is checked.
  public init(
    person: Identifier<Assistito>, medico: Identifier<Medico>?, relative: PersonCode?,
    second: Identifier<Medico>? = nil, esenzione: CodiceEsenzione? = nil
  ) {
    self.second = second
    self.person = person
    self.medico = medico
    self.relative = relative
    self.esenzione = esenzione
  }

  /// The same query with another second choice.
  func asking(second: Identifier<Medico>?) -> FactsQuery {
    FactsQuery(person: person, medico: medico, relative: relative, second: second, esenzione: esenzione)
  }
}
