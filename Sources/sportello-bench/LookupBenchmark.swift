func measureLookup(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  let people = demo.isQuick ? 100_000 : 1_000_000
  let began = PseudoTerminal.nanoseconds
  let first = try demo.start(folder: folder, people: people)
  try waitForPeople(first)
  let made = milliseconds(from: began, to: PseudoTerminal.nanoseconds)
  first.end()
  let terminal = try demo.start(folder: folder, people: people)
  let started = milliseconds(from: terminal.started, to: terminal.firstPaint)
  try waitForPeople(terminal)
  let found = milliseconds(from: terminal.started, to: PseudoTerminal.nanoseconds)
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
    Measurement(benchmark: "lookup", quantity: "region made and indexed in", value: made / 1000, unit: "s"),
    Measurement(
      benchmark: "lookup", quantity: "first screen, existing data", value: started, unit: "ms", limit: 50),
    Measurement(benchmark: "lookup", quantity: "first names found, existing data", value: found, unit: "ms"),
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

/// Searches again and again until somebody is found.
private func waitForPeople(_ terminal: PseudoTerminal) throws(BenchError) {
  let end = PseudoTerminal.nanoseconds + 900_000_000_000
  while PseudoTerminal.nanoseconds < end {
    terminal.type("ROS")
    terminal.settle(milliseconds: 100)
    let isFound = terminal.screen.shows("RSS")
    terminal.type(Demo.Keys.kill)
    terminal.settle(milliseconds: 100)
    if isFound { return }
  }
  throw .screen("people on the list", shown: terminal.screen.lines)
}
