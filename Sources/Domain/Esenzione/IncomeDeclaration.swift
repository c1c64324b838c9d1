/// A self-declaration of income: who signs, who is exempt, and whose condition counts.
///
/// Source: D.P.R. 445/2000; D.M. 11-12-2009. No amount is ever asked aloud: answers are yes or no (rule PR-10).
public struct IncomeDeclaration: Hashable, Sendable {
  /// The day of the signature, from which the exemption counts (rule ER-20).
  public var signedOn: CivilDate
  /// Who signs, where it is not the person exempt; `nil` if it is.
  public var declarant: PersonCode?
  /// Whose condition counts.
  public var titolare: Titolare
  /// The condition of the titolare (rules ER-13 and ER-14).
  public var condition: Condition
  /// Whether the person exempt is the titolare's spouse or fiscal dependant, where it is not the titolare.
  public var isDependant: Bool
  /// The household of the tax law (rule ER-09).
  public var household: TaxHousehold
  /// Whether the income of the household is below the threshold.
  public var income: IncomeAnswer

  /// The holder of the condition that gives the exemption; the words are `titolare.<tag>`.
  public enum Titolare: Hashable, Sendable {
    case declarant, beneficiary
    /// A third person, with the note that says who.
    case other(PersonCode, note: String)
  }

  /// The condition of the titolare; the words are `condizione.<rawValue>`.
  public enum Condition: String, CaseIterable, Hashable, Sendable {
    /// None: the age of the person exempt counts.
    case none
    /// Lost a dependent employment and is registered with the employment centre.
    case unemployed
    /// Lost a dependent employment and is not registered.
    case unregistered
    /// Never worked.
    case neverWorked
    /// Ended self-employment.
    case endedSelfEmployment
    /// Works, and keeps the registration because the income is low.
    case lowIncomeWorker
    /// Receives the assegno (once pensione) sociale.
    case socialAllowance
    /// Receives the minimum pension.
    case minimumPension
    /// Any other.
    case other
  }

  /// Gathers the parts; nothing is checked.
  public init(
    signedOn: CivilDate, declarant: PersonCode? = nil, titolare: Titolare = .beneficiary,
    condition: Condition = .none, isDependant: Bool = false, household: TaxHousehold = TaxHousehold(),
    income: IncomeAnswer = .unknown
  ) {
    self.signedOn = signedOn
    self.declarant = declarant
    self.titolare = titolare
    self.condition = condition
    self.isDependant = isDependant
    self.household = household
    self.income = income
  }
}

/// What is known of the income of a household.
public enum IncomeAnswer: Hashable, Sendable {
  /// The declarant says that it meets the threshold of the code.
  case below
  /// The declarant says that it does not.
  case notBelow
  /// Nobody has asked.
  case unknown
  /// The income of the previous year in cents of euro, gross (rule ER-12): for `decide`, never for a screen.
  case cents(Int)
}

/// The household of the tax law: not the registry's family.
///
/// Source: D.M. 22-1-1993; L. 76/2016.
public struct TaxHousehold: Hashable, Sendable {
  /// Husband, wife or partner.
  public var partner: Partner
  /// Dependent children, 0 or more.
  public var children: Int
  /// Other fiscal dependants, 0 or more.
  public var others: Int

  /// How one lives with another person; the words are `coniuge.<rawValue>`.
  public enum Partner: String, CaseIterable, Hashable, Sendable {
    case none
    /// Spouse, also one who files or lives elsewhere, or partner of a civil union.
    case spouse
    /// Legally separated or divorced.
    case separated
    /// A partner by fact only.
    case deFacto
  }

  /// Gathers the parts; nothing is checked.
  public init(partner: Partner = .none, children: Int = 0, others: Int = 0) {
    self.partner = partner
    self.children = children
    self.others = others
  }
}

extension IncomeDeclaration: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of anybody's income.
  public var description: String { "IncomeDeclaration" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension IncomeAnswer: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of anybody's income.
  public var description: String { "IncomeAnswer" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension TaxHousehold: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of anybody's family.
  public var description: String { "TaxHousehold" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
