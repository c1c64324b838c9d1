/// What sort of field it is: how it is typed, shown and checked.
public enum FieldKind: Hashable, Sendable {
  /// One line of text.
  case text
  /// Text in a picture with separators.
  case masked(Mask)
  /// A civil date, typed in the local order or in shorthand; the value is `YYYY-MM-DD`.
  case date(DateCentury)
  /// One of a few named options; the value is the name of the option.
  case choice([Choice])
  /// Yes or no; the value is `yes`, `no` or empty.
  case yesNo
  /// A value of the registry that cannot be changed here, with its source and time.
  case readOnly
  /// Text that is never shown, never put into a draft and never filled by a scanner or by undo.
  case secret
  /// Text that is searched elsewhere while it is typed, with the rows found under the field.
  case lookUp(LookUp)
  /// A table of rows, filled by the workflow.
  case list(List)
  /// Lines to read, filled by the workflow; takes the focus only when they do not all fit.
  case prose(rows: Int)
}

/// To which century a year of two digits belongs.
public enum DateCentury: String, Hashable, Sendable, CaseIterable {
  /// The last year with these digits that is not in the future: dates of birth.
  case past
  /// The nearest year with these digits: effective dates, ends.
  case near
}

/// One option of a choice.
public struct Choice: Hashable, Sendable, Identifiable {
  /// The name that becomes the value of the field.
  public let id: OptionID
  private let labelKey: String?
  private let text: String

  /// Makes an option whose word stands in `Localization/`.
  public init(id: OptionID, labelKey: String) {
    self.id = id
    self.labelKey = labelKey
    text = ""
  }

  /// Makes an option that the workflow names itself: the name of a place, of a person.
  public init(id: OptionID, text: String) {
    self.id = id
    labelKey = nil
    self.text = text
  }

  /// The word of the option.
  public func label(_ words: Words) -> String { labelKey.map { words.text($0) } ?? text }
}

/// What a look-up field searches.
public struct LookUp: Hashable, Sendable {
  /// The name of what is searched, known to the workflow: `medici`.
  public let source: String
  /// From how many characters on the search begins by itself; F4 begins it at once.
  public let minimumCharacters: Int

  /// Makes a look-up.
  public init(source: String, minimumCharacters: Int = 2) {
    self.source = source
    self.minimumCharacters = minimumCharacters
  }
}

/// The shape of a table.
public struct List: Hashable, Sendable {
  /// One column of a table.
  public struct Column: Hashable, Sendable {
    /// The name of the column inside its table.
    public let id: String
    /// The key of its heading.
    public let labelKey: String
    /// Cells.
    public let width: Int

    /// Makes a column.
    public init(id: String, labelKey: String, width: Int) {
      self.id = id
      self.labelKey = labelKey
      self.width = width
    }
  }

  /// The columns from left to right.
  public let columns: [Column]
  /// How many rows are seen at once; PgUp and PgDn move by as many.
  public let visibleRows: Int
  /// Whether Space marks rows.
  public let canMark: Bool
  /// Whether more rows are seen where the terminal has room for them; only one list of a screen takes the room.
  public let grows: Bool

  /// Makes the shape of a table.
  public init(columns: [Column], visibleRows: Int, canMark: Bool = false, grows: Bool = false) {
    self.columns = columns
    self.visibleRows = visibleRows
    self.canMark = canMark
    self.grows = grows
  }
}

/// What a scanner may have read.
public enum ScanKind: String, Hashable, Sendable, CaseIterable {
  /// A codice fiscale.
  case person
  /// The number of a card.
  case tessera
}
