/// Turns the bytes of any terminal into keys and pastes, however they are cut into reads.
///
/// It needs no `TERM`: it knows all spellings (``EscapeSequence``). A sequence that means no key is swallowed
/// whole, so that its letters never reach a field. Broken UTF-8 becomes U+FFFD. Only the lone Escape key needs
/// time: whoever reads the terminal calls ``flush(atMilliseconds:)`` when ``deadline`` has come.
///
/// Times are milliseconds of any clock that never goes back.
public struct KeyDecoder: Sendable {
  /// How long the rest of a sequence may take after a break, and how long after a lone Escape a `[` or `O` is
  /// taken for the late rest of one, in milliseconds, inclusive.
  public static let lateness = 100
  /// After this much silence in a paste its end marker is given up, in milliseconds.
  public static let pastePatience = 500

  private enum State: Hashable, Sendable {
    case ground
    /// One or two Escapes, about which it is open whether they begin a sequence.
    case escape(count: Int)
    /// Escape has been delivered; a late rest of a sequence is swallowed.
    case afterEscape
    case sequence(EscapeSequence, late: Bool)
    /// The coordinates of a mouse report of 1988, which nobody asked for.
    case mouse(missing: Int)
    /// What a terminal says of itself after `ESC ]`, `ESC P`, `ESC X`, `ESC ^` or `ESC _`: read to its end and
    /// forgotten.
    case report(isEnding: Bool)
    case paste(PasteCollector)
  }

  private let escapeDelay: Int
  private var state = State.ground
  private var scalars = ScalarAssembler()
  private var isAlternate = false
  private var lastByte: UInt8 = 0
  private var lastTime = 0

  /// Makes a decoder at the start of a session.
  ///
  /// - Parameter escapeDelayMilliseconds: How long an Escape may wait for the rest of a sequence: 25 on a local
  ///   line, 150 over SSH. Negative counts as zero.
  public init(escapeDelayMilliseconds: Int) {
    escapeDelay = max(0, escapeDelayMilliseconds)
  }

  /// When ``flush(atMilliseconds:)`` is due if no byte comes before, or `nil` when nothing is open.
  public var deadline: Int? {
    switch state {
    case .escape: lastTime &+ escapeDelay
    case .paste: lastTime &+ Self.pastePatience
    case .ground, .afterEscape, .sequence, .mouse, .report: nil
    }
  }

  /// Takes what one drain of the terminal brought.
  ///
  /// - Parameters:
  ///   - bytes: As read, cut anywhere.
  ///   - now: The time of the drain.
  /// - Returns: The inputs that are complete now, in order.
  /// - Complexity: O(*n*) in the number of bytes.
  public mutating func feed(_ bytes: some Sequence<UInt8>, atMilliseconds now: Int) -> [Input] {
    var inputs = flush(atMilliseconds: now)
    expire(at: now)
    for byte in bytes {
      take(byte, at: now, into: &inputs)
      lastByte = byte
      lastTime = now
    }
    return inputs
  }

  /// Gives up waiting for what is overdue at `now`; harmless when called too early or too often.
  ///
  /// - Parameter now: The present time.
  /// - Returns: The lone Escape, or the paste without an end, or nothing.
  public mutating func flush(atMilliseconds now: Int) -> [Input] {
    guard let deadline, now >= deadline else { return [] }
    switch state {
    case .escape(let count):
      state = .afterEscape
      lastTime = now
      return Array(repeating: .key(.escape), count: count)
    case .paste(let collector):
      state = .ground
      return Self.paste(collector)
    case .ground, .afterEscape, .sequence, .mouse, .report:
      return []
    }
  }

  /// Forgets the half of a sequence whose other half did not come in time.
  private mutating func expire(at now: Int) {
    guard now &- lastTime > Self.lateness else { return }
    switch state {
    case .afterEscape, .sequence, .mouse, .report: state = .ground
    case .ground, .escape, .paste: break
    }
  }

  private mutating func take(_ byte: UInt8, at now: Int, into inputs: inout [Input]) {
    switch state {
    case .ground:
      ground(byte, at: now, into: &inputs)
    case .escape(let count):
      afterOpenEscape(byte, count: count, into: &inputs)
    case .afterEscape:
      switch byte {
      case UInt8(ascii: "["): state = .sequence(EscapeSequence(.control), late: true)
      case UInt8(ascii: "O"): state = .sequence(EscapeSequence(.singleShift), late: true)
      default:
        state = .ground
        ground(byte, at: now, into: &inputs)
      }
    case .sequence(let sequence, let late):
      continueSequence(sequence, late: late, with: byte, at: now, into: &inputs)
    case .mouse(let missing):
      state = missing > 1 ? .mouse(missing: missing - 1) : .ground
    case .report(let isEnding):
      let isOver = byte == 0x07 || (isEnding && byte == UInt8(ascii: "\\"))
      state = isOver ? .ground : .report(isEnding: byte == 0x1B)
    case .paste(var collector):
      state = .ground
      if collector.push(byte) {
        inputs += Self.paste(collector)
      } else {
        state = .paste(collector)
      }
    }
  }

