public import Domain

/// Something that a person has to look after.
public struct WorkItem: Hashable, Sendable {
  /// Its number on this desk.
  public let id: Int
  /// What kind of thing it is.
  public let kind: Kind
  /// The practice it is about; `nil` for something else.
  public let operation: Identifier<Practice>?
  /// When it was opened.
  public let openedAt: Instant
  /// Why, in the order in which it is shown.
  public let reasons: [WorkReason]
  /// More about it, in a form that the store does not know; empty when the rest says it all.
  public let body: [UInt8]
  /// How the citizen was sought, oldest first.
  public let attempts: [ContactAttempt]
  /// How it ended; `nil` while it is open, and for one that the program closed by itself.
  public let ending: Ending?
  /// When it was closed; `nil` while it is open.
  public let closedAt: Instant?

  /// The kinds of work items; the numbers stand on disk.
  public enum Kind: Int, Hashable, Sendable, CaseIterable {
    /// The registry refused a practice.
    case rejected = 1
    /// Nobody has known for too long whether a practice arrived.
    case unknownTooLong = 2
    /// A confirmed practice was reversed later.
    case reversed = 3
    /// A person is not as his practices knew him: he died, moved or was merged, or few may see him now.
    case personChanged = 4
    /// Something is not what was stored, or the registry keeps one operation twice.
    case integrity = 5
    /// Anything else; the reasons say what.
    case other = 6
  }

  /// How a person closed a work item.
  public struct Ending: Hashable, Sendable {
    /// What was done, in the operator's words; "" when nothing was written.
    public let note: String
    /// Who closed it.
    public let signature: Signature

    /// Keeps an ending.
    public init(note: String, signature: Signature) {
      self.note = note
      self.signature = signature
    }
  }
}

/// An open work item that is not what was stored; it can still be closed.
public struct DamagedWork: Hashable, Sendable {
  /// Its number on this desk.
  public let id: Int
  /// When it was opened, as the open column says, which nothing vouches for.
  public let openedAt: Instant

  /// Names an item.
  public init(id: Int, openedAt: Instant) {
    self.id = id
    self.openedAt = openedAt
  }
}

/// One reason of a work item.
public struct WorkReason: Hashable, Sendable, Codable {
  /// The rule, or another name of the program.
  public let code: String
  /// What fills the placeholders of its message.
  public let arguments: [String]

  /// Keeps a reason.
  public init(code: String, arguments: [String] = []) {
    self.code = code
    self.arguments = arguments
  }
}

/// How somebody tried to reach the citizen.
public struct ContactAttempt: Hashable, Sendable {
  /// When.
  public let at: Instant
  /// Who tried.
  public let signature: Signature
  /// By which way, a word of the program such as `telefono`; "" where nobody said.
  public let channel: String
  /// Whether the citizen was reached.
  public let isReached: Bool
  /// What was said, "" when nothing was written.
  public let note: String

  /// Gathers the parts; nothing is checked.
  public init(at: Instant, signature: Signature, channel: String, isReached: Bool, note: String = "") {
    self.at = at
    self.signature = signature
    self.channel = channel
    self.isReached = isReached
    self.note = note
  }
}

/// What is sealed of an open work item.
struct WorkRecord: Codable {
  var reasons: [WorkReason]
  var body: [UInt8]?
}

/// What is sealed of a closed one.
struct WorkEndRecord: Codable {
  var note: String
  var signature: Signature
}

/// What is sealed of a try to reach somebody.
struct ContactRecord: Codable {
  var signature: Signature
  var channel: String
  var isReached: Bool
  var note: String
}

extension WorkItem: CustomStringConvertible, CustomReflectable {
  /// Number and kind only.
  public var description: String { "WorkItem(\(id), \(kind))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension WorkReason: CustomStringConvertible, CustomReflectable {
  /// The code only.
  public var description: String { "WorkReason(\(code))" }

  /// Hides the arguments from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension ContactAttempt: CustomStringConvertible, CustomReflectable {
  /// Says that there was one, not what was said.
  public var description: String { "ContactAttempt(***)" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
