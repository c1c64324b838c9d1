import Domain
import Testing

@Suite("Who may come in place of a holder") struct CodeDelegationTests {
  /// Every relative of the table: line, degree, place in the order.
  private static let table: [Relative: (Relative.Line?, Int?, Relative.Precedence?)] = [
    .spouse: (nil, nil, .spouse), .civilPartner: (nil, nil, .spouse), .child: (.direct, 1, .child),
    .parent: (.direct, 1, .thirdDegree), .grandparent: (.direct, 2, .thirdDegree),
    .grandchild: (.direct, 2, .thirdDegree), .greatGrandparent: (.direct, 3, .thirdDegree),
    .greatGrandchild: (.direct, 3, .thirdDegree), .sibling: (.collateral, 2, .thirdDegree),
    .uncleOrAunt: (.collateral, 3, .thirdDegree), .nephewOrNiece: (.collateral, 3, .thirdDegree),
    .firstCousin: (.collateral, 4, nil), .greatUncleOrAunt: (.collateral, 4, nil),
    .grandNephewOrNiece: (.collateral, 4, nil), .parentInLaw: (.affinity, nil, nil),
    .childInLaw: (.affinity, nil, nil), .siblingInLaw: (.affinity, nil, nil), .cohabitant: (nil, nil, nil),
    .none: (nil, nil, nil),
  ]

  @Test("is told by the table of degrees, whole", arguments: Relative.allCases) func degrees(
    _ relative: Relative
  )
    throws
  {
    let row = try #require(Self.table[relative])
    #expect(relative.line == row.0 && relative.degree == row.1 && relative.precedence == row.2)
  }

  @Test("follows the order of relatives, in every combination", arguments: Relative.allCases)
  func order(_ relative: Relative) {
    for bits in 0..<8 {
      let (spouse, children, declares) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0)
      let delegation = CodeDelegation(
        relative: relative, hasSpouse: spouse, hasChildren: children, declaresImpediment: declares)
      let expected: DelegationAnswer =
        if !declares {
          .impedimentNotDeclared
        } else if let precedence = Self.table[relative]?.2 {
          switch precedence {
          case .spouse: .admitted(.spouse)
          case .child: spouse ? .precededBy(.spouse) : .admitted(.child)
          case .thirdDegree:
            spouse ? .precededBy(.spouse) : children ? .precededBy(.child) : .admitted(.thirdDegree)
          }
        } else {
          .notARelative
        }
      #expect(delegation.orderOfRelatives == expected)
    }
  }

  /// A first day, and the last day of three months exactly.
  static let edges = [
    ("2026-03-01", "2026-05-31"), ("2026-03-15", "2026-06-14"), ("2026-01-31", "2026-04-29"),
    ("2025-11-30", "2026-02-27"), ("2027-11-30", "2028-02-28"), ("2025-12-01", "2026-02-28"),
    ("2027-12-01", "2028-02-29"), ("2028-02-29", "2028-05-28"), ("2026-02-28", "2026-05-27"),
    ("2026-10-31", "2027-01-30"), ("2026-11-29", "2027-02-27"), ("2027-11-29", "2028-02-28"),
  ]

  @Test("counts three months by the calendar, to the day", arguments: edges)
  func months(first: String, last: String) {
    let from = Fixture.day(first)
    let exact = Fixture.day(last)
    func compare(_ through: CivilDate) -> ImpedimentCertificate.Length.Comparison {
      ImpedimentCertificate.Length.period(from: from, through: through).compared(toMonths: 3)
    }
    #expect(compare(exact.adding(days: -1)) == .shorter)
    #expect(compare(exact) == .exactly)
    #expect(compare(exact.adding(days: 1)) == .longer)
  }

  @Test("takes months as they are written") func written() {
    let answers = [2, 3, 4].map { ImpedimentCertificate.Length.months($0).compared(toMonths: 3) }
    #expect(answers == [.shorter, .exactly, .longer])
  }
}
