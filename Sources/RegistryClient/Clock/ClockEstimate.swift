public import Domain

/// How far the desk's clock is from the registry's, learned from the dates of its answers: a pure value.
///
/// Source: registry-sync §5.5.
public struct ClockEstimate: Hashable, Sendable {
  /// The latest samples, oldest first; at most ``capacity``.
  public private(set) var samples: [ClockSample] = []

  /// How many samples are kept.
  public static let capacity = 16
  /// From how many milliseconds on the operator is warned.
  public static let warning = 60_000
  /// How many of the most certain samples count.
  static let best = 5
  /// After how many samples in a row that contradict the estimate the older ones are dropped: a clock was set.
  static let contradictions = 3

  /// An estimate without samples.
  public init() {}

  /// How far the registry's clock is ahead, in milliseconds, negative if behind; `nil` without samples.
  ///
  /// It is the median of the most certain samples.
  public var offset: Int? { middle?.offset }

  /// How far the truth may be from ``offset``, in milliseconds, at least half a second; `nil` without samples.
  public var uncertainty: Int? {
    guard let middle else { return nil }
    // The samples of one clock lie within their uncertainties; whatever spreads further is uncertain too.
    let spread = chosen.map { abs($0.offset - middle.offset) }.max() ?? 0
    return max(middle.uncertainty, spread)
  }

  /// Whether the desk's clock is wrong by ``warning`` or more, in either direction, beyond doubt or not.
  public var isWarning: Bool { offset.map { abs($0) >= Self.warning } ?? false }

  /// The registry's time at a moment of the desk's clock; that moment itself without samples.
  public func serverTime(at now: Instant) -> Instant {
    Instant(milliseconds: now.milliseconds + (offset ?? 0))
  }

  /// The estimate with one sample more.
  ///
  /// - Complexity: O(``capacity`` log ``capacity``).
  public func adding(_ sample: ClockSample) -> ClockEstimate {
    var next = self
    next.samples.append(sample)
    let latest = next.samples.suffix(Self.contradictions)
    if latest.count == Self.contradictions, let middle,
      latest.allSatisfy({ abs($0.offset - middle.offset) > $0.uncertainty + middle.uncertainty })
    {
      next.samples = Array(latest)
    }
    next.samples = next.samples.suffix(Self.capacity)
    return next
  }

  private var chosen: ArraySlice<ClockSample> {
    samples.sorted { ($0.uncertainty, $1.at) < ($1.uncertainty, $0.at) }.prefix(Self.best)
  }

  private var middle: ClockSample? {
    let sorted = chosen.sorted { $0.offset < $1.offset }
    return sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]
  }
}
