/// Function keys in a dialogue of lines, where there are none: they are written `:10`.
extension LinearReading {
  /// A text in which function keys are named as they are written here: `F10` becomes `:10`.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  static func withoutFunctionKeys(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    var before: Character = " "
    while let character = rest.popFirst() {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let after = rest.dropFirst(digits.count).first
      let isKey =
        character == "F" && (1...2).contains(digits.count) && !before.isLetter && !before.isNumber
        && !(after.map { $0.isLetter || $0 == "." } ?? false)
      if isKey, (1...12).contains(Int(digits) ?? 0) {
        result += ":\(digits)"
        rest = rest.dropFirst(digits.count)
      } else {
        result.append(character)
      }
      before = character
    }
    return result
  }

  /// The function keys that a line consists of; `nil` for any other line.
  ///
  /// A terminal that does not draw passes on what the key sends, as in `ESC [ 21 ~`.
  static func functionKeys(_ line: String) -> [Input]? {
    var rest = Array(line.utf8)[...]
    var keys: [Input] = []
    while !rest.isEmpty {
      guard rest.popFirst() == 0x1B, let key = functionKey(&rest) else { return nil }
      keys.append(.key(key))
    }
    return keys.isEmpty ? nil : keys
  }

  private static func functionKey(_ rest: inout ArraySlice<UInt8>) -> Key? {
    var sequence: EscapeSequence
    switch rest.popFirst() {
    case UInt8(ascii: "O"): sequence = EscapeSequence(.singleShift)
    case UInt8(ascii: "["):
      let isLinux = rest.first == UInt8(ascii: "[")
      if isLinux { rest = rest.dropFirst() }
      sequence = EscapeSequence(isLinux ? .linuxFunction : .control)
    default: return nil
    }
    while let byte = rest.popFirst() {
      guard (0x20...0x7E).contains(byte) else { return nil }
      guard sequence.isFinal(byte) else {
        sequence.append(byte)
        continue
      }
      if case .function(let number)? = sequence.key(final: byte) { return .function(number) }
      return nil
    }
    return nil
  }
}
