public import Domain
public import Sync

/// Who did something at this desk, as the journal keeps it.
public struct Signature: Hashable, Sendable, Codable {
  /// The account of the operator.
  public let operatorName: String
  /// The role in which it was done.
  public let role: String
  /// The desk where it was done.
  public let desk: String

  /// Keeps the three names.
  public init(operatorName: String, role: String, desk: String) {
    self.operatorName = operatorName
    self.role = role
    self.desk = desk
  }

  /// Names the author of a practice.
  public init(_ author: Author) {
    self.init(
      operatorName: author.operatorName.rawValue, role: author.role.rawValue,
      desk: author.desk.id.rawValue)
  }
}

/// Which draft a practice was made from.
public struct DraftName: Hashable, Sendable {
  /// The name of the screen.
  public let screen: String
  /// The person, as the draft was kept; see ``DeskStore/saveDraft(screen:person:body:at:)``.
  public let person: String

  /// Names a draft, which need not exist.
  public init(screen: String, person: String) {
    self.screen = screen
    self.person = person
  }
}

/// A confirmed practice on its way into the store.
public struct Submission: Sendable {
  /// The operation id, drawn at the desk.
  public let operation: Identifier<Practice>
  /// The kind of practice, for lists.
  public let kind: PracticeKind
  /// Every code by which the practice shall be found again, in canonical form; kept as keyed hashes.
  public let codes: [String]
  /// Who confirmed it.
  public let signature: Signature
  /// What travels to the registry, never looked at here.
  public let body: [UInt8]
  /// The draft that this practice was, forgotten in the same transaction.
  ///
  /// `nil` when there was none.
  public let draft: DraftName?
  /// The earlier practice that this one corrects; `nil` when it stands alone.
  public let partOf: Identifier<Practice>?
  /// Where the citizen can be told what becomes of it; `nil` when he left no contact.
  public let contact: String?

  /// Gathers the parts; nothing is checked.
  public init(
    operation: Identifier<Practice>, kind: PracticeKind, codes: [String], signature: Signature,
    body: [UInt8], draft: DraftName? = nil, partOf: Identifier<Practice>? = nil, contact: String? = nil
  ) {
    self.operation = operation
    self.kind = kind
    self.codes = codes
    self.signature = signature
    self.body = body
    self.draft = draft
    self.partOf = partOf
    self.contact = contact
  }
}

/// The proof that a practice is on disk: only now may its receipt be printed.
public struct SubmittedReceipt: Hashable, Sendable {
  /// The number of the receipt, from 1, without holes on this desk.
  public let number: Int
  /// The place of the practice among all of this desk, from 1.
  public let sequence: Int
}

/// A practice as the store gives it back.
public struct StoredPractice: Hashable, Sendable {
  /// The operation with its bytes and state.
  public let entry: OutboxEntry
  /// The kind of practice.
  public let kind: PracticeKind
  /// Who confirmed it.
  public let signature: Signature
  /// The number of its receipt.
  public let number: Int
  /// How many copies of its receipt were printed, or may have been when a run ended in the middle of one.
  public let copies: Int
  /// The same by the paper that was printed: a provisional receipt and the definitive one are counted apart.
  public let copiesByPaper: [String: Int]
  /// When its state last changed.
  public let changedAt: Instant
  /// The earlier practice that this one corrects; `nil` when it stands alone.
  public let partOf: Identifier<Practice>?
  /// Where the citizen can be told what becomes of it; `nil` when he left no contact.
  public let contact: String?
  /// The desk where it was confirmed and whose receipts its number counts; `nil` for this one.
  public let origin: String?
}

extension StoredPractice: CustomStringConvertible, CustomReflectable {
  /// Sequence and state only.
  public var description: String { "StoredPractice(\(entry.sequence), \(entry.state.kind))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A practice whose row is not what was stored.
public struct DamagedPractice: Hashable, Sendable {
  /// Its name on disk, which no other row has.
  public let operation: Identifier<Practice>
  /// The number of its receipt; its place among all practices of this desk if the number is lost as well.
  public let number: Int
  /// Where the open column says that it stands, which nothing vouches for.
  ///
  /// `nil` when the column says nonsense.
  public let state: OutboxState.Kind?
}

/// Which practices to list, newest first.
public struct PracticeFilter: Hashable, Sendable {
  /// Only these states; all when empty.
  public var states: Set<OutboxState.Kind>
  /// Only practices of the person with this code, in canonical form.
  public var code: String?
  /// Only practices stored before this sequence: the last one of the page above.
  public var before: Int?
  /// At most so many, 1 or more.
  public var limit: Int

  /// Describes a page of a list.
  public init(
    states: Set<OutboxState.Kind> = [], code: String? = nil, before: Int? = nil, limit: Int = 200
  ) {
    self.states = states
    self.code = code
    self.before = before
    self.limit = limit
  }
}

/// What stands in the sealed `about` column.
struct PracticeRecord: Codable {
  var kind: String
  var number: Int
  var copies: Int
  var copiesByPaper: [String: Int]?
  var signature: Signature
  var partOf: String?
  var contact: String?
  var origin: String?
}
