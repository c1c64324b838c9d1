import CSodium

/// Randomness of the system, fit for keys.
public enum Randomness {
  /// Fresh random bytes; `count` is 0 or more.
  public static func bytes(_ count: Int) -> [UInt8] {
    VaultLibrary.ensureStarted()
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress { randombytes_buf(base, count) }
      initialized = count
    }
  }

  /// A random 64-bit number, every value equally likely.
  public static func integer() -> UInt64 {
    bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A random UUID of version 4 in lower case with at least one letter among its digits.
  ///
  /// The letter keeps other programs from taking an identifier for a number.
  public static func uuid() -> String {
    while true {
      var bytes = bytes(16)
      bytes[6] = bytes[6] & 0x0F | 0x40
      bytes[8] = bytes[8] & 0x3F | 0x80
      let text = uuidText(bytes)
      if text.utf8.contains(where: { $0 >= UInt8(ascii: "a") }) { return text }
    }
  }

  private static func uuidText(_ bytes: [UInt8]) -> String {
    let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16]
    return groups.map { Hexadecimal.text(bytes[$0]) }.joined(separator: "-")
  }
}
