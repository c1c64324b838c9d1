/// How a person is looked for.
public enum PersonQuery: Hashable, Sendable {
  case code(PersonCode)
  case tessera(NumeroTessera)
  /// Prefixes of surname and name, and the birth date or the year of birth if known.
  case names(surname: String, name: String, birth: BirthHint?)

  /// What is known of the birth date.
  public enum BirthHint: Hashable, Sendable {
    case date(CivilDate)
    case year(Int)
  }
}

/// One row of a list of people.
public struct PersonSummary: Hashable, Sendable {
  /// The registry's id.
  public let id: Identifier<Assistito>
  /// The current code.
  public let code: PersonCode
  /// The surname.
  public let surname: String
  /// The given names.
  public let name: String
  /// The birth date.
  public let birthDate: CivilDate
  /// The comune of residence; `nil` if abroad or none.
  public let municipality: PlaceCode?

  /// Gathers the parts; nothing is checked.
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
  /// Only this kind; `nil` for both.
  public var kind: Medico.Kind?
  /// Only this ambito; `nil` for all.
  public var ambito: Identifier<Ambito>?
  /// Only this distretto; `nil` for all.
  public var distretto: Identifier<Distretto>?

  /// Gathers the parts; nothing is checked.
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
  /// Whom it concerns.
  public let person: PersonSummary
  /// What ends.
  public let kind: Kind
  /// The day of the event.
  public let on: CivilDate
  /// The medico in charge, empty if none.
  public let medicoName: String
  /// The exemption that ends; `nil` if something else does.
  public let esenzione: CodiceEsenzione?
  /// Where that code holds.
  public let scope: EsenzioneScope

  /// What ends.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case fourteenth, sixteenth, permesso, temporary, ricusazione, transfer, esenzione
    /// The newest card; nothing happens by itself on that day.
    case tessera
  }

  /// Gathers the parts; nothing is checked.
  public init(
    person: PersonSummary, kind: Kind, on: CivilDate, medicoName: String, esenzione: CodiceEsenzione? = nil,
    scope: EsenzioneScope = .national
  ) {
    self.person = person
    self.kind = kind
    self.on = on
    self.medicoName = medicoName
    self.esenzione = esenzione
    self.scope = scope
  }
}

/// One row of the history of practices: who, when, at which desk.
public struct HistoryEntry: Hashable, Sendable {
  /// The operation id.
  public let practice: Identifier<Practice>
  /// The kind of practice.
  public let kind: PracticeKind
  /// When it was done.
  public let at: Instant
  /// The account of the operator.
  public let operatorName: String
  /// The desk.
  public let desk: String
  /// `accepted`, `rejected` or `pending`, with the protocol when there is one.
  public let outcome: Outcome
  /// The medico concerned.
  public let subject: String

  /// How a practice ended.
  public enum Outcome: Hashable, Sendable {
    case accepted(protocolNumber: String)
    case rejected
    case pending
  }

  /// Gathers the parts; nothing is checked.
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
  /// The medico with today's counters.
  public let medico: Medico
  /// The ambito, with its neighbours; `nil` if unknown.
  public let ambito: Ambito?

  /// Gathers the parts; nothing is checked.
  public init(medico: Medico, ambito: Ambito?) {
    self.medico = medico
    self.ambito = ambito
  }
}
