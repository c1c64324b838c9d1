/// Samples of one quantity.
struct Samples {
  private(set) var values: [Double] = []

  var count: Int { values.count }

  mutating func append(_ value: Double) {
    values.append(value)
  }

  /// The smallest value that at least `part` (0...1) of the samples do not exceed; 0 without samples.
  func percentile(_ part: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let rank = Int((part * Double(values.count)).rounded(.up)) - 1
    return values.sorted()[min(max(rank, 0), values.count - 1)]
  }

  var median: Double { percentile(0.5) }
  var largest: Double { values.max() ?? 0 }
}
