/// The lines that ask for the field with the focus.
enum LinearPrompt {
  /// How many rows of a list are said at once.
  static let rows = 10

  static func lines(_ form: Form, _ words: Words) -> [String] {
    guard let place = form.focusPlace else { return [words.text("lineare.senza_campi")] }
    let field = form.spec.fields[place]
    let state = form.states[place]
    var lines = heading(form, place, words)
    let label = words.text(field.labelKey)
    lines.append(
      state.isRequired ? words.text("lineare.campo", [label, words.text("parola.obbligatorio")]) : label)
    if let value = shown(field, state, words) { lines.append(words.text("lineare.valore", [value])) }
    if let error = state.error {
      lines.append(words.text("lineare.errore", [words.text(error.key, error.arguments)]))
    }
    return lines + hint(field, state, words)
  }

  /// The heading of the section, on its first field.
  private static func heading(_ form: Form, _ place: Int, _ words: Words) -> [String] {
    for section in form.spec.sections {
      let places = section.rows.joined().compactMap { form.spec.place(of: $0.id) }
      if places.first(where: form.canFocus) == place {
        return words.optional(section.headingKey).map { [$0] } ?? []
      }
    }
    return []
  }

  private static func shown(_ field: FieldSpec, _ state: FieldState, _ words: Words) -> String? {
    switch field.kind {
    case .text, .lookUp: return state.editor.isEmpty ? nil : state.editor.text
    case .masked(let mask): return state.editor.isEmpty ? nil : mask.shown(state.editor.characters)
    case .date:
      if !state.value.isEmpty { return words.date(state.value) }
      return state.editor.isEmpty ? nil : state.editor.text
    case .choice: return state.options.first { $0.id.rawValue == state.value }?.label(words)
    case .yesNo:
      return state.value.isEmpty ? nil : words.text(state.value == "yes" ? "parola.si" : "parola.no")
    case .secret: return state.editor.isEmpty ? nil : "***"
    case .readOnly, .list, .prose: return nil
    }
  }

  private static func hint(_ field: FieldSpec, _ state: FieldState, _ words: Words) -> [String] {
    switch field.kind {
    case .text, .masked, .readOnly, .prose: return []
    case .date: return [words.text("lineare.data")]
    case .secret: return [words.text("lineare.segreto")]
    case .yesNo: return [words.text("lineare.si_no")]
    case .choice:
      return state.options.enumerated().map { "\($0 + 1) \($1.label(words))" } + [
        words.text("lineare.scelta")
      ]
    case .lookUp:
      if state.awaitedTicket != nil { return [words.text("parola.in_ricerca")] }
      guard !state.rows.isEmpty else { return [] }
      return [words.text("lineare.righe", [String(state.rows.count)])] + numbered(state, words)
        + [words.text("lineare.riga_o_testo")]
    case .list:
      guard !state.rows.isEmpty else { return [words.text("parola.nessuna_riga")] }
      return [words.text("lineare.righe", [String(state.rows.count)])] + numbered(state, words)
        + [words.text("lineare.riga")]
    }
  }

  /// The rows around the cursor, with the numbers by which they are taken.
  private static func numbered(_ state: FieldState, _ words: Words) -> [String] {
    let first = (state.selection ?? 0) / rows * rows
    return state.rows.enumerated().dropFirst(first).prefix(rows).map { index, row in
      let mark = state.marks.contains(row.id) ? " (\(words.text("lineare.segnate")))" : ""
      return "\(index + 1) \(row.cells.joined(separator: ", "))\(mark)"
    }
  }
}
