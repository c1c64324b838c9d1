/// A field as a screen file describes it.
public struct FieldSpec: Hashable, Sendable, Identifiable {
  /// The name of the field inside its screen.
  public let id: FieldID
  /// What sort of field it is.
  public let kind: FieldKind
  /// Cells of the box; a longer value scrolls inside it.
  public let width: Int
  /// Whether confirming an empty field is an error.
  public let isRequired: Bool
  /// What typing does to the case of letters.
  public let letterCase: LetterCase
  /// Which characters are taken.
  public let characters: CharacterClass
  /// The fewest characters of a value that is not empty.
  public let minimumLength: Int
  /// The most characters.
  public let maximumLength: Int
  /// Whether the last possible character moves to the next field.
  public let advancesWhenFull: Bool
  /// Which scans fill the field.
  public let takesScan: Set<ScanKind>
  /// Whether the field is seen before the workflow says anything about it.
  public let startsVisible: Bool
  /// The key of the label.
  public let labelKey: String
  /// The key of the help.
  public let helpKey: String

  /// Makes a field; label and help follow from the screen's name.
  ///
  /// - Parameters:
  ///   - id: The name of the field.
  ///   - kind: What sort of field it is.
  ///   - screen: The screen or shared block to which label and help belong:
  ///     `schermata.<screen>.campo.<id>` and `schermata.<screen>.aiuto.<id>`.
  ///   - width: Cells of the box.
  ///   - isRequired: Whether it must be filled in.
  ///   - letterCase: What typing does to the case of letters.
  ///   - characters: Which characters are taken.
  ///   - minimumLength: The fewest characters of a value.
  ///   - maximumLength: The most characters; `nil` is the number of places of a mask, else the width.
  ///   - advancesWhenFull: Whether the last possible character moves on.
  ///   - takesScan: Which scans fill the field.
  ///   - startsVisible: Whether it is seen from the start.
  public init(
    id: FieldID, kind: FieldKind, screen: String, width: Int, isRequired: Bool = false,
    letterCase: LetterCase = .asTyped, characters: CharacterClass = .any, minimumLength: Int = 0,
    maximumLength: Int? = nil, advancesWhenFull: Bool = false, takesScan: Set<ScanKind> = [],
    startsVisible: Bool = true
  ) {
    self.id = id
    self.kind = kind
    self.width = max(1, width)
    self.isRequired = isRequired
    self.letterCase = letterCase
    self.characters = characters
    self.minimumLength = minimumLength
    if case .masked(let mask) = kind {
      self.maximumLength = mask.places
    } else {
      self.maximumLength = maximumLength ?? max(1, width)
    }
    self.advancesWhenFull = advancesWhenFull
    self.takesScan = takesScan
    self.startsVisible = startsVisible
    labelKey = "schermata.\(screen).campo.\(id)"
    helpKey = "schermata.\(screen).aiuto.\(id)"
  }
}
