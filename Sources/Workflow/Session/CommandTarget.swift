import Terminal

/// What an entry of the command line does, behind the name by which it comes back.
enum CommandTarget: Hashable, Sendable {
  case transaction(TransactionCode)
  case screen(CommandID)
  case language(String)
  case theme(Theme)
  case suspend

  /// The name of the entry.
  var id: CommandID {
    switch self {
    case .transaction(let code): CommandID(rawValue: "transaction.\(code.rawValue)")
    case .screen(let command): command
    case .language(let language): CommandID(rawValue: "language.\(language)")
    case .theme(let theme): CommandID(rawValue: "theme.\(theme.rawValue)")
    case .suspend: "suspend"
    }
  }

  /// What a name stands for; a name that is none of ours is a command of the screen.
  init(_ id: CommandID) {
    let parts = id.rawValue.split(separator: ".", maxSplits: 1).map(String.init)
    let argument = parts.count == 2 ? parts[1] : ""
    switch parts.first {
    case "transaction": self = TransactionCode(rawValue: argument).map(Self.transaction) ?? .screen(id)
    case "language": self = .language(argument)
    case "theme": self = Theme(rawValue: argument).map(Self.theme) ?? .screen(id)
    case "suspend": self = .suspend
    default: self = .screen(id)
    }
  }
}
