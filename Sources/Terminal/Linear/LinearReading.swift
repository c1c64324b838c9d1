/// What a line of the operator means on a screen, as the inputs that do the same on the full screen.
public enum LinearReading: Hashable, Sendable {
  case inputs([Input])
  /// Lines to print: the list of commands, a number that no row has.
  case answer([String])

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - line: What the operator typed, without the line end.
  ///   - scene: What the screen shows.
  ///   - context: Keys, words and readers; used to find out how far an input leads.
  public init(_ line: String, scene: LinearScene, context: FormContext) {
    if let keys = Self.functionKeys(line) {
      self = .inputs(keys)
      return
    }
    let line = TypedText.acceptPaste(line).text
    if scene.help != nil, line != "?", line != "??" {
      self = Self.overHelp(line, scene, context)
      return
    }
    let isSecret = scene.form.map { Self.isSecret($0) } ?? false
    if !isSecret || line == "?" || line == "??" || line == ":" {
      if let command = Self.command(line, scene, context) {
        self = command
        return
      }
    } else if line.hasPrefix(":"), let command = Self.command(line, scene, context) {
      self = command
      return
    }
    if scene.commandLine != nil {
      self = .inputs(line.isEmpty ? [.key(.escape)] : [.paste(line), .key(.enter)])
    } else if let form = scene.form {
      self = Self.inForm(line, form, context)
    } else {
      self = .inputs(line.isEmpty ? [.key(.enter)] : [.paste(line), .key(.enter)])
    }
  }

  /// A line after a page of help closes it and is then what it would have been without: nothing typed is lost.
  private static func overHelp(
    _ line: String, _ scene: LinearScene, _ context: FormContext
  ) -> LinearReading {
    guard !line.isEmpty else { return .inputs([.key(.escape)]) }
    var below = scene
    below.help = nil
    switch LinearReading(line, scene: below, context: context) {
    case .inputs(let inputs): return .inputs([.key(.escape)] + inputs)
    case .answer(let lines): return .answer(lines)
    }
  }

  private static func isSecret(_ form: Form) -> Bool {
    form.focusPlace.map { form.spec.fields[$0].kind == .secret } ?? false
  }

  // MARK: Commands

  private static func command(_ line: String, _ scene: LinearScene, _ context: FormContext) -> LinearReading?
  {
    let help = context.keymap.keys(for: .help).first ?? .function(1)
    if line == "?" { return .inputs([.key(help)]) }
    if line == "??" { return .inputs([.key(help), .key(help)]) }
    guard line.hasPrefix(":") else { return nil }
    let rest = line.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = rest.first else { return .answer(commandList(scene, context)) }
    let wanted = TextFolding.fold(name)
    if let number = Int(name), (1...24).contains(number) { return .inputs([.key(.function(number))]) }
    if wanted == fold("lineare.parola_su", context) { return .inputs([.key(.backTab)]) }
    if wanted == fold("lineare.parola_vuoto", context) {
      return .inputs([.key(.end), .key(.control("u")), .key(.backspace)])
    }
    let commandKey = context.keymap.keys(for: .commandLine).first ?? .function(2)
    if wanted == fold("lineare.parola_codice", context) {
      return .inputs([.key(commandKey)] + (rest.count == 2 ? [.paste(rest[1]), .key(.enter)] : []))
    }
    let named = scene.commands.first { command in
      TextFolding.fold(context.words.text(command.labelKey)).hasPrefix(wanted)
        || command.id.rawValue.lowercased() == wanted
    }
    if let named, let key = context.keymap.keys(for: named.action).first { return .inputs([.key(key)]) }
    if name.count == 2 {
      return .inputs([.key(commandKey), .paste(rest.joined(separator: " ")), .key(.enter)])
    }
    return .answer([context.words.text("messaggio.comando_sconosciuto")] + commandList(scene, context))
  }

  private static func fold(_ key: String, _ context: FormContext) -> String {
    TextFolding.fold(context.words.text(key))
  }

