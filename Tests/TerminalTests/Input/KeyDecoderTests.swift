import Terminal
import Testing

/// The inputs of `bytes` in one drain, after everything open has been given up.
private func decode(_ bytes: some Sequence<UInt8>) -> [Input] {
  var decoder = KeyDecoder(escapeDelayMilliseconds: 25)
  let inputs = decoder.feed(bytes, atMilliseconds: 1000)
  return inputs + decoder.flush(atMilliseconds: 10_000)
}

private func decode(_ text: String) -> [Input] { decode(text.utf8) }

struct KeyDecoderTests {
  static let spellings: [(Key, [String])] = [
    (.up, ["[A", "OA", "[a", "Oa", "[1;2A", "[1;5A"]),
    (.down, ["[B", "OB", "[b", "Ob"]),
    (.right, ["[C", "OC", "[c", "[1;2C"]),
    (.left, ["[D", "OD", "[d", "[1;2D"]),
    (.controlRight, ["[1;5C", "[1;3C", "Oc", "O5C"]),
    (.controlLeft, ["[1;5D", "[1;3D", "[1;6D", "Od", "O5D"]),
    (.home, ["[H", "OH", "[1~", "[7~", "[1;2H", "[7$", "[7^"]),
    (.end, ["[F", "OF", "[4~", "[8~", "[8@"]),
    (.insert, ["[2~"]), (.delete, ["[3~", "[3;2~", "[3;5~"]),
    (.pageUp, ["[5~", "[5;5~"]), (.pageDown, ["[6~"]),
    (.backTab, ["[Z", "[1;2Z"]),
    (.enter, ["OM"]), (.tab, ["OI"]),
    (.character("7"), ["Ow"]), (.character("+"), ["Ok"]), (.character("."), ["On"]),
    (.function(1), ["OP", "[11~", "[[A", "[P", "[1;1P"]),
    (.function(2), ["OQ", "[12~", "[[B"]),
    (.function(3), ["OR", "[13~", "[[C"]),
    (.function(4), ["OS", "[14~", "[[D"]),
    (.function(5), ["[15~", "[[E", "OT"]),
    (.function(6), ["[17~"]), (.function(7), ["[18~"]), (.function(8), ["[19~"]),
    (.function(9), ["[20~"]), (.function(10), ["[21~"]), (.function(11), ["[23~"]),
    (.function(12), ["[24~", "O["]),
    (.function(13), ["[25~", "[1;2P", "O2P"]), (.function(14), ["[26~", "[1;2Q"]),
    (.function(15), ["[28~"]), (.function(16), ["[29~"]),
    (.function(17), ["[31~", "[15;2~"]), (.function(18), ["[32~", "[17;2~"]),
    (.function(19), ["[33~", "[18;2~"]), (.function(20), ["[34~", "[19;2~"]),
    (.function(21), ["[20;2~", "[20$"]), (.function(22), ["[21;2~"]),
    (.function(23), ["[23;2~", "[23$"]), (.function(24), ["[24;2~"]),
  ]

  @Test("each spelling of a key means the key", arguments: spellings)
  func spelling(key: Key, spellings: [String]) {
    for spelling in spellings {
      #expect(decode("\u{1B}" + spelling) == [.key(key)], "ESC \(spelling)")
      #expect(decode("a\u{1B}\(spelling)b") == [.key(.character("a")), .key(key), .key(.character("b"))])
    }
  }

  @Test(
    "a sequence that means no key is swallowed whole",
    arguments: [
      "[99~", "[1;5P", "[15;5~", "[?1;2c", "[>0;10;1c", "[<0;10;20M", "[<0;10;20m", "[12;40R", "[I", "[O",
      "[M !!", "[27;5;9~", "[9;5u", "[E", "[[Z", "[201~", "[ q", "[?2026;2$y", "OE", "Oz", "O!",
    ])
  func unknown(spelling: String) {
    #expect(decode("\u{1B}\(spelling)x") == [.key(.character("x"))])
  }

  @Test("a sequence without an end uses no memory and is swallowed whole")
  func tooLong() {
    #expect(decode("\u{1B}[" + String(repeating: "1;", count: 50_000) + "Ax") == [.key(.character("x"))])
  }

