/// The moments around every durable step of a registry: where a process that ends loses what is not committed, and
/// nothing else.
///
/// Names for tests that end the process there.
package enum RegistryMoment: String, CaseIterable, Sendable {
  /// A Task was read and admitted; nothing is written.
  case taskRead
  /// A Task that waits stands in the open transaction.
  case taskTaken
  /// A Task that waited is about to be decided.
  case decisionBegun
  /// The rules have spoken, and nothing of it is written.
  case decided
  /// The counters of the doctors are moved in the open transaction; the record is not.
  case countersMoved
  /// The record and what tells of it stand in the open transaction; the lists tell the places of before.
  case recordSaved
  /// One list tells its new places in the open transaction.
  case listTold
  /// Every effect stands in the open transaction; the Task does not tell the outcome.
  case effectsWritten
  /// Everything stands in the open transaction.
  case taskWritten
  /// A Task that waited is decided and on disk.
  case settled
  /// A Task that was posted is on disk; nobody has been told.
  case taskCommitted
  /// The days have passed for one person, in the open transaction.
  case personPassed
  /// The days have passed for everybody, in the open transaction.
  case daysWritten
  /// The new day is on disk; nobody has been told.
  case daysCommitted
  /// A hand-over of codes has its number on disk; no code is drawn.
  case handOverPrepared
  /// Its codes are drawn; the disk does not know that they are about to be told.
  case codesDrawn
  /// That the first half is told is on disk; nobody has been told.
  case handOverShown
  /// That the citizen has the first half is on disk; the second one has not left.
  case handOverAcknowledged
  /// The second half is gone, or is not going to be; the disk says that it is on its way.
  case secondHalfCarried
  /// How that ended is on disk; nobody has been told.
  case handOverSettled

  /// Those of hand-overs.
  package static let ofCodes: [RegistryMoment] = [
    .handOverPrepared, .codesDrawn, .handOverShown, .handOverAcknowledged, .secondHalfCarried,
    .handOverSettled,
  ]
}
