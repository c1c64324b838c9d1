/// A screen as a dialogue of lines, for screen readers and for terminals that cannot draw.
///
/// The workflow is the same as on the full screen: a line of the operator becomes the inputs that would have led
/// to the same thing there. Nothing is printed twice unless it changed.
///
/// | Line | Does |
/// |---|---|
/// | text | fills the field and goes on; in a look-up it searches |
/// | number | takes a row, an option, an error of the summary |
/// | `+` number | marks a row of a list, or takes the mark away |
/// | empty | goes on without change |
/// | `?`, `??` | help of the field, guide of the screen |
/// | `:` | the commands |
/// | `:10`, `:conferma` | the command of a function key, or by the beginning of its name |
/// | `:su`, `:vuoto` | previous field; empties the field |
/// | `:codice SM …`, `:SM …` | a transaction code with its argument |
public struct LinearDialogue: Hashable, Sendable {
  private var said: [Topic: [String]] = [:]

  /// What the lines are about; a topic is said again only when its lines changed.
  private enum Topic: Hashable, Sendable {
    case title, registry, message, help, findings, readings, errors
  }

  /// Begins a dialogue in which nothing has been said.
  public init() {}

  /// The lines to print now; the last ones ask for the next input.
  ///
  /// - Parameters:
  ///   - scene: What the screen shows.
  ///   - words: The words of the language.
  /// - Returns: Lines without line ends, of any length.
  public mutating func lines(for scene: LinearScene, words: Words) -> [String] {
    var lines = news(.title, [scene.title])
    lines += news(.registry, scene.registry.isEmpty ? [] : [scene.registry])
    lines += news(.findings, Self.findings(scene.findings))
    if let help = scene.help {
      let keys = words.text("lineare.comandi")
      lines += news(.help, [help.title] + help.paragraphs.map(LinearReading.withoutFunctionKeys) + [keys])
    } else {
      said[.help] = nil
    }
    lines += news(
      .message, scene.message.map { [LinearReading.withoutFunctionKeys($0.severity.mark + $0.text)] } ?? [])
    if let commandLine = scene.commandLine { return lines + Self.commandLine(commandLine, words) }
    guard let form = scene.form else { return lines }
    if let summary = form.summary { return lines + Self.summary(summary, words) }
    lines += news(.readings, Self.readings(form, words))
    lines += news(.errors, Self.errors(form, words))
    return lines + LinearPrompt.lines(form, words)
  }

  /// Forgets what was said, so that the whole scene is said again.
  public mutating func repeatAll() { said = [:] }

  private mutating func news(_ topic: Topic, _ lines: [String]) -> [String] {
    guard said[topic] != lines else { return [] }
    said[topic] = lines
    return lines
  }

  private static func findings(_ pane: FindingsPane?) -> [String] {
    guard let pane, !pane.lines.isEmpty else { return [] }
    return [pane.heading] + pane.lines.map { "\($0.severity.mark) \($0.text) [\($0.ruleID)]" }
  }

  private static func commandLine(_ commandLine: CommandLine, _ words: Words) -> [String] {
    commandLine.found.map { entry in
      let refusal = entry.refusal.map { " (\($0))" } ?? ""
      return entry.code.isEmpty ? entry.title + refusal : "\(entry.code) \(entry.title)\(refusal)"
    } + [words.text("parola.comando")]
  }

  private static func summary(_ summary: ErrorSummary, _ words: Words) -> [String] {
    [words.text("parola.errori_da_correggere", [String(summary.problems.count)])]
      + summary.problems.enumerated().map { index, problem in
        "\(index + 1) \(words.text(problem.labelKey)): \(words.text(problem.error.key, problem.error.arguments))"
      } + [words.text("lineare.correggere")]
  }

  /// What is wrong in the fields that have been left; the one with the focus says its error itself.
  private static func errors(_ form: Form, _ words: Words) -> [String] {
    form.errors.filter { $0.field != form.focus }.map { problem in
      let text = words.text(problem.error.key, problem.error.arguments)
      return words.text("lineare.errore", ["\(words.text(problem.labelKey)): \(text)"])
    }
  }

  /// The values that are only read, with their source, the names found for codes, and the prose.
  private static func readings(_ form: Form, _ words: Words) -> [String] {
    zip(form.spec.fields, form.states).flatMap { field, state -> [String] in
      guard state.isVisible else { return [] }
      if let echo = state.echo { return ["\(words.text(field.labelKey)): \(echo)"] }
      switch field.kind {
      case .readOnly:
        guard !state.value.isEmpty else { return [] }
        let source = state.source.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
        return ["\(words.text(field.labelKey)): \(state.value)\(source)"]
      case .prose: return state.lines
      case .list:
        // Its rows are said where the operator stands in it; that there are some is said before.
        guard !state.rows.isEmpty, form.focus != field.id else { return [] }
        return [words.text("lineare.elenco", [words.text(field.labelKey), String(state.rows.count)])]
      case .text, .masked, .date, .choice, .yesNo, .secret, .lookUp: return []
      }
    }
  }
}

extension LinearDialogue: Discreet {}
