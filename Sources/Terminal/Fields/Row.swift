/// A row of a list or of a look-up.
public struct Row: Hashable, Sendable, Identifiable {
  /// The name that the workflow gave to it.
  public let id: RowID
  /// The text of each column; a look-up shows them one beside the other and takes the first as its text.
  public let cells: [String]
  /// What the row means.
  public let style: Style

  /// Makes a row.
  public init(id: RowID, cells: [String], style: Style = .plain) {
    self.id = id
    self.cells = cells
    self.style = style
  }

  /// The first cell; empty when there is none.
  public var title: String { cells.first ?? "" }
}

extension Row: Discreet {}
