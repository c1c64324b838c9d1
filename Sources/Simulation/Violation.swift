/// A promise that a schedule broke.
public enum Violation: String, CaseIterable, Sendable {
  case effectTwice = "an effect happened twice"
  case listOverflow = "a doctor's list grew over its ceiling"
  case operationLost = "an acknowledged operation is gone from the desk"
  case notSettled = "an operation never settled"
  case runsHot = "the machine runs without getting on"
  case stateDiffers = "the desk's state differs from the registry's"
  case withdrawnButDone = "a withdrawn operation was carried out"
  case workMissing = "an operation that needs a person has no work item"
  case doubtUnnoticed = "an operation is in doubt for long without a work item"
  case falseFinalReceipt = "a final receipt without the registry's word"
  case cacheDiffers = "the cache did not converge"
  case sentWhileAway = "something was sent while the registry was away or the queue stopped"
  case sentTooSoon = "something was sent before the registry wanted to be asked again"
  case sentUnstaffed = "something was sent with nobody signed in"
  case sentUnrecorded = "something was sent before that was on disk"
  case resentUnasked = "an operation in doubt was sent again unasked"
  case peopleOvertaken = "operations of one person arrived in another order"
  case sentOnOldData = "something was sent on data from before a migration"
  case refusedWithoutWord = "an operation was refused without the registry's word"
  case tallyDiffers = "the counted numbers differ from the disk's"
}

/// How one schedule ended.
public struct ScheduleResult: Sendable {
  /// The schedule.
  public let seed: UInt64
  /// The first promise that was broken, if any.
  public let violation: Violation?
  /// How many events happened.
  public let steps: Int
}
