import Domain
import FHIR
import Glibc
import RegistryClient
import RegistryHTTP
import Sync
import TestThreads
import Testing

@Suite("Our client meets a registry that others wrote", .onOwnThreads) struct ForeignRegistryTests {
  /// The server with some people, and our client over libcurl.
  private struct Meeting {
    let folder: ResourceFolder
    let server: RunningServer
    let client: RegistryClient
  }

  private func meeting() throws -> Meeting {
    let folder = try ResourceFolder()
    for person in PeerSamples.people.prefix(40) {
      try folder.write(person.id.rawValue, PatientResource.encode(person, meta: PeerSamples.meta))
    }
    let server = try RunningServer(
      PeerProgram(environment: .strict, program: "foreign_server.py").command([folder.path]))
    let transport = CurlTransport(settings: try ConnectionSettings(base: server.base))
    let client = RegistryClient(
      transport: transport.transport, base: server.base, now: { PeerSamples.now },
      randomUUID: { "00000000-0000-4000-8000-000000000001" })
    return Meeting(folder: folder, server: server, client: client)
  }

  @Test("it reads what the registry declares and whom it has, and knows that they are not told whole")
  func reading() async throws {
    let meeting = try meeting()
    let client = meeting.client
    let capability = try await client.capability().value
    #expect(capability.isTold && capability.level == .floor && capability.suspensions.isEmpty)

    let person = PeerSamples.people[0]
    guard case .found(let record) = try await client.person(person.id, role: .sportello).value else {
      Issue.record("nobody")
      return
    }
    #expect(record.assistito.identity.codes == person.identity.codes && !record.isWhole)
    #expect(record.resource.version == nil)
    let gone = try await client.person("p-nobody", role: .sportello).value
    #expect(gone == .gone)

    let code = try #require(person.identity.currentCode)
    let found = try await client.people(.code(code), role: .sportello).value
    #expect(found.map(\.assistito.id) == [person.id])
    let surname = person.identity.surname
    let names = PersonQuery.names(surname: surname, name: "", birth: .date(person.identity.birthDate))
    let named = try await client.people(names, role: .sportello).value
    #expect(named.contains { $0.assistito.id == person.id })
  }

  @Test(
    "each practice is taken in, asked about, decided and never doubled", arguments: PracticeKind.allCases)
  func practices(kind: PracticeKind) async throws {
    let meeting = try meeting()
    let client = meeting.client
    for (index, isKnown) in [(2, true), (50, false)] {
      let practice = PeerSamples.practice(kind, index)
      let body = PracticeTask.encode(practice, clockUncertainty: 1_500)
      let role = practice.author.role
      let unknown = await client.ask(practice.id, role: role)
      #expect(unknown.outcome == .absent)
      for _ in 1...2 {
        let sent = await client.send(body: body, operation: practice.id, role: role)
        // It answers a scelta with the Task, and the others with nothing but where the Task is.
        let expected: WireOutcome = kind == .scelta ? .found(.requested) : .unknown(retryAfter: nil)
        #expect(sent.outcome == expected)
        let decided = await client.ask(practice.id, role: role)
        guard case .found(.decided(let answer)) = decided.outcome else {
          Issue.record("not decided")
          continue
        }
        switch answer {
        case .accepted(let number, let day, _):
          #expect(isKnown && number == "ESTERO-1" && day?.iso == "2026-03-02")
        case .rejected(let decision):
          #expect(!isKnown && decision.findings.map(\.rule.id) == ["persona-ignota"])
        case .alreadyAnswered: Issue.record("never said")
        }
        #expect(!decided.notes.contains { if case .severalTasks = $0 { true } else { false } })
      }
    }
  }
}
