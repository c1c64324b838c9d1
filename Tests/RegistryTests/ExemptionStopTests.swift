import Domain
import FHIR
import Population
import Testing

@testable import Registry

@Suite("A stop of exemptions alone, as before the national registry began")
struct ExemptionStopTests {
  /// The stop of issue and revocation.
  static func stop(from start: Instant, hours: Int) -> AnnouncedSuspension {
    AnnouncedSuspension(
      Suspension(
        start: start, announcedEnds: [start + .seconds(Int64(hours) * 3_600)], policy: .blocco,
        kinds: [.esenzioneRilascio, .esenzioneRevoca], source: "prova"))
  }

  private static func issue(_ person: Assistito) -> PracticeCase {
    .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: CodiceEsenzione("013.250")!, deskAsl: Region.homeAsl,
        effectiveDate: demoDay,
        evidence: .certificate(MedicalCertificate(issuedOn: demoDay, certifier: .publicSpecialist)),
        documentsSeen: Set(DocumentKind.allCases)))
  }

  private static func revoca(_ record: Esenzione, of person: Assistito) -> PracticeCase {
    .esenzioneRevoca(
      EsenzioneRevocaCase(
        assistito: person, esenzione: record.id, reason: .requirementLost, effectiveDate: demoDay,
        deskAsl: Region.homeAsl, documentsSeen: Set(DocumentKind.allCases), note: "prova"))
  }

  @Test("refuses issue and revocation by the rule, with the announced end, and serves everything else")
  func partial() async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let desk = try await WireDesk(fixture)
    let exempt = try await fixture.person("esenzione-revisione")
    let record = try #require(exempt.posizione.esenzioni.first)
    let stop = Self.stop(from: fixture.clock.now, hours: 2)
    await fixture.registry.suspend(stop)
    let announced = try CapabilityResource(await desk.get("metadata").body).suspensions
    #expect(announced == [stop])
    #expect(await desk.get("Patient/\(exempt.id.rawValue)").status == 200)

    let person = try await fixture.person("cambio")
    for (operation, content) in [(1, Self.issue(person)), (2, Self.revoca(record, of: exempt))] {
      let told = try PracticeTask.record(
        in: await desk.post(desk.practice(content, operation: operation)).body)
      let headline = told.answer?.rejection?.headline
      #expect(told.status == .rejected && told.reasons == ["SOS-01"])
      let end = RomeTime(at: stop.suspension.announcedEnds[0])
      #expect(headline?.arguments.last == "\(end.date.iso) \(end.time.iso)")
    }
    let scelta = try await desk.scelta(for: person, medico: "mmg-003", operation: 3)
    #expect(try PracticeTask.record(in: await desk.post(scelta).body).status == .completed)

    fixture.clock.move(by: 2 * 3_600_000)
    let later = try await WireDesk(fixture)
    for (operation, content) in [(4, Self.issue(person)), (5, Self.revoca(record, of: exempt))] {
      let told = try PracticeTask.record(
        in: await later.post(later.practice(content, operation: operation)).body)
      #expect(told.status == .completed, "\(told.reasons)")
    }
  }

  @Test("taken back, it refuses no more")
  func resumed() async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    await fixture.registry.suspend(Self.stop(from: fixture.clock.now, hours: 2))
    await fixture.registry.resume()
    let told = try PracticeTask.record(
      in: await desk.post(desk.practice(Self.issue(person), operation: 1)).body)
    #expect(told.status == .completed)
  }

  @Test(
    "takes nothing in that was confirmed before it, tells why, and decides it when it is over",
    arguments: [true, false])
  func confirmedBefore(decidesLater: Bool) async throws {
    let fixture = try await Fixture(profile: Fixture.exemptions)
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    await fixture.registry.setDecidesLater(decidesLater)
    let taken = desk.practice(Self.issue(try await fixture.person("ultimo-posto")), operation: 1)
    if decidesLater { #expect(await desk.post(taken).status == 201) }
    let practice = desk.practice(Self.issue(person), operation: 2)
    fixture.clock.move(by: 1_000)
    let stop = Self.stop(from: fixture.clock.now, hours: 1)
    await fixture.registry.suspend(stop)
    let refused = await desk.post(practice)
    #expect(refused.status == 503 && refused.headers["Retry-After"] == "300")
    #expect(try OperationOutcome(refused.body).suspensions == [stop])
    #expect(try await desk.record(practice.id) == nil, "nothing was taken in")
    #expect(try await fixture.registry.decideWaiting() == 0, "what had come before waits on")

    fixture.clock.move(by: 3_600_000)
    let later = try await WireDesk(fixture)
    #expect(await later.post(practice).status == 201)
    #expect(try await fixture.registry.decideWaiting() == (decidesLater ? 2 : 0))
    #expect(try await later.record(practice.id)?.status == .completed)
    if decidesLater { #expect(try await later.record(taken.id)?.status == .completed) }
    // Sent again in another stop it has its answer already.
    await fixture.registry.suspend(Self.stop(from: fixture.clock.now, hours: 1))
    #expect(await later.post(practice).status == 200)
  }
}
