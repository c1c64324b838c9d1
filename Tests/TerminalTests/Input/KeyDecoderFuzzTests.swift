import Terminal
import Testing

/// A small generator with a seed, so that a failure can be repeated.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
  }
}

private func isClean(_ character: Character) -> Bool {
  character.unicodeScalars.count == 1
    && character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
}

private func isClean(_ input: Input) -> Bool {
  switch input {
  case .key(.character(let character)), .key(.alt(let character)): isClean(character)
  case .key(.function(let number)): (1...24).contains(number)
  case .key(.control(let letter)): letter.isASCII && !letter.isUppercase
  case .paste(let text): !text.isEmpty && !text.contains("\u{1B}") && !text.contains("\r")
  case .burst(let text, let count, _): count >= ScanDetector.shortest && text.unicodeScalars.count == count
  case .key: true
  case .resize: false
  }
}

struct KeyDecoderFuzzTests {
  @Test("a million random bytes in random pieces never trap and never leave the decoder stuck")
  func million() {
    var random = Seeded(state: 20_260_310)
    let spice = Array("\u{1B}[O;0123456789~$ABPMR\r\n\u{1B}[200~\u{1B}[201~èß".utf8)
    var reader = InputReader(escapeDelayMilliseconds: 25)
    var now = 0
    var dirty = 0
    var fed = 0
    while fed < 1_000_000 {
      let piece = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random) : spice[Int.random(in: 0..<spice.count, using: &random)]
      }
      fed += piece.count
      now += [0, 0, 1, 5, 26, 101, 501].randomElement(using: &random) ?? 0
      dirty += reader.feed(piece, atMilliseconds: now).count { !isClean($0) }
      if Bool.random(using: &random) { dirty += reader.flush(atMilliseconds: now).count { !isClean($0) } }
    }
    #expect(dirty == 0)
    _ = reader.flush(atMilliseconds: now + 600)
    _ = reader.feed("y".utf8, atMilliseconds: now + 1200)
    #expect(reader.feed("x".utf8, atMilliseconds: now + 1300) == [.key(.character("x"))])
  }

  @Test("how a drain is cut into reads makes no difference")
  func cuts() {
    var random = Seeded(state: 7)
    let parts = [
      "\u{1B}[A", "\u{1B}OP", "\u{1B}[15;2~", "\u{1B}x", "è", "😀", "abc", "\r\n", "\u{1B}[200~a\r\u{1B}[201~",
      "\u{1B}[M",
      "\u{1B}[[A", "\u{1B}\u{1B}[B", "\u{7F}",
    ]
    for _ in 0..<2000 {
      let bytes = (0..<8).flatMap { _ in Array((parts.randomElement(using: &random) ?? "").utf8) }
      var whole = KeyDecoder(escapeDelayMilliseconds: 25)
      var cut = KeyDecoder(escapeDelayMilliseconds: 25)
      let expected = whole.feed(bytes, atMilliseconds: 0) + whole.flush(atMilliseconds: 1000)
      var found: [Input] = []
      for byte in bytes { found += cut.feed([byte], atMilliseconds: 0) }
      found += cut.flush(atMilliseconds: 1000)
      #expect(found == expected)
    }
  }
}
