extension Form {
  /// The field with the focus; `nil` in a form without any field to enter.
  public var focus: FieldID? { focusPlace.map { spec.fields[$0].id } }

  /// Moves the focus to a field without checking the one left; does nothing for a field that cannot have it.
  public mutating func setFocus(_ field: FieldID) {
    guard let place = place(field), canFocus(place) else { return }
    moveFocus(to: place)
  }

  /// Moves the focus to the first field that is empty and required, else to the first empty one, else it stays.
  public mutating func focusFirstEmpty() {
    let open = spec.fields.indices.filter { canFocus($0) && states[$0].isEmpty(spec.fields[$0].kind) }
    if let place = open.first(where: { states[$0].isRequired }) ?? open.first { moveFocus(to: place) }
  }

  /// Moves the focus to the first field behind `field` that is empty and required; it stays where there is none.
  ///
  /// - Returns: Whether the focus moved.
  @discardableResult
  public mutating func focusNextMissing(after field: FieldID) -> Bool {
    guard let start = place(field) else { return false }
    let missing = spec.fields.indices.first {
      $0 > start && canFocus($0) && states[$0].isRequired && states[$0].isEmpty(spec.fields[$0].kind)
    }
    guard let missing else { return false }
    moveFocus(to: missing)
    return true
  }

  /// The help of the field with the focus.
  public var focusHelpKey: String? { focusPlace.map { spec.fields[$0].helpKey } }

  /// The whole sentence about the field with the focus, for the message line: its error, else its echo.
  ///
  /// Beside the field there is often room for the beginning only.
  public func focusMessage(_ words: Words) -> Message? {
    guard let focusPlace else { return nil }
    if let error = states[focusPlace].error {
      return Message(words.text(error.key, error.arguments), severity: .error)
    }
    return states[focusPlace].echo.map { Message($0) }
  }

  func canFocus(_ place: Int) -> Bool {
    let state = states[place]
    guard state.isVisible, state.disabledBecause == nil else { return false }
    switch spec.fields[place].kind {
    case .readOnly: return false
    case .prose(let rows): return state.lines.count > rows
    case .text, .masked, .date, .choice, .yesNo, .secret, .lookUp, .list: return true
    }
  }

  /// Keeps the focus on a field that can have it.
  mutating func normaliseFocus() {
    if let focusPlace, canFocus(focusPlace) { return }
    let start = focusPlace ?? 0
    focusPlace =
      spec.fields.indices.first { $0 >= start && canFocus($0) }
      ?? spec.fields.indices.last { canFocus($0) }
  }

  mutating func moveFocus(to place: Int) {
    if let focusPlace, focusPlace != place {
      states[focusPlace].isOpen = false
      if case .lookUp = spec.fields[focusPlace].kind { states[focusPlace].selection = nil }
    }
    focusPlace = place
    if case .list(let list) = spec.fields[place].kind, states[place].selection == nil {
      states[place].select(0, seen: seenRows(list, place))
    }
  }

  func next(after place: Int) -> Int? { spec.fields.indices.first { $0 > place && canFocus($0) } }

  func previous(before place: Int) -> Int? { spec.fields.indices.last { $0 < place && canFocus($0) } }

  /// How the operator goes on from a field.
  enum Going: Hashable, Sendable {
    /// With Tab: from the last field to the first.
    case around
    /// With Enter or Down: the last field keeps the focus and says so.
    case on
    /// By itself, the field being full: the last field keeps the focus silently.
    case byItself
  }

  mutating func goOn(from place: Int, _ going: Going, _ context: FormContext) -> [FormSignal] {
    var signals = leave(place, context)
    if let next = next(after: place) {
      moveFocus(to: next)
    } else {
      switch going {
      case .around: if let first = spec.fields.indices.first(where: canFocus) { moveFocus(to: first) }
      case .on: signals.append(.refusedKey(reasonKey: "messaggio.ultimo_campo"))
      case .byItself: break
      }
    }
    return signals
  }

  mutating func goBack(from place: Int) -> [FormSignal] {
    if let previous = previous(before: place) {
      moveFocus(to: previous)
    } else if let last = spec.fields.indices.last(where: canFocus) {
      moveFocus(to: last)
    }
    return []
  }

  /// Moves to the first field to enter of the next or previous page; `false` when there is none.
  ///
  /// What is seen already is no other page: there the key leaves the cursor where it is.
  mutating func goToPage(_ step: Int) -> Bool {
    guard let focusPlace, let here = pages.firstIndex(where: { $0.contains(focusPlace) }) else {
      return false
    }
    var index = here + step
    while pages.indices.contains(index) {
      if let place = pages[index].first(where: canFocus) {
        moveFocus(to: place)
        return true
      }
      index += step
    }
    // Nor has a list shown all its rows: the next page of it is to be had from inside.
    let lists = spec.fields.indices.filter { canFocus($0) && hidesRows($0) }
    let list = step > 0 ? lists.first { $0 > focusPlace } : lists.last { $0 < focusPlace }
    guard let list else { return false }
    moveFocus(to: list)
    return true
  }

  /// Whether a list or prose has more rows than are seen of it.
  private func hidesRows(_ place: Int) -> Bool {
    switch spec.fields[place].kind {
    case .list(let list): states[place].rows.count > seenRows(list, place)
    case .prose(let rows): states[place].lines.count > rows
    case .text, .masked, .date, .choice, .yesNo, .secret, .lookUp, .readOnly: false
    }
  }
}
