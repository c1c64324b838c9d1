public import Domain

/// How a person closes what had to be looked after.
public struct WorkClosing: Hashable, Sendable {
  /// The work item; `nil` when the practice alone is refused.
  public let work: Int?
  /// The practice; `nil` for a row that does not open.
  public let practice: Identifier<Practice>?
  /// How the citizen was told.
  public let told: Told
  /// When the citizen was told.
  public let toldAt: Instant
  /// The operator's words.
  public let note: String

  /// The ways in which a citizen is told, and why one is not.
  public enum Told: String, CaseIterable, Hashable, Sendable {
    case telephone, email, desk, letter
    /// The citizen was sought and not reached: the attempt is written down, practice and work item stay open.
    case notReached
    /// Nobody has to be told: the person died, or the wish is fulfilled already.
    case nobody
  }

  /// Gathers the parts; nothing is checked.
  public init(work: Int?, practice: Identifier<Practice>?, told: Told, toldAt: Instant, note: String) {
    self.work = work
    self.practice = practice
    self.told = told
    self.toldAt = toldAt
    self.note = note
  }
}

extension WorkClosing: CustomStringConvertible, CustomReflectable {
  /// The way only, never the words.
  public var description: String { "WorkClosing(\(told.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What is left to whoever works at the desk next.
public struct HandOver: Hashable, Sendable {
  /// The receipt numbers of the open practices that the operator was shown, as they are told.
  public let rows: [String]
  /// To whom, as the operator wrote it; "" for whoever comes.
  public let to: String
  /// The operator's words.
  public let note: String

  /// Gathers the parts; nothing is checked.
  public init(rows: [String], to: String, note: String) {
    self.rows = rows
    self.to = to
    self.note = note
  }
}

extension HandOver: CustomStringConvertible, CustomReflectable {
  /// The number of rows only, never the words.
  public var description: String { "HandOver(\(rows.count))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What the shift before left to whoever works at the desk next.
public struct HandOverNote: Hashable, Sendable {
  /// Who left it.
  public let from: String
  /// To whom, as it was written; "" for whoever comes.
  public let to: String
  /// The numbers of the practices that were open then; "" for none.
  public let rows: String
  /// The words; "" when nothing was written.
  public let text: String

  /// Gathers the parts; nothing is checked.
  public init(from: String, to: String, rows: String, text: String) {
    self.from = from
    self.to = to
    self.rows = rows
    self.text = text
  }
}

extension HandOverNote: CustomStringConvertible, CustomReflectable {
  /// Says that there is one, never the words.
  public var description: String { "HandOverNote(***)" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
