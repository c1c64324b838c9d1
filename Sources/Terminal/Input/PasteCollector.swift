/// Collects the bytes of one bracketed paste up to `ESC [ 201 ~`.
struct PasteCollector: Hashable, Sendable {
  /// The bytes kept of one paste; the rest is read and forgotten.
  static let longest = 65_536

  private static let endMarker = Array("\u{1B}[201~".utf8)

  private var bytes: [UInt8] = []
  private var matched = 0

  /// Takes the next byte.
  ///
  /// - Returns: Whether it completed the end marker.
  mutating func push(_ byte: UInt8) -> Bool {
    if byte == Self.endMarker[matched] {
      matched += 1
      return matched == Self.endMarker.count
    }
    for missed in Self.endMarker[..<matched] { keep(missed) }
    matched = byte == Self.endMarker[0] ? 1 : 0
    if matched == 0 { keep(byte) }
    return false
  }

  private mutating func keep(_ byte: UInt8) {
    if bytes.count < Self.longest { bytes.append(byte) }
  }

  /// What was collected, with `\n` as the only line end and without any other control but the tab.
  ///
  /// - Complexity: O(*n*) in the length of the paste.
  func text() -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\r": result.append("\n")
      case "\n": if previous != "\r" { result.append("\n") }
      case "\t": result.append("\t")
      default: if scalar.properties.generalCategory != .control { result.append(scalar) }
      }
      previous = scalar
    }
    return String(result)
  }
}
