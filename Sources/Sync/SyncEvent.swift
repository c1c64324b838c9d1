public import Domain

/// An operation as the machine sees it: no person, no bytes.
public struct SyncRow: Hashable, Sendable {
  /// Its place in the outbox of this desk, from 1: its name here.
  public var sequence: Int
  /// A number that is the same for the same person; two people who share one only wait for each other.
  public var person: UInt64
  /// Whether it reports what already happened, which goes before what is asked for.
  public var isFact: Bool
  /// How far it has come, as it stands on disk.
  public var state: OutboxState
  /// Since when it stands there.
  public var since: Instant

  /// Gathers the parts; nothing is checked.
  public init(sequence: Int, person: UInt64, isFact: Bool = false, state: OutboxState, since: Instant) {
    self.sequence = sequence
    self.person = person
    self.isFact = isFact
    self.state = state
    self.since = since
  }
}

/// The two requests about an operation.
public enum SyncRequest: Hashable, Sendable {
  /// It was sent.
  case send
  /// The registry was asked whether it has it.
  case ask
}

/// What a probe found.
public enum ProbeOutcome: Hashable, Sendable {
  /// The registry serves.
  case serves
  /// Nothing answered.
  case silent
  /// It says that it does not serve now, and for how many milliseconds at least.
  case refuses(retryAfter: Int?)
  /// It refuses this desk.
  case misconfigured(code: String)
  /// The certificate does not fit the time.
  case clockOrCertificate
  /// Something that is not the registry answered.
  case captivePortal
}

/// What a pull reads.
public enum PullKind: Hashable, Sendable {
  /// What changed since the watermark.
  case changes
  /// Everything, into a shadow that then takes the place of what was there.
  case rebaseline
}

/// What the machine is told.
///
/// Rows are named by their sequence.
public enum SyncEvent: Hashable, Sendable {
  /// The program started: every open row as it stands on disk, and what was remembered. Comes first, once; rows
  /// that were submitted before are kept.
  case started([SyncRow], RegistryMemory)
  /// Somebody signed in (`true`), or nobody is there any more.
  case staffed(Bool)
  /// A practice was committed to disk.
  case submitted(SyncRow)
  /// An effect ``SyncEffect/record(_:_:)`` is durable.
  case recorded(Int, OutboxEvent)
  /// The disk refused that effect, or the event was not possible any more; nothing was written.
  case recordFailed(Int, OutboxEvent)
  /// What came of ``SyncEffect/send(_:)`` or ``SyncEffect/ask(_:)``.
  case replied(Int, SyncRequest, WireOutcome)
  /// What came of ``SyncEffect/probe``.
  case probed(ProbeOutcome)
  /// What any other request (a pull, a look-up) met: it tells of the registry, not of a row.
  case noticed(WireOutcome)
  /// Every window that is announced, from the registry and from the profile; replaces those told before. What waits
  /// for the end of a stop of its kind, which is no window, is tried then.
  case windows([SuspensionWindow])
  /// What came of ``SyncEffect/pull(_:)``: read to its end and durable, or not.
  case pulled(PullKind, isComplete: Bool)
  /// A waiting practice was decided again: the reasons for which it does not hold any more, none if it holds.
  case revalidated(Int, [RejectionReason])
  /// A person was opened and found dead, merged, restricted or elsewhere: what waits for that person is held.
  case flagged(person: UInt64, [RejectionReason])
  /// A person changed a row (withdrew, released, closed) and it is on disk so.
  case changed(Int, OutboxState)
  /// A person asks to verify a row at once.
  case verify(Int)
  /// A person mended the configuration.
  case mended
  /// The line is said to be back: every pause ends but for those that the registry asked for.
  case lineBack
  /// A person wants a try now: as ``lineBack``, and a registry that does not serve is asked once even before the time
  /// for which it wanted to be left alone; `reads` also has what changed read.
  case wanted(reads: Bool)
  /// Time has passed.
  case tick
}

/// Why a row became a work item although its state does not say so.
public enum SyncWork: Int, Hashable, Sendable, CaseIterable {
  /// In doubt for too long.
  case inDoubt = 1
  /// The registry said two different things of it.
  case contradiction
}

/// What a person has to be told about the traffic with the registry.
public enum SyncAlarm: Hashable, Sendable {
  /// The registry refuses this desk; nothing goes out before a person mended it.
  case misconfigured(code: String)
  /// Look at date and time of the desk, then at its certificates.
  case clockOrCertificate
  /// Something that is not the registry answers in its place.
  case captivePortal
  /// The disk refused a record.
  case diskRefused
  /// A row has waited long although the registry answers.
  case unsent(Int)
  /// Everything would have to be read anew again, too soon after the last time.
  case rebaselinedTooOften
}

/// What the machine wants done.
///
/// The driver does the effects in order and tells what came of each.
public enum SyncEffect: Hashable, Sendable {
  /// Write an event of a row down, durably; answered by `recorded` or `recordFailed`.
  case record(Int, OutboxEvent)
  /// Send the frozen bytes of a row; answered by `replied`.
  case send(Int)
  /// Ask the registry whether it has a row; answered by `replied`.
  case ask(Int)
  /// Ask the registry something harmless; answered by `probed`.
  case probe
  /// Run a ``PullMachine``; answered by `pulled`.
  case pull(PullKind)
  /// Decide a waiting row again on what was just read; answered by `revalidated`.
  case revalidate(Int)
  /// Open a work item, once for each row and reason; no answer.
  case openWork(Int, SyncWork)
  /// Close that work item, if it is open; no answer.
  case closeWork(Int, SyncWork)
  /// Remember this over a restart; no answer.
  case remember(RegistryMemory)
  /// Tell a person; no answer.
  case alarm(SyncAlarm)
}
