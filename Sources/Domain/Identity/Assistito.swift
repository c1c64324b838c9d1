/// A person of the health service's lists, as the counter sees it.
public struct Assistito: Hashable, Sendable {
  /// The registry's own id, never derived from a code.
  public let id: Identifier<Assistito>
  /// Names and codes, read-only at the desk.
  public var identity: Generalita
  /// What the rules read.
  public var posizione: Posizione
  /// How to reach the person.
  public var contacts: Contacts
  /// The family as ANPR knows it, the person left out.
  public var family: [FamilyMember]
  /// Notes of the desks, oldest first.
  public var notes: [Note]
  /// Who owns each group of fields, where it came from and when it was read.
  public var provenance: [RecordGroup: Provenance]

  /// Gathers the parts; nothing is checked.
  public init(
    id: Identifier<Assistito>, identity: Generalita, posizione: Posizione, contacts: Contacts = Contacts(),
    tessera: Tessera? = nil, family: [FamilyMember] = [], notes: [Note] = [],
    provenance: [RecordGroup: Provenance] = [:]
  ) {
    self.id = id
    self.identity = identity
    self.posizione = posizione
    self.contacts = contacts
    self.family = family
    self.notes = notes
    self.provenance = provenance
    if let tessera { self.tessera = tessera }
  }

  /// The newest card, the first of ``Posizione/tessere``; `nil` if none was issued.
  ///
  /// Setting a card that is known by its number replaces it, another one comes before it; `nil` takes all away.
  public var tessera: Tessera? {
    get { posizione.tessere.first }
    set {
      guard let newValue else { return posizione.tessere = [] }
      posizione.tessere.removeAll { $0.number == newValue.number }
      posizione.tessere.insert(newValue, at: 0)
    }
  }
}

/// Names and codes of a person: owned by ANPR and the tax agency, never edited at the desk.
public struct Generalita: Hashable, Sendable {
  /// The current code first, then the historic ones: searchable, not shown on ordinary screens.
  public var codes: [PersonCode]
  /// The id of ANPR; `nil` until ANPR gave one.
  public var idANPR: IdentificativoANPR?
  /// The surname as ANPR spells it.
  public var surname: String
  /// The given names as ANPR spells them.
  public var name: String
  /// The sex in the registry, which decides over the one in the code.
  public var sex: Sex
  /// The birth date in the registry, which decides over the one in the code.
  public var birthDate: CivilDate
  /// The comune or state of birth.
  public var birthPlace: PlaceCode
  /// ISO 3166-1 alpha-2 codes of the citizenships, or `XX` for none.
  public var citizenships: [String]

  /// Gathers the parts; nothing is checked.
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

  /// The code in force; `nil` for a person without any.
  public var currentCode: PersonCode? { codes.first }
}

/// How to reach a person: owned by the asl, edited at the desk.
public struct Contacts: Hashable, Sendable {
  /// As dictated, not checked.
  public var telephone: String?
  /// As dictated, not checked.
  public var email: String?

  /// Gathers the parts; nothing is checked.
  public init(telephone: String? = nil, email: String? = nil) {
    self.telephone = telephone
    self.email = email
  }
}

/// A member of the family certificate, with the doctor if the registry shows it.
public struct FamilyMember: Hashable, Sendable {
  /// The current code.
  public let code: PersonCode
  /// Surname and name.
  public let fullName: String
  /// The birth date.
  public let birthDate: CivilDate
  /// What the member is to the person.
  public let kinship: Kinship
  /// The medico in charge; `nil` if none or hidden.
  public let medico: Identifier<Medico>?
  /// The name of ``medico``.
  public let medicoName: String?

  /// Gathers the parts; nothing is checked.
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
  /// What was noted.
  public let text: String
  /// Operator and desk.
  public let author: String
  /// When it was written.
  public let at: Instant

  /// Gathers the parts; nothing is checked.
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

extension RecordGroup {
  /// Who owns the group once the national registry has begun (scelta-revoca §8).
  public var usualOwner: Provenance.Owner {
    switch self {
    case .identity, .residence, .family: .anpr
    case .domicile, .contacts, .assistenza, .medico: .asl
    case .history, .alignment: .registry
    case .tessera: .sistemaTS
    case .notes: .desk
    }
  }
}

/// Owner, source and time of a group of fields.
public struct Provenance: Hashable, Sendable {
  /// Who may change the group.
  public let owner: Owner
  /// When it was last read from its owner.
  public let readAt: Instant

  /// Who may change a field; the words are `proprietario.<rawValue>`.
  public enum Owner: String, CaseIterable, Hashable, Sendable {
    case anpr, agenziaEntrate, asl, sistemaTS, registry, desk
  }

  /// Gathers the parts; nothing is checked.
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
