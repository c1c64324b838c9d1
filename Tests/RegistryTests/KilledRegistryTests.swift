import Domain
import FHIR
import Glibc
import Population
import SQLite
import Testing
import Vault

@testable import Registry

@Suite("A registry that is killed")
struct KilledRegistryTests {
  @Test("has every practice that it answered, settled or not", arguments: [false, true])
  func answered(isSettled: Bool) async throws {
    let (file, copy) = (try RegistryFile(copying: []), try RegistryFile(copying: []))
    let fixture = try await Fixture(location: .file(path: file.path))
    let person = try await fixture.person("cambio")
    let answer = try await fixture.submit(try await fixture.scelta(for: person, medico: "mmg-003"))
    #expect(answer.rejection == nil)
    if isSettled { try await fixture.registry.settleAll() }
    // What lies on the disk while the first program still runs is what a kill leaves.
    for end in ["", "-wal"] {
      let bytes = try contents(file.path + end)
      let other = try #require(fopen(copy.path + end, "w"))
      fwrite(bytes, 1, bytes.count, other)
      fclose(other)
    }
    let now = fixture.clock.now
    let next = try ReferenceRegistry(
      .file(path: copy.path), profile: Fixture.profile, isDemo: true, now: { now })
    #expect(try await next.history(person.id).count == 1)
    let kept = try await next.person(person.id)
    #expect(kept?.posizione.openScelta?.medico == "mmg-003")
    #expect(try await next.state("protocol-\(now.romeDate.year)") == 1)
  }

  @Test("settles its log between two answers only when it has become long")
  func settled() async throws {
    let file = try RegistryFile(copying: [])
    let fixture = try await Fixture(location: .file(path: file.path))
    #expect(await fixture.registry.pagesWrittenAhead == 0)
    let person = try await fixture.person("cambio")
    let desk = try await fixture.scelta(for: person, medico: "mmg-003").author.desk
    _ = try await fixture.registry.issueToken(
      desk: desk, role: .sportello, validFor: 60)
    let few = await fixture.registry.pagesWrittenAhead
    await fixture.registry.settleFile()
    #expect(few > 0 && few < ReferenceRegistry.settledPages)
    #expect(await fixture.registry.pagesWrittenAhead == few)
    while await fixture.registry.pagesWrittenAhead < ReferenceRegistry.settledPages {
      _ = try await fixture.registry.issueToken(
        desk: desk, role: .sportello, validFor: 60)
    }
    await fixture.registry.settleFile()
    #expect(await fixture.registry.pagesWrittenAhead == 0)
  }

  private func contents(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    _ = fread(&bytes, 1, bytes.count, file)
    return bytes
  }
}

extension ReferenceRegistry {
  fileprivate var pagesWrittenAhead: Int { database.pagesWrittenAhead }

  fileprivate func settleAll() throws { try database.settleLog() }
}
