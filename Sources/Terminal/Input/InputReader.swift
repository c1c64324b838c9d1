/// The way from the bytes of the terminal to inputs: ``KeyDecoder``, then ``ScanDetector``.
///
/// Times are milliseconds of any clock that never goes back.
public struct InputReader: Sendable {
  private var decoder: KeyDecoder
  private var detector = ScanDetector()

  /// Makes a reader at the start of a session.
  ///
  /// - Parameter escapeDelayMilliseconds: See ``KeyDecoder/init(escapeDelayMilliseconds:)``.
  public init(escapeDelayMilliseconds: Int) {
    decoder = KeyDecoder(escapeDelayMilliseconds: escapeDelayMilliseconds)
  }

  /// When ``flush(atMilliseconds:)`` is due if no byte comes before, or `nil` when nothing is open.
  public var deadline: Int? {
    switch (decoder.deadline, detector.deadline) {
    case (let one?, let other?): min(one, other)
    case (let one, let other): one ?? other
    }
  }

  /// Takes what one drain of the terminal brought.
  ///
  /// - Parameters:
  ///   - bytes: As read, cut anywhere.
  ///   - now: The time of the drain.
  /// - Returns: The inputs that are complete now, in order.
  /// - Complexity: O(*n*) in the number of bytes.
  public mutating func feed(_ bytes: some Sequence<UInt8>, atMilliseconds now: Int) -> [Input] {
    pass(decoder.feed(bytes, atMilliseconds: now), at: now)
  }

  /// Ends what is overdue at `now`; harmless when called too early or too often.
  ///
  /// - Parameter now: The present time.
  /// - Returns: A lone Escape, a paste without an end, a burst that ended by silence, or nothing.
  public mutating func flush(atMilliseconds now: Int) -> [Input] {
    pass(decoder.flush(atMilliseconds: now), at: now) + detector.flush(atMilliseconds: now)
  }

  private mutating func pass(_ inputs: [Input], at now: Int) -> [Input] {
    var passed: [Input] = []
    for input in inputs { passed += detector.take(input, atMilliseconds: now) }
    return passed
  }
}
