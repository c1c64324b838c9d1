import Domain

/// Writes JSON bytes without blanks, as fast as a region of 20,000 people needs them at first start.
///
/// The caller opens and closes objects and arrays in pairs and gives keys in ascending order: the
/// bytes are then canonical.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init(capacity: Int = 1_024) { bytes.reserveCapacity(capacity) }

  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  package mutating func key(_ text: String) {
    string(text)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a key prepared by ``preparedKey(_:)``.
  mutating func key(prepared: [UInt8]) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(contentsOf: prepared)
    needsComma = false
  }

  /// The bytes of a key with quotes and colon.
  static func preparedKey(_ text: String) -> [UInt8] {
    var writer = JSONWriter(capacity: 32)
    writer.key(text)
    return writer.bytes
  }

  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  package mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  package mutating func integer(_ value: Int) {
    separate()
    if (0...9).contains(value) {
      bytes.append(UInt8(ascii: "0") + UInt8(value))
    } else {
      bytes.append(contentsOf: String(value).utf8)
    }
  }

  package mutating func string(_ text: String) {
    separate()
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { source in
      if source.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
        bytes.append(contentsOf: source)
      } else {
        for byte in source { escape(byte) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }

  mutating func date(_ date: CivilDate) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    digits(of: date)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes what `Instant.iso` gives, in universal time with milliseconds.
  mutating func instant(_ instant: Instant) {
    separate()
    let dayLength = 86_400_000
    let rest = (instant.milliseconds % dayLength + dayLength) % dayLength
    bytes.append(UInt8(ascii: "\""))
    digits(of: CivilDate(daysSinceEpoch: (instant.milliseconds - rest) / dayLength))
    bytes.append(UInt8(ascii: "T"))
    digits(rest / 3_600_000, width: 2)
    bytes.append(UInt8(ascii: ":"))
    digits(rest / 60_000 % 60, width: 2)
    bytes.append(UInt8(ascii: ":"))
    digits(rest / 1_000 % 60, width: 2)
    bytes.append(UInt8(ascii: "."))
    digits(rest % 1_000, width: 3)
    bytes.append(UInt8(ascii: "Z"))
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func digits(of date: CivilDate) {
    digits(date.year, width: 4)
    bytes.append(UInt8(ascii: "-"))
    digits(date.month, width: 2)
    bytes.append(UInt8(ascii: "-"))
    digits(date.day, width: 2)
  }

  private mutating func digits(_ value: Int, width: Int) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }

  /// Writes a value that is canonical JSON already, unread.
  package mutating func raw(_ json: some Collection<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// Writes a value as it is, members in the order it holds.
  package mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .boolean(let flag): boolean(flag)
    case .integer(let number): integer(number)
    case .decimal(let text):
      separate()
      bytes.append(contentsOf: text.utf8)
    case .string(let text): string(text)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let object):
      beginObject()
      for member in object.members {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    }
  }
}
