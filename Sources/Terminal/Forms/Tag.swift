/// The name of one `Owner`, as the screen files spell it.
///
/// The names of a field and of a command do not compare: the wrong one does not compile.
public struct Tag<Owner>: RawRepresentable, Hashable, Comparable, Sendable {
  /// The text of the file.
  public let rawValue: String

  /// Takes any text.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The order of the scalars, good for stable lists and without meaning.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Tag: ExpressibleByStringLiteral {
  /// Takes a constant of the program.
  public init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension Tag: CustomStringConvertible {
  /// The text of the file.
  public var description: String { rawValue }
}

/// The name of a screen: `scelta`.
public typealias ScreenID = Tag<ScreenSpec>
/// The name of a field inside its screen: `decorrenza`.
public typealias FieldID = Tag<FieldSpec>
/// The name of a section inside its screen.
public typealias SectionID = Tag<SectionSpec>
/// The name of a command: `confirm`.
public typealias CommandID = Tag<CommandRecord>
/// The name of a row of a list or of a look-up, given by the workflow that fills it.
public typealias RowID = Tag<Row>
/// The name of an option of a choice.
public typealias OptionID = Tag<Choice>
