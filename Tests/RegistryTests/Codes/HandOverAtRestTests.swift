import Domain
import FHIR
import Glibc
import SQLite
import Synchronization
import Testing
import Vault

@testable import Registry

@Suite("The files of a registry that hands codes over") struct HandOverAtRestTests {
  private static let handOvers = 250

  @Test("hold no half of a code and no address, whatever becomes of the hand-overs")
  func canaries() async throws {
    let file = try RegistryFile(copying: [])
    let issuer = CanaryIssuer()
    let faults = (0..<Self.handOvers).map { $0 % 5 == 4 ? CodeCourierFailure(mayHaveArrived: true) : nil }
    let site = try await CodeSite(issuer, location: .file(path: file.path), faults: faults)
    let marks = Self.alignments(of: Array(CanaryIssuer.mark.utf8))
    var told = 0
    for number in 1...Self.handOvers {
      let practice = site.practice(number) { $0.trouble = number == 1 ? .firstIssue : .firstHalfLost }
      let answer = await site.prepare(practice)
      // What lies on the line, in a proxy or in a body holds no half either.
      for mark in marks { #expect(!stands(mark, in: answer.body)) }
      told += answer.codes.values.count { $0.hasPrefix(CanaryIssuer.mark) && $0.utf8.count == 24 }
      switch number % 4 {
      case 0: continue
      case 1:
        let done = await site.acknowledge(practice)
        if done.reply?.handOver.next == .record, let id = answer.reply?.id {
          _ = await site.desk.post(site.fact(practice, id))
        }
      default: _ = await site.acknowledge(practice)
      }
      // Before and after what was written ahead has found its place.
      if number == Self.handOvers / 2 { try await Self.scan(file) }
    }
    #expect(told == Self.handOvers * 2)
    #expect(site.post.carried.contains { $0.codes.values.contains { $0.hasPrefix(CanaryIssuer.mark) } })
    try await Self.scan(file)
    await site.fixture.registry.settleFile()
    try await Self.scan(file)
    // The scan sees what is there.
    let last = try #require(site.post.carried.last?.handOver.rawValue)
    #expect(try Self.contents(file).contains { stands(Array(last.utf8), in: $0) })
  }

  private static func scan(_ file: RegistryFile) async throws {
    let marks = [CanaryIssuer.mark, CodeFixture.address].flatMap { alignments(of: Array($0.utf8)) }
    for bytes in try contents(file) {
      for mark in marks { #expect(!stands(mark, in: bytes)) }
    }
  }

  /// The words as they stand in a file: plain, and in Base64 at each alignment.
  private static func alignments(of word: [UInt8]) -> [[UInt8]] {
    [word]
      + (0..<3).map { shift in
        let text = Base64URL.text([UInt8](repeating: 0x20, count: shift) + word)
        let plain = text.utf8.map { $0 == UInt8(ascii: "-") ? 43 : $0 == UInt8(ascii: "_") ? 47 : $0 }
        return Array(plain.dropFirst(shift == 0 ? 0 : shift + 1).prefix((word.count - 3) / 3 * 4))
      }
  }

  /// The bytes of the database and of everything beside it.
  private static func contents(_ file: RegistryFile) throws -> [[UInt8]] {
    var found: [[UInt8]] = []
    for end in ["", "-wal", "-shm", "-journal"] {
      guard let stream = fopen(file.path + end, "r") else { continue }
      defer { fclose(stream) }
      fseek(stream, 0, SEEK_END)
      var bytes = [UInt8](repeating: 0, count: ftell(stream))
      rewind(stream)
      try #require(fread(&bytes, 1, bytes.count, stream) == bytes.count)
      found.append(bytes)
    }
    return found
  }
}

/// Halves of 24 letters that are found wherever they lie.
final class CanaryIssuer: CodeIssuer {
  static let mark = "CANARINO.CANARINO"
  private let drawn = Mutex(0)

  func halves(for card: NumeroTessera, _ shape: CodeShape) throws(CodeIssuerFailure) -> CodeHalves {
    func half() throws(CodeIssuerFailure) -> CodeHalf {
      var parts: [(name: CodeName, bytes: SecretBytes)] = []
      for name in [CodeName.pin, .puk] {
        let number = drawn.withLock { drawn in
          drawn += 1
          return drawn
        }
        var bytes = Array(Self.mark.utf8) + Array(String(1_000_000 + number).utf8)
        do throws(VaultFailure) { parts.append((name, try SecretBytes(wiping: &bytes))) } catch {
          throw .unavailable
        }
      }
      return CodeHalf(parts)
    }
    return CodeHalves(first: try half(), second: try half())
  }
}
