/// How each ``Style`` looks.
///
/// Typed text is plain in every theme: ncurses resets attributes at the end of each refresh, and any attribute
/// on the text that is being typed costs fifteen bytes a key instead of one.
public enum Theme: String, Hashable, Sendable, CaseIterable {
  /// Colours for a dark background.
  case standard = "default"
  /// Colours for a white background.
  case light
  /// No colour: bold, reverse and underline only. Also what `NO_COLOR` and terminals without colour get.
  case mono
  /// White and yellow on black, set explicitly.
  case highContrast

  /// How the terminal shows a style in this theme.
  public func attributes(for style: Style) -> Attributes {
    switch self {
    case .standard: coloured(style, .onDark)
    case .light: coloured(style, .onLight)
    case .mono: mono(style)
    case .highContrast: highContrast(style)
    }
  }

  private struct Inks {
    let quiet: Colour
    let error: Colour
    let warning: Colour
    let success: Colour
    let demo: Attributes

    static let onDark = Inks(
      quiet: .cyan, error: .brightRed, warning: .brightYellow, success: .brightGreen,
      demo: Attributes(foreground: .black, background: .cyan))
    static let onLight = Inks(
      quiet: .blue, error: .red, warning: .magenta, success: .blue,
      demo: Attributes(foreground: .brightWhite, background: .blue))
  }

  private func coloured(_ style: Style, _ inks: Inks) -> Attributes {
    switch style {
    case .plain, .field, .fieldFocused, .label, .readOnly, .note, .message, .legendLabel: .plain
    case .dim, .registry: Attributes(foreground: inks.quiet)
    case .title, .legendKey, .selected: Attributes(reverse: true)
    case .demo: inks.demo
    case .labelFocused, .heading, .marked: Attributes(bold: true)
    case .required, .error: Attributes(foreground: inks.error)
    case .warning, .registryWarning: Attributes(foreground: inks.warning)
    case .success: Attributes(foreground: inks.success)
    }
  }

  private func mono(_ style: Style) -> Attributes {
    switch style {
    case .plain, .field, .fieldFocused, .label, .readOnly, .note, .message, .legendLabel, .registry: .plain
    case .dim: Attributes(dim: true)
    case .title, .legendKey, .selected: Attributes(reverse: true)
    case .demo: Attributes(bold: true, reverse: true)
    case .labelFocused, .heading, .marked, .required, .error, .warning, .registryWarning, .success:
      Attributes(bold: true)
    }
  }

  private func highContrast(_ style: Style) -> Attributes {
    switch style {
    case .plain, .field, .fieldFocused, .label, .readOnly, .note, .message, .legendLabel, .registry, .dim:
      Attributes(foreground: .brightWhite, background: .black)
    case .title, .legendKey, .selected: Attributes(foreground: .black, background: .white)
    case .demo: Attributes(foreground: .black, background: .brightYellow)
    case .labelFocused, .heading, .marked, .success:
      Attributes(bold: true, foreground: .brightWhite, background: .black)
    case .required, .error, .warning, .registryWarning:
      Attributes(bold: true, foreground: .brightYellow, background: .black)
    }
  }
}
