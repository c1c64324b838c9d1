import Domain
import Terminal

/// What F1 shows: the field, then every finding with its source; and on the second F1 the guide of the screen.
enum HelpText {
  /// How many lines PgDn moves.
  static let page = 10

  /// The lines of the help, wrapped to `width` cells.
  static func lines(of flow: any Flow, isGuide: Bool, registryLine: String, _ scene: Scene, width: Int)
    -> [String]
  {
    isGuide
      ? guide(of: flow.form.spec, registryLine: registryLine, scene, width: width)
      : field(of: flow, scene, width: width)
  }

  private static func field(of flow: any Flow, _ scene: Scene, width: Int) -> [String] {
    var lines: [String] = []
    if let focus = flow.form.focus, let place = flow.form.spec.place(of: focus),
      let helpKey = flow.form.focusHelpKey
    {
      lines.append(scene.text(flow.form.spec.fields[place].labelKey))
      lines += TextLayout.wrap(scene.text(helpKey), width: width)
    }
    for finding in flow.findings {
      lines.append("")
      lines += TextLayout.wrap(scene.words.text(finding.messageKey, finding.arguments), width: width)
      lines += TextLayout.wrap(
        scene.text(
          "aiuto.regola", finding.rule.id, scene.text("gravita.\(finding.severity.rawValue)"),
          scene.text("confidenza.\(finding.rule.confidence.rawValue)")), width: width)
      lines += TextLayout.wrap(scene.text("aiuto.fonte", finding.rule.source), width: width)
    }
    lines.append("")
    lines += TextLayout.wrap(scene.text("aiuto.ancora_f1"), width: width)
    return lines
  }

  private static func guide(
    of spec: ScreenSpec, registryLine: String, _ scene: Scene, width: Int
  ) -> [String] {
    var lines = [scene.text(spec.titleKey), ""]
    lines += TextLayout.wrap(scene.text(spec.guideKey), width: width)
    lines += [""]
    lines += TextLayout.wrap(registryLine, width: width)
    lines += ["", scene.text("aiuto.tasti")]
    var actions: [Action] = []
    for binding in Keymap.standard.bindings where !actions.contains(binding.action) {
      actions.append(binding.action)
    }
    for action in actions where action != .swallowed {
      let keys = Keymap.standard.keys(for: action).map(\.name).joined(separator: " ")
      lines.append("  \(TextLayout.pad(keys, width: 14)) \(scene.text("comando.\(action.rawValue)"))")
    }
    return lines
  }
}
