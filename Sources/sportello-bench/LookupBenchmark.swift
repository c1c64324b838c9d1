func measureLookup(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  let people = demo.isQuick ? 100_000 : 1_000_000
  let terminal = try demo.start(folder: folder, people: people)
  let started = milliseconds(from: terminal.started, to: terminal.firstPaint)
  var latency = Samples()
  for index in 0..<(demo.isQuick ? 5 : 25) {
    terminal.type(Demo.Keys.home)
    terminal.settle(milliseconds: 100)
    let name = ["ROSSE", "FERRI", "MARCH", "VESCO", "BENVE"][index % 5]
    for (position, letter) in name.enumerated() {
      let start = PseudoTerminal.nanoseconds
      terminal.type(String(letter))
      terminal.settle(milliseconds: 60)
      // A search starts at the third letter.
      if position >= 2 { latency.append(milliseconds(from: start, to: terminal.lastOutput)) }
    }
    terminal.type(Demo.Keys.kill)
    terminal.settle(milliseconds: 60)
  }
  let megabytes = Double(ProcessFile.status("VmRSS", of: terminal.worker)) / 1024
  return [
    Measurement(benchmark: "lookup", quantity: "people", value: Double(people), unit: ""),
    Measurement(benchmark: "lookup", quantity: "first screen, fresh data", value: started, unit: "ms"),
    Measurement(
      benchmark: "lookup", quantity: "key to list painted, p50", value: latency.median, unit: "ms", limit: 30),
    Measurement(
      benchmark: "lookup", quantity: "key to list painted, p99", value: latency.percentile(0.99), unit: "ms",
      limit: 30),
    Measurement(
      benchmark: "lookup", quantity: "resident with the index", value: megabytes, unit: "MB",
      limit: demo.isQuick ? nil : 150),
  ]
}
