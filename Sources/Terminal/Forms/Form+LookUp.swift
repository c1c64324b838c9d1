extension Form {
  /// Gives the rows of a list, or those that a search found.
  ///
  /// - Parameters:
  ///   - field: A list or a look-up.
  ///   - rows: The rows, best first.
  ///   - ticket: The ticket of the search that they answer; rows of an older search are ignored. `nil` for a
  ///     list.
  ///   - exact: The row of a look-up that the typed text names whole: going on takes it as if it were the only
  ///     one. `nil` where the text is only a beginning.
  /// - Returns: `chosen` and `left` when the operator had already gone on and the only row was taken.
  @discardableResult
  public mutating func setRows(
    _ field: FieldID, _ rows: [Row], ticket: Int? = nil, exact: RowID? = nil
  ) -> [FormSignal] {
    guard let place = place(field) else { return [] }
    switch spec.fields[place].kind {
    case .list(let list): setListRows(rows, place, list)
    case .lookUp:
      if let ticket {
        guard ticket == states[place].awaitedTicket else { return [] }
      }
      return answer(rows, exact: exact, place)
    case .text, .masked, .date, .choice, .yesNo, .readOnly, .secret, .prose:
      assertionFailure("field \(field) has no rows")
    }
    return []
  }

  /// Whether the rows of a search are still to come.
  public func isSearching(_ field: FieldID) -> Bool {
    place(field).map { states[$0].awaitedTicket != nil } ?? false
  }

  private mutating func answer(_ rows: [Row], exact: RowID?, _ place: Int) -> [FormSignal] {
    states[place].awaitedTicket = nil
    states[place].wasAnswered = true
    states[place].rows = rows
    states[place].exact = exact
    states[place].selection = nil
    states[place].top = 0
    if states[place].error == .searching { states[place].error = nil }
    guard states[place].takesAnswer else { return [] }
    states[place].takesAnswer = false
    let field = spec.fields[place].id
    if let row = states[place].plainRow {
      take(row, at: place)
      return [.chosen(field, row.id), .left(field)]
    }
    states[place].error = .notTaken
    states[place].isOwnError = true
    return []
  }

  mutating func take(_ row: Row, at place: Int) {
    states[place].editor.replace(with: row.title)
    states[place].value = row.id.rawValue
    states[place].rows = []
    states[place].exact = nil
    states[place].select(nil, seen: 1)
    states[place].awaitedTicket = nil
    states[place].takesAnswer = false
    states[place].error = nil
  }

  /// Begins a search when the text is long enough or when it was asked for.
  mutating func search(_ place: Int, _ lookUp: LookUp, isAsked: Bool) -> [FormSignal] {
    states[place].selection = nil
    states[place].top = 0
    states[place].takesAnswer = false
    states[place].wasAnswered = false
    let text = states[place].editor.text
    states[place].exact = nil
    guard isAsked || text.count >= max(1, lookUp.minimumCharacters) else {
      states[place].rows = []
      states[place].awaitedTicket = nil
      return []
    }
    lastTicket += 1
    states[place].awaitedTicket = lastTicket
    return [.lookUp(spec.fields[place].id, text: text, ticket: lastTicket)]
  }

  /// Going on takes the marked row, the one that the text names whole, or the only one; with a search under way it takes the answer.
  mutating func takeOnLeaving(_ place: Int) -> [FormSignal] {
    let state = states[place]
    // A row may be marked where nothing was typed: the list was asked for.
    guard state.value.isEmpty, state.selection != nil || !state.isEmpty(spec.fields[place].kind) else {
      return []
    }
    if state.awaitedTicket != nil {
      states[place].takesAnswer = true
      return []
    }
    guard let row = state.selection.map({ state.rows[$0] }) ?? state.plainRow else { return [] }
    take(row, at: place)
    return [.chosen(spec.fields[place].id, row.id)]
  }

  /// Confirming or printing takes the row of a look-up as going on would, and reads every date that was typed: what is
  /// decided about a form has to know all that stands in it.
  mutating func takeBeforeConfirming(_ context: FormContext) -> [FormSignal] {
    for (place, field) in spec.fields.enumerated() where states[place].isVisible {
      if case .date = field.kind, !states[place].isEmpty(field.kind) { check(place, context) }
    }
    guard let focusPlace, case .lookUp = spec.fields[focusPlace].kind else { return [] }
    return takeOnLeaving(focusPlace)
  }

  mutating func pressInLookUp(
    _ key: Key, _ place: Int, _ lookUp: LookUp, _ context: FormContext
  ) -> [FormSignal]? {
    let action = context.keymap.action(for: key)
    if action == .list { return search(place, lookUp, isAsked: true) }
    let seen = Self.popupRows
    guard !states[place].rows.isEmpty else { return nil }
    guard let selection = states[place].selection else {
      switch key {
      case .down:
        states[place].select(0, seen: seen)
        return []
      case .enter where states[place].value.isEmpty && states[place].plainRow == nil:
        return [.refusedKey(reasonKey: "messaggio.scegliere_riga")]
      default:
        guard action == .back else { return nil }
        states[place].rows = []
        return []
      }
    }
    switch (key, action) {
    case (.up, _): states[place].select(selection == 0 ? nil : selection - 1, seen: seen)
    case (.down, _): states[place].select(selection + 1, seen: seen)
    case (_, .nextPage): states[place].select(selection + seen, seen: seen)
    case (_, .previousPage): states[place].select(selection - seen, seen: seen)
    case (_, .back): states[place].select(nil, seen: seen)
    default: return nil
    }
    return []
  }
}
