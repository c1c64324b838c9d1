/// The public key that a desk makes for one hand-over: the first half travels only in a box that its other half opens.
///
/// A value of X25519; whoever reads the line, a proxy or a body learns nothing from it.
public struct HandOverKey: Hashable, Sendable {
  /// The length of every key, in bytes.
  public static let count = 32
  /// The bytes of the key.
  public let bytes: [UInt8]

  /// Takes the bytes of a key; `nil` for another number than ``count``.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.count else { return nil }
    self.bytes = bytes
  }
}
