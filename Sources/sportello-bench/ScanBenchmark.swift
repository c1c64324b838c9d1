import Glibc

/// Types codes as a scanner does into a field that takes them, and counts those that do not stand there whole.
func measureScans(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  let terminal = try demo.startInPlainField(folder: folder)
  let tries = demo.isQuick ? 200 : 10_000
  var measurements: [Measurement] = []
  for gap in [0, 1] {
    var lost = 0
    for index in 0..<tries {
      terminal.type(Demo.Keys.kill)
      _ = terminal.read(milliseconds: 100)
      let code = code(number: index)
      scan(code, gap: gap, into: terminal)
      if !terminal.wait(seconds: 1, until: { $0.shows(code) }) { lost += 1 }
    }
    measurements.append(
      Measurement(
        benchmark: "scan", quantity: "lost of \(tries) scans, \(gap) ms a character", value: Double(lost),
        unit: "",
        limit: 0))
  }
  return measurements
}

/// Sixteen characters that nobody has as a code and that differ from try to try.
private func code(number: Int) -> String {
  var digits = String(number)
  digits = String(repeating: "0", count: 5 - digits.count) + digits
  let letters = digits.map {
    "ABCDEFGHIJ"[String.Index(utf16Offset: $0.wholeNumberValue ?? 0, in: "ABCDEFGHIJ")]
  }
  return "P" + String(letters) + "80A41Y000J"
}

private func scan(_ code: String, gap: Int, into terminal: PseudoTerminal) {
  guard gap > 0 else { return terminal.type(code) }
  var next = PseudoTerminal.nanoseconds
  for byte in code.utf8 {
    while PseudoTerminal.nanoseconds < next { sched_yield() }
    terminal.type([byte])
    next += gap * 1_000_000
  }
}
