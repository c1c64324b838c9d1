import Domain
import Testing

@Suite("Rules of representation") struct FamilyRulesTests {
  static let applicants: [Applicant] = [
    .`self`, .parent(otherParentDeclares: true), .parent(otherParentDeclares: false), .tutore,
    .amministratoreDiSostegno, .delegate(cohabitant: true), .delegate(cohabitant: false), .familyMember,
    .affidatario,
  ]

  @Test(
    "say who asks for an adult",
    arguments: zip(
      applicants, [[], ["FAM-01.parent"], ["FAM-01.parent"], [], [], [], [], [], ["FAM-04.adult"]]))
  func adult(applicant: Applicant, keys: [String]) {
    let content = Fixture.content().with { $0.request.applicant = applicant }
    #expect(Fixture.decide(content).keys() == keys)
  }

  @Test(
    "say who asks for a minor",
    arguments: zip(applicants, [["FAM-02"], [], [], [], ["FAM-04.minor"], [], [], ["FAM-02.relative"], []]))
  func minor(applicant: Applicant, keys: [String]) {
    let content = Fixture.content(Fixture.assistito(born: "2010-01-01")).with {
      $0.request.applicant = applicant
    }
    #expect(Fixture.decide(content).keys() == keys)
  }

  @Test(
    "end minority on the eighteenth birthday", arguments: [("2008-06-15", []), ("2008-06-16", ["FAM-02"])])
  func eighteen(born: String, keys: [String]) {
    let content = Fixture.content(Fixture.assistito(born: born)).with { $0.request.applicant = .`self` }
    #expect(Fixture.decide(content).keys() == keys)
  }

  @Test("ask for the other parent where the profile wants both", arguments: [true, false])
  func bothParents(declares: Bool) {
    let content = Fixture.content(Fixture.assistito(born: "2015-01-01")).with {
      $0.request.applicant = .parent(otherParentDeclares: declares)
    }
    let decision = Fixture.decide(content, Fixture.profile.with { $0.twoParentsRequired = true })
    #expect(decision.keys() == (declares ? [] : ["FAM-02.otherParent"]))
    #expect(decision.documents.contains { $0.kind == .otherParentDeclaration })
  }
}
