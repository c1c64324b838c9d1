import Terminal
import Testing

@Suite struct TextLayoutTests {
  @Test(arguments: [
    ("uno due tre", 7, ["uno due", "tre"]), ("", 5, [""]), ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("a\nb", 5, ["a", "b"]), ("uno  due", 20, ["uno due"]), ("x abcd", 4, ["x", "abcd"]),
  ])
  func textBreaksAtBlanks(text: String, width: Int, lines: [String]) {
    #expect(TextLayout.wrap(text, width: width) == lines)
  }

  @Test(arguments: [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abcd", 1, "…"), ("abcd", 0, ""), ("", 4, "")])
  func longTextEndsInADot(text: String, width: Int, cut: String) {
    #expect(TextLayout.truncate(text, width: width) == cut)
    #expect(TextLayout.pad(text, width: width).count == width)
  }
}
