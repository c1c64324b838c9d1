/// The second F10 that warnings and reserves ask for.
///
/// It counts only half a second after the first and only if nothing changed in between, so that a key held
/// down or typed ahead never confirms what nobody has read.
struct Confirmation: Hashable, Sendable {
  /// The least time between the two keys, in milliseconds.
  static let pause = 500

  private var armedAt: Int?

  /// Forgets the first key: something changed.
  mutating func disarm() { armedAt = nil }

  /// What a press at `milliseconds` of the monotonic clock means.
  ///
  /// - Returns: `true` if this press is the second one and late enough.
  mutating func press(at milliseconds: Int) -> Bool {
    guard let armedAt else {
      self.armedAt = milliseconds
      return false
    }
    return milliseconds - armedAt >= Self.pause
  }
}
