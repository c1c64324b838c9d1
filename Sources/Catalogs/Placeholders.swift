/// The places `%1$@`, `%2$@` … that a sentence leaves for its arguments.
package struct Placeholders: Hashable, Sendable, CustomStringConvertible {
  /// The numbers of the arguments; one that stands twice counts once.
  package let numbers: Set<Int>
  /// Whether every `%` starts a place, or is followed by nothing that looks like one.
  package let isWellFormed: Bool

  /// Finds the places of a sentence.
  ///
  /// - Complexity: O(*n*) in its length.
  package init(_ sentence: String) {
    var numbers: Set<Int> = []
    var isWellFormed = true
    var rest = Substring(sentence).utf8
    while let sign = rest.firstIndex(of: UInt8(ascii: "%")) {
      rest = rest[sign...].dropFirst()
      guard let next = rest.first, next != UInt8(ascii: " "), !Self.endsPercentage(next) else { continue }
      let place = Array(rest.prefix(3))
      if place.count == 3, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(place[0]),
        place[1] == UInt8(ascii: "$"), place[2] == UInt8(ascii: "@")
      {
        numbers.insert(Int(place[0] - UInt8(ascii: "0")))
      } else {
        isWellFormed = false
      }
    }
    self.numbers = numbers
    self.isWellFormed = isWellFormed
  }

  private static func endsPercentage(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: ")"): true
    default: false
    }
  }

  /// The places in rising order, `%1$@ %2$@`, or `-` for none.
  package var description: String {
    numbers.isEmpty ? "-" : numbers.sorted().map { "%\($0)$@" }.joined(separator: " ")
  }
}
