/// One figure of a benchmark, with what it may be at most.
struct Measurement {
  var benchmark: String
  var quantity: String
  var value: Double
  var unit: String
  /// The gate of the specification, inclusive, or `nil` for a figure that is only reported.
  var limit: Double?

  var isMet: Bool { limit.map { value <= $0 } ?? true }

  var json: String {
    let gate = limit.map { ",\"limit\":\(Self.number($0)),\"met\":\(isMet)" } ?? ""
    return "{\"benchmark\":\"\(benchmark)\",\"quantity\":\"\(quantity)\",\"value\":\(Self.number(value)),"
      + "\"unit\":\"\(unit)\"\(gate)}"
  }

  var row: String {
    let gate = limit.map { "\(isMet ? "ok  " : "OVER")  <= \(Self.number($0))" } ?? ""
    return "  " + Self.padded(quantity, to: 46) + Self.padded("\(Self.number(value)) \(unit)", to: 18) + gate
  }

  /// At most three decimals, without trailing zeros.
  static func number(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1000)
    var fraction = String(1000 + rest).dropFirst()
    while fraction.last == "0" { fraction = fraction.dropLast() }
    return (thousandths < 0 ? "-" : "") + "\(whole)" + (fraction.isEmpty ? "" : ".\(fraction)")
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
