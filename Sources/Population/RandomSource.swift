/// The generator of the population: the same seed gives the same numbers on every machine, for ever.
///
/// SplitMix64, and an own way of drawing below a bound, because those of the standard library may change
/// from one release to the next.
struct RandomSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A generator of its own for the `index`-th household, whatever the ones before it drew.
  init(seed: UInt64, household index: Int) {
    var mixer = RandomSource(seed: seed ^ (UInt64(truncatingIfNeeded: index) &* 0xD1B5_4A32_D192_ED03))
    state = mixer.next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to `bound`, which is left out; 0 when `bound` is not positive.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
  }

  /// A number of the range, both ends included.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// Yes in `perThousand` of 1,000 draws.
  mutating func chance(_ perThousand: Int) -> Bool { below(1_000) < perThousand }

  /// One element of a list that is not empty.
  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// A position of `weights`, each as likely as its weight.
  mutating func weighted(_ weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return max(weights.count - 1, 0)
  }
}
