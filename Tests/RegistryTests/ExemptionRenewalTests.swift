import Cases
import Domain
import FHIR
import Population
import SQLite
import Testing

@testable import Registry

@Suite("Renewing exemptions of income after the end of March")
struct ExemptionRenewalTests {
  private static let march = CivilDate(year: 2026, month: 3, day: 10)!
  private static let april = CivilDate(year: 2026, month: 4, day: 2)!

  /// The renewal of what ended, signed on the day.
  private static func renewal(of old: Esenzione, for person: Assistito, operation: Int) -> Practice {
    let content = EsenzioneCase(
      assistito: person, code: old.code, deskAsl: Region.homeAsl, effectiveDate: april,
      evidence: .income(IncomeDeclaration(signedOn: april, condition: .unemployed, income: .below)),
      documentsSeen: Set(DocumentKind.allCases), renews: old.id)
    return Practice(
      id: .init(unchecked: "11111111-0000-4000-8000-" + String(1_000_000_000_000 + operation).dropFirst()),
      content: .esenzioneRilascio(content),
      author: Author(
        operatorName: "r.prova", role: .sportello,
        desk: Desk(id: "sportello 2", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto)),
      createdAt: RomeTime(date: april, time: CivilTime(hour: 10, minute: 0)!).instant)
  }

  @Test(
    "on 2 April everybody whose E02 ended is answered, whatever day the registry was filled for",
    arguments: [march, april])
  func renew(filledFor first: CivilDate) async throws {
    // The clock is ahead of the people: their days pass with the first question.
    let clock = Clock(Self.april)
    let region = Region.make(seed: 1, people: 300, today: first)
    let registry = try ReferenceRegistry(
      .memory, profile: Fixture.exemptions, isDemo: true, now: { clock.now })
    try await registry.populate(RegistryContent(region))
    var people: [Identifier<Assistito>] = []
    region.forEachPerson { person in
      if person.posizione.esenzioni.contains(where: { $0.code.rawValue == "E02" }) {
        people.append(person.id)
      }
    }
    var renewed = 0
    for (index, id) in people.enumerated() {
      let person = try #require(try await registry.person(id))
      let old = try #require(person.posizione.esenzioni.first { $0.code.rawValue == "E02" })
      guard case .ended = old.state else { continue }
      renewed += 1
      let practice = Self.renewal(of: old, for: person, operation: index)
      #expect(try await registry.submit(PracticeTask.encode(practice)).rejection == nil)
      let now = try #require(try await registry.person(id)).posizione.esenzioni
      // A temporary enrolment ends earlier.
      let end = try #require(now.first?.end)
      #expect(now.first?.start == Self.april && end <= CivilDate(year: 2027, month: 3, day: 31)!)
      #expect(now.count == person.posizione.esenzioni.count + 1)
    }
    #expect(renewed > 3)
    #expect(try await registry.currentDay() == Self.april)
  }
}
