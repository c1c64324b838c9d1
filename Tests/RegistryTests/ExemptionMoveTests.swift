import Cases
import Domain
import FHIR
import Population
import Testing

@testable import Registry

@Suite("Exemptions of who moves, and of practices that are undone")
struct ExemptionMoveTests {
  private static let yesterday = demoDay.adding(days: -1)

  private static let toscana: Profile = {
    var profile = Fixture.exemptions
    profile.esenzioni.region = "09"
    return profile
  }()

  /// Gives a person one national exemption, one of the region of the profile, and one of another region.
  private func given(_ fixture: Fixture) async throws -> Assistito {
    let person = try await fixture.person("cambio")
    try await fixture.registry.happen(to: person.id) { (person, today) throws(RegistryFailure) in
      for (code, scope) in [
        ("013.250", EsenzioneScope.national), ("E90", .region("09")), ("7RQ", .region("05")),
      ] {
        person.posizione.esenzioni.append(
          Esenzione(
            id: .init(unchecked: "prova-\(code)"), code: CodiceEsenzione(code)!, scope: scope,
            issuer: Region.homeAsl, start: today.adding(days: -100), issuedOn: today.adding(days: -100),
            origin: .certificate))
      }
    }
    return person
  }

  @Test("within the region they all stay; in another one those of regions that are not this one end")
  func move() async throws {
    for isOutside in [false, true] {
      let fixture = try await Fixture(profile: Self.toscana)
      let desk = try await WireDesk(fixture)
      let person = try await given(fixture)
      let asl = try #require(
        try await fixture.registry.ambiti().first {
          $0.asl != Region.homeAsl && ($0.asl.region != Region.homeAsl.region) == isOutside
        }?.asl)
      #expect(try await fixture.registry.move(person.id, to: asl))
      let states = try #require(try await fixture.registry.person(person.id)).posizione.esenzioni.map(\.state)
      let over = isOutside ? Esenzione.State.ended(on: Self.yesterday, cause: .region) : .valid
      #expect(states == [.valid, over, over], "\(isOutside)")
      let coverage = await desk.get("Coverage/prova-E90").body
      let word = isOutside ? "\"status\":\"cancelled\"" : "\"status\":\"active\""
      #expect(String(decoding: coverage, as: UTF8.self).contains(word))
      // Who comes back finds no code again that has lapsed, but may ask for it anew.
      #expect(try await fixture.registry.move(person.id, to: Region.homeAsl))
      let back = try #require(try await fixture.registry.person(person.id)).posizione.esenzioni.map(\.state)
      #expect(back == states)
    }
  }

  @Test("what an issue had ended counts again when the back office undoes it, and a revocation too")
  func undone() async throws {
    let fixture = try await Fixture(profile: Self.toscana)
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    let old = Identifier<Esenzione>(unchecked: "prova-C03")
    try await fixture.registry.happen(to: person.id) { (person, today) throws(RegistryFailure) in
      person.posizione.esenzioni = [
        Esenzione(
          id: old, code: CodiceEsenzione("C03")!, issuer: Region.homeAsl, start: today.adding(days: -100),
          issuedOn: today.adding(days: -100), origin: .certificate)
      ]
    }
    func states() async throws -> [Esenzione.State] {
      try #require(try await fixture.registry.person(person.id)).posizione.esenzioni.map(\.state)
    }
    let exempt = try #require(try await fixture.registry.person(person.id))
    let issue = desk.practice(
      .esenzioneRilascio(
        EsenzioneCase(
          assistito: exempt, code: CodiceEsenzione("C01")!, deskAsl: Region.homeAsl, effectiveDate: demoDay,
          evidence: .report(InvalidityReport(issuedOn: demoDay, kind: .civil, percentage: 100)),
          documentsSeen: Set(DocumentKind.allCases))), operation: 1)
    #expect(await desk.post(issue).status == 201)
    #expect(try await states() == [.valid, .ended(on: Self.yesterday, cause: .superseded)])
    #expect(try await fixture.registry.reverse(issue.id))
    #expect(try await states() == [.annulled(on: demoDay, reason: "REG-10"), .valid])
    let told = try #require(try await desk.record(issue.id))
    #expect(told.status == .reversed)
    let body = await desk.get("Coverage/\(old.rawValue)").body
    #expect(String(decoding: body, as: UTF8.self).contains("\"status\":\"active\""))

    let now = try #require(try await fixture.registry.person(person.id))
    let revoca = desk.practice(
      .esenzioneRevoca(
        EsenzioneRevocaCase(
          assistito: now, esenzione: old, reason: .requirementLost, effectiveDate: demoDay,
          deskAsl: Region.homeAsl, documentsSeen: Set(DocumentKind.allCases), note: "prova")), operation: 2)
    #expect(await desk.post(revoca).status == 201)
    #expect(try await states()[1] == .revoked(on: demoDay, reason: .requirementLost, isBlocked: false))
    #expect(try await fixture.registry.reverse(revoca.id))
    #expect(try await states()[1] == .valid)
    #expect(try await !fixture.registry.reverse(revoca.id), "once only")
  }
}
