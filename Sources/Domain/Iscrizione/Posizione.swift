/// The position of a person towards the health service: what the rules read.
public struct Posizione: Hashable, Sendable {
  /// The birth date, from which every age is counted.
  public var birthDate: CivilDate
  /// The day of death; `nil` while alive.
  public var deathDate: CivilDate?
  /// As ANPR knows it.
  public var residence: Residence
  /// The declared domicile; `nil` if it is the residence.
  public var domicile: Domicile?
  /// Why the person may be enrolled.
  public var entitlement: Entitlement
  /// The enrolment; `nil` if never enrolled.
  public var assistenza: Assistenza?
  /// Every scelta, newest first; at most one is open, and it comes first.
  public var scelte: [Scelta]
  /// The day on which the asl told the person to choose again after a transfer (REV-07); `nil` if none.
  public var transferNotice: CivilDate?
  /// Special populations.
  public var standing: Standing
  /// Every exemption, newest first.
  public var esenzioni: [Esenzione]
  /// Every card, newest first.
  public var tessere: [Tessera]

  /// Gathers the parts; nothing is checked.
  public init(
    birthDate: CivilDate, deathDate: CivilDate? = nil, residence: Residence, domicile: Domicile? = nil,
    entitlement: Entitlement = .italian, assistenza: Assistenza? = nil, scelte: [Scelta] = [],
    standing: Standing = .ordinary, transferNotice: CivilDate? = nil, esenzioni: [Esenzione] = [],
    tessere: [Tessera] = []
  ) {
    self.birthDate = birthDate
    self.deathDate = deathDate
    self.residence = residence
    self.domicile = domicile
    self.entitlement = entitlement
    self.assistenza = assistenza
    self.scelte = scelte
    self.standing = standing
    self.transferNotice = transferNotice
    self.esenzioni = esenzioni
    self.tessere = tessere
  }

  /// The scelta of which no end is known; `nil` if there is none.
  public var openScelta: Scelta? { scelte.first { $0.end == nil } }

  /// The scelta to show on `day`: the one that counts, also to its known end, or else the one that will count.
  public func presentScelta(on day: CivilDate) -> Scelta? { activeScelta(on: day) ?? openScelta }

  /// The first day on which a scelta asked for from `asked` may count.
  ///
  /// The end that a revoca set was told to the citizen and to the medico, and stays: what is chosen up to that day
  /// counts from the day after it. A ricusazione, which the citizen did not ask for, is anticipated by a new scelta.
  ///
  /// - Complexity: O(*n*) in the number of relations.
  public func firstDay(ofSceltaFrom asked: CivilDate) -> CivilDate {
    scelte.reduce(asked) { day, scelta in
      guard let end = scelta.end, end.reason == .revoca, scelta.isActive(on: asked) else { return day }
      return max(day, end.on.adding(days: 1))
    }
  }

  /// The scelta that counts on `day`, also one whose end is already known; `nil` without a medico.
  public func activeScelta(on day: CivilDate) -> Scelta? { scelte.first { $0.isActive(on: day) } }
}

/// Enrolment with an asl.
public struct Assistenza: Hashable, Sendable {
  /// The asl that enrolled the person and pays the medico.
  public var asl: CodiceAsl
  /// First day, inclusive.
  public var start: CivilDate
  /// Unlimited or temporary.
  public var kind: Kind
  /// Last day of a suspension; `nil` if none.
  public var suspendedUntil: CivilDate?
  /// The day after which it no longer counts, with the reason; `nil` while it runs.
  public var ended: Ending?

  /// Unlimited, or with a last day.
  public enum Kind: Hashable, Sendable {
    case unlimited
    /// With its last day, inclusive.
    case temporary(until: CivilDate)
  }

  /// How an enrolment ended.
  public struct Ending: Hashable, Sendable {
    /// The last day, inclusive.
    public let on: CivilDate
    /// Why it ended.
    public let reason: Reason

    /// Why an enrolment ends.
    public enum Reason: String, CaseIterable, Hashable, Sendable {
      case expired, transferred, aire, death, irreperibile, other
    }

