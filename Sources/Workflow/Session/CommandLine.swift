import Domain
import Terminal

/// The line that F2 opens: a transaction code with or without a person, or a command found by its name.
struct CommandLine: Hashable, Sendable {
  /// One command that can be chosen.
  struct Item: Hashable, Sendable {
    let target: Target
    /// The two letters, or empty.
    let code: String
    let title: String
    /// Why it cannot be given now; `nil` if it can.
    let refusal: String?
  }

  /// What a command does.
  enum Target: Hashable, Sendable {
    case transaction(TransactionCode)
    case screen(CommandID)
    case language(String)
    case theme(Theme)
    case suspend
  }

  /// What a key did.
  enum Outcome: Hashable, Sendable {
    case typing
    case closed
    case chosen(Target)
    /// The line holds a code and a person.
    case line(String)
  }

  private(set) var editor = LineEditor(limits: LineEditor.Limits(maximumLength: 60))
  private(set) var selection = 0
  private var killed = ""
  private let all: [Item]

  init(_ items: [Item]) { all = items }

  /// The commands whose code or name begins like the line, best first.
  var items: [Item] {
    let wanted = Folding.ascii(editor.text)
    guard !wanted.isEmpty else { return all }
    let byCode = all.filter { $0.code.hasPrefix(wanted) }
    let byName = all.filter { !byCode.contains($0) && Folding.ascii($0.title).contains(wanted) }
    return byCode + byName
  }

  mutating func handle(_ input: Input, keymap: Keymap) -> Outcome {
    switch input {
    case .key(let key): return press(key, keymap)
    case .paste(let text):
      _ = editor.paste(text)
      selection = 0
      return .typing
    case .burst(let text, _, _): return .line(prefix(before: text) + " " + text)
    case .resize: return .typing
    }
  }

  private mutating func press(_ key: Key, _ keymap: Keymap) -> Outcome {
    switch key {
    case .escape, .function(12), .function(2), .control("p"): return .closed
    case .down: selection = min(selection + 1, max(0, items.count - 1))
    case .up: selection = max(0, selection - 1)
    case .enter:
      if let blank = editor.text.firstIndex(of: " "), TransactionCode(typed: editor.text[..<blank]) != nil {
        return .line(editor.text)
      }
      let found = items
      guard found.indices.contains(selection) else { return .typing }
      return .chosen(found[selection].target)
    default:
      if editor.handle(key, killed: &killed) == .edited { selection = 0 }
    }
    return .typing
  }

  /// What stood on the line before a scanner typed `text` behind it.
  private func prefix(before text: String) -> String {
    String(editor.text.hasSuffix(text) ? Substring(editor.text.dropLast(text.count)) : editor.text[...])
  }
}
