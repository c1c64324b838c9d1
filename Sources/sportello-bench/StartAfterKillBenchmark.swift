import Glibc

/// Starts the demo again on the data of a counter that was killed while it stored a practice.
///
/// - Returns: From the command to the first screen, and to the list of the queue that was asked for at once.
func measureStartAfterKill(_ demo: Demo) throws(BenchError) -> [Measurement] {
  var screens = Samples()
  var queues = Samples()
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  try demo.start(folder: folder).end()
  for _ in 0..<(demo.isQuick ? 4 : 30) {
    let killed = try demo.startWithFilledScelta(folder: folder)
    killed.type(Demo.Keys.confirm)
    usleep(UInt32.random(in: 0...60_000))
    kill(killed.worker, SIGKILL)
    killed.end()

    let terminal = try demo.start(folder: folder)
    screens.append(milliseconds(from: terminal.started, to: terminal.firstPaint))
    let asked = PseudoTerminal.nanoseconds
    terminal.type("CO\r")
    guard
      terminal.wait(until: { $0.shows("Coda e da sistemare") && $0.shows("Pratiche di questo sportello:") })
    else { throw .screen("the queue", shown: terminal.screen.lines) }
    queues.append(
      milliseconds(from: terminal.started, to: terminal.firstPaint)
        + milliseconds(from: asked, to: terminal.lastOutput))
    terminal.end()
  }
  return [
    Measurement(
      benchmark: "start", quantity: "first screen after kill -9, p50", value: screens.median, unit: "ms"),
    Measurement(
      benchmark: "start", quantity: "first screen after kill -9, largest", value: screens.largest, unit: "ms",
      limit: 2000),
    Measurement(
      benchmark: "start", quantity: "queue on screen after kill -9, largest", value: queues.largest,
      unit: "ms",
      limit: 2000),
  ]
}

extension Demo {
  /// Starts the demo and fills in a scelta of Anna Prova up to the findings of the rules.
  fileprivate func startWithFilledScelta(folder: String) throws(BenchError) -> PseudoTerminal {
    let terminal = try start(folder: folder)
    func see(_ words: String) throws(BenchError) {
      guard terminal.wait(seconds: 30, until: { $0.shows(words) }) else {
        throw .screen("«\(words)»", shown: terminal.screen.lines)
      }
      terminal.settle(milliseconds: 100)
    }
    // With the time of the data a person can be opened by the code.
    try see("dati")
    terminal.type("SM PRVNNA80A41Y000J\r")
    try see("Documento visto")
    terminal.type(terminal.screen.shows("Marchetti") ? "1sereni" : "1march")
    try see("│ ")
    terminal.type("\r")
    try see("[REV-")
    return terminal
  }
}