    /// Gathers the parts; nothing is checked.
    public init(on: CivilDate, reason: Reason) {
      self.on = on
      self.reason = reason
    }
  }

  /// Gathers the parts; nothing is checked.
  public init(
    asl: CodiceAsl, start: CivilDate, kind: Kind, suspendedUntil: CivilDate? = nil, ended: Ending? = nil
  ) {
    self.asl = asl
    self.start = start
    self.kind = kind
    self.suspendedUntil = suspendedUntil
    self.ended = ended
  }

  /// Whether the enrolment counts on `day`; its last day still counts.
  public func isActive(on day: CivilDate) -> Bool {
    if let ended, ended.on < day { return false }
    switch kind {
    case .unlimited: return start <= day
    case .temporary(let until): return start <= day && day <= until
    }
  }
}

/// Why a person is entitled to enrolment (rules STR).
public enum Entitlement: Hashable, Sendable {
  case italian
  case european(EuropeanTitle)
  case thirdCountry(PermessoDiSoggiorno)
  /// A minor without permit, also unaccompanied: enrolled on equal terms (rule STR-07).
  case irregularMinor
  /// An adult without permit: STP code, no scelta (rule STR-08).
  case irregularAdult
  /// An indigent citizen of the Union without rights: ENI code (rule STR-11).
  case europeanWithoutRights
}

/// The title by which a citizen of the Union is enrolled (rules STR-09, STR-10, STR-12).
public enum EuropeanTitle: Hashable, Sendable {
  /// Employed until the last day of the contract (inclusive), or without end.
  case worker(contractEnd: CivilDate?)
  case selfEmployed
  case seasonalWorker(contractEnd: CivilDate)
  /// Holder of a form S1, until its last day if it has one.
  case formS1(until: CivilDate?)
  case permanentStay
  /// Unemployed against the own will; `lastContractUnderOneYear` limits enrolment to a year.
  case unemployed(since: CivilDate, lastContractUnderOneYear: Bool)
  case trainee(until: CivilDate)
  /// Depends on a holder; ends with the holder's title.
  case dependant(until: CivilDate?)
  /// Stays less than three months: TEAM card only.
  case shortStay
}

/// A permit of stay (rules STR-01…STR-06).
public struct PermessoDiSoggiorno: Hashable, Sendable {
  /// Why it was given.
  public let category: Category
  /// Last day, inclusive.
  public let validUntil: CivilDate
  /// The day of the receipt that proves the request of renewal; `nil` if none.
  public let renewalRequestedOn: CivilDate?

  /// Why a permit was given.
  public enum Category: String, CaseIterable, Hashable, Sendable {
    case work, family, asylum, adoption, fosterCare, citizenship
    case study, auPair, electiveResidence, religious, diplomatic, volunteer, parentOver65
    case medicalTreatment, tourism, business

    /// How a permit of this category leads to enrolment.
    public var enrolment: Enrolment {
      switch self {
      case .work, .family, .asylum, .adoption, .fosterCare, .citizenship: .compulsory
      case .study, .auPair, .electiveResidence, .religious, .diplomatic, .volunteer, .parentOver65: .voluntary
      case .medicalTreatment, .tourism, .business: .notAdmitted
      }
    }
  }

  /// How a permit leads to enrolment.
  public enum Enrolment: String, CaseIterable, Hashable, Sendable {
    case compulsory, voluntary, notAdmitted
  }

  /// Gathers the parts; nothing is checked.
  public init(category: Category, validUntil: CivilDate, renewalRequestedOn: CivilDate? = nil) {
    self.category = category
    self.validUntil = validUntil
    self.renewalRequestedOn = renewalRequestedOn
  }
}

/// Special populations (rules SP).
public enum Standing: Hashable, Sendable {
  case ordinary
  /// Military or assisted by the State, out of the lists for a time (rule SP-07).
  case stateAssisted(since: CivilDate)
  /// Detained: status only, what follows is not verified (rule SP-06).
  case detained
  /// The registry hides part of the record.
  case restricted
}
