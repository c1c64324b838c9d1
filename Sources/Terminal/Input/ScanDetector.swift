/// Tells a scanner, which types a code as fast as the line goes, from a person who types.
///
/// It delays nothing: every input passes at once, and when a run of characters turns out to be a burst, that is
/// said afterwards (``Input/burst(text:keysAlreadyDelivered:terminator:)``).
///
/// Times are milliseconds of any clock that never goes back; all characters of one drain have the same time.
public struct ScanDetector: Sendable {
  /// The fewest characters of a burst.
  ///
  /// No code of a card is shorter, and no hand is so fast for so long.
  public static let shortest = 10
  /// The most characters of a burst: two tracks of a magnetic stripe.
  ///
  /// A longer run is none.
  public static let longest = 256
  /// The longest time between two characters of a burst, in milliseconds, inclusive.
  public static let longestGap = 30

  private var run: [Character] = []
  private var isTooLong = false
  private var lastTime = 0

  /// Makes a detector that has seen nothing yet.
  public init() {}

  /// When ``flush(atMilliseconds:)`` is due if nothing is taken before, or `nil` when no burst is open.
  public var deadline: Int? {
    isBurst ? lastTime &+ Self.longestGap &+ 1 : nil
  }

  private var isBurst: Bool { run.count >= Self.shortest && !isTooLong }

  /// Lets `input` pass and watches it.
  ///
  /// - Parameters:
  ///   - input: The next input of the operator or the scanner.
  ///   - now: When it came.
  /// - Returns: `input`, after the burst that ended before it; or the burst that `input` ended as its
  ///   terminator.
  public mutating func take(_ input: Input, atMilliseconds now: Int) -> [Input] {
    var inputs = flush(atMilliseconds: now)
    if now &- lastTime > Self.longestGap { reset() }
    switch input {
    case .key(.character(let character)):
      isTooLong = isTooLong || run.count == Self.longest
      if !isTooLong { run.append(character) }
      lastTime = now
      inputs.append(input)
    case .key(.enter) where isBurst, .key(.tab) where isBurst:
      inputs.append(burst(terminator: input))
    case .key, .paste, .burst, .resize:
      if isBurst { inputs.append(burst(terminator: nil)) }
      reset()
      inputs.append(input)
    }
    return inputs
  }

  /// Ends a burst by silence when it is due; harmless when called too early or too often.
  ///
  /// - Parameter now: The present time.
  /// - Returns: The burst, or nothing.
  public mutating func flush(atMilliseconds now: Int) -> [Input] {
    guard let deadline, now >= deadline else { return [] }
    return [burst(terminator: nil)]
  }

  private mutating func burst(terminator: Input?) -> Input {
    defer { reset() }
    var key: Key?
    if case .key(let terminator) = terminator { key = terminator }
    return .burst(text: String(run), keysAlreadyDelivered: run.count, terminator: key)
  }

  private mutating func reset() {
    run.removeAll(keepingCapacity: true)
    isTooLong = false
  }
}
