#if DEBUG
  import CCanaries
  import Domain
  import FHIR
  import Registry
  import Synchronization
  import Vault

  /// Draws canaries of 24 characters for every part of a code, straight into locked memory.
  final class CanaryIssuer: CodeIssuer {
    private let keys: CanaryKeys
    private let drawn = Mutex<UInt64>(0)

    init(_ keys: CanaryKeys) { self.keys = keys }

    func halves(for card: NumeroTessera, _ shape: CodeShape) throws(CodeIssuerFailure) -> CodeHalves {
      let number = drawn.withLock { drawn in
        defer { drawn += 2 }
        return drawn
      }
      do {
        return CodeHalves(
          first: try half(keys.first, from: number), second: try half(keys.second, from: number))
      } catch { throw .unavailable }
    }

    private func half(_ key: UInt64, from number: UInt64) throws(VaultFailure) -> CodeHalf {
      CodeHalf([(.pin, try part(key, number)), (.puk, try part(key, number + 1))])
    }

    private func part(_ key: UInt64, _ number: UInt64) throws(VaultFailure) -> SecretBytes {
      try SecretBytes(count: CANARY_LENGTH) { canary_draw(key, number, $0.baseAddress) }
    }
  }

  /// From what the canaries of a run follow: those that the desk shows, those that go the other way, and one that is
  /// kept where a search has to find it.
  struct CanaryKeys {
    let first: UInt64
    var second: UInt64 { first ^ 0x5555_5555_5555_5555 }
    var kept: UInt64 { first ^ 0xAAAA_AAAA_AAAA_AAAA }
  }
#endif
