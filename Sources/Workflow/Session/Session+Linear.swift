public import Terminal

extension Session {
  /// What the screen shows, for the dialogue of lines.
  public var linearScene: LinearScene {
    let flow = top?.flow
    let spec = flow?.form.spec
    var help: HelpPane?
    var commandLine: Terminal.CommandLine?
    switch overlay {
    case .help(let pane, _): help = pane
    case .commandLine(let line): commandLine = line
    case .findings, nil: break
    }
    let title = [spec?.code, spec.map { _ in titleText }, scene.isDemo ? "DEMO" : nil]
    // Tab leads nowhere in a dialogue of lines.
    let isLast = notice?.key == "messaggio.ultimo_campo"
    let message = isLast ? Message(scene.text("lineare.ultimo_campo")) : message
    return LinearScene(
      title: title.compactMap(\.self).joined(separator: " "), registry: RegistryWords.spoken(scene),
      message: message,
      help: help, findings: flow.map(findingsPane), commandLine: commandLine,
      form: (flow as? CodesFlow)?.unmarked ?? flow?.form,
      commands: commands())
  }
}
