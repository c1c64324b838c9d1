/// A family doctor (MMG) or paediatrician (PLS) under the national agreement.
public struct Medico: Hashable, Sendable {
  public let id: Identifier<Medico>
  public let kind: Kind
  public let surname: String
  public let name: String
  public let sex: Sex
  /// The code by which the region knows the medico.
  public let regionalCode: String
  public let asl: CodiceAsl
  public let distretto: Identifier<Distretto>
  public let ambito: Identifier<Ambito>
  public let association: Association?
  public let engagement: Engagement
  public let ceilings: Ceilings
  /// The medico asked for a lower ceiling (rule MAX-05).
  public let selfLimited: Bool
  /// `nil` when the registry returned no counters: unknown is not free.
  public var load: Load?
  public let surgery: Surgery

  /// Which of the two agreements.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case mmg, pls
  }

  /// Doctors who work together; counts only while it runs (rule ASS-01).
  public struct Association: Hashable, Sendable {
    public let id: Identifier<Association>
    public let name: String
    public let form: Form
    public let start: CivilDate
    public let end: CivilDate?

    public enum Form: String, CaseIterable, Hashable, Sendable {
      case simple, network, group
    }

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

  /// The working relation with the asl (scelta-revoca §3.1).
  public struct Engagement: Hashable, Sendable {
    public let start: CivilDate
    public let end: CivilDate?
    public let suspended: Bool
    public let qualification: Qualification

    public enum Qualification: String, CaseIterable, Hashable, Sendable {
      case holder, substitute, provisional, trainee
    }

    public init(start: CivilDate, end: CivilDate?, suspended: Bool = false, qualification: Qualification = .holder) {
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
    public let permanent: Int?
    /// Ceiling up to which reunion with the family may go, above ``permanent``.
    public let reunion: Int?
    public let temporary: Int?
    public let zeroToSix: Int?

    public init(permanent: Int?, reunion: Int?, temporary: Int?, zeroToSix: Int? = nil) {
      self.permanent = permanent
      self.reunion = reunion
      self.temporary = temporary
      self.zeroToSix = zeroToSix
    }
  }

  /// How many assistiti the medico has, by counter.
  public struct Load: Hashable, Sendable {
    public var permanent: Int
    public var temporary: Int
    public var zeroToSix: Int

    public init(permanent: Int, temporary: Int, zeroToSix: Int = 0) {
      self.permanent = permanent
      self.temporary = temporary
      self.zeroToSix = zeroToSix
    }
  }

  /// Where and when the medico receives.
  public struct Surgery: Hashable, Sendable {
    public let street: String
    public let municipality: PlaceCode
    public let telephone: String
    public let hours: String

    public init(street: String, municipality: PlaceCode, telephone: String, hours: String) {
      self.street = street
      self.municipality = municipality
      self.telephone = telephone
      self.hours = hours
    }
  }

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
