import CTerm
import Terminal

/// Brings the terminal from the grid that it shows to another one with as few bytes as possible.
///
/// Equal grids cost nothing; of a changed row only the span of changed cells is handed to ncurses, which then
/// finds the shortest moves.
struct CursesScreen {
  private var shown: Grid?
  private var isTrusted = true

  /// Gives each style the look that it has in `theme`, or without colours if the terminal has none.
  mutating func setTheme(_ theme: Theme) {
    let theme = ct_has_colors() ? theme : .mono
    for style in Style.allCases {
      let look = theme.attributes(for: style)
      var bits: UInt32 = 0
      if look.bold { bits |= CT_BOLD }
      if look.reverse { bits |= CT_REVERSE }
      if look.underline { bits |= CT_UNDERLINE }
      if look.dim { bits |= CT_DIM }
      ct_define_style(
        style.rawValue, bits, look.foreground.map { Int32($0.rawValue) } ?? CT_DEFAULT,
        look.background.map { Int32($0.rawValue) } ?? CT_DEFAULT)
    }
    shown = nil
  }

  /// Forgets what the terminal shows, so that the next frame is sent in full.
  mutating func invalidate() {
    shown = nil
    ct_invalidate()
  }

  /// Lets the next frame be sent even if it is the one that is shown: what stands in a row is not what was painted.
  mutating func distrust() { isTrusted = false }

  /// Shows `grid`; what lies outside the window is cut off.
  ///
  /// - Complexity: O(*n*) in the number of cells.
  mutating func paint(_ grid: Grid) {
    guard grid != shown || !isTrusted else { return }
    isTrusted = true
    let old = shown?.size == grid.size ? shown : nil
    for row in 0..<grid.size.rows { paint(grid.row(row), over: old?.row(row), at: row) }
    ct_flush(Int32(grid.cursor?.row ?? -1), Int32(grid.cursor?.column ?? 0))
    shown = grid
  }

  private func paint(_ cells: ArraySlice<Cell>, over old: ArraySlice<Cell>?, at row: Int) {
    guard let span = Self.span(of: cells, over: old) else { return }
    var scalars: [UInt32] = []
    var start = span.lowerBound
    while start < span.upperBound {
      let style = cells[start].style
      var end = start
      scalars.removeAll(keepingCapacity: true)
      while end < span.upperBound, cells[end].style == style {
        scalars.append(cells[end].character.unicodeScalars.first?.value ?? 0x20)
        end += 1
      }
      ct_put(Int32(row), Int32(start - cells.startIndex), style.rawValue, scalars, scalars.count)
      start = end
    }
  }

  /// The indices of `cells` from the first to the last that differ from `old`, or `nil` when none does.
  static func span(of cells: ArraySlice<Cell>, over old: ArraySlice<Cell>?) -> Range<Int>? {
    guard let old else { return cells.isEmpty ? nil : cells.indices }
    guard let first = zip(cells.indices, old.indices).first(where: { cells[$0] != old[$1] }) else {
      return nil
    }
    let last = zip(cells.indices, old.indices).reversed().first { cells[$0] != old[$1] }
    return first.0..<((last?.0 ?? first.0) + 1)
  }
}
