import Cases
import Domain
import FHIR
import Glibc
import Population
import SQLite
import Testing
import Vault

@testable import Registry

@Suite("The file of the registry at rest")
struct RegistryAtRestTests {
  /// Words that stand in bodies alone: a code of disease, a diagnosis, a street.
  private static let code = CodiceEsenzione("020.042")!
  private static let diagnosis = "sindrome-canarino"

  private static func practice(_ fixture: Fixture, _ person: Assistito) -> Practice {
    fixture.practice(
      .esenzioneRilascio(
        EsenzioneCase(
          assistito: person, code: code, deskAsl: Region.homeAsl, effectiveDate: demoDay,
          evidence: .certificate(
            MedicalCertificate(issuedOn: demoDay, certifier: .publicSpecialist, diagnosis: diagnosis)),
          documentsSeen: Set(DocumentKind.allCases), privateHandOver: true)), operation: 1)
  }

  /// The words as they could stand in a file: plain, and in the Base64 of an attachment at each alignment.
  private static let canaries: [[UInt8]] = {
    let words = [Array(code.rawValue.utf8), Array(diagnosis.utf8), Array("\"esenzioni\"".utf8)]
    return words
      + words.flatMap { word in
        (0..<3).map { shift in
          let encoded = Base64Text.encode([UInt8](repeating: 0x20, count: shift) + word)
          return Array(encoded.dropFirst(shift == 0 ? 0 : shift + 1).prefix((word.count - 3) / 3 * 4))
        }
      }
  }()

  @Test(
    "holds neither code nor diagnosis in readable form, before and after a restart; and opens with its key")
  func sealed() async throws {
    let file = try RegistryFile(copying: [])
    let key = try DataKey.random()
    let person: Assistito
    do {
      let fixture = try await Fixture(
        location: .file(path: file.path), profile: Fixture.exemptions, key: key)
      person = try await fixture.person("cambio")
      let answer = try await fixture.submit(Self.practice(fixture, person))
      #expect(answer.rejection == nil)
    }
    let bytes = try file.bytes()
    for canary in Self.canaries { #expect(!stands(canary, in: bytes)) }
    let clock = Clock()
    do {
      let again = try ReferenceRegistry(
        .file(path: file.path), profile: Fixture.exemptions, key: key, isDemo: true, now: { clock.now })
      #expect(try await again.person(person.id)?.posizione.esenzioni.first?.code == Self.code)
    }
    await #expect(throws: RegistryFailure.self) {
      let other = try ReferenceRegistry(
        .file(path: file.path), profile: Fixture.exemptions, key: try DataKey.random(), isDemo: true,
        now: { clock.now })
      _ = try await other.person(person.id)
    }
  }

  @Test("a file that lay open is sealed whole the first time it is used with a key")
  func sealedLater() async throws {
    let file = try RegistryFile(copying: [])
    let person: Assistito
    do {
      let fixture = try await Fixture(location: .file(path: file.path), profile: Fixture.exemptions)
      person = try await fixture.person("cambio")
      let answer = try await fixture.submit(Self.practice(fixture, person))
      #expect(answer.rejection == nil)
    }
    let open = try file.bytes()
    // The canaries are such: an open file shows them.
    #expect(Self.canaries.contains { stands($0, in: open) })
    let clock = Clock()
    let key = try DataKey.random()
    do {
      let registry = try ReferenceRegistry(
        .file(path: file.path), profile: Fixture.exemptions, key: key, isDemo: true, now: { clock.now })
      #expect(try await registry.person(person.id)?.posizione.esenzioni.first?.code == Self.code)
      let subject = try await registry.history(person.id).first?.subject
      #expect(subject == EsenzioneCatalog.hidden)
    }
    let bytes = try file.bytes()
    for canary in Self.canaries { #expect(!stands(canary, in: bytes)) }
  }
}

/// Whether a piece stands somewhere in the bytes.
func stands(_ piece: [UInt8], in bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBufferPointer { bytes in
    piece.withUnsafeBufferPointer { piece in
      guard let start = bytes.baseAddress, let sought = piece.baseAddress, let first = piece.first,
        bytes.count >= piece.count
      else {
        return false
      }
      var place = 0
      while place <= bytes.count - piece.count {
        guard let hit = memchr(start + place, Int32(first), bytes.count - piece.count - place + 1) else {
          return false
        }
        place = start.distance(to: hit.assumingMemoryBound(to: UInt8.self))
        if memcmp(start + place, sought, piece.count) == 0 { return true }
        place += 1
      }
      return false
    }
  }
}

/// The Base64 of RFC 4648 with which attachments are written.
private enum Base64Text {
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    Array(Base64URL.text(bytes).utf8.map { $0 == UInt8(ascii: "-") ? 43 : $0 == UInt8(ascii: "_") ? 47 : $0 })
  }
}
