/// The parameters of a query or a form, decoded, in the order in which they came.
struct FormParameters: Hashable {
  struct Parameter: Hashable {
    /// With its modifier: `family:exact`.
    let name: String
    let value: String
  }

  var all: [Parameter]

  /// Keeps parameters.
  init(_ all: [Parameter]) { self.all = all }

  /// The most parameters that are read.
  static let limit = 100

  /// Reads `name=value&…` as browsers write it.
  ///
  /// - Throws: 400 for escapes that are none, text that is not UTF-8, control characters, or too many.
  init(query text: [UInt8]) throws(WireFault) {
    all = []
    for part in text.split(separator: UInt8(ascii: "&")) {
      let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = try Self.decoded(halves[0])
      let value = try halves.count > 1 ? Self.decoded(halves[1]) : ""
      all.append(Parameter(name: name, value: value))
    }
    guard all.count <= Self.limit else { throw .badQuery }
  }

  /// The first value under a name.
  subscript(name: String) -> String? { all.first { $0.name == name }?.value }

  /// The parameters as they would stand in a query.
  var text: String {
    all.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
  }

  private static func decoded(_ bytes: some Collection<UInt8>) throws(WireFault) -> String {
    var plain: [UInt8] = []
    var rest = Array(bytes)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): plain.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
          throw .badQuery
        }
        plain.append(high << 4 | low)
      default: plain.append(byte)
      }
    }
    guard plain.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), let text = String(validating: plain, as: UTF8.self)
    else { throw .badQuery }
    return text
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "/"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