  @Test("each control byte has its key")
  func controls() {
    var expected: [Key] = [.control("@")]
    expected += "abcdefg".map { .control($0) } + [.backspace, .tab, .enter]
    expected += "kl".map { .control($0) } + [.enter]
    expected += "nopqrstuvwxyz".map { .control($0) }
    for (byte, key) in expected.enumerated() { #expect(decode([UInt8(byte)]) == [.key(key)]) }
    #expect(decode([0x1B]) == [.key(.escape)])
    for (byte, letter) in zip(0x1C...0x1F, "\\]^_") {
      #expect(decode([UInt8(byte)]) == [.key(.control(letter))])
    }
    #expect(decode([0x7F]) == [.key(.backspace)])
  }

  @Test("a line feed right after a carriage return is the same Enter")
  func carriageReturnLineFeed() {
    #expect(decode("\r\n") == [.key(.enter)])
    #expect(decode("\n") == [.key(.enter)])
    #expect(decode("\n\n") == [.key(.enter), .key(.enter)])
    var decoder = KeyDecoder(escapeDelayMilliseconds: 25)
    #expect(decoder.feed("\r".utf8, atMilliseconds: 0) == [.key(.enter)])
    #expect(decoder.feed("\n".utf8, atMilliseconds: 31) == [.key(.enter)])
  }

  @Test("text of any language arrives scalar by scalar, however it is cut")
  func text() {
    let text = "D'Alò Müßig Čač €日😀e\u{301}"
    let expected = text.unicodeScalars.map { Input.key(.character(Character($0))) }
    #expect(decode(text) == expected)
    var decoder = KeyDecoder(escapeDelayMilliseconds: 25)
    var inputs: [Input] = []
    for (index, byte) in text.utf8.enumerated() {
      inputs += decoder.feed([byte], atMilliseconds: index * 40)
    }
    #expect(inputs == expected)
  }

  static let broken: [([UInt8], String)] = [
    ([0x80], "\u{FFFD}"), ([0xFF], "\u{FFFD}"), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
    ([0xC3, 0x41], "\u{FFFD}A"), ([0xE2, 0x82, 0x41], "\u{FFFD}A"), ([0xE2, 0x41], "\u{FFFD}A"),
    ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xF4, 0x90], "\u{FFFD}\u{FFFD}"),
    ([0xE0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xF0, 0x9F, 0xC3, 0xA9], "\u{FFFD}é"),
    ([0xC3, 0xC3, 0xA9], "\u{FFFD}é"),
  ]

  @Test("a broken byte is shown as U+FFFD and takes nothing with it", arguments: broken)
  func brokenText(bytes: [UInt8], expected: String) {
    #expect(decode(bytes) == expected.unicodeScalars.map { .key(.character(Character($0))) })
  }

  @Test("encoded C1 controls are no characters")
  func encodedControls() {
    #expect(decode("\u{80}\u{9B}A\u{9F}") == [.key(.character("A"))])
  }

  @Test(
    "what a terminal says of itself is read to its end and leaves nothing in a field",
    arguments: [
      "\u{1B}]0;title\u{07}", "\u{1B}P1;x\u{1B}\\", "\u{1B}_app\u{1B}\\", "\u{1B}^x\u{07}", "\u{1B}Xx\u{07}",
    ])
  func reports(report: String) {
    #expect(decode(report + "a") == [.key(.character("a"))])
  }

  @Test("a report without an end is given up after a silence") func openReport() {
    var decoder = KeyDecoder(escapeDelayMilliseconds: 25)
    #expect(decoder.feed("\u{1B}]0;x".utf8, atMilliseconds: 0).isEmpty)
    #expect(
      decoder.feed("a".utf8, atMilliseconds: KeyDecoder.lateness + 1) == [.key(.character("a"))])
  }

  @Test("Alt and a character in one drain is a chord, not Escape and a letter")
  func chords() {
    #expect(decode("\u{1B}x") == [.key(.alt("x"))])
    #expect(decode("\u{1B}èx") == [.key(.alt("è")), .key(.character("x"))])
    #expect(decode("\u{1B}\u{7F}") == [.key(.control("w"))])
    #expect(decode("\u{1B}\r") == [])
    #expect(decode("\u{1B}\u{1B}[A") == [.key(.up)])
    #expect(decode("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(decode("\u{1B}\u{1B}\u{1B}") == Array(repeating: .key(.escape), count: 3))
  }

  @Test("Escape alone waits exactly the delay")
  func escapeDelay() {
    var decoder = KeyDecoder(escapeDelayMilliseconds: 25)
    #expect(decoder.deadline == nil)
    #expect(decoder.feed([0x1B], atMilliseconds: 1000) == [])
    #expect(decoder.deadline == 1025)
    #expect(decoder.flush(atMilliseconds: 1024) == [])
    #expect(decoder.flush(atMilliseconds: 1025) == [.key(.escape)])
    #expect(decoder.deadline == nil)
    #expect(decoder.flush(atMilliseconds: 1026) == [])
  }

  static let afterEscape: [(Int, String, [Input])] = [
    (0, "[A", []), (100, "[21~", []), (100, "OP", []),
    (101, "[", [.key(.character("["))]), (101, "O", [.key(.character("O"))]),
    (0, "x", [.key(.character("x"))]), (100, "OPx", [.key(.character("x"))]),
  ]

  @Test("the late rest of a sequence is swallowed for 100 ms after Escape", arguments: afterEscape)
  func lateRest(wait: Int, rest: String, expected: [Input]) {
    var decoder = KeyDecoder(escapeDelayMilliseconds: 25)
    _ = decoder.feed([0x1B], atMilliseconds: 1000)
    #expect(decoder.flush(atMilliseconds: 1025) == [.key(.escape)])
    #expect(decoder.feed(rest.utf8, atMilliseconds: 1025 + wait) == expected)
  }

  @Test("a sequence may be interrupted for 100 ms and is forgotten afterwards")
  func interrupted() {
    for (wait, expected) in [(100, [Input.key(.up)]), (101, [.key(.character("A"))])] {
      var decoder = KeyDecoder(escapeDelayMilliseconds: 25)
      #expect(decoder.feed("\u{1B}[".utf8, atMilliseconds: 0) == [])
      #expect(decoder.deadline == nil)
      #expect(decoder.feed("A".utf8, atMilliseconds: wait) == expected)
    }
    #expect(decode("\u{1B}[1\rx") == [.key(.enter), .key(.character("x"))])
    #expect(decode("\u{1B}[1\u{1B}[A") == [.key(.up)])
  }

  @Test("a paste arrives once, with plain line ends and without controls")
  func paste() {
    #expect(
      decode("\u{1B}[200~Niccolò\r\nvia\tA\r7\u{1B}[31m\u{0}\u{9B}\u{1B}[201~x")
        == [.paste("Niccolò\nvia\tA\n7[31m"), .key(.character("x"))])
    #expect(decode("\u{1B}[200~\u{1B}[20\u{1B}[201~") == [.paste("[20")])
    #expect(decode("\u{1B}[200~\u{1B}[201~") == [])
    #expect(decode([0x1B] + "[200~a".utf8 + [0xFF] + "\u{1B}[201~".utf8) == [.paste("a\u{FFFD}")])
    let long = String(repeating: "ab", count: 5000)
    #expect(decode("\u{1B}[200~\(long)\u{1B}[201~") == [.paste(long)])
    let tooLong = String(repeating: "a", count: 100_000)
    #expect(
      decode("\u{1B}[200~\(tooLong)\u{1B}[201~x")
        == [.paste(String(tooLong.prefix(65_536))), .key(.character("x"))])
  }

  @Test("a paste without an end is delivered after half a second")
  func endlessPaste() {
    var decoder = KeyDecoder(escapeDelayMilliseconds: 25)
    #expect(decoder.feed("\u{1B}[200~abc".utf8, atMilliseconds: 1000) == [])
    #expect(decoder.deadline == 1500)
    #expect(decoder.flush(atMilliseconds: 1499) == [])
    #expect(decoder.flush(atMilliseconds: 1500) == [.paste("abc")])
    #expect(decoder.feed("\u{1B}[201~x".utf8, atMilliseconds: 1501) == [.key(.character("x"))])
  }
}
