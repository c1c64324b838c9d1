/// A key as the operator means it, whatever bytes the terminal at hand spells it with.
///
/// Modifiers without a meaning of their own are dropped: Shift-Up is ``up``, Alt-Left is ``controlLeft``.
public enum Key: Hashable, Sendable {
  /// A printable character of exactly one scalar: never a control character, sometimes a combining mark.
  ///
  /// A byte that is no UTF-8 arrives as U+FFFD.
  case character(Character)
  /// Return, keypad Enter, or a line feed.
  case enter
  case tab
  case backTab
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  case insert
  case delete
  case backspace
  case escape
  /// F1 to F24; F13 to F24 are also Shift-F1 to Shift-F12.
  case function(Int)
  /// Control with a lower-case Latin letter, or with one of `\`, `]`, `^`, `_`, `@` and blank (as `@`).
  ///
  /// Never `h`, `i`, `j`, `m` (they are ``backspace``, ``tab``, ``enter``) nor `[` (``escape``).
  case control(Character)
  case controlLeft
  case controlRight
  /// Alt with a printable character: a chord that no screen binds, so that it is swallowed.
  case alt(Character)
}
