import Domain
import FHIR
import Population
import SQLite
import Testing

@testable import Registry

@Suite("The place of a hand-over of codes is the desk's own") struct CodePlaceTests {
  @Test(
    "for every kind of desk and of place, of codes and of cards", arguments: DeskKind.allCases,
    CodeDesk.allCases)
  func places(kind: DeskKind, place: CodeDesk) async throws {
    let admitted: [DeskKind: Set<CodeDesk>] = [
      .asl: [.sceltaRevoca, .tutelati, .spazioRegione, .video], .comune: [.comune], .farmacia: [.farmacia],
      .formazione: Set(CodeDesk.allCases),
    ]
    let isRight = admitted[kind]!.contains(place)
    let person = Fixture.small.demoPerson
    for content in Self.contents(person, place, asl: Region.homeAsl) {
      let refusal = RegistryRules.deskRefusal(of: Self.practice(content, kind))
      #expect(refusal?.headline?.rule.id == (isRight ? nil : "REG-17"))
    }
    for content in Self.contents(person, place, asl: CodiceAsl("030321")!) {
      #expect(
        RegistryRules.deskRefusal(of: Self.practice(content, kind))?.headline?.rule.id == "REG-13")
    }
  }

  private static func contents(_ person: Assistito, _ place: CodeDesk, asl: CodiceAsl) -> [PracticeCase] {
    [
      .rilascioPin(PinCase(assistito: person, desk: place, deskAsl: asl)),
      .tessera(
        TesseraCase(
          assistito: person, request: .suspension, desk: place, deskAsl: asl, effectiveDate: demoDay)),
    ]
  }

  private static func practice(_ content: PracticeCase, _ kind: DeskKind) -> Practice {
    Practice(
      id: "11111111-0000-4000-8000-000000000001", content: content,
      author: Author(
        operatorName: "r.prova", role: .sportello,
        desk: Desk(id: "sportello 2", kind: kind, asl: Region.homeAsl)), createdAt: Clock().now)
  }
}

@Suite("The fact of a hand-over of codes") struct CodeFactTests {
  /// What is wrong with it.
  static let bare: [(name: String, change: @Sendable (inout PinCase) -> Void)] = [
    ("no number", { $0.contacts = $0.contacts.map(\.recorded) }),
    ("an address in clear", { $0.handOver = "C-2026-000001" }),
    (
      "a number in clear beside a masked address",
      {
        $0.handOver = "C-2026-000001"
        $0.contacts =
          $0.contacts.map(\.recorded) + [
            CodeContact(.mobile(try! MobileNumber("3331234567")), isConfirmed: true)
          ]
      }
    ),
  ]

  @Test(
    "is refused and not kept without its number, or with a contact in clear", arguments: bare.indices)
  func unkeepable(row: Int) async throws {
    let file = try RegistryFile(copying: [])
    let fixture = try await Fixture(location: .file(path: file.path), profile: CodeFixture.profile)
    let desk = try await WireDesk(fixture)
    let person = try await CodeFixture.holder(fixture)
    let practice = desk.practice(
      .rilascioPin(CodeFixture.content(person, Self.bare[row].change)), operation: 1)
    let answer = await desk.post(practice)
    #expect(answer.status == 422 && answer.issue?.detail == "REG-16" && answer.issue?.code == "business-rule")
    #expect(try await desk.record(practice.id) == nil)
    await #expect(throws: RegistryFailure.unreadable) { try await fixture.submit(practice) }
    #expect(try await fixture.registry.history(person.id).isEmpty)
    await fixture.registry.settleFile()
    for canary in [CodeFixture.address, "3331234567"] {
      #expect(try file.bytes().firstRange(of: Array(canary.utf8)) == nil)
    }
  }

  @Test("a practice on the card waits like any other, is decided, and read back as it was sent")
  func card() async throws {
    let fixture = try await Fixture(profile: CodeFixture.profile)
    let desk = try await WireDesk(fixture)
    var person = try await CodeFixture.holder(fixture)
    person.posizione.tessere[0].state = .active(since: demoDay)
    try await fixture.registry.keep(person)
    let content = TesseraCase(
      assistito: person, request: .revocation(.theft),
      documents: [CodeFixture.document(.holder), CodeFixture.document(.applicant)], desk: .sceltaRevoca,
      deskAsl: Region.homeAsl, formsSigned: Set(CodeForm.allCases), hasReport: true, effectiveDate: demoDay)
    let practice = desk.practice(.tessera(content), operation: 2)
    let answer = await desk.post(practice)
    #expect(answer.status == 201)
    #expect(try PracticeTask.record(in: answer.body).status == .completed)
    #expect(try PracticeTask.practice(in: answer.body) == practice)
    #expect(
      try await fixture.registry.person(person.id)?.tessera?.state == .revoked(on: demoDay, reason: .theft))
    let again = await desk.post(practice)
    #expect(again.status == 200)
    let row = try #require(try await fixture.registry.history(person.id).first)
    #expect(row.kind == .tessera && row.subject == person.tessera?.number.masked)
  }
}

extension Region {
  /// Anybody.
  fileprivate var demoPerson: Assistito {
    var found: Assistito?
    try? forEachPerson { (person: Assistito) throws(RegistryFailure) in found = found ?? person }
    return found!
  }
}
