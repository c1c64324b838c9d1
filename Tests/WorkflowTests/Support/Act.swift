import Terminal

/// One thing that a hand, a scanner or time does, written briefly: `["SM ", .scan(code), "1", .f(10)]`.
enum Act: Hashable, Sendable, ExpressibleByStringLiteral {
  /// Characters, one key each.
  case type(String)
  case key(Key)
  /// A scan: all characters within a few milliseconds, then Enter.
  case scan(String)
  case paste(String)
  case resize(Int, Int)
  /// A command without a key of its own, by its name on the command line.
  case command(String)
  /// Time passes without a key, in milliseconds.
  case wait(Int)

  init(stringLiteral text: String) { self = .type(text) }

  static func f(_ number: Int) -> Act { .key(.function(number)) }

  static let enter = Act.key(.enter)
  static let escape = Act.key(.escape)
  static let tab = Act.key(.tab)
  static let backTab = Act.key(.backTab)
  static let down = Act.key(.down)
  static let up = Act.key(.up)

  static func control(_ letter: Character) -> Act { .key(.control(letter)) }
}
