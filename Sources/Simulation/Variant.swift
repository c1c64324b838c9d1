public import Sync

/// Sound rules with one protection taken away.
public struct Variant: Sendable {
  /// The name on the command line.
  public let name: String
  /// All protections but one.
  public let rules: SyncRules

  private init(_ name: String, _ change: (inout SyncRules) -> Void) {
    self.name = name
    var rules = SyncRules.sound
    change(&rules)
    self.rules = rules
  }

  /// The variants of the design, then the further ones.
  public static let all: [Variant] = [
    Variant("no-name") { $0.namesOperations = false },
    Variant("blind-put") { $0.createsConditionally = false },
    Variant("lost-answer-is-failure") { $0.doubtsLostAnswers = false },
    Variant("conflict-is-final") { $0.doubtsConflicts = false },
    Variant("new-name-after-crash") { $0.recoversUnderOldName = false },
    Variant("desk-clock-watermark") { $0.trustsRegistryClock = false },
    Variant("no-overlap") { $0.overlapsPulls = false },
    Variant("watermark-before-data") { $0.storesBeforeAdvancing = false },
    Variant("refused-blocks-queue") { $0.passesRefused = false },
    Variant("pull-drops-outbox") { $0.keepsOutboxFromPulls = false },
    Variant("final-receipt-offline") { $0.awaitsAnswerForReceipt = false },
    Variant("trusts-read-places") { $0.distrustsReadPlaces = false },
    Variant("worker-without-dedupe") { $0.deduplicatesWork = false },
    Variant("sends-before-recording") { $0.recordsBeforeSending = false },
    Variant("withdraws-travelled") { $0.keepsTravelled = false },
    Variant("sends-while-suspended") { $0.respectsSuspension = false },
    Variant("settings-refuse-rows") { $0.sparesRowsFromSettings = false },
    Variant("sends-unstaffed") { $0.awaitsStaff = false },
    Variant("people-in-parallel") { $0.serialisesPeople = false },
    Variant("resends-unasked") { $0.asksBeforeResending = false },
    Variant("expired-page-is-end") { $0.restartsExpiredPages = false },
    Variant("forgets-unrecorded") { $0.asksAgainWhenUnrecorded = false },
    Variant("no-rebaseline") { $0.rebaselinesAfterMigration = false },
    Variant("accepted-is-enough") { $0.pollsAccepted = false },
    Variant("failed-reading-counts") { $0.repeatsFailedReadings = false },
    Variant("reads-everything-never") { $0.rereadsInTime = false },
    Variant("impatient") { $0.heedsRetryAfter = false },
  ]

  /// How many of ``all`` the design names (registry-sync §9.2).
  public static let ofDesign = 13
}