  private mutating func ground(_ byte: UInt8, at now: Int, into inputs: inout [Input]) {
    switch scalars.push(byte) {
    case .incomplete:
      break
    case .scalar(let scalar):
      deliver(scalar, at: now, into: &inputs)
    case .broken:
      deliver("\u{FFFD}", at: now, into: &inputs)
    case .brokenBefore:
      deliver("\u{FFFD}", at: now, into: &inputs)
      ground(byte, at: now, into: &inputs)
    }
  }

  private mutating func deliver(_ scalar: Unicode.Scalar, at now: Int, into inputs: inout [Input]) {
    let isAlternate = isAlternate
    self.isAlternate = false
    switch scalar.value {
    case 0x08, 0x7F: inputs.append(.key(.backspace))
    case 0x09: inputs.append(.key(.tab))
    case 0x0A:
      // Some scanners end a code with CR and LF: one Enter.
      let follows = lastByte == 0x0D && now &- lastTime <= ScanDetector.longestGap
      if !follows { inputs.append(.key(.enter)) }
    case 0x0D: inputs.append(.key(.enter))
    case 0x1B: state = .escape(count: 1)
    case 0x00...0x1A: inputs.append(.key(.control(Self.letter(of: scalar.value, base: 0x60))))
    case 0x1C...0x1F: inputs.append(.key(.control(Self.letter(of: scalar.value, base: 0x40))))
    case 0x80...0x9F: break
    default: inputs.append(.key(isAlternate ? .alt(Character(scalar)) : .character(Character(scalar))))
    }
  }

  private static func letter(of control: UInt32, base: UInt8) -> Character {
    control == 0 ? "@" : Character(Unicode.Scalar(base + UInt8(truncatingIfNeeded: control)))
  }

  private mutating func afterOpenEscape(_ byte: UInt8, count: Int, into inputs: inout [Input]) {
    state = .ground
    switch byte {
    case UInt8(ascii: "["): state = .sequence(EscapeSequence(.control), late: false)
    case UInt8(ascii: "O"): state = .sequence(EscapeSequence(.singleShift), late: false)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      state = .report(isEnding: false)
    case 0x1B:
      // rxvt spells Alt-Up as two Escapes and the rest; more than two are Escape typed again and again.
      if count == 2 { inputs.append(.key(.escape)) }
      state = .escape(count: 2)
    case 0x20...0x7E: inputs.append(.key(.alt(Character(Unicode.Scalar(byte)))))
    case 0x7F: inputs.append(.key(.control("w")))  // Alt-Backspace, as in every shell
    case 0x80...0xFF:
      isAlternate = true
      ground(byte, at: lastTime, into: &inputs)
    default: break  // Alt with a control character: a chord that nobody binds
    }
  }

  private mutating func continueSequence(
    _ sequence: EscapeSequence, late: Bool, with byte: UInt8, at now: Int, into inputs: inout [Input]
  ) {
    var sequence = sequence
    state = .ground
    switch byte {
    case 0x00...0x1F, 0x7F...0xFF:
      // No sequence holds such a byte: the sequence was cut off, and the byte stands for itself.
      ground(byte, at: now, into: &inputs)
    case UInt8(ascii: "[") where sequence.introducer == .control && sequence.parameters.isEmpty:
      sequence.introducer = .linuxFunction
      state = .sequence(sequence, late: late)
    case _ where !sequence.isFinal(byte):
      sequence.append(byte)
      state = .sequence(sequence, late: late)
    case _ where sequence.isPasteStart(final: byte):
      state = .paste(PasteCollector())
    case UInt8(ascii: "M") where sequence.introducer == .control && sequence.parameters.isEmpty:
      state = .mouse(missing: 3)
    default:
      if !late, let key = sequence.key(final: byte) { inputs.append(.key(key)) }
    }
  }

  private static func paste(_ collector: PasteCollector) -> [Input] {
    let text = collector.text()
    return text.isEmpty ? [] : [.paste(text)]
  }
}
