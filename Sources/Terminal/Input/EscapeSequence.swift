/// An escape sequence of a key, read up to its last byte.
///
/// The spellings are those of xterm, the Linux console, vt220, PuTTY, rxvt, screen, tmux and Windows Terminal;
/// no two of them contradict each other for the keys that screens use, so that `TERM` need not be right.
struct EscapeSequence: Hashable, Sendable {
  enum Introducer: Hashable, Sendable {
    /// `ESC [`.
    case control
    /// `ESC [ [`, function keys of the Linux console.
    case linuxFunction
    /// `ESC O`.
    case singleShift
  }

  /// Parameter bytes kept of one sequence; what follows is read but forgotten, and the sequence means nothing.
  static let longest = 32

  var introducer: Introducer
  private(set) var parameters: [UInt8] = []
  private(set) var isTooLong = false

  init(_ introducer: Introducer) {
    self.introducer = introducer
  }

  mutating func append(_ byte: UInt8) {
    guard parameters.count < Self.longest else {
      isTooLong = true
      return
    }
    parameters.append(byte)
  }

  /// Whether `byte`, one of 0x20...0x7E, is the last of the sequence.
  func isFinal(_ byte: UInt8) -> Bool {
    switch (introducer, byte) {
    case (.singleShift, 0x30...0x3F): false
    case (.singleShift, _), (.linuxFunction, _): true
    // An intermediate byte to the standard, but rxvt ends Shift-Home with it.
    case (.control, UInt8(ascii: "$")): !parameters.isEmpty && numbers() != nil
    case (.control, 0x20...0x3F): false
    case (.control, _): true
    }
  }

  /// Whether `ESC [ 200 ~`, the start of a bracketed paste, ends with `final`.
  func isPasteStart(final: UInt8) -> Bool {
    introducer == .control && final == UInt8(ascii: "~") && parameters.elementsEqual("200".utf8)
  }

  /// The key that the sequence means when it ends with `final`, or `nil` when it means none.
  func key(final: UInt8) -> Key? {
    guard !isTooLong, let numbers = numbers() else { return nil }
    let modifiers = Modifiers(parameter: numbers.count > 1 ? numbers[numbers.count - 1] : 1)
    switch introducer {
    case .control:
      return Self.control(final: final, code: numbers.first ?? 1, modifiers: modifiers)
    case .linuxFunction:
      guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(final) else { return nil }
      return .function(Int(final - UInt8(ascii: "A")) + 1)
    case .singleShift:
      let modifiers = numbers.count == 1 ? Modifiers(parameter: numbers[0]) : modifiers
      return Self.singleShift(final: final, modifiers: modifiers)
    }
  }

  /// The decimal parameters, or `nil` for a private sequence or one with intermediate bytes.
  private func numbers() -> [Int]? {
    var result: [Int] = []
    var number = 0
    for byte in parameters {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number = min(number * 10 + Int(byte - UInt8(ascii: "0")), 9999)
      case UInt8(ascii: ";"):
        result.append(number)
        number = 0
      default:
        return nil
      }
    }
    if !parameters.isEmpty { result.append(number) }
    return result
  }

  /// Shift, Alt and Control as xterm counts them: one more than the sum of 1, 2 and 4.
  private struct Modifiers {
    var shift: Bool
    var other: Bool

    init(parameter: Int) {
      let bits = max(0, parameter - 1)
      shift = bits & 1 != 0
      other = bits & 6 != 0
    }

    init(shift: Bool, other: Bool) {
      self.shift = shift
      self.other = other
    }

    func function(_ number: Int) -> Key? {
      if other { return nil }
      guard shift else { return .function(number) }
      return number <= 12 ? .function(number + 12) : nil
    }
  }

  private static func control(final: UInt8, code: Int, modifiers: Modifiers) -> Key? {
    switch final {
    case UInt8(ascii: "~"): editing(code: code, modifiers: modifiers)
    // rxvt: Shift, Control, both.
    case UInt8(ascii: "$"): editing(code: code, modifiers: Modifiers(shift: true, other: false))
    case UInt8(ascii: "^"): editing(code: code, modifiers: Modifiers(shift: false, other: true))
    case UInt8(ascii: "@"): editing(code: code, modifiers: Modifiers(shift: true, other: true))
    case UInt8(ascii: "a"): .up
    case UInt8(ascii: "b"): .down
    case UInt8(ascii: "c"): .right
    case UInt8(ascii: "d"): .left
    case UInt8(ascii: "Z"): .backTab
    case UInt8(ascii: "P")...UInt8(ascii: "S"):
      code == 1 ? modifiers.function(Int(final - UInt8(ascii: "P")) + 1) : nil
    default: cursor(final: final, modifiers: modifiers)
    }
  }

  private static func singleShift(final: UInt8, modifiers: Modifiers) -> Key? {
    switch final {
    // xterm F1 to F4; PuTTY in its VT100+ mode goes on to F12.
    case UInt8(ascii: "P")...UInt8(ascii: "["):
      modifiers.function(Int(final - UInt8(ascii: "P")) + 1)
    // rxvt: Control with an arrow.
    case UInt8(ascii: "a"): .up
    case UInt8(ascii: "b"): .down
    case UInt8(ascii: "c"): .controlRight
    case UInt8(ascii: "d"): .controlLeft
    // The keypad in application mode.
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "I"): .tab
    case UInt8(ascii: " "): .character(" ")
    case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Character(Unicode.Scalar(final - 0x40)))
    default: cursor(final: final, modifiers: modifiers)
    }
  }

  private static func cursor(final: UInt8, modifiers: Modifiers) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): modifiers.other ? .controlRight : .right
    case UInt8(ascii: "D"): modifiers.other ? .controlLeft : .left
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "H"): .home
    default: nil
    }
  }

  private static func editing(code: Int, modifiers: Modifiers) -> Key? {
    switch code {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: modifiers.function(code - 10)
    case 17...21: modifiers.function(code - 11)
    case 23...26: modifiers.function(code - 12)
    case 28, 29: modifiers.function(code - 13)
    case 31...34: modifiers.function(code - 14)
    default: nil
    }
  }
}
