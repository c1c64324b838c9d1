/// Somebody who comes in place of a holder whom health keeps away.
public struct CodeDelegation: Hashable, Sendable {
  /// What the one who comes is to the holder.
  public var relative: Relative
  /// Whether there is a spouse, as declared; of no weight where the order of relatives is none of the rules.
  public var hasSpouse: Bool
  /// Whether there are children of age, as declared.
  public var hasChildren: Bool
  /// Whether the impediment for reasons of health is declared.
  public var declaresImpediment: Bool
  /// The medical certificate; `nil` if none was shown.
  public var certificate: ImpedimentCertificate?

  /// Gathers the parts; nothing is checked.
  public init(
    relative: Relative, hasSpouse: Bool = false, hasChildren: Bool = false, declaresImpediment: Bool = false,
    certificate: ImpedimentCertificate? = nil
  ) {
    self.relative = relative
    self.hasSpouse = hasSpouse
    self.hasChildren = hasChildren
    self.declaresImpediment = declaresImpediment
    self.certificate = certificate
  }
}

/// Which of the rules for delegates a region has: they are never mixed (trap T-07).
public enum DelegationRule: String, CaseIterable, Hashable, Sendable {
  /// Spouse, then children, then relatives to the third degree; the impediment is declared (seed 004).
  case orderOfRelatives = "order-of-relatives"
  /// Anybody the holder names, for an impediment of months that a certificate proves (seed 002).
  case longImpediment = "long-impediment"
  /// Anybody the holder names on the form, for reasons of health.
  case form
  /// Nothing is known: the form and a warning.
  case unknown
}

/// Whether a delegate may come by the order of relatives.
public enum DelegationAnswer: Hashable, Sendable {
  case admitted(Relative.Precedence)
  /// R-DEL-01
  case impedimentNotDeclared
  /// R-DEL-02, with who comes first.
  case precededBy(Relative.Precedence)
  /// R-DEL-03
  case notARelative
}

extension CodeDelegation {
  /// The order of relatives.
  ///
  /// Who comes first is asked in the order of the table: a spouse before children. What is answered are
  /// declarations, which the form prints.
  ///
  /// - Complexity: O(1).
  /// - Source: seed 004; D.P.R. 445/2000 art. 4 c. 2.
  public var orderOfRelatives: DelegationAnswer {
    guard declaresImpediment else { return .impedimentNotDeclared }
    guard let precedence = relative.precedence else { return .notARelative }
    switch precedence {
    case .spouse: return .admitted(.spouse)
    case .child: return hasSpouse ? .precededBy(.spouse) : .admitted(.child)
    case .thirdDegree:
      if hasSpouse { return .precededBy(.spouse) }
      return hasChildren ? .precededBy(.child) : .admitted(.thirdDegree)
    }
  }
}

/// What the operator saw on a certificate before giving it back: never what the holder suffers from.
public struct ImpedimentCertificate: Hashable, Sendable {
  /// Whether a doctor signed it.
  public var isSigned: Bool
  /// Whether it bears its day.
  public var isDated: Bool
  /// How long the holder is kept away; `nil` if it does not say.
  public var length: Length?
  /// Whether a diagnosis can be read on it.
  public var showsDiagnosis: Bool

  /// How long an impediment lasts, as a certificate puts it.
  public enum Length: Hashable, Sendable {
    /// In whole months.
    case months(Int)
    /// From a first day to a last one, both included.
    case period(from: CivilDate, through: CivilDate)
  }

  /// Gathers the parts; nothing is checked.
  public init(isSigned: Bool, isDated: Bool, length: Length?, showsDiagnosis: Bool) {
    self.isSigned = isSigned
    self.isDated = isDated
    self.length = length
    self.showsDiagnosis = showsDiagnosis
  }
}

extension ImpedimentCertificate.Length {
  /// How the length compares with a number of months.
  public enum Comparison: String, CaseIterable, Hashable, Sendable {
    case shorter, exactly, longer
  }

  /// Compares with `months` whole months.
  ///
  /// A period is counted by the calendar from its first day, which is one of its days: from 1 March through
  /// 31 May are three months exactly, as are from 30 November through 27 February.
  ///
  /// - Parameter limit: The months, 1 or more.
  /// - Returns: Whether the length is shorter, just so or longer.
  /// - Source: trap T-01; art. 2963 c.c., fourth and fifth paragraph, for ends of months.
  public func compared(toMonths limit: Int) -> Comparison {
    switch self {
    case .months(let months):
      return months < limit ? .shorter : months == limit ? .exactly : .longer
    case .period(let first, let last):
      let exact = first.adding(months: limit).adding(days: -1)
      return last < exact ? .shorter : last == exact ? .exactly : .longer
    }
  }
}

extension CodeDelegation: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of family or health.
  public var description: String { "CodeDelegation" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension ImpedimentCertificate: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: nothing of health.
  public var description: String { "ImpedimentCertificate" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
