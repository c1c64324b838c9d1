/// Joins an answer to the question that asked for it; counts up from 1 and is never used twice.
public struct Ticket: Hashable, Sendable {
  let number: Int
}
