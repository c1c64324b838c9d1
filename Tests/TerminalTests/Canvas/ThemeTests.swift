import Terminal
import Testing

@Suite struct ThemeTests {
  typealias Palette = [UInt32]

  static let vga: Palette = [
    0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA, 0x555555, 0xFF5555,
    0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
  ]
  static let xterm: Palette = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000,
    0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  @Test(arguments: Theme.allCases, [vga, xterm])
  func everyStyleHasAContrastOfFourAndAHalf(theme: Theme, palette: Palette) {
    for style in Style.allCases {
      let attributes = theme.attributes(for: style)
      let paper: Colour = theme == .light ? .brightWhite : .black
      let ink: Colour = theme == .light ? .black : .white
      let contrast = contrast(
        palette[Int((attributes.foreground ?? ink).rawValue)],
        palette[Int((attributes.background ?? paper).rawValue)])
      #expect(contrast >= 4.5, "\(theme) \(style)")
    }
  }

  @Test func monoUsesNoColour() {
    for style in Style.allCases {
      let attributes = Theme.mono.attributes(for: style)
      #expect(attributes.foreground == nil && attributes.background == nil)
    }
  }

  @Test(arguments: [Theme.standard, .light, .mono])
  func typedTextIsPlain(theme: Theme) {
    #expect(theme.attributes(for: .field) == .plain)
    #expect(theme.attributes(for: .fieldFocused) == .plain)
  }

  private func contrast(_ one: UInt32, _ other: UInt32) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private func luminance(_ colour: UInt32) -> Double {
    func linear(_ shift: UInt32) -> Double {
      let part = Double((colour >> shift) & 0xFF) / 255
      guard part > 0.03928 else { return part / 12.92 }
      let base = (part + 0.055) / 1.055
      return power(base, 2.4)
    }
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
  }

  /// `base` to the power of 2.4 as base² × fifth root of base², by Newton's method: no C library here.
  private func power(_ base: Double, _ exponent: Double) -> Double {
    let square = base * base
    var root = 1.0
    for _ in 0..<60 { root = (4 * root + square / (root * root * root * root)) / 5 }
    return square * root
  }
}
