func measureIdle(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  let terminal = try demo.start(folder: folder)
  // The pool of threads that did the work of the start gives its threads back after some seconds.
  terminal.settle(milliseconds: 10_000)
  let worker = terminal.worker
  let before = ProcessFile.sleeps(of: worker)
  let bytes = terminal.settle(milliseconds: 10_000)
  let after = ProcessFile.sleeps(of: worker)
  // A thread that is gone woke up to end.
  let ended = before.keys.count { after[$0] == nil }
  let wakeUps = after.map { $0.value - (before[$0.key] ?? 0) }.reduce(ended, +)
  return [
    Measurement(
      benchmark: "idle", quantity: "wake-ups in 10 s", value: Double(wakeUps), unit: "", limit: 0),
    Measurement(benchmark: "idle", quantity: "bytes in 10 s", value: Double(bytes), unit: "B", limit: 0),
  ]
}

func measureMemory(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  let terminal = try demo.startInPlainField(folder: folder)
  let kilobytes = ProcessFile.status("VmRSS", of: terminal.worker)
  return [
    Measurement(
      benchmark: "memory", quantity: "resident in the demo", value: Double(kilobytes) / 1024, unit: "MB",
      limit: 40)
  ]
}

func measureEscape(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  let terminal = try demo.start(folder: folder)
  var latency = Samples()
  for _ in 0..<(demo.isQuick ? 20 : 100) {
    terminal.type(Demo.Keys.commandLine)
    terminal.settle(milliseconds: 40)
    let start = PseudoTerminal.nanoseconds
    terminal.type(Demo.Keys.escape)
    guard terminal.read(milliseconds: 1000) > 0 else {
      throw .screen("the command line closing on Escape", shown: terminal.screen.lines)
    }
    latency.append(milliseconds(from: start, to: terminal.lastOutput))
    terminal.settle(milliseconds: 130)
  }
  return [
    Measurement(
      benchmark: "escape", quantity: "Escape to first byte, p50", value: latency.median, unit: "ms", limit: 30
    ),
    Measurement(
      benchmark: "escape", quantity: "Escape to first byte, p99", value: latency.percentile(0.99), unit: "ms"),
  ]
}
