extension Form {
  /// Draws the box of a field of one row; underscores show the length that is free.
  ///
  /// - Returns: The cells that hold something.
  @discardableResult
  func drawBox(_ place: Int, into grid: inout Grid, row: Int, column: Int, width: Int, words: Words) -> Int {
    let field = spec.fields[place]
    let state = states[place]
    let isFocused = place == focusPlace
    var shown: String
    var caret = 0
    switch field.kind {
    case .text, .masked, .secret, .lookUp:
      let window = state.editor.window(width: width)
      shown = window.text
      caret = window.caretColumn
    case .date:
      if state.editor.isEmpty && !state.value.isEmpty {
        shown = words.date(state.value)
        caret = min(shown.count, width)
      } else {
        let window = state.editor.window(width: width)
        shown = window.text
        caret = window.caretColumn
      }
    case .choice:
      shown = state.options.first { $0.id.rawValue == state.value }?.label(words) ?? ""
    case .yesNo:
      shown = state.value.isEmpty ? "" : words.text(state.value == "yes" ? "parola.si" : "parola.no")
    case .readOnly:
      grid.put(TextLayout.truncate(state.value, width: width), row: row, column: column, style: .readOnly)
      return width
    case .list, .prose: return width
    }
    shown = String(shown.prefix(width))
    let end = if case .masked(let mask) = field.kind { min(width, mask.width) } else { width }
    let free = String(repeating: "_", count: max(0, end - shown.count))
    let isEnabled = state.disabledBecause == nil
    let style: Style = isFocused ? .fieldFocused : isEnabled ? .field : .readOnly
    grid.put(shown + (isEnabled ? free : ""), row: row, column: column, style: style)
    if isFocused {
      grid.cursor = Position(row: row, column: min(column + caret, grid.size.columns - 1))
    }
    return shown.count
  }

  /// Says what is wrong inside the box of a field where there is no room for it beside it.
  func drawErrorInside(
    _ place: Int, into grid: inout Grid, row: Int, columns: Range<Int>, filled: Int, words: Words
  ) {
    guard let error = states[place].error else { return }
    let text = TextLayout.truncate(
      words.text(error.key, error.arguments), width: max(0, columns.count - filled - 1))
    guard text.count >= Self.leastError else { return }
    grid.put(text, row: row, column: columns.upperBound - text.count, style: .error)
  }

  func drawList(_ place: Int, _ list: List, into grid: inout Grid, area: Area, words: Words) {
    let state = states[place]
    let isFocused = place == focusPlace
    let widths = widths(list, state.rows, available: area.columns.count - 3)
    var column = area.columns.lowerBound + 3
    for (heading, width) in zip(list.columns, widths) {
      grid.put(
        TextLayout.truncate(words.text(heading.labelKey), width: width), row: area.rows.lowerBound,
        column: column, style: isFocused ? .labelFocused : .label, width: area.columns.upperBound - column)
      column += width + 1
    }
    if let error = state.error, column < area.columns.upperBound {
      grid.put(
        "! " + words.text(error.key, error.arguments), row: area.rows.lowerBound, column: column,
        style: .error,
        width: area.columns.upperBound - column)
    }
    let first = area.rows.lowerBound + 1
    let seen = max(0, min(seenRows(list, place), area.rows.count - 1))
    if state.rows.isEmpty {
      grid.put(
        words.text("parola.nessuna_riga"), row: first, column: area.columns.lowerBound + 3, style: .dim,
        width: area.columns.count - 3)
      if isFocused { grid.cursor = Position(row: first, column: area.columns.lowerBound + 3) }
      return
    }
    let start = min(state.top, state.selection ?? 0, max(0, state.rows.count - seen))
    let top = max(0, start, (state.selection ?? 0) - seen + 1)
    for (offset, index) in (top..<min(top + seen, state.rows.count)).enumerated() {
      let line = first + offset
      drawListRow(place, index, widths, into: &grid, row: line, columns: area.columns)
      if isFocused && index == state.selection {
        grid.cursor = Position(row: line, column: area.columns.lowerBound + 3)
      }
    }
    if state.rows.count > seen {
      let count = "\(top > 0 ? "▲" : "")\(top + seen < state.rows.count ? "▼" : "") \(state.rows.count)"
      grid.put(
        count, row: area.rows.lowerBound, column: area.columns.upperBound - count.count - 1, style: .dim)
    }
  }

