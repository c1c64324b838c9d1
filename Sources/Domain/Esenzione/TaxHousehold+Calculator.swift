extension TaxHousehold {
  /// Who is asked about for the household of the tax law.
  public enum Member: Hashable, Sendable {
    /// Married or in a civil union; `isSeparated` by a judge.
    case spouse(isSeparated: Bool)
    /// Lives with the person, and no more.
    case partner
    /// A child with completed years of age; whether the own income stays within the limit of dependants.
    case child(age: Int, isWithinLimit: Bool)
    /// Another relative; whether the own income stays within the limit of dependants.
    case relative(isWithinLimit: Bool)
  }

  /// The household of the answers: who files separately or lives elsewhere counts all the same (ER-09).
  ///
  /// - Parameter members: Everybody who was asked about, the person left out.
  public init(of members: [Member]) {
    self.init()
    for member in members {
      switch member {
      case .spouse(let isSeparated):
        if !isSeparated { partner = .spouse } else if partner == .none { partner = .separated }
      case .partner: if partner == .none { partner = .deFacto }
      case .child(_, let isWithinLimit): if isWithinLimit { children += 1 }
      case .relative(let isWithinLimit): if isWithinLimit { others += 1 }
      }
    }
  }

  /// The own income up to which somebody is a dependant, in cents of euro (ER-10).
  ///
  /// - Parameters:
  ///   - member: The person asked about.
  ///   - thresholds: The values of the law.
  /// - Returns: `nil` for spouses and partners, whose income does not decide.
  public static func dependantLimit(of member: Member, _ thresholds: IncomeThresholds) -> Int? {
    switch member {
    case .spouse, .partner: nil
    case .child(let age, _):
      age <= thresholds.youngDependantUpTo ? thresholds.youngDependantCents : thresholds.dependantCents
    case .relative: thresholds.dependantCents
    }
  }

  /// Whether the income of the partner belongs to the household: that of a spouse always.
  public var countsPartner: Bool { partner == .spouse }

  /// How many people the household has, the person included.
  public var size: Int { 1 + (countsPartner ? 1 : 0) + children + others }

  /// The income that E02 and E04 must stay below, in cents of euro (ER-02).
  public func threshold(_ thresholds: IncomeThresholds) -> Int {
    thresholds.lowIncomeCents(hasSpouse: countsPartner, children: children)
  }

  /// Whether an income meets the threshold of a national code (ER-05): not above for E01, below for the others.
  ///
  /// - Parameters:
  ///   - income: What was answered.
  ///   - code: `E01`, `E02` or `E04`.
  ///   - thresholds: The values of the law.
  /// - Returns: `nil` if nobody has asked.
  public func meets(_ income: IncomeAnswer, for code: String, _ thresholds: IncomeThresholds) -> Bool? {
    switch income {
    case .below: true
    case .notBelow: false
    case .unknown: nil
    case .cents(let cents):
      code == "E01" ? cents <= thresholds.ceilingE01Cents : cents < threshold(thresholds)
    }
  }

  /// Which of two parents' households is more favourable for a child of both, who are not married (ER-11).
  ///
  /// - Returns: The household that meets the threshold; of two that do, or do not, the one with more room
  ///   below it where incomes are known, else the first.
  public static func moreFavourable(
    _ first: (household: TaxHousehold, income: IncomeAnswer),
    _ second: (household: TaxHousehold, income: IncomeAnswer), for code: String,
    _ thresholds: IncomeThresholds
  ) -> TaxHousehold {
    isSecondMoreFavourable(first, second, for: code, thresholds) ? second.household : first.household
  }

  /// Whether the second of two households is the one that ``moreFavourable(_:_:for:_:)`` takes.
  public static func isSecondMoreFavourable(
    _ first: (household: TaxHousehold, income: IncomeAnswer),
    _ second: (household: TaxHousehold, income: IncomeAnswer), for code: String,
    _ thresholds: IncomeThresholds
  ) -> Bool {
    let firstMeets = first.household.meets(first.income, for: code, thresholds)
    let secondMeets = second.household.meets(second.income, for: code, thresholds)
    if firstMeets != secondMeets {
      return secondMeets == true || firstMeets == false
    }
    guard case .cents(let one) = first.income, case .cents(let other) = second.income else {
      return false
    }
    func room(_ household: TaxHousehold, _ cents: Int) -> Int {
      (code == "E01" ? thresholds.ceilingE01Cents : household.threshold(thresholds)) - cents
    }
    return room(second.household, other) > room(first.household, one)
  }
}

/// The title by which somebody signs a declaration, as the Sistema TS numbers it (rule ER-30).
public enum DeclarantTitle: Int, CaseIterable, Hashable, Sendable {
  case oneself = 0
  case parent, guardian
  /// The person, assisted by a curator.
  case withCurator
  /// A spouse or relative within the third degree, for a temporary impediment of health.
  case relative
  /// The person, by a delegate.
  case byDelegate
}

extension Applicant {
  /// The title of who signs a self-declaration.
  ///
  /// - Source: D.P.R. 445/2000 artt. 4-5; table of SOGEI. Foster parents sign as guardians do.
  public var declarantTitle: DeclarantTitle {
    switch self {
    case .`self`: .oneself
    case .parent: .parent
    case .tutore, .affidatario: .guardian
    case .amministratoreDiSostegno: .withCurator
    case .familyMember: .relative
    case .delegate: .byDelegate
    }
  }
}
