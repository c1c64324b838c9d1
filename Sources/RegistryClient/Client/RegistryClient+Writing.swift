public import Domain
import Sync

extension RegistryClient {
  /// Sends the frozen bytes of a practice: `POST /Task` over a fresh connection.
  ///
  /// The bytes travel untouched. A token that the registry refuses is renewed once.
  ///
  /// - Parameters:
  ///   - body: The Task, as it stands in the outbox.
  ///   - operation: The operation: the same name on every try.
  ///   - role: Whose token to send.
  ///   - conflicts: What the last reply of the same operation told in ``WireReply/conflicts``: the third conflict in
  ///     a row stops the queue.
  /// - Returns: What came of it; never an error, since every failure is an outcome.
  public func send(
    body: [UInt8], operation: Identifier<Practice>, role: Role, conflicts: Int = 0
  ) async -> WireReply {
    WireReply(outcome: .unknown(retryAfter: nil))
  }

  /// Asks what became of a practice: `GET /Task?identifier=…`.
  ///
  /// - Returns: ``WireOutcome/absent`` only if the registry was asked and has none; a decided Task beats one that is
  ///   not, and doubles that were taken back do not count.
  public func ask(_ operation: Identifier<Practice>, role: Role) async -> WireReply {
    WireReply(outcome: .unknown(retryAfter: nil))
  }

  /// Adds a note of the desk to a person; not through the outbox: a failure is told at once and nothing is kept.
  ///
  /// - Parameters:
  ///   - text: What to keep.
  ///   - person: Whom it concerns.
  ///   - author: Who wrote it; the token of that role is sent.
  ///   - operation: The name of the note: the same note sent twice is kept once.
  /// - Returns: Nothing but what the exchange taught.
  /// - Throws: ``ReadFailure``; then nobody knows whether the note was kept, and sending it again is harmless.
  public func note(
    _ text: String, on person: Identifier<Assistito>, by author: Author, operation: Identifier<Practice>
  ) async throws(ReadFailure) -> Reading<Void> {
    throw .unreadable
  }
}
