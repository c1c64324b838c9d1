/// The parameters of exemptions, with the defaults of `italia`, and the catalogue of the codes.
///
/// The catalogue is none of a profile file: the program reads it at its start and hangs it in here.
public struct EsenzioneParameters: Hashable, Sendable {
  /// The codes that exist; empty until the program has read them, and then nothing can be issued.
  public var catalog = EsenzioneCatalog.empty
  /// The region whose codes hold here, two digits of ISTAT; `nil` where only national codes do.
  public var region: String?

  // Income
  /// Thresholds and ages of the law (ER-01 … ER-04, ER-10).
  public var income = IncomeThresholds()
  /// Completed years from which a person is a senior for E01 (ER-06, `e01_senior_from`).
  public var seniorFromE01 = 65
  /// Completed years from which a pension at the minimum counts for E04 (ER-06, `e04_pension_from`).
  public var pensionerFromE04 = 60
  /// Whether a form of income signed within ``renewalDays`` may start on 1 April, after the one that runs (ER-20).
  public var renewalStartsInApril = false
  /// The day of the year by which the list of Sistema TS for the year from 1 April is out (ER-17, `mef_list_from`).
  public var listFrom = MonthDay(month: 3, day: 15)
  /// Whether the region lets what the list gave go on by itself to the next 31 March (ER-22).
  public var listRollsOver = false
  /// The code of this region for who never had an employment (ER-14); `nil` where there is none.
  public var neverWorkedCode: CodiceEsenzione?
  /// Codes that cannot stand beside another: the requested one, then those already valid (ER-26).
  public var incompatible: [CodiceEsenzione: Set<CodiceEsenzione>] = [:]
  /// Whether only an exemption of the current year can be revoked at the counter (ER-24).
  public var revokesCurrentYearOnly = false

  /// The day of the year from which renewals are taken in series; `nil` for the whole year.
  public var batchFrom: MonthDay? = MonthDay(month: 4, day: 1)

  // Where
  /// An income exemption asked for at an asl that is not that of residence, in the region (AN-08).
  public var incomeElsewhere = Elsewhere.warn
  /// An income exemption of a resident of another region (AN-08, AN-09).
  public var incomeOtherRegion = Elsewhere.warn
  /// Any other exemption asked for at another asl of the region (AN-04).
  public var otherAslOfRegion = Elsewhere.warn

  // Ends
  /// What differs from the catalogue in how long a code lasts; the first that fits counts (ER-21, ER-22).
  public var ends: [EndRule] = []
  /// How long codes last whose row says `config`, by code or by progressive (`config_durations`).
  public var durations: [CodiceEsenzione: EsenzioneValidity] = [:]
  /// Years from the first diagnosis that a code 048 may last, beside unlimited (CR-15).
  public var tumourYears: Set<Int> = [5, 10]
  /// Months for which a report stays good after its day of revision (IN-03).
  public var reportGraceMonths = 0
  /// Years that a permanent report under 100 per cent holds (IN-04); `nil` without limit.
  public var partialReportYears: Int?

  // Certificates and persons
  /// Months after which a certificate is called old (CR-06).
  public var certificateWarningMonths = 12
  /// Whether a record of an accredited private hospital goes to the doctor of the district (CR-04).
  public var privateRecordNeedsDistrictDoctor = true
  /// Whether an unclear diagnosis goes to the doctor of the district (CR-07); else the citizen must clear it.
  public var unclearDiagnosisNeedsDistrictDoctor = true
  /// Whether a declaration of inclusion in the registry of rare diseases is kept (RA-07).
  public var asksRareRegistryDeclaration = false
  /// Whether X01 is given to holders of a code ENI as well (ST-01).
  public var codeX01AlsoForENI = false
  /// Whether the old practice of before the national registry issues to domiciled persons (AN-09).
  public var issuedToDomiciled = true

  // Counter
  /// Days before its end from which an exemption is called expiring (GE-12).
  public var expiringDays = 60
  /// Days before its end from which an exemption is renewed (CR-11, `renewal_days`).
  public var renewalDays = 60
  /// What the attestato shows (PR-08).
  public var print = PrintText.descriptionUnlessSensitive
  /// The language, ISO 639, in which sentences of the law stand beside the Italian; `nil` where none does.
  public var secondLanguage: String?

  /// Takes the defaults.
  public init() {}

  /// What happens to a request outside the asl of residence.
  public enum Elsewhere: String, CaseIterable, Hashable, Sendable {
    case allow, warn, refuse
  }

  /// What the attestato shows of an exemption.
  public enum PrintText: String, CaseIterable, Hashable, Sendable {
    case codeOnly = "code"
    /// The description as well, but not that of sensitive codes.
    case descriptionUnlessSensitive = "description"
    /// The description of sensitive codes as well, but not of restricted ones (PR-02).
    case descriptionAlsoSensitive = "description-sensitive"
  }

  /// A day that comes back every year.
  public struct MonthDay: Hashable, Sendable {
    /// 1 to 12.
    public let month: Int
    /// From 1.
    public let day: Int

    /// Gathers the parts; nothing is checked.
    public init(month: Int, day: Int) {
      self.month = month
      self.day = day
    }
  }

  /// How long certain codes last here instead of what the catalogue says.
  public struct EndRule: Hashable, Sendable {
    /// The codes it is about.
    public let codes: Set<CodiceEsenzione>
    /// Completed years of the person from which it holds; `nil` for every age.
    public let fromAge: Int?
    /// The first day of start for which it holds; `nil` for all.
    public let since: CivilDate?
    /// How long they last.
    public let validity: EsenzioneValidity

