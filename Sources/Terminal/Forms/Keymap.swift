/// Which key asks for which action; legend, help and linear prompts are generated from it.
public struct Keymap: Hashable, Sendable {
  /// One key of an action.
  public struct Binding: Hashable, Sendable {
    /// The key.
    public let key: Key
    /// What it asks for.
    public let action: Action

    /// Makes a binding.
    public init(_ key: Key, _ action: Action) {
      self.key = key
      self.action = action
    }
  }

  /// The bindings in the order of their weight: the first key of an action is the one shown.
  public let bindings: [Binding]
  private let actions: [Key: Action]

  /// Makes a keymap.
  ///
  /// - Parameter bindings: The keys; of two with the same key the first counts, see ``conflicts``.
  public init(_ bindings: [Binding]) {
    self.bindings = bindings
    actions = Dictionary(bindings.map { ($0.key, $0.action) }) { first, _ in first }
  }

  /// The keys of the house: each function key has a twin on Control, for keyboards and terminals without it.
  public static let standard = Keymap([
    Binding(.function(1), .help), Binding(.control("g"), .help),
    Binding(.function(2), .commandLine), Binding(.control("p"), .commandLine),
    Binding(.function(3), .home), Binding(.control("x"), .home),
    Binding(.function(4), .list), Binding(.control("f"), .list),
    Binding(.function(5), .refresh), Binding(.control("r"), .refresh),
    Binding(.function(6), .position), Binding(.control("e"), .position),
    Binding(.function(7), .previousPage), Binding(.pageUp, .previousPage),
    Binding(.function(8), .nextPage), Binding(.pageDown, .nextPage),
    Binding(.control("n"), .nextError),
    Binding(.function(9), .print), Binding(.control("t"), .print),
    Binding(.function(10), .confirm), Binding(.control("o"), .confirm),
    Binding(.control("l"), .lock),
    Binding(.escape, .back), Binding(.function(12), .back),
    Binding(.control("c"), .swallowed), Binding(.control("\\"), .swallowed),
    Binding(.control("s"), .swallowed), Binding(.control("q"), .swallowed),
    Binding(.control("v"), .swallowed), Binding(.control("d"), .swallowed),
  ])

  /// What a key asks for, or `nil` when it belongs to the field.
  public func action(for key: Key) -> Action? { actions[key] }

  /// The keys of an action, the one to show first.
  public func keys(for action: Action) -> [Key] {
    bindings.filter { $0.action == action && actions[$0.key] == action }.map(\.key)
  }

  /// The keys that stand twice with different actions.
  public var conflicts: [Key] {
    bindings.filter { actions[$0.key] != $0.action }.map(\.key)
  }
}

extension Key {
  /// The key as the legend spells it, the same in every language: `F10`, `^O`, `PgUp`.
  public var name: String {
    switch self {
    case .character(let character): String(character)
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .insert: "Ins"
    case .delete: "Del"
    case .backspace: "BkSp"
    case .escape: "Esc"
    case .function(let number): "F\(number)"
    case .control(let letter): "^" + letter.uppercased()
    case .controlLeft: "^Left"
    case .controlRight: "^Right"
    case .alt(let character): "Alt-\(character)"
    }
  }
}
