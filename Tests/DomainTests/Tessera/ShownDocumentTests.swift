import Domain
import Testing

@Suite("Documents of identity") struct ShownDocumentTests {
  private static let today = Fixture.today

  @Test("count through their last day", arguments: IdentityDocumentKind.allCases)
  func lastDay(_ kind: IdentityDocumentKind) {
    for (expires, isValid) in [(Self.today.adding(days: -1), false), (Self.today, true)] {
      let document = ShownDocument(kind: kind, owner: .holder, expires: expires)
      #expect(document.isValid(on: Self.today, ownerBorn: nil) == isValid)
    }
  }

  @Test("without a last day count only as CIE of who was seventy at its issue")
  func withoutExpiry() {
    let birth = Fixture.day("1950-03-10")
    for kind in IdentityDocumentKind.allCases {
      for (issued, isSeventy) in [("2020-03-09", false), ("2020-03-10", true)] {
        let document = ShownDocument(
          kind: kind, owner: .holder, expires: nil, issued: Fixture.day(issued))
        let expected = isSeventy && kind == .electronicIdentityCard
        #expect(document.isValid(on: Self.today, ownerBorn: birth) == expected)
      }
    }
    let card = ShownDocument(kind: .electronicIdentityCard, owner: .holder, expires: nil)
    #expect(card.isValid(on: Self.today, ownerBorn: birth))
    #expect(!card.isValid(on: Self.today, ownerBorn: Fixture.day("1980-03-10")))
    #expect(card.isValid(on: Self.today, ownerBorn: nil))
  }

  @Test("are the nine of the law, and a permit is none of them") func equivalent() {
    #expect(IdentityDocumentKind.allCases.filter { !$0.isEquivalent } == [.residencePermit, .other])
  }

  @Test("and codes are halved so that no half is empty") func split() {
    #expect(CodeSplit(pinFirst: 2, pinRest: 3, pukFirst: 2, pukRest: 6)?.pinLength == 5)
    #expect(CodeSplit(pinFirst: 2, pinRest: 3, pukFirst: 2, pukRest: 6)?.pukLength == 8)
    #expect(CodeSplit(pinFirst: 0, pinRest: 5, pukFirst: 2, pukRest: 6) == nil)
    #expect(CodeSplit(pinFirst: 2, pinRest: 3, pukFirst: 2, pukRest: 9) == nil)
  }
}
