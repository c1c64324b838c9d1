import Domain
import Terminal

extension Session {
  /// Keys while help, command line or the findings have the cursor.
  mutating func takeInOverlay(_ input: Input) -> [Effect] {
    switch overlay {
    case .help(var pane, let isGuide):
      guard case .key(let key) = input else { return [] }
      switch pane.handle(key, keymap: .standard) {
      case .open: overlay = .help(pane, isGuide: isGuide)
      case .closed: overlay = nil
      case .more: overlay = isGuide ? nil : .help(Help.guide(self), isGuide: true)
      }
      return []
    case .commandLine(var line):
      switch line.handle(input, context: scene.formContext) {
      case .open:
        overlay = .commandLine(line)
        return []
      case .closed:
        overlay = nil
        return []
      case .run(let command, let argument): return give(command, argument: argument)
      case .refused(let sentence):
        overlay = nil
        notice = Notice(.error, "parola.testo", [sentence])
        return [.bell]
      }
    case .findings(var pane): return takeInFindings(input, &pane)
    case nil: return []
    }
  }

  /// Moves the cursor into the findings, where F1 tells rule and source of each.
  mutating func enterFindings() {
    guard let flow = top?.flow, !flow.findings.isEmpty else { return }
    var pane = findingsPane(flow)
    pane.select(0)
    overlay = .findings(pane)
  }

  private mutating func takeInFindings(_ input: Input, _ pane: inout FindingsPane) -> [Effect] {
    guard case .key(let key) = input else { return [] }
    let keymap = Keymap.standard
    if keymap.action(for: key) == .help || key == .enter {
      guard let index = pane.selection, let findings = top?.flow.findings, findings.indices.contains(index)
      else { return [] }
      overlay = .help(Help.finding(findings[index], scene), isGuide: false)
      return []
    }
    if pane.handle(key, keymap: keymap), pane.selection != nil {
      overlay = .findings(pane)
      return []
    }
    overlay = nil
    guard pane.selection != nil, keymap.action(for: key) != .nextPage else { return [] }
    return take(input)
  }
}
