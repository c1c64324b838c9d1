import Domain
import Workflow

/// Holds a search by names back until no key has changed it for a while, so that a registry is not asked at each key.
struct SearchGate {
  /// A search that waits.
  struct Held: Hashable {
    let ticket: Ticket
    let question: Question
    /// When it goes, in milliseconds of the clock that never jumps.
    let due: Int
  }

  /// How long a search waits for the next key, in milliseconds; `nil` lets every search pass at once.
  let pause: Int?
  /// The search that waits; `nil` if none does.
  private(set) var held: Held?

  init(pause: Int?) { self.pause = pause }

  /// What to do with a question.
  enum Admission: Hashable {
    /// To be asked now.
    case pass
    /// To be asked later; the search that waited before it is of no use any more.
    case hold(insteadOf: Ticket?)
  }

  /// Takes a question in: only searches by names wait.
  mutating func admit(_ question: Question, _ ticket: Ticket, now: Int) -> Admission {
    guard let pause, case .people(.names) = question else { return .pass }
    let before = held?.ticket
    held = Held(ticket: ticket, question: question, due: now + pause)
    return .hold(insteadOf: before)
  }

  /// The search whose pause is over, which waits no longer; `nil` if there is none.
  mutating func release(now: Int) -> Held? {
    guard let due = held?.due, due <= now else { return nil }
    defer { held = nil }
    return held
  }
}
