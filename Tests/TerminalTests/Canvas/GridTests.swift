import Terminal
import Testing

@Suite struct GridTests {
  @Test func textIsCutAtItsWidthAndAtTheEdge() {
    var grid = Grid(size: Size(rows: 2, columns: 6))
    #expect(grid.put("abcdef", row: 0, column: 1, width: 3) == 4)
    #expect(grid.put("abcdef", row: 1, column: 4) == 6)
    #expect(grid.lines == [" abc  ", "    ab"])
  }

  @Test func drawingOutsideDoesNothing() {
    var grid = Grid(size: Size(rows: 1, columns: 3))
    grid.put("abc", row: 5, column: 0)
    grid.put("abc", row: 0, column: -2)
    grid.fill(Area(rows: -3..<9, columns: 2..<99), with: "#")
    #expect(grid.lines == ["c #"])
    #expect(grid[9, 9] == .blank)
  }

  @Test(
    arguments: [
      ("é", "é"), ("e\u{301}", "é"), ("日", "\u{FFFD}"), ("👩‍⚕️", "\u{FFFD}"), ("\u{200B}", "\u{FFFD}"),
      ("│", "│"),
    ] as [(Character, Character)])
  func onlyCharactersOfOneCellAreDrawn(character: Character, shown: Character) {
    #expect(Cell(character: character).character == shown)
  }
}
