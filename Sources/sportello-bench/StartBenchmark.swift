func measureStart(_ demo: Demo) throws(BenchError) -> [Measurement] {
  var existing = Samples()
  var fresh = Samples()
  for _ in 0..<(demo.isQuick ? 2 : 5) {
    let folder = Demo.makeFolder()
    defer { Demo.remove(folder) }
    let first = try demo.start(folder: folder)
    fresh.append(milliseconds(from: first.started, to: first.firstPaint))
    first.end()
    for _ in 0..<5 {
      let terminal = try demo.start(folder: folder)
      existing.append(milliseconds(from: terminal.started, to: terminal.firstPaint))
      terminal.end()
    }
  }
  return [
    Measurement(
      benchmark: "start", quantity: "first screen, existing data, p50", value: existing.median, unit: "ms",
      limit: 50),
    Measurement(
      benchmark: "start", quantity: "first screen, existing data, largest", value: existing.largest,
      unit: "ms"),
    Measurement(
      benchmark: "start", quantity: "first screen, fresh data, largest", value: fresh.largest, unit: "ms",
      limit: 1000),
  ] + (try measureStartAfterKill(demo))
}
