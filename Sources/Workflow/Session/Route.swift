public import Domain

/// Where to go: a screen and whom or what it is about.
public enum Route: Hashable, Sendable {
  case home
  case position(Assistito)
  case practice(PracticeKind, Assistito?)
  case medici
  case expiries
  case queue
  /// One practice of the queue.
  case queueRow(QueueRow)
  /// A practice made anew from one that did not go through.
  case correction(Correction)
  /// What is still open when the operator leaves; leaving the program comes after it if `isLeaving`.
  case endOfShift(isLeaving: Bool)
  case residenceNote(Assistito)
  case outcome(Submission)
  /// Handing codes over: it begins at once.
  case codes(PinCase)
  /// A hand-over that was begun here and is not at its end.
  case openCodes(CodeStanding)
  /// The exemptions of a person.
  case esenzioni(Assistito?)
  /// One exemption and what can be done with it.
  case esenzione(Assistito, Esenzione)
  /// Issue of an exemption whose code is known, or renewal of one.
  case esenzioneIssue(Assistito, EsenzioneIssue)
  /// The end of an exemption before its day; it is annulled instead if `annuls`.
  case esenzioneEnd(Assistito, Esenzione, reason: EsenzioneRevocaCase.Reason?)
  /// Renewals of many people, one signed form after the other.
  case esenzioniBatch
  case demo
  /// The exercises for trainees.
  case drills
}