    /// Gathers the parts; nothing is checked.
    public init(
      codes: Set<CodiceEsenzione>, fromAge: Int? = nil, since: CivilDate? = nil, validity: EsenzioneValidity
    ) {
      self.codes = codes
      self.fromAge = fromAge
      self.since = since
      self.validity = validity
    }
  }

  /// The day by which the list of the Sistema TS is out that covers a day: it runs from 1 April to 31 March.
  ///
  /// - Parameter day: The day for which somebody may be on it.
  /// - Returns: ``listFrom`` of the year in which that list begins.
  public func listOut(for day: CivilDate) -> CivilDate? {
    CivilDate(year: day.month > 3 ? day.year : day.year - 1, month: listFrom.month, day: listFrom.day)
  }

  /// The region whose own codes an asl gives, two digits of ISTAT.
  ///
  /// Of an invented asl of a demo's own region those of the profile, whatever its digits; of any other one those of
  /// its digits. Bolzano shares the digits of Trento and none of its codes.
  ///
  /// - Returns: `nil` where only national codes hold, or if there is no such region.
  public func region(of asl: CodiceAsl) -> String? {
    switch asl.region {
    case Self.inventedRegion: return region
    case "041": return nil
    default:
      guard case .region(let digits)? = EsenzioneScope(rawValue: String(asl.rawValue.prefix(2))) else {
        return nil
      }
      return digits
    }
  }

  /// The three digits of the region of demos, which no region of Italy has.
  static let inventedRegion = "990"

  /// The first day of `year` on which renewals are taken in series.
  ///
  /// - Returns: `nil` if they are taken on every day.
  public func batchOpening(in year: Int) -> CivilDate? {
    batchFrom.flatMap { CivilDate(year: year, month: $0.month, day: $0.day) }
  }

  /// How long an exemption lasts that starts on `start`, before enrolment and papers.
  ///
  /// - Parameters:
  ///   - entry: The row of the catalogue.
  ///   - age: Completed years of the person on `start`.
  ///   - start: The first day.
  /// - Returns: The validity of the region, else of the row; `configured` if neither has a value.
  public func validity(of entry: EsenzioneEntry, age: Int, start: CivilDate) -> EsenzioneValidity {
    let rule = ends.first { rule in
      rule.codes.contains(entry.code) && rule.fromAge.map { age >= $0 } ?? true
        && rule.since.map { start >= $0 } ?? true
    }
    if let rule, entry.isIssuable { return rule.validity }
    guard entry.validity == .configured else { return entry.validity }
    return durations[entry.code] ?? durations[entry.code.progressive] ?? .configured
  }
}

/// The ages with which exemptions end; the law knows no others, so no region sets them.
///
/// - Source: L. 537/1993, art. 8, c. 16, for E01; D.M. 329/1999 for 040; for C04 the attendance allowance, which is
///   given to minors.
public enum EsenzioneAges {
  /// Years with which 040 ends.
  public static let newborn = 3
  /// Years with which the E01 of a child ends (ER-08).
  public static let child = 6
  /// Years with which C04 ends (IN-05), and the care of a minor without a permit.
  public static let adult = 18
  /// Years before which nobody is expected to have lost an employment: apprenticeship begins with them.
  ///
  /// Not read in a source of ours, so that it only warns (ER-06).
  ///
  /// - Source: L. 296/2006, art. 1, c. 622, to be verified.
  public static let work = 15
  /// Years before which nobody is expected to receive the assegno sociale; it has been raised since.
  ///
  /// Not read in a source of ours, so that it only warns (ER-06).
  ///
  /// - Source: L. 335/1995, art. 3, c. 6, to be verified.
  public static let socialAllowance = 65
}

/// What the law says of incomes and ages, in cents of euro.
///
/// - Source: L. 537/1993, art. 8, c. 16; D.M. 22 gennaio 1993 and D.P.R. 917/1986, art. 12, for dependants.
public struct IncomeThresholds: Hashable, Sendable {
  /// What the income of E01 must not exceed.
  public var ceilingE01Cents = 36_151_98
  /// What the income of E02 and E04 must stay below, for one person alone.
  public var baseCents = 8_263_31
  /// The same with a spouse.
  public var withSpouseCents = 11_362_05
  /// What each dependent child adds to either.
  public var perChildCents = 516_46
  /// The own income up to which a person is a dependant.
  public var dependantCents = 2_840_51
  /// The same for a child of at most ``youngDependantUpTo`` years.
  public var youngDependantCents = 4_000_00
  /// The last age, in years completed by 31 December of the year of the income, with the higher limit of dependants.
  ///
  /// The law says children "not older than twenty-four years": 24 is inside, 25 is not, and a birthday counts for its
  /// whole year.
  ///
  /// - Source: D.P.R. 917/1986, art. 12, c. 2, second sentence (L. 205/2017, art. 1, c. 252); Agenzia delle Entrate,
  ///   Telefisco 2018, for the whole year. By c. 4-ter of the same article a child counts whether or not a deduction
  ///   is due for it.
  public var youngDependantUpTo = 24

  /// Takes the values of the law.
  public init() {}

  /// What the income of E02 and E04 must stay below (ER-02).
  ///
  /// - Parameters:
  ///   - hasSpouse: Whether there is a spouse who is not legally separated.
  ///   - children: The dependent children, 0 or more.
  /// - Returns: Cents of euro.
  public func lowIncomeCents(hasSpouse: Bool, children: Int) -> Int {
    (hasSpouse ? withSpouseCents : baseCents) + max(0, children) * perChildCents
  }
}
