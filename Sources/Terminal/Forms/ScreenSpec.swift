/// A screen as its file describes it: sections of rows of fields, and commands by name.
///
/// It has no words and no rules: words follow from the names by convention, rules belong to the workflow.
public struct ScreenSpec: Hashable, Sendable, Identifiable {
  /// The name of the screen.
  public let id: ScreenID
  /// The transaction code, two capital letters, or `nil` for a screen that is reached from another.
  public let code: String?
  /// The sections from top to bottom.
  public let sections: [SectionSpec]
  /// The commands of the screen, most important first.
  public let commands: [CommandID]
  /// What stands beside the form where there is room for it.
  public let side: SidePanel
  /// All fields in reading order.
  public let fields: [FieldSpec]
  private let places: [FieldID: Int]

  /// Makes a screen.
  ///
  /// - Parameters:
  ///   - id: The name of the screen.
  ///   - code: The transaction code.
  ///   - sections: The sections; no two fields may have the same name.
  ///   - commands: The commands of the screen.
  ///   - side: What stands beside the form.
  public init(
    id: ScreenID, code: String? = nil, sections: [SectionSpec], commands: [CommandID] = [],
    side: SidePanel = .none
  ) {
    self.id = id
    self.code = code
    self.sections = sections
    self.commands = commands
    self.side = side
    fields = sections.flatMap { $0.rows.flatMap { $0 } }
    places = Dictionary(zip(fields.map(\.id), fields.indices)) { first, _ in first }
    assert(places.count == fields.count, "two fields of \(id) have the same name")
  }

  /// The key of the title: `schermata.<id>.titolo`.
  public var titleKey: String { "schermata.\(id).titolo" }

  /// The key of the guide that F1 F1 shows: `schermata.<id>.guida`.
  public var guideKey: String { "schermata.\(id).guida" }

  /// The place of a field in ``fields``, or `nil` when the screen has no such field.
  public func place(of field: FieldID) -> Int? { places[field] }
}

/// A group of rows under one heading.
public struct SectionSpec: Hashable, Sendable, Identifiable {
  /// The name of the section inside its screen.
  public let id: SectionID
  /// The key of the heading, `schermata.<screen>.sezione.<id>`; a section without that word has no heading.
  public let headingKey: String
  /// The rows from top to bottom, each with its fields from left to right.
  public let rows: [[FieldSpec]]

  /// Makes a section of a screen or shared block.
  public init(id: SectionID, screen: String, rows: [[FieldSpec]]) {
    self.id = id
    headingKey = "schermata.\(screen).sezione.\(id)"
    self.rows = rows
  }
}

/// What stands beside a form from 110 columns on, and below it on narrower terminals.
public enum SidePanel: String, Hashable, Sendable, CaseIterable {
  case none
  case findings
  /// Position and history of the assistito: only where there is room beside the form.
  case position
}
