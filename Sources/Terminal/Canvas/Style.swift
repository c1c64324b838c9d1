/// What a cell means; a ``Theme`` says how that looks.
///
/// No meaning is carried by a style alone: every mark, severity and state also stands in the text, so that a
/// screen reads the same in mono and in Braille.
public enum Style: UInt8, Hashable, Sendable, CaseIterable {
  case plain
  /// Secondary text: source and time of a value, hints, free length of an unfocused field.
  case dim
  case title
  /// The word that says that the people on the screen are fictional.
  case demo
  case registry
  case registryWarning
  case label
  case labelFocused
  /// Text typed by the operator; always drawn plain, which costs one byte a key.
  case field
  /// The field with the focus; its typed text is plain too.
  case fieldFocused
  case readOnly
  /// The mark of a field that must be filled in.
  case required
  case error
  case warning
  case note
  case success
  case legendKey
  case legendLabel
  case message
  case heading
  /// The row of a list on which the cursor stands.
  case selected
  /// A row of a list that the operator marked.
  case marked
}
