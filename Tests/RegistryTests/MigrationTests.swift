import Cases
import Domain
import FHIR
import Population
import SQLite
import Testing

@testable import Registry

@Suite("A file of the registry of before the wire")
struct MigrationTests {
  @Test(
    "gets its resources when it is opened, on the same day or later, those of its practices too",
    arguments: [0, 60])
  func lifted(daysLater: Int) async throws {
    let file = try RegistryFile(copying: [])
    let person: Assistito
    let practice: Practice
    do {
      let fixture = try await Fixture(location: .file(path: file.path))
      person = try await fixture.person("cambio")
      practice = try await fixture.scelta(for: person, medico: "mmg-003")
      try await fixture.submit(practice)
      try await fixture.registry.update(Contacts(telephone: "0550000"), of: person.id)
    }
    do {
      // What the first version of the schema did not have.
      let database = try Database(.file(path: file.path))
      try database.execute(
        "ALTER TABLE person ADD COLUMN body BLOB NOT NULL DEFAULT x''; DROP TABLE unwritten")
      let bodies = try database.rows(
        "SELECT person, body FROM resource WHERE type = \(ServedType.patient.rawValue)"
      ) { ($0.int(0), $0.blob(1)) }
      for (number, body) in bodies {
        let record = CaseCoding.encode(assistito: try PatientResource.whole(body[...]))
        try database.run(
          "UPDATE person SET body = ? WHERE number = ?", [.blob(record), .integer(number)])
      }
      try database.execute(
        """
        DROP TABLE secret; DROP TABLE token; DROP TABLE resource; DROP TABLE resource_version;
        DROP TABLE merged; DROP TABLE waiting; DROP INDEX person_birth; DELETE FROM state WHERE key = 'wire';
        PRAGMA user_version = 1
        """)
    }
    let clock = Clock(demoDay.adding(days: daysLater))
    let registry = try ReferenceRegistry(
      .file(path: file.path), profile: Fixture.profile, isDemo: true, now: { clock.now })
    let token = try await registry.issueToken(
      desk: practice.author.desk, role: .sportello, validFor: 60)
    func get(_ path: String, _ query: String? = nil) async -> Response {
      await registry.exchange(
        Request(.get, path, query: query, headers: ["Authorization": "Bearer \(token)"]))
    }
    let patient = try PatientResource.decode(await get("Patient/\(person.id.rawValue)").body)
    #expect(patient.assistito.contacts.telephone == "0550000")
    #expect(patient.assistito.posizione.openScelta?.medico == "mmg-003")
    #expect(try await get("Patient", "_count=1000").bundle.entries.count == 200)
    let tasks = try await get("Task", "patient=\(person.id.rawValue)").bundle.entries.compactMap(\.resource)
    let records = try tasks.map { try PracticeTask.record(in: Array($0)) }
    #expect(records.map(\.operation) == [practice.id])
    #expect(records.map(\.status) == [.completed])
    #expect(records.first?.answer?.protocolNumber == "P-2026-000001")
    let pending = try await get("Task", "status=requested&_count=100").bundle.entries.count
    #expect(pending == Fixture.small.pending.count)
  }

  @Test("of a newer version is not opened")
  func newer() async throws {
    let file = try RegistryFile(copying: [])
    do {
      let database = try Database(.file(path: file.path))
      try database.execute("PRAGMA user_version = 99")
    }
    #expect(throws: RegistryFailure.self) {
      try ReferenceRegistry(
        .file(path: file.path), profile: Fixture.profile, isDemo: true, now: { Clock().now })
    }
  }
}