  private static let countCells = 10

  /// The cells of each column: those of the screen file, and more where a cell would be cut and the terminal has room.
  ///
  /// The first columns that need them take the spare cells; some stay for the count of the rows above them.
  private func widths(_ list: List, _ rows: [Row], available: Int) -> [Int] {
    var spare = available - Self.countCells - list.columns.reduce(0) { $0 + $1.width + 1 }
    return list.columns.indices.map { index in
      let width = list.columns[index].width
      guard spare > 0 else { return width }
      let longest = rows.reduce(0) { $1.cells.indices.contains(index) ? max($0, $1.cells[index].count) : $0 }
      let more = min(spare, max(0, longest - width))
      spare -= more
      return width + more
    }
  }

  private func drawListRow(
    _ place: Int, _ index: Int, _ widths: [Int], into grid: inout Grid, row: Int, columns: Range<Int>
  ) {
    let state = states[place]
    let content = state.rows[index]
    let isSelected = index == state.selection && place == focusPlace
    let isMarked = state.marks.contains(content.id)
    let style: Style = isSelected ? .selected : isMarked ? .marked : content.style
    grid.put(isSelected ? ">" : " ", row: row, column: columns.lowerBound + 1, style: style)
    grid.put(isMarked ? "x" : " ", row: row, column: columns.lowerBound + 2, style: style)
    var column = columns.lowerBound + 3
    for (width, cell) in zip(widths, content.cells) {
      column = grid.put(
        TextLayout.pad(cell, width: width) + " ", row: row, column: column, style: style,
        width: columns.upperBound - column)
    }
  }

  func drawProse(_ place: Int, _ rows: Int, into grid: inout Grid, area: Area) {
    let state = states[place]
    let isFocused = place == focusPlace
    for (offset, line) in state.lines.dropFirst(state.top).prefix(min(rows, area.rows.count)).enumerated() {
      grid.put(
        line, row: area.rows.lowerBound + offset, column: area.columns.lowerBound + 1, style: .readOnly,
        width: area.columns.count - 3)
    }
    guard state.lines.count > rows else { return }
    let hasMore = state.top + rows < state.lines.count
    let edge = area.columns.upperBound - 1
    if state.top > 0 { grid.put("▲", row: area.rows.lowerBound, column: edge, style: .dim) }
    if hasMore { grid.put("▼", row: area.rows.upperBound - 1, column: edge, style: .dim) }
    if isFocused {
      grid.cursor = Position(row: area.rows.lowerBound, column: area.columns.lowerBound + 1)
    }
  }

  /// The list under the focused field, if it has one.
  func openPopup(_ place: Int, at position: Position, width: Int, words: Words) -> Popup? {
    let state = states[place]
    switch spec.fields[place].kind {
    case .lookUp:
      guard !state.rows.isEmpty else { return nil }
      return Popup(
        anchor: position, width: width, lines: Popup.columns(state.rows.map(\.cells)),
        selection: state.selection, top: state.top, takesCursor: state.selection != nil)
    case .choice:
      let chosen = state.options.firstIndex { $0.id.rawValue == state.value }
      guard state.isOpen || chosen == nil else { return nil }
      let lines = state.options.enumerated().map { index, option in
        "\(index < Form.numberedOptions ? "\(index + 1)" : " ") \(option.label(words))"
      }
      let top = max(0, (chosen ?? 0) - Form.popupRows + 1)
      return Popup(
        anchor: position, width: width, lines: lines, selection: chosen, top: top, takesCursor: state.isOpen)
    case .text, .masked, .date, .yesNo, .readOnly, .secret, .list, .prose: return nil
    }
  }
}
