/// Puts UTF-8 bytes that arrive one by one together to scalars.
///
/// A broken sequence becomes one U+FFFD for each maximal subpart (Unicode 16, 3.9, table 3-7), as browsers do it.
struct ScalarAssembler: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    /// More bytes are needed.
    case incomplete
    /// The byte completed a scalar.
    case scalar(Unicode.Scalar)
    /// The byte cannot stand in UTF-8 at all; it has been consumed.
    case broken
    /// The pending bytes are broken and gone; the byte itself must be offered again.
    case brokenBefore
  }

  private var value: UInt32 = 0
  private var missing = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// Whether the assembler is in the middle of a scalar.
  var isPending: Bool { missing > 0 }

  mutating func push(_ byte: UInt8) -> Step {
    guard isPending else { return begin(with: byte) }
    guard byte >= lowest, byte <= highest else {
      missing = 0
      return .brokenBefore
    }
    value = value << 6 | UInt32(byte & 0x3F)
    missing -= 1
    lowest = 0x80
    highest = 0xBF
    guard missing == 0 else { return .incomplete }
    return Unicode.Scalar(value).map(Step.scalar) ?? .broken
  }

  private mutating func begin(with byte: UInt8) -> Step {
    lowest = 0x80
    highest = 0xBF
    switch byte {
    case 0x00...0x7F:
      return .scalar(Unicode.Scalar(byte))
    case 0xC2...0xDF:
      value = UInt32(byte & 0x1F)
      missing = 1
    case 0xE0...0xEF:
      value = UInt32(byte & 0x0F)
      missing = 2
      if byte == 0xE0 { lowest = 0xA0 }
      if byte == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      value = UInt32(byte & 0x07)
      missing = 3
      if byte == 0xF0 { lowest = 0x90 }
      if byte == 0xF4 { highest = 0x8F }
    default:
      return .broken
    }
    return .incomplete
  }
}
