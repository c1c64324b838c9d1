/// Reads the parts of a JSON text one after the other and counts the lines.
///
/// Stricter than the usual decoders: a key may not come twice, an escape may not make half a character,
/// and every refusal knows its line.
struct JSONReader: ~Copyable {
  /// Why the text is refused; ``line`` says where.
  enum Failure: Error {
    case encoding
    case syntax
  }

  private let bytes: [UInt8]
  private var position: Int
  /// The line of the next character, counted from 1.
  private(set) var line = 1

  /// Starts at the beginning; a byte order mark is passed over.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next byte that is not white space, not yet taken; none at the end.
  mutating func peek() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\n"):
        line += 1
        position += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
      case let byte: return byte
      }
    }
    return nil
  }

  /// Takes a byte if it is the next one after white space.
  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  /// Takes a byte that must be the next one.
  mutating func expect(_ byte: Unicode.Scalar) throws(Failure) {
    guard take(byte) else { throw .syntax }
  }

  /// Takes letters, digits and signs up to the next mark of JSON: `true`, `null`, `-12`.
  mutating func word() throws(Failure) -> String {
    guard peek() != nil else { throw .syntax }
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
        position += 1
      default: return try text(start..<position)
      }
    }
    return try text(start..<position)
  }

  /// Takes a text in quotes.
  mutating func string() throws(Failure) -> String {
    try expect("\"")
    var result = ""
    var start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        result += try text(start..<position)
        position += 1
        return result
      case UInt8(ascii: "\\"):
        result += try text(start..<position)
        position += 1
        result.unicodeScalars.append(try escaped())
        start = position
      case 0..<0x20: throw .syntax
      default: position += 1
      }
    }
    throw .syntax
  }

  private func text(_ range: Range<Int>) throws(Failure) -> String {
    if range.isEmpty { return "" }
    guard let text = String(validating: bytes[range], as: UTF8.self) else { throw .encoding }
    return text
  }

  private mutating func escaped() throws(Failure) -> Unicode.Scalar {
    guard position < bytes.count else { throw .syntax }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw .syntax
    }
  }

  private mutating func escapedScalar() throws(Failure) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw .encoding }
    position += 2
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .encoding }
    return scalar
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else { throw .syntax }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