  private static func commandList(_ scene: LinearScene, _ context: FormContext) -> [String] {
    scene.commands.compactMap { command in
      guard let key = context.keymap.keys(for: command.action).first else { return nil }
      let label = context.words.text(command.labelKey)
      switch command.availability {
      case .available: return withoutFunctionKeys("\(key.name) \(label)")
      case .refused(let reasonKey):
        return withoutFunctionKeys("\(key.name) \(label): \(context.words.text(reasonKey))")
      }
    } + [context.words.text("lineare.comandi")]
  }

  // MARK: Fields

  private static func inForm(_ line: String, _ form: Form, _ context: FormContext) -> LinearReading {
    if let summary = form.summary {
      if line.isEmpty { return .inputs([.key(.escape)]) }
      return row(line, count: summary.problems.count, context) { number in
        [.key(.home)] + keys(.down, number - 1) + [.key(.enter)]
      }
    }
    guard let place = form.focusPlace else { return .inputs(line.isEmpty ? [] : [.paste(line)]) }
    let state = form.states[place]
    switch form.spec.fields[place].kind {
    case .text, .masked, .date, .secret:
      if line.isEmpty { return .inputs([.key(.enter)]) }
      return .inputs([.key(.end), .key(.control("u")), .paste(line), .key(.enter)])
    case .lookUp(let lookUp):
      if line.isEmpty { return .inputs([.key(.enter)]) }
      if let number = Int(line), (1...max(1, state.rows.count)).contains(number), !state.rows.isEmpty {
        let moves = number - 1 - (state.selection ?? -1)
        return .inputs(keys(moves < 0 ? .up : .down, abs(moves)) + [.key(.enter)])
      }
      let search = line.count < lookUp.minimumCharacters ? context.keymap.keys(for: .list).prefix(1) : []
      return .inputs([.key(.end), .key(.control("u")), .paste(line)] + search.map(Input.key))
    case .choice: return inChoice(line, form, state, context)
    case .yesNo:
      guard let letter = line.first else { return .inputs([.key(.enter)]) }
      return .inputs(goingOn([.key(.character(letter))], form, context))
    case .list(let list): return inList(line, state, canMark: list.canMark, context)
    case .prose, .readOnly: return .inputs([.key(.tab)])
    }
  }

  private static func inChoice(
    _ line: String, _ form: Form, _ state: FieldState, _ context: FormContext
  ) -> LinearReading {
    if line.isEmpty { return .inputs([.key(.enter)]) }
    let wanted = TextFolding.fold(line)
    let labels = state.options.map { TextFolding.fold($0.label(context.words)) }
    let number = Int(line) ?? labels.firstIndex { $0.hasPrefix(wanted) }.map { $0 + 1 }
    guard let number, labels.indices.contains(number - 1) else {
      return .answer([context.words.text("errore.campo.opzione")])
    }
    return .inputs(goingOn([.key(.home)] + keys(.right, number - 1), form, context))
  }

  private static func inList(
    _ line: String, _ state: FieldState, canMark: Bool, _ context: FormContext
  ) -> LinearReading {
    if line.isEmpty { return .inputs([.key(.tab)]) }
    let isMark = canMark && line.hasPrefix("+")
    return row(isMark ? String(line.dropFirst()) : line, count: state.rows.count, context) { number in
      [.key(.home)] + keys(.down, number - 1) + [.key(isMark ? .character(" ") : .enter)]
    }
  }

  private static func row(
    _ line: String, count: Int, _ context: FormContext, _ inputs: (Int) -> [Input]
  ) -> LinearReading {
    guard let number = Int(line), number >= 1, number <= count else {
      return .answer([context.words.text("lineare.numero", [String(count)])])
    }
    return .inputs(inputs(number))
  }

  private static func keys(_ key: Key, _ count: Int) -> [Input] {
    Array(repeating: .key(key), count: max(0, count))
  }

  /// The inputs, with Enter at their end unless they lead to another field by themselves.
  private static func goingOn(_ inputs: [Input], _ form: Form, _ context: FormContext) -> [Input] {
    var copy = form
    var isRefused = false
    for input in inputs {
      isRefused = copy.handle(input, context: context).contains { signal in
        if case .refusedKey = signal { true } else { false }
      }
    }
    return copy.focus == form.focus && !isRefused ? inputs + [.key(.enter)] : inputs
  }
}

extension LinearReading: Discreet {}
