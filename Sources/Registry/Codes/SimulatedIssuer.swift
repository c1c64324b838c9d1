public import Domain
import FHIR
public import Vault

/// An issuer for the reference registry: every digit is drawn by itself, and nothing else goes into a code.
public struct SimulatedIssuer: CodeIssuer {
  /// Makes so many random bytes in safe memory.
  public typealias Source = @Sendable (Int) throws(VaultFailure) -> SecretBytes

  private let random: Source

  /// Makes an issuer.
  ///
  /// - Parameter random: Where the digits come from: the system's own randomness unless a test or a demo says otherwise.
  public init(
    random: @escaping Source = { count throws(VaultFailure) in try SecretBytes.random(count: count) }
  ) {
    self.random = random
  }

  /// An issuer whose every digit is 0: for people who do not exist.
  public static let zeros = SimulatedIssuer { count throws(VaultFailure) in
    try SecretBytes(count: count) { $0.initializeMemory(as: UInt8.self, repeating: 0) }
  }

  /// Digits of the user code in each half; no region tells how long its own are.
  static let cipHalf = 4

  /// New codes, whatever the card.
  ///
  /// - Returns: PIN and PUK in halves, and the user code where there is one.
  /// - Throws: ``CodeIssuerFailure/unavailable`` if there is no memory to keep them in.
  /// - Complexity: O(digits).
  public func halves(for card: NumeroTessera, _ shape: CodeShape) throws(CodeIssuerFailure) -> CodeHalves {
    let split = shape.split
    do {
      return CodeHalves(
        first: try half(pin: split.pinFirst, puk: split.pukFirst, shape),
        second: try half(pin: split.pinRest, puk: split.pukRest, shape))
    } catch { throw .unavailable }
  }

  private func half(pin: Int, puk: Int, _ shape: CodeShape) throws(VaultFailure) -> CodeHalf {
    CodeHalf(
      [(.pin, try digits(pin)), (.puk, try digits(puk))]
        + (shape.usesCIP ? [(.cip, try digits(Self.cipHalf))] : []))
  }

  /// So many digits, each equally likely.
  ///
  /// Of a random byte only those below 250 are taken: the others would make 0 to 5 likelier.
  private func digits(_ count: Int) throws(VaultFailure) -> SecretBytes {
    while true {
      let drawn = try random(count * 2 + 32)
      let usable = drawn.withBytes { $0.count { $0 < 250 } }
      guard usable >= count else { continue }
      return try SecretBytes(count: count) { target in
        drawn.withBytes { source in
          var place = 0
          for byte in source where byte < 250 && place < count {
            target[place] = UInt8(ascii: "0") + byte % 10
            place += 1
          }
        }
      }
    }
  }
}
