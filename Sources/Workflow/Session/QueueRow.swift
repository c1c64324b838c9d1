public import Domain
public import Sync

/// One row of the desk's queue: a practice or a note, where it stands, and what a person has to do about it.
public struct QueueRow: Hashable, Sendable {
  /// By what the row is known: no two rows have the same, as two desks may have printed the same number.
  public let id: String
  /// The practice; `nil` when what lies on disk is not what was stored, and for what is no practice.
  public let practice: Practice?
  /// Its number, as printed on the receipt; 0 for what is no practice.
  public let receiptNumber: Int
  /// The desk whose receipts the number counts; `nil` for this one.
  public let origin: String?
  /// Where it stands; `nil` when even that cannot be told.
  public let state: OutboxState.Kind?
  /// Why the registry refused it, headline first; empty otherwise.
  public var reasons: [RejectionReason] = []
  /// Since when it stands where it stands; the moment of storing if nothing better is known, `nil` of a
  /// damaged row.
  public var since: Instant?
  /// How to reach the citizen; newer than in the practice where the desk knows better.
  public var contacts: Contacts
  /// What a person has to look after, if anything.
  public var work: Work?
  /// Why the practice is kept from leaving, by code of a rule or conflict; `nil` if nothing keeps it.
  public var hold: RejectionReason?
  /// The receipt number of the practice that this one corrects; `nil` if none of this desk.
  public var corrects: Int?
  /// The receipt number of the practice that corrects this one; `nil` if none.
  public var correctedBy: Int?
  /// What the registry wrote down; `nil` unless confirmed.
  public var confirmation: Confirmation?
  /// Whether no byte of it has ever left the desk, so that it can still be withdrawn.
  public var isWithdrawable = false
  /// When the registry's decision reached this desk; `nil` before.
  public var answeredAt: Instant?
  /// Who told the citizen; `nil` unless closed.
  public var closing: Closing?
  /// The second choice of a scelta with its name; `nil` if none was given.
  public var secondChoice: Medico?
  /// That it was given to another desk, which sends it; `nil` if this one does.
  public var handedOver: HandedOver?
  /// The definitive receipt that was never printed; `nil` if it was, and while there is none.
  public var owedPaper: OwedPaper?
  /// What the shift before left to whoever works here; `nil` for a practice.
  public let handOver: HandOverNote?

  /// That a practice was given to another desk in a file.
  public struct HandedOver: Hashable, Sendable {
    /// When.
    public let at: Instant
    /// The name of the file; "" when it is not known.
    public let file: String

    /// Keeps when and how.
    public init(at: Instant, file: String) {
      self.at = at
      self.file = file
    }
  }

  /// How a definitive receipt that was never printed stands to what the citizen has in hand.
  public enum OwedPaper: Hashable, Sendable {
    /// A provisional receipt was printed, here or where the practice was made.
    case replacesProvisional
    /// No paper was ever printed: not here, and not where the practice was made before the file was handed over.
    case first
  }

  /// Something that a person has to look after.
  public struct Work: Hashable, Sendable {
    /// Its number on this desk.
    public let id: Int
    /// What it is about, by code of a rule or conflict; "" when the state of the practice says it all.
    public let code: String
    /// When it was opened.
    public let openedAt: Instant
    /// How often the citizen was sought in vain.
    public var attempts = 0
    /// When last; `nil` if never.
    public var lastAttempt: Instant?

    /// Gathers the parts; nothing is checked.
    public init(id: Int, code: String, openedAt: Instant) {
      self.id = id
      self.code = code
      self.openedAt = openedAt
    }
  }

  /// A practice with what its state tells.
  ///
  /// - Parameters:
  ///   - practice: The practice.
  ///   - receiptNumber: The number of its receipt.
  ///   - state: Where it stands.
  ///   - origin: The desk whose receipts the number counts; `nil` for this one.
  public init(practice: Practice, receiptNumber: Int, state: OutboxState, origin: String? = nil) {
    id = practice.id.rawValue
    self.practice = practice
    self.receiptNumber = receiptNumber
    self.origin = origin
    handOver = nil
    self.state = state.kind
    since = practice.createdAt
    contacts = practice.content.assistito.contacts
    if case .queued(tries: 0) = state { isWithdrawable = true }
    switch state {
    case .rejected(let reasons): self.reasons = reasons
    case .held(_, let reasons): hold = reasons.first
    case .reversed(let reason): self.reasons = [reason]
    case .closed(let reasons, let closing):
      self.reasons = reasons
      self.closing = closing
    case .confirmed(let confirmation): self.confirmation = confirmation
    case .queued, .sending, .unknown, .accepted, .withdrawn: break
    }
  }

  /// A practice that does not open any more, under the name that it has on disk.
  public init(damaged receiptNumber: Int, id: Identifier<Practice>, state: OutboxState.Kind?) {
    self.id = id.rawValue
    practice = nil
    handOver = nil
    origin = nil
    self.receiptNumber = receiptNumber
    self.state = state
    contacts = Contacts()
  }

  /// Something to look after that is about no practice: what a shift left, or an item that does not open any more.
  public init(work: Work, handOver: HandOverNote? = nil) {
    id = "work:\(work.id)"
    practice = nil
    origin = nil
    receiptNumber = 0
    state = nil
    contacts = Contacts()
    self.handOver = handOver
    self.work = work
  }

  /// Why what the registry carried out is not definitive yet; `nil` if it is, and in every other state.
  public var waiting: EsenzioneWaiting? {
    practice.flatMap { practice in confirmation?.waiting(for: practice.content.kind) }
  }

  /// Where it stands as the last part of the keys of sentences; `nil` when even that cannot be told.
  var stateWord: String? {
    state.map { state in ["\(state)", waiting?.rawValue].compactMap(\.self).joined(separator: ".") }
  }

  /// The number as it is told: with the desk that counts it, if that is another one; "" for what is no practice.
  public var label: String {
    guard receiptNumber > 0 else { return "" }
    return origin.map { "\(receiptNumber) (\($0))" } ?? "\(receiptNumber)"
  }
}

extension QueueRow: CustomStringConvertible, CustomReflectable {
  /// Number and state, never the person.
  public var description: String {
    "QueueRow(\(receiptNumber), \(state.map { "\($0)" } ?? "?"))"
  }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
