import Glibc

/// Scans the codes of people on home, as a scanner types them, and counts those whose position does not open.
@Sendable func measureScans(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  let terminal = try demo.start(folder: folder)
  let codes = try codesOnScreen(terminal)
  let tries = demo.isQuick ? 200 : 10_000
  var measurements: [Measurement] = []
  for gap in [0, 1] {
    var lost = 0
    var bytes = Samples()
    for index in 0..<tries {
      terminal.type(Demo.Keys.home)
      guard terminal.wait(until: { $0.shows(Demo.homeQuestion) }) else {
        throw .screen("home", shown: terminal.screen.lines)
      }
      let before = terminal.byteCount
      let code = codes[index % codes.count]
      scan(code + "\r", gap: gap, into: terminal)
      if !terminal.wait(seconds: 2, until: { $0.shows(code) && !$0.shows(Demo.homeQuestion) }) { lost += 1 }
      bytes.append(Double(terminal.byteCount - before))
    }
    measurements += [
      Measurement(
        benchmark: "scan", quantity: "lost of \(tries) scans, \(gap) ms a character", value: Double(lost),
        unit: "",
        limit: 0),
      Measurement(
        benchmark: "scan", quantity: "bytes up to the position, p50", value: bytes.median, unit: "B"),
    ]
  }
  return measurements
}

/// The codes of the people whose surname begins with a common syllable.
private func codesOnScreen(_ terminal: PseudoTerminal) throws(BenchError) -> [String] {
  terminal.settle(milliseconds: 1000)
  terminal.type("ROS")
  terminal.settle(milliseconds: 1000)
  let codes = terminal.screen.lines.flatMap { $0.split(separator: " ") }.map(String.init)
    .filter { $0.count == 16 && $0.hasPrefix("R") && $0.contains { $0.isNumber } }
  guard codes.count > 1 else { throw .screen("people on the list", shown: terminal.screen.lines) }
  terminal.type(Demo.Keys.kill)
  terminal.settle(milliseconds: 100)
  return codes
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
