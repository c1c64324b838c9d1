/// How a person is looked for.
public enum PersonQuery: Hashable, Sendable {
  case code(PersonCode)
  case tessera(NumeroTessera)
  /// Prefixes of surname and name, and the birth date or the year of birth if known.
  case names(surname: String, name: String, birth: BirthHint?)

  public enum BirthHint: Hashable, Sendable {
    case date(CivilDate)
    case year(Int)
  }
}

/// One row of a list of people.
public struct PersonSummary: Hashable, Sendable {
  public let id: Identifier<Assistito>
  public let code: PersonCode
  public let surname: String
  public let name: String
  public let birthDate: CivilDate
  public let municipality: PlaceCode?

  public init(
    id: Identifier<Assistito>, code: PersonCode, surname: String, name: String, birthDate: CivilDate,
    municipality: PlaceCode?
  ) {
    self.id = id
    self.code = code
    self.surname = surname
    self.name = name
    self.birthDate = birthDate
    self.municipality = municipality
  }
}

extension PersonSummary: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "PersonSummary(\(id.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// How a medico is looked for.
public struct MedicoQuery: Hashable, Sendable {
  /// Words of surname, name, ambito, association or regional code, each a prefix; empty for all.
  public var text: String
  public var kind: Medico.Kind?
  public var ambito: Identifier<Ambito>?
  public var distretto: Identifier<Distretto>?

  public init(
    text: String = "", kind: Medico.Kind? = nil, ambito: Identifier<Ambito>? = nil,
    distretto: Identifier<Distretto>? = nil
  ) {
    self.text = text
    self.kind = kind
    self.ambito = ambito
    self.distretto = distretto
  }
}

/// Something that ends soon for a person (screen `SC`).
public struct Expiry: Hashable, Sendable {
  public let person: PersonSummary
  public let kind: Kind
  /// The day of the event.
  public let on: CivilDate
  public let medicoName: String

  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case fourteenth, sixteenth, permesso, temporary, ricusazione, transfer
  }

  public init(person: PersonSummary, kind: Kind, on: CivilDate, medicoName: String) {
    self.person = person
    self.kind = kind
    self.on = on
    self.medicoName = medicoName
  }
}

/// One row of the history of practices: who, when, at which desk.
public struct HistoryEntry: Hashable, Sendable {
  public let practice: Identifier<Practice>
  public let kind: PracticeKind
  public let at: Instant
  public let operatorName: String
  public let desk: String
  /// `accepted`, `rejected` or `pending`, with the protocol when there is one.
  public let outcome: Outcome
  public let subject: String

  public enum Outcome: Hashable, Sendable {
    case accepted(protocolNumber: String)
    case rejected
    case pending
  }

  public init(
    practice: Identifier<Practice>, kind: PracticeKind, at: Instant, operatorName: String, desk: String,
    outcome: Outcome, subject: String
  ) {
    self.practice = practice
    self.kind = kind
    self.at = at
    self.operatorName = operatorName
    self.desk = desk
    self.outcome = outcome
    self.subject = subject
  }
}

/// What the registry tells about the medico chosen, so that the rules can decide on today's places.
public struct MedicoView: Hashable, Sendable {
  public let medico: Medico
  public let ambito: Ambito?

  public init(medico: Medico, ambito: Ambito?) {
    self.medico = medico
    self.ambito = ambito
  }
}
