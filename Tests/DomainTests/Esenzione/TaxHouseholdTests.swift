import Domain
import Testing

@Suite("The household of the tax law") struct TaxHouseholdTests {
  private static let law = IncomeThresholds()

  @Test(
    "counts the spouse and dependants, not partners by fact nor separated spouses",
    arguments: [
      ([], TaxHousehold(), 1, 8_263_31),
      ([.spouse(isSeparated: false)], TaxHousehold(partner: .spouse), 2, 11_362_05),
      ([.spouse(isSeparated: true)], TaxHousehold(partner: .separated), 1, 8_263_31),
      ([.partner], TaxHousehold(partner: .deFacto), 1, 8_263_31),
      ([.spouse(isSeparated: true), .partner], TaxHousehold(partner: .separated), 1, 8_263_31),
      (
        [.child(age: 10, isWithinLimit: true), .child(age: 30, isWithinLimit: false)],
        TaxHousehold(children: 1), 2,
        8_779_77
      ),
      (
        [
          .spouse(isSeparated: false), .child(age: 2, isWithinLimit: true),
          .child(age: 23, isWithinLimit: true),
          .relative(isWithinLimit: true),
        ], TaxHousehold(partner: .spouse, children: 2, others: 1), 5, 12_394_97
      ),
    ] as [([TaxHousehold.Member], TaxHousehold, Int, Int)])
  func members(members: [TaxHousehold.Member], expected: TaxHousehold, size: Int, threshold: Int) {
    let household = TaxHousehold(of: members)
    #expect(household == expected)
    #expect(household.size == size)
    #expect(household.threshold(Self.law) == threshold)
  }

  @Test(
    "has its limits for dependants: the higher one up to 24 years, these included",
    arguments: [
      (TaxHousehold.Member.child(age: 23, isWithinLimit: true), 4_000_00 as Int?),
      (.child(age: 24, isWithinLimit: true), 4_000_00), (.child(age: 25, isWithinLimit: true), 2_840_51),
      (.relative(isWithinLimit: true), 2_840_51),
      (.spouse(isSeparated: false), nil), (.partner, nil),
    ]) func limits(member: TaxHousehold.Member, limit: Int?)
  {
    #expect(TaxHousehold.dependantLimit(of: member, Self.law) == limit)
  }

  @Test(
    "of unmarried parents is the more favourable one",
    arguments: [
      (IncomeAnswer.below, IncomeAnswer.notBelow, true), (.notBelow, .below, false),
      (.unknown, .below, false),
      (.below, .unknown, true), (.notBelow, .unknown, false), (.unknown, .notBelow, true),
      (.below, .below, true),
      (.cents(100), .cents(200), true), (.cents(200), .cents(100), false),
      (.cents(9_000_00), .cents(8_000_00), false),
    ]) func unmarried(first: IncomeAnswer, second: IncomeAnswer, isFirst: Bool)
  {
    let mother = TaxHousehold(children: 1)
    let father = TaxHousehold(children: 1, others: 1)
    let chosen = TaxHousehold.moreFavourable((mother, first), (father, second), for: "E02", Self.law)
    #expect(chosen == (isFirst ? mother : father))
  }

  @Test("is signed for by one of six titles") func titles() {
    let titles: [(Applicant, Int)] = [
      (.`self`, 0), (.parent(otherParentDeclares: false), 1), (.tutore, 2), (.affidatario, 2),
      (.amministratoreDiSostegno, 3), (.familyMember, 4), (.delegate(cohabitant: true), 5),
    ]
    for (applicant, number) in titles { #expect(applicant.declarantTitle.rawValue == number) }
  }
}
