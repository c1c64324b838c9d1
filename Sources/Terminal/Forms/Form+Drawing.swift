extension Form {
  /// Draws the form, with the cursor on the field that has the focus.
  ///
  /// A form that is taller than the area shows the page with the focus and says in the last row that there is
  /// more. A form without any field to enter leaves the cursor where it was.
  ///
  /// - Parameters:
  ///   - grid: The grid to draw on.
  ///   - area: Where.
  ///   - words: The words of the language.
  public func draw(into grid: inout Grid, area: Area, words: Words) {
    let layout = FormLayout(self, columns: area.columns.count, words: words)
    let pages = layout.pages(rows: area.rows.count)
    let page = pages.firstIndex { lines in lines.contains { holdsFocus($0) } } ?? 0
    var row = area.rows.lowerBound
    if focusPlace != nil { grid.cursor = Position(row: row, column: area.columns.lowerBound) }
    var popup: Popup?
    for line in pages[page] {
      switch line {
      case .gap: break
      case .heading(let heading):
        grid.put(
          heading, row: row, column: area.columns.lowerBound + 1, style: .heading,
          width: area.columns.count - 1)
      case .fields(let places, let height):
        let rows = row..<min(row + height, area.rows.upperBound)
        let line = Area(rows: rows, columns: area.columns)
        if let open = drawRow(places, into: &grid, line: line, labelWidth: layout.labelWidth, words: words) {
          popup = open
        }
      }
      row += line.height
    }
    if pages.count > 1 {
      let mark = page + 1 < pages.count ? (page > 0 ? "▲▼" : "▼") : "▲"
      grid.put(
        "\(mark) \(words.text("parola.altri_campi")) \(page + 1)/\(pages.count)",
        row: area.rows.upperBound - 1, column: area.columns.lowerBound + 1, style: .dim,
        width: area.columns.count - 1)
    }
    if let popup, summary == nil { popup.draw(into: &grid, area: area) }
    if let summary {
      let rows = min(area.rows.count, summary.rows(columns: area.columns.count, words: words) + 1)
      summary.draw(
        into: &grid,
        area: Area(rows: area.rows.lowerBound..<area.rows.lowerBound + rows, columns: area.columns),
        words: words)
    }
    holdCursor(in: &grid, area: area)
  }

  /// Keeps the cursor in the area even when that is too small for what has the focus.
  private func holdCursor(in grid: inout Grid, area: Area) {
    guard focusPlace != nil || summary != nil, let cursor = grid.cursor else { return }
    grid.cursor = Position(
      row: max(area.rows.lowerBound, min(cursor.row, area.rows.upperBound - 1)),
      column: max(area.columns.lowerBound, min(cursor.column, area.columns.upperBound - 1)))
  }

  /// The names of the labels that a form of `columns` cells would cut, for the check of translations.
  public func clippedLabels(columns: Int, words: Words) -> [String] {
    let most = FormLayout.mostLabelCells(columns: columns)
    return spec.sections.flatMap(\.rows).compactMap(\.first).filter { field in
      !field.kind.isBlock && words.text(field.labelKey).count > most
    }.map(\.labelKey) + overfullRows(columns: columns, words: words)
  }

  /// The last labels of the rows that reach beyond the edge.
  private func overfullRows(columns: Int, words: Words) -> [String] {
    let layout = FormLayout(self, columns: columns, words: words)
    return spec.sections.flatMap(\.rows).filter { $0.count > 1 }.compactMap { row in
      let cells = row.dropFirst().reduce(1 + layout.labelWidth + 3 + row[0].width + 1) { cells, field in
        cells + 1 + words.text(field.labelKey).count + 3 + field.width + 1
      }
      return cells > columns ? row.last?.labelKey : nil
    }
  }

  private func holdsFocus(_ line: FormLayout.Line) -> Bool {
    guard case .fields(let places, _) = line, let focusPlace else { return false }
    return places.contains(focusPlace)
  }

  /// Draws one row of fields; the list of the focused field comes back to be drawn over the rest.
  private func drawRow(
    _ places: [Int], into grid: inout Grid, line: Area, labelWidth: Int, words: Words
  ) -> Popup? {
    var popup: Popup?
    var column = line.columns.lowerBound + 1
    let row = line.rows.lowerBound
    for (index, place) in places.enumerated() {
      let field = spec.fields[place]
      switch field.kind {
      case .list(let list):
        drawList(place, list, into: &grid, area: line, words: words)
        return nil
      case .prose(let rows):
        drawProse(place, rows, into: &grid, area: line)
        return nil
      case .text, .masked, .date, .choice, .yesNo, .readOnly, .secret, .lookUp: break
      }
      let isFocused = place == focusPlace
      let label = words.text(field.labelKey)
      let cells = index == 0 ? labelWidth : label.count
      grid.put(
        TextLayout.truncate(label, width: cells), row: row, column: column,
        style: isFocused ? .labelFocused : .label, width: line.columns.upperBound - column)
      column += cells + 1
      if states[place].isRequired && field.kind != .readOnly {
        grid.put("*", row: row, column: column, style: .required, width: line.columns.upperBound - column)
      }
      column += 2
      let width = min(field.width, max(1, line.columns.upperBound - column - 1))
      let filled = drawBox(place, into: &grid, row: row, column: column, width: width, words: words)
      if index == places.count - 1, line.columns.upperBound - (column + width + 2) < Self.leastTail {
        let box = column..<column + width
        drawErrorInside(place, into: &grid, row: row, columns: box, filled: filled, words: words)
      }
      if isFocused {
        popup = openPopup(place, at: Position(row: row, column: column), width: width, words: words)
      }
      column += width
      if states[place].error != nil && column < line.columns.upperBound {
        grid.put("!", row: row, column: column, style: .error)
      }
      column += 1
      if field.kind == .readOnly, let source = states[place].source, !source.isEmpty,
        line.columns.upperBound - column > Self.leastSource,
        index == places.count - 1
      {
        column = grid.put(
          " " + source, row: row, column: column, style: .dim, width: line.columns.upperBound - column)
      }
      column += 1
    }
    drawTail(
      places, into: &grid, row: row, columns: column..<max(column, line.columns.upperBound), words: words)
    return popup
  }

  /// Draws the error, the echo or the reason beside the last field of a row.
  private func drawTail(_ places: [Int], into grid: inout Grid, row: Int, columns: Range<Int>, words: Words) {
    guard columns.count >= Self.leastTail else { return }
    let ordered = places.filter { $0 == focusPlace } + places.filter { $0 != focusPlace }
    let text: (String, Style)?
    if let error = ordered.compactMap({ states[$0].error }).first {
      text = (words.text(error.key, error.arguments), .error)
    } else if let echo = ordered.compactMap({ states[$0].echo }).first {
      text = (echo, .note)
    } else if let reason = ordered.compactMap({ states[$0].disabledBecause }).first {
      text = (words.text(reason), .dim)
    } else if ordered.contains(where: { states[$0].awaitedTicket != nil }) {
      text = (words.text("parola.in_ricerca"), .dim)
    } else if let place = ordered.first, hasNoRows(place) {
      text = (words.text("parola.nessuna_riga"), .dim)
    } else {
      text = nil
    }
    guard let text else { return }
    grid.put(
      TextLayout.truncate(text.0, width: columns.count), row: row, column: columns.lowerBound, style: text.1)
  }

  /// Whether a look-up with the focus has searched and found nothing.
  private func hasNoRows(_ place: Int) -> Bool {
    let state = states[place]
    return place == focusPlace && state.wasAnswered && state.rows.isEmpty && state.value.isEmpty
  }
}
