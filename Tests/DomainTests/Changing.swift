import Domain

/// A value of which tests make changed copies.
protocol Changing {}

extension Changing {
  /// The same value after a change.
  func with(_ change: (inout Self) -> Void) -> Self { changing(\.self, change) }

  /// The same value after a change of one part.
  func changing<Part>(_ part: WritableKeyPath<Self, Part>, _ change: (inout Part) -> Void) -> Self {
    var next = self
    change(&next[keyPath: part])
    return next
  }
}

extension SceltaCase: Changing {}
extension EsenzioneCase: Changing {}
extension Profile: Changing {}
