/// The parameters of scelta, revoca and ricusazione, with the defaults of `italia`.
///
/// What differs by region is in the profile files, each value with its reason and source.
public struct SceltaParameters: Hashable, Sendable {
  /// Days that must pass between two changes (REV-16); no national limit was found.
  public var minimumDaysBetweenChanges = 0
  /// Whether an MMG from 6 to 13 years is a deroga (AGE-02).
  public var mmgUnder14IsDeroga = false
  /// Reasons accepted for staying with the PLS (AGE-04).
  public var extensionReasons: Set<SceltaRequest.PediatricExtension.Reason> = [
    .chronicDisease, .handicap, .hardship,
  ]
  /// Years of age before whose birthday the extension must be asked for (AGE-04).
  public var extensionDeadlineAge = 14
  /// What happens to a late request for extension (AGE-07).
  public var lateExtension: LateExtension = .refuse
  /// Who decides on a medico of another ambito (AMB-03).
  public var derogaDecider: DerogaDecider = .desk
  /// Whether a deroga reaches bordering ambiti only (AMB-03).
  public var derogaOnlyBordering = false
  /// What the medico's territory is compared by (AMB-04).
  public var ambitoCheck: AmbitoCheck = .ambito
  /// Asl that compare otherwise (AMB-04).
  public var ambitoCheckByAsl: [CodiceAsl: AmbitoCheck] = [:]
  /// Reasons accepted for a domicilio sanitario (DOM-02).
  public var domicileReasons: Set<Domicile.Reason> = [.work, .study, .health]
  /// Completed years from which age alone is a reason (`dom_age_75`, DOM-02); `nil` where it is none.
  public var domicileAge: Int?
  /// Shortest and longest domicilio sanitario, in months (DOM-01).
  public var domicileMonths = 3...12
  /// Whether a permit longer than the cap of a domicilio sanitario lifts it (STR-03).
  public var domicileFollowsPermit = false
  /// Who must prove that the home asl cancelled the medico (DOM-05).
  public var homeCancellationProof: HomeCancellationProof = .always
  /// Whether a reason of health is weighed by the district's doctor (DOM-04).
  public var healthReasonNeedsDistrictDoctor = false
  /// The relatives for whom a full list opens (REC-01).
  public var reunionCircle: Set<Kinship> = [.spouse, .partner, .parent, .child, .sibling]
  /// Forms of association that ask for acceptance when an MMG is chosen (ASS-01).
  public var associationConsentMMG: Set<Medico.Association.Form> = [.simple, .network, .group]
  /// Forms of association that ask for acceptance when a PLS is chosen (ASS-01).
  public var associationConsentPLS: Set<Medico.Association.Form> = [.simple, .network, .group]
  /// Ceiling of an MMG (MAX-01): what the screens tell; rules read the medico's own ceilings.
  public var maximumMMG = 1_500
  /// Ceiling of a PLS (MAX-07): what the screens tell; rules read the medico's own ceilings.
  public var maximumPLS = 1_000
  /// Ceiling of an MMG in special cases (MAX-02).
  public var maximumSpecial = 1_800
  /// Assistiti beyond whom a doctor in training loses the scholarship (MAX-08).
  public var traineeLimit = 800
  /// Whether temporary scelte take up permanent places (MAX-09).
  public var temporaryCountsInMaximum = false
  /// Whether scelte that depend on a permit may exceed the ceiling (MAX-09).
  public var permitChoicesExceed = false
  /// Months after its last day for which the receipt of renewal keeps a permit alive (STR-02).
  public var permitRenewalGraceMonths = 12
  /// Whether both parents must declare (FAM-02).
  public var twoParentsRequired = false
  /// The monthly stop of the accounts (REV-15); `nil` where there is none.
  public var accountingStop: AccountingStop?
  /// Kinds of desk that take scelta and revoca.
  public var sceltaDesks: Set<DeskKind> = [.asl, .formazione]
  /// The prints handed over.
  public var printSet: Set<PrintKind> = [.receipt, .certificate, .revocaCertificate]
  /// Contributions of voluntary enrolment by year (STR-05).
  public var voluntaryContributions: [Int: VoluntaryContribution] = [
    2024: VoluntaryContribution(minimumCents: 2_000_00, studentCents: 700_00, auPairCents: 1_200_00)
  ]

  /// Takes the defaults.
  public init() {}

  /// What happens to a request for extension after the deadline.
  public enum LateExtension: String, CaseIterable, Hashable, Sendable {
    case refuse
    /// Taken with reserve, for a supervisor to decide.
    case supervisor
  }

  /// Who decides on a deroga territoriale.
  public enum DerogaDecider: String, CaseIterable, Hashable, Sendable {
    case desk
    /// The desk for a bordering ambito, the Comitato for the others.
    case deskIfBordering
    case office, committee
  }

  /// By what the territory of the medico is compared with that of the person.
  public enum AmbitoCheck: String, CaseIterable, Hashable, Sendable {
    case ambito, distretto, none
  }

  /// When the proof of cancellation in the home asl is asked for.
  public enum HomeCancellationProof: String, CaseIterable, Hashable, Sendable {
    case always, otherRegion, never
  }

  /// A stop of the accounts that comes back every month, in Italian time.
  public struct AccountingStop: Hashable, Sendable {
    /// Day of the month on which it begins, 1 to 28.
    public let fromDay: Int
    /// Time at which it begins, inclusive.
    public let fromTime: CivilTime
    /// Time of the following day at which it ends, exclusive.
    public let untilTime: CivilTime

    /// Gathers the parts; none if the day is not in every month.
    public init?(fromDay: Int, fromTime: CivilTime, untilTime: CivilTime) {
      guard (1...28).contains(fromDay) else { return nil }
      self.fromDay = fromDay
      self.fromTime = fromTime
      self.untilTime = untilTime
    }

    /// Whether the accounts are stopped at `now`.
    public func stops(at now: Instant) -> Bool {
      let rome = RomeTime(at: now)
      if rome.date.day == fromDay { return rome.time >= fromTime }
      return rome.date.adding(days: -1).day == fromDay && rome.time < untilTime
    }
  }

  /// What voluntary enrolment costs in a solar year, in cents of euro.
  public struct VoluntaryContribution: Hashable, Sendable {
    /// The least that is due.
    public let minimumCents: Int
    /// Flat sum of students.
    public let studentCents: Int
    /// Flat sum of persons au pair.
    public let auPairCents: Int

    /// Gathers the parts; nothing is checked.
    public init(minimumCents: Int, studentCents: Int, auPairCents: Int) {
      self.minimumCents = minimumCents
      self.studentCents = studentCents
      self.auPairCents = auPairCents
    }
  }
}

/// What the counter prints for a practice.
public enum PrintKind: String, CaseIterable, Hashable, Sendable {
  /// Receipt of the practice.
  case receipt
  /// Tesserino or attestato of enrolment with the medico.
  case certificate
  /// Certificate of revoca.
  case revocaCertificate
  /// Copy of the application.
  case application
}
