/// Every protection against loss, doubling and lies, each of which can be taken away alone.
///
/// A desk always works with ``sound``. The simulator takes one protection away at a time and has to see the harm:
/// a protection whose absence nobody notices is either superfluous or not watched. Source: registry-sync §9.2.
public struct SyncRules: Hashable, Sendable {
  /// A write names its operation, so that the registry knows a repetition.
  public var namesOperations = true
  /// A write creates only what is not there, and never overwrites.
  public var createsConditionally = true
  /// A lost answer is a question, not a failure.
  public var doubtsLostAnswers = true
  /// A conflict is a question, not a refusal.
  public var doubtsConflicts = true
  /// What was on its way at a crash is asked about under its old name.
  public var recoversUnderOldName = true
  /// The watermark is a time of the registry, never of the desk.
  public var trustsRegistryClock = true
  /// A pull begins before the watermark, for what became visible late.
  public var overlapsPulls = true
  /// The watermark advances with the data of the last page, not before.
  public var storesBeforeAdvancing = true
  /// A refused operation stands in nobody's way.
  public var passesRefused = true
  /// A pull never touches the outbox.
  public var keepsOutboxFromPulls = true
  /// Free places that were read earlier promise nothing.
  public var distrustsReadPlaces = true
  /// A receipt is provisional until the registry has answered.
  public var awaitsAnswerForReceipt = true
  /// The registry's worker carries an operation out once, however many copies it holds.
  public var deduplicatesWork = true
  /// That an operation begins to travel is on disk before the first byte.
  public var recordsBeforeSending = true
  /// What may have travelled is not withdrawn.
  public var keepsTravelled = true
  /// A registry that does not serve is only probed.
  public var respectsSuspension = true
  /// A wrong setting stops the queue and refuses no operation.
  public var sparesRowsFromSettings = true
  /// Nothing leaves while nobody has signed in.
  public var awaitsStaff = true
  /// Operations of one person go one after the other.
  public var serialisesPeople = true
  /// An operation of which nobody knows is asked about before it is sent again.
  public var asksBeforeResending = true
  /// Pages that expired are begun anew.
  public var restartsExpiredPages = true
  /// An answer that the disk refused is asked for again.
  public var asksAgainWhenUnrecorded = true
  /// After a migration everything is read anew and decided again before anything is sent.
  public var rebaselinesAfterMigration = true
  /// An operation that the registry has not decided is asked about until it has.
  public var pollsAccepted = true

  /// A reading of everything that failed is tried again soon; only complete ones count against their limit.
  public var repeatsFailedReadings = true
  /// Everything is read anew at the beginning and from time to time, announced or not.
  public var rereadsInTime = true
  /// How long the registry asked to be left alone is not shortened by anybody at the desk.
  public var heedsRetryAfter = true

  /// All protections.
  public static let sound = SyncRules()

  /// All protections.
  public init() {}
}
