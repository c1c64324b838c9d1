import Domain
import Terminal

/// What F1 shows: the field with the findings that concern it, one finding with its source, the guide.
enum Help {
  /// The field with the focus, and every finding with rule, source and confidence.
  static func field(_ session: Session) -> HelpPane {
    let scene = session.scene
    guard let flow = session.top?.flow else { return HelpPane(title: "", paragraphs: []) }
    var title = session.titleText
    var paragraphs: [String] = []
    // In the list of errors the cursor stands on one of them, not on the field below.
    let error = flow.form.summary.map { $0.problems[$0.selection].field }
    if let focus = error ?? flow.form.focus, let place = flow.form.spec.place(of: focus) {
      title = scene.text(flow.form.spec.fields[place].labelKey)
      paragraphs.append(
        scene.words.text(flow.form.spec.fields[place].helpKey, flow.helpArguments(of: focus, scene)))
    }
    if let said = session.lastMessage, said.severity != .note {
      paragraphs.insert(said.severity.mark + said.text, at: 0)
    }
    for finding in flow.findings { paragraphs += explained(finding, scene) }
    return HelpPane(title: title, paragraphs: paragraphs + [scene.text("aiuto.ancora_f1")])
  }

  /// One finding.
  static func finding(_ finding: Finding, _ scene: Scene) -> HelpPane {
    HelpPane(title: finding.rule.id, paragraphs: explained(finding, scene))
  }

  /// The guide of the screen, the registry line in full, and every key.
  static func guide(_ session: Session) -> HelpPane {
    let scene = session.scene
    guard let spec = session.top?.flow.form.spec else { return HelpPane(title: "", paragraphs: []) }
    var actions: [Action] = []
    for binding in Keymap.standard.bindings where !actions.contains(binding.action) {
      actions.append(binding.action)
    }
    let keys = actions.filter { $0 != .swallowed }.map { action in
      let names = Keymap.standard.keys(for: action).map(\.name).joined(separator: " ")
      return "\(names)  \(scene.text("comando.\(action.rawValue)"))"
    }
    return HelpPane(
      title: scene.text(spec.titleKey),
      paragraphs: [
        scene.text(spec.guideKey), RegistryWords.whole(scene), scene.text("aiuto.tasti"),
        keys.joined(separator: " · "),
      ])
  }

  private static func explained(_ finding: Finding, _ scene: Scene) -> [String] {
    [
      scene.words.text(finding.messageKey, finding.arguments),
      scene.text(
        "aiuto.regola", finding.rule.id, scene.text("gravita.\(finding.severity.rawValue)"),
        scene.text("confidenza.\(finding.rule.confidence.rawValue)"), source(finding.rule)),
    ]
  }

  /// The source of a rule without the marks of the bibliography, which nobody has at the counter: `[E1]`.
  static func source(_ rule: Rule) -> String {
    var text = rule.source
    while let start = text.firstIndex(of: "["), let end = text[start...].firstIndex(of: "]") {
      text.removeSubrange(start...end)
    }
    let parts = text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    return parts.replacing(" ;", with: ";").replacing(" ,", with: ",")
  }
}
