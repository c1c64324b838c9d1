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
  for round in 0..<(demo.isQuick ? 4 : 30) {
    let killed = try demo.startWithFilledScelta(
      folder: folder, medico: round.isMultiple(of: 2) ? "march" : "sereni")
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
  fileprivate func startWithFilledScelta(folder: String, medico: String) throws(BenchError) -> PseudoTerminal
  {
    let terminal = try start(folder: folder)
    for (keys, awaited) in [
      ("SM PRVNNA80A41Y000J\r", "Documento visto"), ("1\(medico)", "│ "), ("\r", "[REV-"),
    ] {
      terminal.type(keys)
      guard terminal.wait(until: { $0.shows(awaited) }) else {
        throw .screen("«\(awaited)»", shown: terminal.screen.lines)
      }
      terminal.settle(milliseconds: 100)
    }
    return terminal
  }
}
