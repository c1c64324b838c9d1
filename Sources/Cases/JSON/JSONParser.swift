/// Reads one JSON text strictly: UTF-8, no duplicate keys, bounded depth and size.
///
/// - Source: RFC 8259, and RFC 7493 for duplicate keys and surrogates.
package struct JSONParser {
  /// The deepest nesting of arrays and objects that is read.
  package static let depthLimit = 64
  /// The longest text that is read, in bytes.
  package static let sizeLimit = 1 << 20

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the whole of `bytes` as one value, with blanks around it.
  ///
  /// - Throws: ``CaseError`` with an offset in bytes, never with a part of the text.
  /// - Complexity: O(*n*) in the length of `bytes`.
  package static func parse(_ bytes: [UInt8]) throws(CaseError) -> JSONValue {
    guard bytes.count <= sizeLimit else { throw CaseError(.tooLarge(limit: sizeLimit)) }
    var parser = JSONParser(bytes)
    let value = try parser.value()
    parser.skipBlanks()
    guard parser.index == bytes.count else { throw parser.syntax() }
    return value
  }

  private func syntax() -> CaseError { CaseError(.syntax(offset: index)) }

  private mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func value() throws(CaseError) -> JSONValue {
    skipBlanks()
    guard index < bytes.count else { throw syntax() }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try nested { parser throws(CaseError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(CaseError) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(CaseError) -> JSONValue
  ) throws(CaseError) -> JSONValue {
    guard depth < Self.depthLimit else { throw CaseError(.tooDeep(limit: Self.depthLimit)) }
    depth += 1
    index += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(CaseError) -> JSONValue {
    let end = index + text.utf8CodeUnitCount
    guard end <= bytes.count, bytes[index..<end].elementsEqual("\(text)".utf8) else { throw syntax() }
    index = end
    return value
  }

  private mutating func array() throws(CaseError) -> JSONValue {
    var elements: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      do { elements.append(try value()) } catch { throw error.under(index: elements.count) }
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw syntax() }
    }
  }

  private mutating func object() throws(CaseError) -> JSONValue {
    var members: [JSONObject.Member] = []
    var keys: Set<String> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object(JSONObject([])) }
    while true {
      skipBlanks()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw syntax() }
      let key = try string()
      guard keys.insert(key).inserted else { throw CaseError(.duplicateKey).under(key: key) }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw syntax() }
      do { members.append(.init(key, try value())) } catch { throw error.under(key: key) }
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(JSONObject(members)) }
      guard take(UInt8(ascii: ",")) else { throw syntax() }
    }
  }

  private mutating func number() throws(CaseError) -> JSONValue {
    let start = index
    _ = take(UInt8(ascii: "-"))
    let first = index
    let whole = skipDigits()
    guard whole > 0, whole == 1 || bytes[first] != UInt8(ascii: "0") else { throw syntax() }
    var isInteger = true
    if take(UInt8(ascii: ".")) {
      isInteger = false
      guard skipDigits() > 0 else { throw syntax() }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isInteger = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard skipDigits() > 0 else { throw syntax() }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isInteger, let number = Int(text) { return .integer(number) }
    return .decimal(text)
  }

  private mutating func skipDigits() -> Int {
    let start = index
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    return index - start
  }

  /// Reads from the opening quote to behind the closing one.
  private mutating func string() throws(CaseError) -> String {
    index += 1
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        guard let text = String(validating: bytes[start..<index], as: UTF8.self) else { throw syntax() }
        index += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw syntax()
      default: index += 1
      }
    }
    throw syntax()
  }

  private mutating func escapedString(from start: Int) throws(CaseError) -> String {
    var plain = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: plain, as: UTF8.self) else { throw syntax() }
        return text
      case UInt8(ascii: "\\"): plain += String(try escape()).utf8
      case 0..<0x20: throw syntax()
      default: plain.append(byte)
      }
    }
    throw syntax()
  }

  private mutating func escape() throws(CaseError) -> Unicode.Scalar {
    guard index < bytes.count else { throw syntax() }
    let letter = bytes[index]
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try codePoint()
    default: throw syntax()
    }
  }

  private mutating func codePoint() throws(CaseError) -> Unicode.Scalar {
    let unit = try hexadecimal()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // Half of a surrogate pair: only the high half may come first, and the low one must follow.
    guard unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw syntax() }
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw syntax() }
    return scalar
  }

  private mutating func hexadecimal() throws(CaseError) -> UInt32 {
    guard index + 4 <= bytes.count else { throw syntax() }
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
      default: throw syntax()
      }
      index += 1
    }
    return value
  }
}
