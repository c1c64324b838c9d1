/// The picture of a masked field: places to fill and literal separators between them.
///
/// `#` is a digit, `@` a letter, `*` a digit or a letter (both of `A`–`Z`); every other character is a literal.
/// Literals are jumped over when typing and ignored in a paste; the value never holds them.
public struct Mask: Hashable, Sendable {
  enum Slot: Hashable, Sendable {
    case place(CharacterClass)
    case literal(Character)
  }

  let slots: [Slot]
  /// The picture as the screen file spells it.
  public let pattern: String

  /// Reads a picture; `nil` when it has no place to fill.
  public init?(_ pattern: String) {
    self.pattern = pattern
    slots = pattern.map { character in
      switch character {
      case "#": .place(.digits)
      case "@": .place(.letters)
      case "*": .place(.code)
      default: .literal(character)
      }
    }
    guard places > 0 else { return nil }
  }

  /// How many characters a complete value has.
  public var places: Int { classes.count }

  /// The classes of the places from left to right.
  var classes: [CharacterClass] {
    slots.compactMap { if case .place(let characters) = $0 { characters } else { nil } }
  }

  /// Cells of the whole picture.
  public var width: Int { slots.count }

  /// Whether the place at an index of the value takes a character.
  func accepts(_ character: Character, at index: Int) -> Bool {
    let classes = classes
    return classes.indices.contains(index) && character.isASCII && classes[index].contains(character)
  }

  /// The value in the picture, with `_` in the places that are still free.
  public func shown(_ value: [Character]) -> String {
    var next = 0
    return String(
      slots.map { slot in
        switch slot {
        case .literal(let character): return character
        case .place:
          defer { next += 1 }
          return next < value.count ? value[next] : "_"
        }
      })
  }

  /// The column of the place at an index of the value; past the last place, the end of the picture.
  func column(of index: Int) -> Int {
    var next = 0
    for (column, slot) in slots.enumerated() {
      guard case .place = slot else { continue }
      if next == index { return column }
      next += 1
    }
    return slots.count
  }
}
