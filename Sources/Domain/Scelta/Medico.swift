/// A family doctor (MMG) or paediatrician (PLS) under the national agreement.
public struct Medico: Hashable, Sendable {
  /// The registry's id.
  public let id: Identifier<Medico>
  /// MMG or PLS.
  public let kind: Kind
  /// The surname.
  public let surname: String
  /// The given names.
  public let name: String
  /// The sex, for the title on prints.
  public let sex: Sex
  /// The code by which the region knows the medico.
  public let regionalCode: String
  /// The asl of the agreement.
  public let asl: CodiceAsl
  /// The distretto of the surgery.
  public let distretto: Identifier<Distretto>
  /// The ambito of the list.
  public let ambito: Identifier<Ambito>
  /// The association, running or not; `nil` if none.
  public let association: Association?
  /// The working relation.
  public let engagement: Engagement
  /// Ceilings by counter.
  public let ceilings: Ceilings
  /// The medico asked for a lower ceiling (rule MAX-05).
  public let selfLimited: Bool
  /// `nil` when the registry returned no counters: unknown is not free.
  public var load: Load?
  /// The main surgery.
  public let surgery: Surgery

  /// Which of the two agreements.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case mmg, pls
  }

  /// Doctors who work together; counts only while it runs (rule ASS-01).
  public struct Association: Hashable, Sendable {
    /// The registry's id.
    public let id: Identifier<Association>
    /// The name on the door.
    public let name: String
    /// How closely the doctors work together.
    public let form: Form
    /// First day, inclusive.
    public let start: CivilDate
    /// Last day, inclusive; `nil` while it runs.
    public let end: CivilDate?

    /// The forms of the national agreement.
    public enum Form: String, CaseIterable, Hashable, Sendable {
      case simple, network, group
    }

    /// Gathers the parts; nothing is checked.
    public init(id: Identifier<Association>, name: String, form: Form, start: CivilDate, end: CivilDate?) {
      self.id = id
      self.name = name
      self.form = form
      self.start = start
      self.end = end
    }

    /// Whether the association runs on `day`; its last day still counts.
    public func isActive(on day: CivilDate) -> Bool { start <= day && day <= (end ?? day) }
  }

  /// The working relation with the asl.
  public struct Engagement: Hashable, Sendable {
    /// First day, inclusive.
    public let start: CivilDate
    /// Last day, inclusive; `nil` if open.
    public let end: CivilDate?
    /// Suspended for now.
    public let suspended: Bool
    /// In which quality.
    public let qualification: Qualification

    /// In which quality a medico works.
    public enum Qualification: String, CaseIterable, Hashable, Sendable {
      case holder, substitute, provisional, trainee
    }

    /// Gathers the parts; nothing is checked.
    public init(
      start: CivilDate, end: CivilDate?, suspended: Bool = false, qualification: Qualification = .holder
    ) {
      self.start = start
      self.end = end
      self.suspended = suspended
      self.qualification = qualification
    }

    /// Started, not ended, not suspended on `day`; the last day still counts.
    public func isValid(on day: CivilDate) -> Bool { start <= day && day <= (end ?? day) && !suspended }
  }

  /// Ceilings by counter; a missing one means unlimited.
  public struct Ceilings: Hashable, Sendable {
    /// Ceiling of permanent scelte.
    public let permanent: Int?
    /// Ceiling up to which reunion with the family may go, above ``permanent``.
    public let reunion: Int?
    /// Ceiling of temporary scelte.
    public let temporary: Int?
    /// Ceiling of children under six, PLS only.
    public let zeroToSix: Int?

    /// Gathers the parts; nothing is checked.
    public init(permanent: Int?, reunion: Int?, temporary: Int?, zeroToSix: Int? = nil) {
      self.permanent = permanent
      self.reunion = reunion
      self.temporary = temporary
      self.zeroToSix = zeroToSix
    }
  }

  /// How many assistiti the medico has, by counter.
  public struct Load: Hashable, Sendable {
    /// Permanent assistiti today.
    public var permanent: Int
    /// Temporary assistiti today.
    public var temporary: Int
    /// Children under six today.
    public var zeroToSix: Int

    /// Gathers the parts; nothing is checked.
    public init(permanent: Int, temporary: Int, zeroToSix: Int = 0) {
      self.permanent = permanent
      self.temporary = temporary
      self.zeroToSix = zeroToSix
    }
  }

  /// Where and when the medico receives.
  public struct Surgery: Hashable, Sendable {
    /// Street and number.
    public let street: String
    /// The comune.
    public let municipality: PlaceCode
    /// As published.
    public let telephone: String
    /// As published.
    public let hours: String

    /// Gathers the parts; nothing is checked.
    public init(street: String, municipality: PlaceCode, telephone: String, hours: String) {
      self.street = street
      self.municipality = municipality
      self.telephone = telephone
      self.hours = hours
    }
  }

  /// Gathers the parts; nothing is checked.
  public init(
    id: Identifier<Medico>, kind: Kind, surname: String, name: String, sex: Sex, regionalCode: String,
    asl: CodiceAsl, distretto: Identifier<Distretto>, ambito: Identifier<Ambito>, association: Association?,
    engagement: Engagement, ceilings: Ceilings, selfLimited: Bool, load: Load?, surgery: Surgery
  ) {
    self.id = id
    self.kind = kind
    self.surname = surname
    self.name = name
    self.sex = sex
    self.regionalCode = regionalCode
    self.asl = asl
    self.distretto = distretto
    self.ambito = ambito
    self.association = association
    self.engagement = engagement
    self.ceilings = ceilings
    self.selfLimited = selfLimited
    self.load = load
    self.surgery = surgery
  }
}
