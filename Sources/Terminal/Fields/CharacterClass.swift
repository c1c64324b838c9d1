/// Which characters a field takes; the others are refused as they are typed and dropped from a paste.
public enum CharacterClass: String, Hashable, Sendable, CaseIterable {
  case any
  /// `0`–`9`.
  case digits
  /// Letters of any Latin alphabet.
  case letters
  /// `0`–`9`, `A`–`Z`, `a`–`z`.
  case code
  /// Letters, blank, apostrophe, hyphen and full stop, as in the names of people and places.
  case name

  /// Whether the field takes the character.
  public func contains(_ character: Character) -> Bool {
    switch self {
    case .any: true
    case .digits: character.isASCII && character.isNumber
    case .letters: character.isLetter
    case .code: character.isASCII && (character.isNumber || character.isLetter)
    case .name: character.isLetter || " '’-.".contains(character)
    }
  }
}

/// What a field does to the case of letters.
public enum LetterCase: String, Hashable, Sendable, CaseIterable {
  case asTyped
  case upper
  case lower

  /// The character in this case; one that would become two, like `ß`, stays.
  public func apply(_ character: Character) -> Character {
    let text: String
    switch self {
    case .asTyped: return character
    case .upper: text = character.uppercased()
    case .lower: text = character.lowercased()
    }
    return text.count == 1 ? text[text.startIndex] : character
  }
}
