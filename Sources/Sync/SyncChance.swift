/// Random numbers that a seed determines (SplitMix64).
struct SyncChance: Hashable, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `limit`; 0 for a limit below 1.
  mutating func upTo(_ limit: Int) -> Int {
    guard limit > 0 else { return 0 }
    return Int(next() % UInt64(limit + 1))
  }

  /// A pause whose limit doubles with each failure: full jitter, but never less than a tenth of the first limit.
  mutating func pause(failures: Int, first: Int, longest: Int) -> Int {
    let limit = min(longest, first << min(max(0, failures - 1), 20))
    return max(first / 10, upTo(limit))
  }

  /// `value`, give or take three tenths.
  mutating func around(_ value: Int) -> Int { value - value * 3 / 10 + upTo(value * 6 / 10) }
}
