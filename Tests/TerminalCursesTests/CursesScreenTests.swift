import Terminal
import Testing

@testable import TerminalCurses

struct CursesScreenTests {
  static let spans: [(String, String, Range<Int>?)] = [
    ("abcdef", "abcdef", nil), ("abcdef", "abXdef", 2..<3), ("abcdef", "XbcdeX", 0..<6),
    ("abcdef", "abcdeX", 5..<6),
    ("abcdef", "aXcXef", 1..<4), ("", "", nil),
  ]

  @Test("only the span of changed cells is sent", arguments: spans)
  func span(old: String, new: String, expected: Range<Int>?) {
    func cells(_ text: String) -> ArraySlice<Cell> {
      // Not from 0, as the rows of a grid are not.
      ([.blank] + text.map { Cell(character: $0) }).dropFirst()
    }
    let found = CursesScreen.span(of: cells(new), over: cells(old)).map {
      $0.lowerBound - 1..<$0.upperBound - 1
    }
    #expect(found == expected)
  }

  @Test("everything is sent when nothing is known")
  func unknown() {
    #expect(CursesScreen.span(of: [.blank, .blank][...], over: nil) == 0..<2)
    #expect(CursesScreen.span(of: [], over: nil) == nil)
  }

  @Test("each bit of the C door has its reason, and only the timeout has none")
  func reasons() {
    #expect(WakeReasons(bits: 0).isEmpty)
    for bit in 0..<9 { #expect(!WakeReasons(bits: 1 << UInt32(bit)).isEmpty) }
    #expect(WakeReasons(bits: 1 | 4 | 8) == [.input, .terminate])
  }
}
