/// A chain in which each link vouches for all before it.
///
/// Removing, changing or swapping a row anywhere breaks every later link. The links are keyed, so they
/// cannot be forged again without the key.
public struct HashChain: Sendable {
  /// The link before the first one: 32 zero bytes.
  public static let origin = [UInt8](repeating: 0, count: 32)

  private let keyedHash: KeyedHash

  /// Makes a chain from the key of its links.
  public init(_ keyedHash: KeyedHash) { self.keyedHash = keyedHash }

  /// The link, 32 bytes long, that follows `previous` for a row of these bytes.
  public func link(after previous: [UInt8], of bytes: [UInt8]) -> [UInt8] {
    keyedHash.hash(previous + bytes, count: 32)
  }
}
