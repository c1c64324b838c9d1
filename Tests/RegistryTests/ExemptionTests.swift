import Cases
import Domain
import FHIR
import Population
import Testing
import Vault

@testable import Registry

@Suite("Exemptions in the registry")
struct ExemptionTests {
  private static let code = CodiceEsenzione("E02")!
  private static let chronic = CodiceEsenzione("013.250")!
  private static let end = CivilDate(year: 2027, month: 3, day: 31)!

  private static func request(
    _ code: CodiceEsenzione = code, for person: Assistito, asl: CodiceAsl = Region.homeAsl,
    certifier: MedicalCertificate.Certifier = .publicSpecialist
  ) -> PracticeCase {
    let evidence: EsenzioneEvidence =
      code == chronic || code.rawValue.hasPrefix("020")
      ? .certificate(MedicalCertificate(issuedOn: demoDay, certifier: certifier))
      : .income(IncomeDeclaration(signedOn: demoDay, condition: .unemployed, income: .below))
    return .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: code, deskAsl: asl, effectiveDate: demoDay, evidence: evidence,
        documentsSeen: Set(DocumentKind.allCases), privateHandOver: true))
  }

  private static func revoca(
    _ esenzione: Identifier<Esenzione>, of person: Assistito,
    reason: EsenzioneRevocaCase.Reason = .requirementLost
  ) -> PracticeCase {
    .esenzioneRevoca(
      EsenzioneRevocaCase(
        assistito: person, esenzione: esenzione, reason: reason, effectiveDate: demoDay,
        deskAsl: Region.homeAsl, documentsSeen: Set(DocumentKind.allCases), note: "prova"))
  }

  private func fixture() async throws -> Fixture { try await Fixture(profile: Fixture.exemptions) }

  /// The exemptions of a person that the wire tells.
  private func coverages(_ desk: WireDesk, of person: Assistito) async throws -> [Esenzione] {
    try await desk.get("Coverage", "beneficiary=Patient/\(person.id.rawValue)").bundle.entries
      .compactMap(\.resource).map { try CoverageResource.decode(Array($0)).esenzione }
  }

  @Test("an issue writes position, numbers, Coverage and history, and tells the Coverage in the Task")
  func issue() async throws {
    let fixture = try await fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    let practice = desk.practice(Self.request(for: person), operation: 1)
    let response = await desk.post(practice)
    #expect(response.status == 201)
    let record = try PracticeTask.record(in: response.body)
    #expect(record.status == .completed)
    let now = try #require(try await fixture.registry.person(person.id))
    let esenzione = try #require(now.posizione.esenzioni.first)
    #expect(esenzione.id.rawValue == practice.id.rawValue && esenzione.code == Self.code)
    #expect(esenzione.state == .valid && esenzione.issuer == Region.homeAsl)
    #expect(esenzione.protocolNumber == record.answer?.protocolNumber)
    #expect(esenzione.certificateNumber == "A-2026-000001")
    #expect(try await coverages(desk, of: person) == [esenzione])
    #expect(String(decoding: response.body, as: UTF8.self).contains("Coverage/\(practice.id.rawValue)"))
    #expect(try await fixture.registry.history(person.id).first?.subject == "E02")
  }

  @Test("sent twice it is issued once")
  func twice() async throws {
    let fixture = try await fixture()
    let person = try await fixture.person("cambio")
    let practice = fixture.practice(Self.request(for: person), operation: 1)
    try await fixture.submit(practice)
    guard case .alreadyAnswered = try await fixture.submit(practice) else {
      Issue.record("answered anew")
      return
    }
    let count = try await fixture.registry.person(person.id)?.posizione.esenzioni.count
    #expect(count == 1)
  }

  @Test("of two desks that issue the same code to one person the second is refused with conflict 8")
  func duplicate() async throws {
    let fixture = try await fixture()
    let person = try await fixture.person("cambio")
    let first = try await fixture.submit(fixture.practice(Self.request(for: person), operation: 1))
    #expect(first.rejection == nil)
    let second = try await fixture.submit(fixture.practice(Self.request(for: person), operation: 2))
    let finding = try #require(second.rejection?.findings.first)
    #expect(finding.rule.id == "REG-12")
    let kept = try #require(try await fixture.registry.person(person.id)).posizione.esenzioni
    let last = kept[0].lastDay.map { [$0.iso] } ?? []
    #expect(finding.arguments == ["E02"] + last + [Region.homeAsl.rawValue] && kept.count == 1)
  }

  @Test("what another asl issued meanwhile refuses as well, and what it ended does not")
  func otherAsl() async throws {
    let fixture = try await fixture()
    let person = try await fixture.person("cambio")
    let isNew = try await fixture.registry.otherDeskIssues(Self.code, until: Self.end, to: person.id)
    #expect(isNew)
    let again = try await fixture.registry.otherDeskIssues(Self.code, until: Self.end, to: person.id)
    #expect(!again)
    let refused = try await fixture.submit(fixture.practice(Self.request(for: person), operation: 1))
    let finding = try #require(refused.rejection?.findings.first)
    #expect(finding.rule.id == "REG-12" && finding.arguments[2] != Region.homeAsl.rawValue)
  }

  @Test("a desk issues in the name of its own asl only")
  func otherDesk() async throws {
    let fixture = try await fixture()
    let person = try await fixture.person("cambio")
    let other = try #require(try await fixture.registry.ambiti().first { $0.asl != Region.homeAsl }).asl
    let answer = try await fixture.submit(
      fixture.practice(Self.request(for: person, asl: other), operation: 1))
    #expect(answer.rejection?.findings.first?.rule.id == "REG-13")
  }

  @Test("a revoca ends it, and the second one of it is confirmed as already registered")
  func ending() async throws {
    let fixture = try await fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    try await fixture.submit(fixture.practice(Self.request(Self.chronic, for: person), operation: 1))
    let exempt = try #require(try await fixture.registry.person(person.id))
    let id = try #require(exempt.posizione.esenzioni.first).id
    let answer = try await fixture.submit(fixture.practice(Self.revoca(id, of: exempt), operation: 2))
    #expect(answer.rejection == nil)
    let after = try #require(try await fixture.registry.person(person.id)).posizione.esenzioni
    #expect(after.count == 1)
    guard case .revoked(_, .requirementLost, isBlocked: false) = after[0].state else {
      Issue.record("not revoked")
      return
    }
    #expect(try await coverages(desk, of: person) == after)
    let second = try await fixture.submit(fixture.practice(Self.revoca(id, of: exempt), operation: 3))
    guard case .accepted(_, _, let decision) = second else {
      Issue.record("refused")
      return
    }
    #expect(decision.findings.first?.rule.id == "REG-09")
    let versions = try await desk.get("Coverage/\(id.rawValue)/_history").bundle.entries.count
    #expect(versions == 2)
  }

  @Test("found false by the office of another desk it is told to the desk that issued it (conflict 10)")
  func reversedByOthers() async throws {
    let fixture = try await fixture()
    let desk = try await WireDesk(fixture)
    let other = try await WireDesk(fixture, role: .responsabile, id: "sportello 3")
    let person = try await fixture.person("cambio")
    let practice = desk.practice(Self.request(Self.chronic, for: person), operation: 1)
    _ = await desk.post(practice)
    let exempt = try #require(try await fixture.registry.person(person.id))
    let id = try #require(exempt.posizione.esenzioni.first).id
    let control = other.practice(Self.revoca(id, of: exempt, reason: .officeControl), operation: 2)
    #expect(await other.post(control).status == 201)
    let told = try #require(try await desk.record(practice.id))
    #expect(told.status == .reversed && told.reasons == ["REG-10"])
  }

  @Test("the back office undoes an issue, and what had made room for it counts again")
  func reversal() async throws {
    let fixture = try await fixture()
    let person = try await fixture.person("cambio")
    let practice = fixture.practice(Self.request(for: person), operation: 1)
    try await fixture.submit(practice)
    #expect(try await fixture.registry.reverse(practice.id))
    let record = try #require(try await fixture.registry.person(person.id)).posizione.esenzioni[0]
    #expect(record.state == .annulled(on: demoDay, reason: "REG-10"))
  }

  @Test("who may not handle exemptions sees none: no Coverage, and nothing of them in Patients and Tasks")
  func hidden() async throws {
    let fixture = try await fixture()
    let asl = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    let practice = asl.practice(Self.request(Self.chronic, for: person), operation: 1)
    _ = await asl.post(practice)
    let scelta = try await asl.scelta(
      for: #require(try await fixture.registry.person(person.id)), medico: "mmg-003", operation: 2)
    _ = await asl.post(scelta)
    for (kind, role, id) in [
      (DeskKind.farmacia, Role.farmacista, "altrove"), (.comune, .sportello, "altrove"),
      (.asl, .consultazione, "altrove"), (.asl, .consultazione, asl.desk.id),
    ] as [(DeskKind, Role, Identifier<Desk>)] {
      let desk = try await WireDesk(fixture, kind: kind, role: role, id: id)
      #expect(await desk.get("Coverage", "patient=\(person.id.rawValue)").status == 403)
      #expect(await desk.get("Coverage/\(practice.id.rawValue)").status == 403)
      let read = await desk.get("Patient/\(person.id.rawValue)")
      #expect(try PatientResource.decode(read.body).assistito.posizione.esenzioni.isEmpty)
      #expect(try PatientResource.decode(read.body).assistito.identity.surname == "Prova")
      for query in ["patient=\(person.id.rawValue)", "patient=\(person.id.rawValue)&status=completed"] {
        let page = await desk.get("Task", query)
        guard page.status == 200 else { continue }
        for entry in try page.bundle.entries.compactMap(\.resource) {
          let text = String(decoding: entry, as: UTF8.self)
          #expect(!text.contains("013.250") && !text.contains("Coverage/"))
          if let read = try? PracticeTask.practice(in: Array(entry)) {
            #expect(read.content.kind == .scelta && read.content.assistito.posizione.esenzioni.isEmpty)
          }
        }
      }
    }
    let whole = try PatientResource.decode(await asl.get("Patient/\(person.id.rawValue)").body)
    #expect(whole.assistito.posizione.esenzioni.count == 1)
  }

  @Test(
    "an administrator of the desk that sent it reads that there was a practice, and nothing that it tells")
  func administrator() async throws {
    let fixture = try await fixture()
    let asl = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    let practice = asl.practice(Self.request(Self.chronic, for: person), operation: 1)
    _ = await asl.post(practice)
    let desk = try await WireDesk(fixture, role: .amministratore, id: asl.desk.id)
    for query in [
      "identifier=urn:ietf:rfc:3986%7Curn:uuid:\(practice.id.rawValue)", "_lastUpdated=ge2026-01-01",
    ] {
      let entries = try await desk.get("Task", query).bundle.entries.compactMap(\.resource)
      #expect(!entries.isEmpty)
      for entry in entries {
        let record = try PracticeTask.record(in: Array(entry))
        #expect(record.operation == practice.id && record.status == .completed)
        let text = String(decoding: entry, as: UTF8.self)
        #expect(!text.contains("013.250") && (try? PracticeTask.practice(in: Array(entry))) == nil)
      }
    }
  }

  @Test("a restricted code does not stand in the history")
  func restricted() async throws {
    let fixture = try await fixture()
    let person = try await fixture.person("cambio")
    try await fixture.submit(
      fixture.practice(Self.request(CodiceEsenzione("020.042")!, for: person), operation: 1))
    #expect(try await fixture.registry.history(person.id).first?.subject == EsenzioneCatalog.hidden)
  }

  @Test("ends on its last day with the day worker, on the wire too")
  func expiry() async throws {
    let fixture = try await fixture()
    let desk = try await WireDesk(fixture)
    let person = try await fixture.person("cambio")
    try await fixture.registry.otherDeskIssues(Self.code, until: Self.end, to: person.id)
    for (day, isOn) in [(Self.end, true), (Self.end.adding(days: 1), false)] {
      _ = try await fixture.registry.dayPassed(to: day)
      let record = try #require(try await fixture.registry.person(person.id)).posizione.esenzioni[0]
      #expect((record.state == .valid) == isOn)
      let word = isOn ? "\"status\":\"active\"" : "\"status\":\"cancelled\""
      let body = await desk.get("Coverage/\(record.id.rawValue)").body
      #expect(String(decoding: body, as: UTF8.self).contains(word))
    }
  }

  @Test("every Coverage of a filled registry tells the exemption of its position, and no two share an id")
  func populated() async throws {
    let fixture = try await fixture()
    let desk = try await WireDesk(fixture)
    var told: [Identifier<Esenzione>: Esenzione] = [:]
    let page = try await desk.get("Coverage", "_lastUpdated=ge2026-01-01&_count=1000").bundle
    for entry in page.entries.compactMap(\.resource) {
      let esenzione = try CoverageResource.decode(Array(entry)).esenzione
      #expect(told.updateValue(esenzione, forKey: esenzione.id) == nil)
    }
    var kept: [Identifier<Esenzione>: Esenzione] = [:]
    fixture.region.forEachPerson { person in
      for esenzione in person.posizione.esenzioni { kept[esenzione.id] = esenzione }
    }
    #expect(told == kept && kept.count > 50)
  }
}
