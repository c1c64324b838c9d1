import Terminal
import Testing

@Suite struct CompositionTests {
  /// Swift compares strings by canonical equivalence: the table is checked against the standard library.
  @Test func everyComposedLatinLetterComesOutOfItsParts() {
    var seen = 0
    for value in Array(UInt32(0xC0)..<0x250) + Array(UInt32(0x1E00)..<0x1F00) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for mark in UInt32(0x300)...0x338 {
        guard let markScalar = Unicode.Scalar(mark) else { continue }
        for base in "AEIOUYCNSZGKLRTHDWJBFMPVXQaeiouycnszgklrthdwjbfmpvxq".unicodeScalars
        where Composition.compose(base, markScalar) == scalar {
          var view = String.UnicodeScalarView()
          view.append(base)
          view.append(markScalar)
          #expect(String(view) == String(Character(scalar)))
          seen += 1
        }
      }
    }
    #expect(seen > 350)
  }

  @Test(arguments: [
    ("e\u{301}", "é"), ("c\u{30C}", "č"), ("a\u{30A}b", "åb"), ("e\u{323}\u{302}", "ệ"),
    ("e\u{302}\u{323}", "ệ"),
    ("q\u{301}", "q\u{301}"), ("Škofja Loka", "Škofja Loka"), ("", ""),
  ])
  func marksJoinTheLetterBeforeThem(text: String, composed: String) {
    #expect(Array(Composition.composed(text).unicodeScalars) == Array(composed.unicodeScalars))
  }

  @Test(arguments: [
    ("a\u{0}b\u{1B}[31m", "ab[31m"), ("soft\u{AD}hyphen", "softhyphen"), ("\u{202E}abc", "abc"),
    ("e\u{301}", "é"), ("日本", "日本"), ("a\u{200D}b", "ab"),
  ])
  func controlAndFormatCharactersNeverEnter(text: String, accepted: String) {
    #expect(TypedText.accept(text) == accepted)
  }

  @Test func aPasteBecomesOneLineAndIsCutAtTenThousand() {
    #expect(TypedText.acceptPaste("  ROSSI\r\nMARIA\t\n").text == "ROSSI MARIA")
    let long = TypedText.acceptPaste(String(repeating: "x", count: 10_001))
    #expect(long.text.count == 10_000)
    #expect(long.wasCut)
    #expect(!TypedText.acceptPaste(String(repeating: "x", count: 10_000)).wasCut)
  }
}
