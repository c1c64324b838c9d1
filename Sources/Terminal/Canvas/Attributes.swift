/// The sixteen colours that every colour terminal has, by their ANSI number.
public enum Colour: UInt8, Hashable, Sendable, CaseIterable {
  case black, red, green, yellow, blue, magenta, cyan, white
  case brightBlack, brightRed, brightGreen, brightYellow
  case brightBlue, brightMagenta, brightCyan, brightWhite
}

/// How a terminal shows a cell.
public struct Attributes: Hashable, Sendable {
  /// Heavier letters; on old consoles also brighter ones.
  public var bold: Bool
  /// Foreground and background change places.
  public var reverse: Bool
  /// A line under the text.
  public var underline: Bool
  /// Fainter letters, where the terminal can.
  public var dim: Bool
  /// `nil` is the terminal's own colour.
  public var foreground: Colour?
  /// `nil` is the terminal's own colour.
  public var background: Colour?

  /// The terminal's own way to show text.
  public static let plain = Attributes()

  /// Makes attributes; everything not named stays the terminal's own.
  public init(
    bold: Bool = false, reverse: Bool = false, underline: Bool = false, dim: Bool = false,
    foreground: Colour? = nil, background: Colour? = nil
  ) {
    self.bold = bold
    self.reverse = reverse
    self.underline = underline
    self.dim = dim
    self.foreground = foreground
    self.background = background
  }
}
