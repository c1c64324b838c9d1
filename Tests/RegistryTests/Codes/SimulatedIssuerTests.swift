import Domain
import FHIR
import Synchronization
import Testing
import Vault

@testable import Registry

@Suite("The simulated issuer") struct SimulatedIssuerTests {
  private static let card = try! NumeroTessera("80380000300000000011")
  private static let shape = CodeShape(
    split: CodeSplit(pinFirst: 2, pinRest: 3, pukFirst: 2, pukRest: 6)!, usesCIP: true)

  /// Random bytes that depend on a seed alone.
  private static func seeded(_ seed: UInt64) -> SimulatedIssuer.Source {
    let state = Mutex(seed)
    return { count throws(VaultFailure) in
      var bytes = state.withLock { state in
        (0..<count).map { _ -> UInt8 in
          state &+= 0x9E37_79B9_7F4A_7C15
          var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
          word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
          return UInt8(truncatingIfNeeded: word >> 32)
        }
      }
      return try SecretBytes(wiping: &bytes)
    }
  }

  private static func texts(_ half: CodeHalf) -> [String] {
    half.parts.map { $0.bytes.withBytes { String(decoding: $0, as: UTF8.self) } }
  }

  @Test("halves codes as it is told to, and gives a user code only where there is one")
  func shapes() throws {
    for (split, lengths) in [
      (CodeSplit(pinFirst: 2, pinRest: 3, pukFirst: 2, pukRest: 6)!, ([2, 2, 4], [3, 6, 4])),
      (CodeSplit(pinFirst: 8, pinRest: 8, pukFirst: 8, pukRest: 8)!, ([8, 8, 4], [8, 8, 4])),
      (CodeSplit(pinFirst: 1, pinRest: 1, pukFirst: 1, pukRest: 1)!, ([1, 1, 4], [1, 1, 4])),
    ] {
      for usesCIP in [true, false] {
        let halves = try SimulatedIssuer().halves(
          for: Self.card, CodeShape(split: split, usesCIP: usesCIP))
        let names: [CodeName] = usesCIP ? [.pin, .puk, .cip] : [.pin, .puk]
        for (half, expected) in [(halves.first, lengths.0), (halves.second, lengths.1)] {
          #expect(half.parts.map(\.name) == names)
          #expect(half.parts.map(\.bytes.count) == Array(expected.prefix(names.count)))
          #expect(Self.texts(half).allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } })
        }
      }
    }
  }

  @Test("draws every digit equally often, at every place (chi-square, a chance of one in a thousand)")
  func uniform() throws {
    let issuer = SimulatedIssuer(random: Self.seeded(1))
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 21)
    let draws = 3_000
    for _ in 0..<draws {
      let halves = try issuer.halves(for: Self.card, Self.shape)
      let digits = (Self.texts(halves.first) + Self.texts(halves.second)).joined().utf8
      for (place, digit) in digits.enumerated() { counts[place][Int(digit) - 48] += 1 }
    }
    func chiSquare(_ counts: [Int]) -> Double {
      let expected = Double(counts.reduce(0, +)) / 10
      return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }
    // 27.88 is exceeded by chance once in a thousand with nine degrees of freedom.
    let all = (0..<10).map { digit in counts.reduce(0) { $0 + $1[digit] } }
    #expect(chiSquare(all) < 27.88)
    // Of 21 places one may well exceed it: 33.7 is one in ten thousand.
    for place in counts { #expect(place.reduce(0, +) == draws && chiSquare(place) < 33.72) }
  }

  @Test("takes nothing from the card, the person or the time")
  func independent() throws {
    let other = try NumeroTessera("80380000900000000018")
    let one = SimulatedIssuer(random: Self.seeded(7))
    let two = SimulatedIssuer(random: Self.seeded(7))
    for _ in 0..<20 {
      let first = try one.halves(for: Self.card, Self.shape)
      let second = try two.halves(for: other, Self.shape)
      #expect(Self.texts(first.first) == Self.texts(second.first))
      #expect(Self.texts(first.second) == Self.texts(second.second))
    }
    let next = try one.halves(for: Self.card, Self.shape)
    let again = try SimulatedIssuer(random: Self.seeded(7)).halves(for: Self.card, Self.shape)
    #expect(Self.texts(next.second) != Self.texts(again.second))
  }

  @Test("gives people who do not exist zeros, and hides every code from logs")
  func hidden() throws {
    let halves = try SimulatedIssuer.zeros.halves(for: Self.card, Self.shape)
    #expect(Self.texts(halves.first) == ["00", "00", "0000"])
    #expect("\(halves.first)" == "CodeHalf(***)" && Mirror(reflecting: halves.first).children.isEmpty)
    let address = CodeContact.Address.email(try EmailAddress("prova@esempio.it"))
    let message = CodeMessage(address: address, half: halves.second, handOver: "C-2026-000001")
    #expect("\(message)" == "CodeMessage(C-2026-000001)" && Mirror(reflecting: message).children.isEmpty)
  }

  @Test("a source that fails gives no codes")
  func failing() {
    let issuer = SimulatedIssuer { _ throws(VaultFailure) in throw .outOfMemory }
    #expect(throws: CodeIssuerFailure.unavailable) { try issuer.halves(for: Self.card, Self.shape) }
  }
}
