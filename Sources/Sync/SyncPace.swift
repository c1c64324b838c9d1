/// How fast a desk goes; every time in milliseconds.
///
/// Source: registry-sync §5.3–5.4.
public struct SyncPace: Hashable, Sendable {
  /// How many requests may be under way at once.
  public var requestsAtOnce = 2
  /// One request may begin in so much time, on average.
  public var requestEvery = 500
  /// How many requests may begin at once after a rest.
  public var burst = 2
  /// The limit of the first random pause after a failure; it doubles with each further one.
  public var firstPause = 2_000
  /// The limit of the longest pause.
  public var longestPause = 300_000
  /// The limit of the longest pause of the desk after too many requests.
  public var longestThrottle = 32_000
  /// The first pause before an undecided operation is asked about again; it doubles.
  public var firstPoll = 5_000
  /// The longest such pause.
  public var longestPoll = 60_000
  /// After this time in doubt an operation becomes a work item, and is asked about all the same.
  public var doubtBecomesWork = 900_000
  /// After this time unsent although the registry answers, an alarm is given.
  public var unsentBecomesAlarm = 1_800_000
  /// Between two probes of a registry that is away, give or take three tenths.
  public var probeEvery = 30_000
  /// The longest pause between probes in an announced suspension.
  public var longestProbe = 300_000
  /// Between two probes that a person wants although the registry asked to be left alone.
  public var wantedProbeEvery = 10_000
  /// After the start of an announced suspension, an answer does not end it before this time has passed.
  public var suspensionGrace = 900_000
  /// The limit of the random pause before practices go out after a suspension.
  public var reopeningSpread = 600_000
  /// The limit of that pause after the line was down.
  public var reconnectionSpread = 5_000
  /// Between two readings of changes.
  public var pullEvery = 120_000
  /// Between two readings of everything.
  public var rebaselineEvery = 604_800_000
  /// After a realignment that read everything to its end, none reads everything again before this has passed.
  public var rebaselineAtMostEvery = 3_600_000
  /// How many conflicts in a row on an operation that the registry does not have mean a wrong setting.
  public var toleratedConflicts = 3

  /// The pace of a desk at a counter.
  public init() {}
}
