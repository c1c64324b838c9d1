extension Form {
  mutating func pressInChoice(_ key: Key, _ place: Int, _ context: FormContext) -> [FormSignal]? {
    let options = states[place].options
    let chosen = options.firstIndex { $0.id.rawValue == states[place].value }
    if let page = page(key, place, context) {
      // More options than are seen at once are paged through like rows; what is chosen is always seen.
      if !states[place].isOpen { states[place].openedWith = states[place].value }
      states[place].isOpen = true
      return pick(max(0, min((chosen ?? -1) + page, options.count - 1)), place, context)
    }
    if states[place].isOpen {
      switch key {
      case .up: return pick((chosen ?? 0) - 1, place, context)
      case .down: return pick(chosen.map { $0 + 1 } ?? 0, place, context)
      case .escape, .function(12):
        states[place].isOpen = false
        return setChoice(states[place].openedWith, place, context)
      default: break
      }
    }
    if context.keymap.action(for: key) == .list {
      states[place].isOpen.toggle()
      if states[place].isOpen { states[place].openedWith = states[place].value }
      return chosen == nil && states[place].isOpen ? pick(0, place, context) : []
    }
    switch key {
    // Enter does not walk over what was typed and not understood.
    case .enter where states[place].error == .noSuchOption: return refuseOption(place)
    case .left: return pick((chosen ?? 0) - 1, place, context)
    case .right, .character(" "): return pick(chosen.map { $0 + 1 } ?? 0, place, context)
    case .home: return pick(0, place, context)
    case .end: return pick(options.count - 1, place, context)
    case .backspace, .delete: return setChoice("", place, context)
    case .character(let character):
      if let digit = character.wholeNumberValue, character.isASCII {
        return pickNumber(digit, place, context)
      }
      return pickLetter(character, after: chosen, place, context)
    default: return nil
    }
  }

  /// Chooses an option by its place; outside the options nothing happens.
  private mutating func pick(_ index: Int, _ place: Int, _ context: FormContext) -> [FormSignal] {
    guard states[place].options.indices.contains(index) else { return [] }
    return setChoice(states[place].options[index].id.rawValue, place, context)
  }

  /// How many options a key pages on, where there are more than are seen at once; `nil` for any other key.
  private func page(_ key: Key, _ place: Int, _ context: FormContext) -> Int? {
    guard states[place].options.count > Self.popupRows else { return nil }
    switch context.keymap.action(for: key) {
    case .nextPage: return Self.popupRows
    case .previousPage: return -Self.popupRows
    case .help, .commandLine, .home, .list, .refresh, .position, .print, .confirm, .lock, .back, .nextError,
      .swallowed, nil:
      return nil
    }
  }

  /// Chooses one of the first nine options by its digit, at once: what is typed next belongs to the next field.
  private mutating func pickNumber(_ digit: Int, _ place: Int, _ context: FormContext) -> [FormSignal] {
    guard (1...Self.numberedOptions).contains(digit), digit <= states[place].options.count else {
      return refuseOption(place)
    }
    var signals = pick(digit - 1, place, context)
    if spec.fields[place].advancesWhenFull {
      signals += goOn(from: place, .byItself, context)
    } else {
      signals.append(.numbered(spec.fields[place].id))
    }
    return signals
  }

  /// A character that leads to no option is not lost: it stands as an error at the field until an option is chosen.
  private mutating func refuseOption(_ place: Int) -> [FormSignal] {
    states[place].error = .noSuchOption
    states[place].isOwnError = false
    return [.refusedKey(reasonKey: FieldError.noSuchOption.key)]
  }

  private mutating func pickLetter(
    _ letter: Character, after chosen: Int?, _ place: Int, _ context: FormContext
  ) -> [FormSignal] {
    let wanted = letter.lowercased()
    let labels = states[place].options.map { $0.label(context.words).prefix(1).lowercased() }
    let fitting = labels.indices.filter { labels[$0] == wanted }
    guard let index = fitting.first(where: { $0 > chosen ?? -1 }) ?? fitting.first else {
      return refuseOption(place)
    }
    return pick(index, place, context)
  }

  mutating func pressInYesNo(_ key: Key, _ place: Int, _ context: FormContext) -> [FormSignal]? {
    switch key {
    case .character(" "), .left, .right:
      return setChoice(states[place].value == "yes" ? "no" : "yes", place, context)
    case .backspace, .delete: return setChoice("", place, context)
    case .character(let character):
      guard let isYes = Self.reading(character, context.words) else {
        return [.refusedKey(reasonKey: "errore.campo.si_no")]
      }
      var signals = setChoice(isYes ? "yes" : "no", place, context)
      if spec.fields[place].advancesWhenFull { signals += goOn(from: place, .byItself, context) }
      return signals
    default: return nil
    }
  }

  /// Yes by the first letter of the word in the operator's language or in any of ours; no likewise.
  static func reading(_ character: Character, _ words: Words) -> Bool? {
    let letter = character.lowercased()
    if letter == words.text("parola.no").prefix(1).lowercased() || letter == "n" { return false }
    if letter == words.text("parola.si").prefix(1).lowercased() || "sjody".contains(letter) { return true }
    return nil
  }

  private mutating func setChoice(_ value: String, _ place: Int, _ context: FormContext) -> [FormSignal] {
    if states[place].error == .noSuchOption { states[place].error = nil }
    guard states[place].value != value else { return [] }
    states[place].value = value
    forgetErrorIfRight(place, context)
    return [.changed(spec.fields[place].id)]
  }
}
