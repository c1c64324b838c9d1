extension Form {
  /// Takes one input.
  ///
  /// - Parameters:
  ///   - input: What the operator or a scanner did.
  ///   - context: Words, keys, time and readers from outside.
  /// - Returns: What the workflow has to know, in order; a key that the form does not use comes back as an
  ///   action.
  public mutating func handle(_ input: Input, context: FormContext) -> [FormSignal] {
    let isHabit = expectsHabitualEnter && input == .key(.enter)
    if case .resize = input {} else { expectsHabitualEnter = false }
    switch input {
    case .key(let key):
      noteTyping(key)
      return isHabit ? [] : press(key, context)
    case .paste(let text):
      beforeTyping = []
      return paste(text, context)
    case .burst(let text, let keysAlreadyDelivered, let terminator):
      return takeBurst(text, keysAlreadyDelivered, terminator, context)
    case .resize: return []
    }
  }

  /// Says that what was typed last led the operator to where the focus is now, by itself.
  ///
  /// Who ends every text with Enter ends this one too: if Enter comes next it is taken for that and does nothing
  /// else, so that it neither leaves an empty field nor does what is chosen on a screen that just opened. Nothing
  /// changes unless the last input was a character.
  public mutating func expectHabitualEnter(after form: Form) {
    expectsHabitualEnter = !form.beforeTyping.isEmpty
  }

  mutating func press(_ key: Key, _ context: FormContext) -> [FormSignal] {
    if summary != nil { return pressInSummary(key, context) }
    guard let place = focusPlace else { return pressWithoutFocus(key, context) }
    settleDateText(place, context.words)
    if let signals = pressInKind(key, place, context) { return signals }
    if let action = context.keymap.action(for: key) { return perform(action, context) }
    switch key {
    case .tab: return goOn(from: place, .around, context)
    case .enter, .down: return goOn(from: place, .on, context)
    case .backTab, .up: return goBack(from: place)
    default: return edit(key, place, context)
    }
  }

  /// The keys that a kind of field uses before anything else; `nil` passes the key on.
  private mutating func pressInKind(_ key: Key, _ place: Int, _ context: FormContext) -> [FormSignal]? {
    switch spec.fields[place].kind {
    case .text, .masked, .date, .secret, .readOnly: nil
    case .choice: pressInChoice(key, place, context)
    case .yesNo: pressInYesNo(key, place, context)
    case .lookUp(let lookUp): pressInLookUp(key, place, lookUp, context)
    case .list(let list): pressInList(key, place, list, context)
    case .prose(let rows): pressInProse(key, place, rows, context)
    }
  }

  private func pressWithoutFocus(_ key: Key, _ context: FormContext) -> [FormSignal] {
    guard let action = context.keymap.action(for: key) else { return [] }
    return action == .swallowed ? [.refusedKey(reasonKey: "messaggio.tasto_riservato")] : [.action(action)]
  }

  private mutating func perform(_ action: Action, _ context: FormContext) -> [FormSignal] {
    switch action {
    case .swallowed: [.refusedKey(reasonKey: "messaggio.tasto_riservato")]
    case .nextError: goToNextError() ? [] : [.refusedKey(reasonKey: "messaggio.nessun_errore")]
    case .nextPage: goToPage(1) ? [] : [.action(action)]
    case .previousPage: goToPage(-1) ? [] : [.action(action)]
    case .confirm, .print: takeBeforeConfirming(context) + [.action(action)]
    case .help, .commandLine, .home, .list, .refresh, .position, .lock, .back:
      [.action(action)]
    }
  }

  private mutating func pressInSummary(_ key: Key, _ context: FormContext) -> [FormSignal] {
    guard var summary else { return [] }
    let outcome = summary.handle(key)
    self.summary = summary
    switch outcome {
    case .moved: return []
    case .closed:
      self.summary = nil
      return []
    case .jump(let field):
      self.summary = nil
      setFocus(field)
      return []
    case .ignored:
      if case .character = key {
        // Who types on has read the list: the character belongs to the field.
        self.summary = nil
        return press(key, context)
      }
      if let action = context.keymap.action(for: key), action != .swallowed { return [.action(action)] }
      return [.refusedKey(reasonKey: "messaggio.elenco_errori")]
    }
  }

  /// Gives a key to the line of a field.
  private mutating func edit(_ key: Key, _ place: Int, _ context: FormContext) -> [FormSignal] {
    guard spec.fields[place].kind.isTyped else {
      return [.refusedKey(reasonKey: "messaggio.tasto_senza_funzione")]
    }
    startAnew(key, place)
    switch states[place].editor.handle(key, killed: &killed) {
    case .moved: return []
    case .ignored: return [.refusedKey(reasonKey: "messaggio.tasto_senza_funzione")]
    case .refused(let reasonKey): return [.refusedKey(reasonKey: reasonKey)]
    case .edited:
      var signals = changed(place, context)
      let editor = states[place].editor
      if case .character = key, spec.fields[place].advancesWhenFull, editor.isFull,
        editor.caret == editor.characters.count
      {
        signals += goOn(from: place, .byItself, context)
      }
      return signals
    }
  }

  /// A letter typed behind the row taken of a look-up begins another search, one behind a date that stands another
  /// date: neither could be longer.
  private mutating func startAnew(_ key: Key, _ place: Int) {
    switch spec.fields[place].kind {
    case .lookUp, .date: break
    case .text, .masked, .choice, .yesNo, .secret, .readOnly, .list, .prose: return
    }
    guard case .character = key, !states[place].value.isEmpty,
      states[place].editor.caret == states[place].editor.characters.count
    else { return }
    states[place].editor.replace(with: "")
  }

  private mutating func paste(_ text: String, _ context: FormContext) -> [FormSignal] {
    guard summary == nil, let place = focusPlace, spec.fields[place].kind.isTyped else {
      return [.refusedKey(reasonKey: "messaggio.incolla_qui_no")]
    }
    settleDateText(place, context.words)
    let clean = TypedText.acceptPaste(text)
    let fitted = states[place].editor.paste(clean.text)
    var signals = changed(place, context)
    if clean.wasCut || !fitted { signals.append(.refusedKey(reasonKey: "messaggio.incolla_tagliato")) }
    return signals
  }

  /// After the text of a field changed.
  mutating func changed(_ place: Int, _ context: FormContext) -> [FormSignal] {
    let field = spec.fields[place]
    var signals: [FormSignal] = [.changed(field.id)]
    switch field.kind {
    case .date: states[place].value = ""
    case .lookUp(let lookUp):
      states[place].value = ""
      states[place].echo = nil
      signals += search(place, lookUp, isAsked: false)
    case .text, .masked, .secret, .choice, .yesNo, .readOnly, .list, .prose: break
    }
    forgetErrorIfRight(place, context)
    return signals
  }

  /// Puts a date that was set from outside into the box as text, so that it can be edited.
  private mutating func settleDateText(_ place: Int, _ words: Words) {
    guard case .date = spec.fields[place].kind, states[place].editor.isEmpty, !states[place].value.isEmpty
    else { return }
    states[place].editor.replace(with: words.date(states[place].value))
  }
}

extension FieldKind {
  /// Whether a line of text is typed into it.
  var isTyped: Bool {
    switch self {
    case .text, .masked, .date, .secret, .lookUp: true
    case .choice, .yesNo, .readOnly, .list, .prose: false
    }
  }
}
