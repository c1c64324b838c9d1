import Domain
import Terminal

extension Session {
  /// Keys while help or command line lie over the screen.
  mutating func takeInOverlay(_ input: Input) -> [Effect] {
    switch overlay {
    case .help(let isGuide, let top): return takeInHelp(input, isGuide: isGuide, top: top)
    case .commandLine(var line):
      switch line.handle(input, keymap: .standard) {
      case .typing:
        overlay = .commandLine(line)
        return []
      case .closed:
        overlay = nil
        return []
      case .chosen(let target):
        if let item = line.items.first(where: { $0.target == target }), let refusal = item.refusal {
          overlay = nil
          notice = Notice(.error, refusal)
          return [.bell]
        }
        return give(target)
      case .line(let text):
        overlay = nil
        return give(line: text)
      }
    case nil: return []
    }
  }

  private mutating func takeInHelp(_ input: Input, isGuide: Bool, top: Int) -> [Effect] {
    guard case .key(let key) = input else { return [] }
    switch Keymap.standard.action(for: key) {
    case .help where !isGuide: overlay = .help(guide: true, top: 0)
    case .nextPage: overlay = .help(guide: isGuide, top: top + HelpText.page)
    case .previousPage: overlay = .help(guide: isGuide, top: max(0, top - HelpText.page))
    default:
      switch key {
      case .down: overlay = .help(guide: isGuide, top: top + 1)
      case .up: overlay = .help(guide: isGuide, top: max(0, top - 1))
      default: overlay = nil
      }
    }
    return []
  }
}
