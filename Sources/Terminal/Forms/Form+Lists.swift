extension Form {
  /// The row with the cursor of a list.
  public func selectedRow(of field: FieldID) -> RowID? {
    guard let place = place(field), let selection = states[place].selection else { return nil }
    return states[place].rows[selection].id
  }

  /// Puts the cursor of a list on a row; a row that is not there changes nothing.
  public mutating func selectRow(_ field: FieldID, _ row: RowID) {
    guard let place = place(field), case .list(let list) = spec.fields[place].kind,
      let index = states[place].rows.firstIndex(where: { $0.id == row })
    else { return }
    states[place].select(index, seen: seenRows(list, place))
  }

  /// Gives a list that grows the rows that a form in an area leaves over.
  ///
  /// - Parameters:
  ///   - area: Where the form is drawn.
  ///   - words: The words of the language, which decide how many headings there are.
  public mutating func fit(_ area: Area, words: Words) {
    spareRows = 0
    guard spec.fields.contains(where: \.kind.grows) else { return }
    spareRows = max(
      0, area.rows.count - FormLayout(self, columns: area.columns.count, words: words).height)
  }

  /// Says where the form is drawn, so that the page keys lead to what is not seen there.
  ///
  /// - Parameters:
  ///   - area: Where the form is drawn.
  ///   - words: The words of the language, which decide how many headings there are.
  public mutating func paginate(_ area: Area, words: Words) {
    let layout = FormLayout(self, columns: area.columns.count, words: words)
    pages = layout.pages(rows: area.rows.count).map { lines in
      lines.flatMap { line -> [Int] in
        if case .fields(let places, _) = line { places } else { [] }
      }
    }
  }

  /// How many rows of a list are seen at once: never more empty ones than the screen file asks for.
  func seenRows(_ list: List, _ place: Int) -> Int {
    guard list.grows else { return list.visibleRows }
    return list.visibleRows + min(spareRows, max(0, states[place].rows.count - list.visibleRows))
  }

  /// The marked rows of a list, in the order of the list.
  public func marks(of field: FieldID) -> [RowID] {
    guard let place = place(field) else { return [] }
    return states[place].rows.map(\.id).filter(states[place].marks.contains)
  }

  /// Replaces the marks of a list.
  public mutating func setMarks(_ field: FieldID, _ marks: [RowID]) {
    guard let place = place(field) else { return }
    states[place].marks = Set(marks)
  }

  mutating func setListRows(_ rows: [Row], _ place: Int, _ list: List) {
    let kept = states[place].selection.map { states[place].rows[$0].id }
    let old = states[place].selection
    states[place].rows = rows
    states[place].marks.formIntersection(rows.map(\.id))
    let index = rows.firstIndex { $0.id == kept } ?? old ?? 0
    states[place].select(rows.isEmpty ? nil : index, seen: seenRows(list, place))
  }

  mutating func pressInList(
    _ key: Key, _ place: Int, _ list: List, _ context: FormContext
  ) -> [FormSignal]? {
    guard let selection = states[place].selection else { return nil }
    let seen = seenRows(list, place)
    let last = states[place].rows.count - 1
    let field = spec.fields[place].id
    switch (key, context.keymap.action(for: key)) {
    case (.up, _) where selection > 0: states[place].select(selection - 1, seen: seen)
    case (.down, _) where selection < last: states[place].select(selection + 1, seen: seen)
    case (.home, _): states[place].select(0, seen: seen)
    case (.end, _): states[place].select(last, seen: seen)
    case (_, .nextPage) where selection < last: states[place].select(selection + seen, seen: seen)
    case (_, .previousPage) where selection > 0: states[place].select(selection - seen, seen: seen)
    case (.enter, _): return [.rowOpened(field, states[place].rows[selection].id)]
    case (.character(" "), _) where list.canMark:
      let row = states[place].rows[selection].id
      if states[place].marks.remove(row) == nil { states[place].marks.insert(row) }
      forgetErrorIfRight(place, context)
      return [.changed(field)]
    default: return nil
    }
    return []
  }

  mutating func pressInProse(
    _ key: Key, _ place: Int, _ rows: Int, _ context: FormContext
  ) -> [FormSignal]? {
    let last = max(0, states[place].lines.count - rows)
    switch (key, context.keymap.action(for: key)) {
    case (.up, _) where states[place].top > 0: states[place].top -= 1
    case (.down, _) where states[place].top < last: states[place].top += 1
    case (_, .nextPage) where states[place].top < last:
      states[place].top = min(last, states[place].top + rows)
    case (_, .previousPage) where states[place].top > 0: states[place].top = max(0, states[place].top - rows)
    case (.home, _): states[place].top = 0
    case (.end, _): states[place].top = last
    default: return nil
    }
    return []
  }
}
