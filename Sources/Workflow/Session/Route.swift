public import Domain

/// Where to go: a screen and whom or what it is about.
public enum Route: Hashable, Sendable {
  case home
  case position(Assistito)
  case practice(PracticeKind, Assistito?)
  case medici
  case expiries
  case queue
  case residenceNote(Assistito)
  case outcome(Submission)
  case demo
}
