/// The codes of a card, as the parts of a half are called on the wire.
public enum CodeName: String, CaseIterable, Hashable, Sendable {
  case pin, puk, cip
}

/// What stands inside the box of a first half: one line for each code, `pin 12`, in the order of ``CodeName``.
///
/// It is written and read in memory that its owner wipes: no text is ever made of it.
public enum CodeLines {
  /// The greatest number of bytes of one code.
  public static let longest = 64

  /// How many bytes the lines of codes of these lengths take.
  public static func count(_ lengths: [(name: CodeName, count: Int)]) -> Int {
    lengths.reduce(0) { $0 + $1.name.rawValue.utf8.count + $1.count + 2 }
  }

  /// Writes names and line ends, and lends the place of every code to be filled in.
  ///
  /// - Parameters:
  ///   - text: ``count(_:)`` bytes.
  ///   - lengths: The codes, each name once.
  ///   - fill: Gets each place once; the bytes must not be kept.
  public static func write(
    into text: UnsafeMutableRawBufferPointer, _ lengths: [(name: CodeName, count: Int)],
    _ fill: (CodeName, UnsafeMutableRawBufferPointer) -> Void
  ) {
    var at = 0
    for (name, count) in lengths {
      for byte in name.rawValue.utf8 {
        text[at] = byte
        at += 1
      }
      text[at] = UInt8(ascii: " ")
      fill(name, UnsafeMutableRawBufferPointer(rebasing: text[at + 1..<at + 1 + count]))
      at += count + 2
      text[at - 1] = UInt8(ascii: "\n")
    }
  }

  /// Finds the place of every code.
  ///
  /// - Parameter text: The lines.
  /// - Returns: The codes in their order; `nil` for bytes that are no such lines: other names, one twice, none, or a
  ///   code of other than 1 to ``longest`` letters and digits. What is shown on a terminal is never a command to it.
  /// - Complexity: O(*n*) in the bytes.
  public static func places(in text: UnsafeRawBufferPointer) -> [(name: CodeName, range: Range<Int>)]? {
    var places: [(name: CodeName, range: Range<Int>)] = []
    var at = 0
    while at < text.count {
      guard let end = text[at...].firstIndex(of: UInt8(ascii: "\n")),
        let gap = text[at..<end].firstIndex(of: UInt8(ascii: " ")),
        let name = CodeName.allCases.first(where: { text[at..<gap].elementsEqual($0.rawValue.utf8) }),
        !places.contains(where: { $0.name == name }), (1...longest).contains(end - gap - 1),
        text[(gap + 1)..<end].allSatisfy(isShowable)
      else { return nil }
      places.append((name, gap + 1..<end))
      at = end + 1
    }
    return places.isEmpty ? nil : places
  }

  private static func isShowable(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }
}
