/// Walks over JSON bytes without building values: for pages with a thousand resources.
///
/// It checks structure, not every rule of the format: what it cuts out is read again by the parser, or asked
/// for single members only.
struct JSONCursor {
  private let bytes: ArraySlice<UInt8>
  private(set) var index: Int

  /// Stands before the first byte.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  private static let depthLimit = 64

  /// Whether nothing but blanks is left.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return index == bytes.endIndex
  }

  /// The next byte that is no blank, which stays to be read.
  mutating func peek() -> UInt8? {
    skipBlanks()
    return index < bytes.endIndex ? bytes[index] : nil
  }

  /// Takes a byte behind blanks, if it is the one expected.
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    index += 1
    return true
  }

  /// Calls `member` for each member of an object, standing before its value.
  ///
  /// - Parameter member: Gets the key between its quotes, escapes unread, and reads or skips the value; `false`
  ///   stops the walk.
  /// - Returns: `false` for broken bytes, or if `member` stopped.
  mutating func object(_ member: (inout JSONCursor, ArraySlice<UInt8>) -> Bool) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    if take(UInt8(ascii: "}")) { return true }
    while true {
      guard let key = string(), take(UInt8(ascii: ":")), member(&self, key) else { return false }
      if take(UInt8(ascii: "}")) { return true }
      guard take(UInt8(ascii: ",")) else { return false }
    }
  }

  /// Calls `element` for each element of an array, standing before it.
  mutating func array(_ element: (inout JSONCursor) -> Bool) -> Bool {
    guard take(UInt8(ascii: "[")) else { return false }
    if take(UInt8(ascii: "]")) { return true }
    while true {
      guard element(&self) else { return false }
      if take(UInt8(ascii: "]")) { return true }
      guard take(UInt8(ascii: ",")) else { return false }
    }
  }

  /// Takes a string, and gives what stands between its quotes with escapes unread.
  mutating func string() -> ArraySlice<UInt8>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = index
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return bytes[start..<index - 1]
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
    index = bytes.endIndex
    return nil
  }

  /// Takes a value of any kind, and gives its bytes.
  mutating func value() -> ArraySlice<UInt8>? {
    skipBlanks()
    let start = index
    return skip() ? bytes[start..<index] : nil
  }

  /// Passes over a value of any kind.
  mutating func skip() -> Bool {
    guard let first = peek() else { return false }
    switch first {
    case UInt8(ascii: "\""): return string() != nil
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipNested()
    default:
      let start = index
      while index < bytes.endIndex, Self.isWord(bytes[index]) { index += 1 }
      return index > start
    }
  }

  /// Passes over an object or array by counting its brackets.
  private mutating func skipNested() -> Bool {
    var depth = 0
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        guard string() != nil else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        guard depth <= Self.depthLimit else { return false }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          index += 1
          return true
        }
      default: break
      }
      index += 1
    }
    return false
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "E"),
      UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func skipBlanks() {
    while index < bytes.endIndex {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }
}
