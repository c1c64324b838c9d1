/// A person of the health service's lists, as the counter sees it.
public struct Assistito: Hashable, Sendable {
  public let id: Identifier<Assistito>
  public var identity: Generalita
  public var posizione: Posizione
  public var contacts: Contacts
  public var tessera: Tessera?
  /// The family as ANPR knows it, the person left out.
  public var family: [FamilyMember]
  public var notes: [Note]
  /// Who owns each group of fields, where it came from and when it was read.
  public var provenance: [RecordGroup: Provenance]

  public init(
    id: Identifier<Assistito>, identity: Generalita, posizione: Posizione, contacts: Contacts = Contacts(),
    tessera: Tessera? = nil, family: [FamilyMember] = [], notes: [Note] = [],
    provenance: [RecordGroup: Provenance] = [:]
  ) {
    self.id = id
    self.identity = identity
    self.posizione = posizione
    self.contacts = contacts
    self.tessera = tessera
    self.family = family
    self.notes = notes
    self.provenance = provenance
  }
}

/// Names and codes of a person: owned by ANPR and the tax agency, never edited at the desk.
public struct Generalita: Hashable, Sendable {
  /// The current code first, then the historic ones: searchable, not shown on ordinary screens.
  public var codes: [PersonCode]
  public var idANPR: IdentificativoANPR?
  public var surname: String
  public var name: String
  public var sex: Sex
  public var birthDate: CivilDate
  public var birthPlace: PlaceCode
  /// ISO 3166-1 alpha-2 codes of the citizenships, or `XX` for none.
  public var citizenships: [String]

  public init(
    codes: [PersonCode], idANPR: IdentificativoANPR? = nil, surname: String, name: String, sex: Sex,
    birthDate: CivilDate, birthPlace: PlaceCode, citizenships: [String] = ["IT"]
  ) {
    self.codes = codes
    self.idANPR = idANPR
    self.surname = surname
    self.name = name
    self.sex = sex
    self.birthDate = birthDate
    self.birthPlace = birthPlace
    self.citizenships = citizenships
  }

  public var currentCode: PersonCode? { codes.first }
}

/// How to reach a person: owned by the asl, edited at the desk.
public struct Contacts: Hashable, Sendable {
  public var telephone: String?
  public var email: String?

  public init(telephone: String? = nil, email: String? = nil) {
    self.telephone = telephone
    self.email = email
  }
}

/// The card of a person; its number changes at each issue and is never a key.
public struct Tessera: Hashable, Sendable {
  public var number: NumeroTessera
  public var issued: CivilDate
  /// Last day, inclusive.
  public var expires: CivilDate

  public init(number: NumeroTessera, issued: CivilDate, expires: CivilDate) {
    self.number = number
    self.issued = issued
    self.expires = expires
  }
}

/// A member of the family certificate, with the doctor if the registry shows it.
public struct FamilyMember: Hashable, Sendable {
  public let code: PersonCode
  public let fullName: String
  public let birthDate: CivilDate
  public let kinship: Kinship
  public let medico: Identifier<Medico>?
  public let medicoName: String?

  public init(
    code: PersonCode, fullName: String, birthDate: CivilDate, kinship: Kinship,
    medico: Identifier<Medico>?, medicoName: String?
  ) {
    self.code = code
    self.fullName = fullName
    self.birthDate = birthDate
    self.kinship = kinship
    self.medico = medico
    self.medicoName = medicoName
  }
}

/// Kinship as the family certificate words it.
public enum Kinship: String, CaseIterable, Hashable, Sendable {
  case spouse, partner, parent, child, sibling, grandparent, cohabitant
}

/// A note, append only.
public struct Note: Hashable, Sendable {
  public let text: String
  public let author: String
  public let at: Instant

  public init(text: String, author: String, at: Instant) {
    self.text = text
    self.author = author
    self.at = at
  }
}

/// Groups of fields that share an owner (scelta-revoca §8).
public enum RecordGroup: String, CaseIterable, Hashable, Sendable {
  case identity, residence, domicile, contacts, assistenza, medico, history, tessera, family, alignment, notes
}

/// Owner, source and time of a group of fields.
public struct Provenance: Hashable, Sendable {
  public let owner: Owner
  public let readAt: Instant

  /// Who may change a field; the words are `proprietario.<rawValue>`.
  public enum Owner: String, CaseIterable, Hashable, Sendable {
    case anpr, agenziaEntrate, asl, sistemaTS, registry, desk
  }

  public init(owner: Owner, readAt: Instant) {
    self.owner = owner
    self.readAt = readAt
  }
}

extension Assistito: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "Assistito(\(id.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Generalita: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "Generalita" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension FamilyMember: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "FamilyMember(\(kinship.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Contacts: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "Contacts" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
