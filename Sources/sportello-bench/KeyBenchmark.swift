import Glibc

/// Milliseconds between two readings of ``PseudoTerminal/nanoseconds``.
func milliseconds(from start: Int, to end: Int) -> Double {
  Double(end - start) / 1_000_000
}

func measureKeys(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  let terminal = try demo.startInPlainField(folder: folder)
  var latency = Samples()
  var bytes = Samples()
  let letters = Array("ABCDEFGHIJKLMNOPQRST")
  for index in 0..<(demo.isQuick ? 400 : 4000) {
    if index % letters.count == 0 {
      terminal.type(Demo.Keys.kill)
      terminal.settle(milliseconds: 40)
    }
    let start = PseudoTerminal.nanoseconds
    let before = terminal.byteCount
    terminal.type(String(letters[index % letters.count]))
    guard terminal.read(milliseconds: 1000) > 0 else {
      throw .screen("anything after a key", shown: terminal.screen.lines)
    }
    latency.append(milliseconds(from: start, to: terminal.lastOutput))
    // Slower than a scanner, or the run of letters would be taken for a scan.
    terminal.settle(milliseconds: 40)
    bytes.append(Double(terminal.byteCount - before))
  }
  return [
    Measurement(
      benchmark: "key", quantity: "key to first byte, p50", value: latency.median, unit: "ms", limit: 1),
    Measurement(
      benchmark: "key", quantity: "key to first byte, p99", value: latency.percentile(0.99), unit: "ms",
      limit: 5),
    Measurement(
      benchmark: "key", quantity: "bytes a plain key, p50", value: bytes.median, unit: "B", limit: 2),
    Measurement(
      benchmark: "key", quantity: "bytes a plain key, p95", value: bytes.percentile(0.95), unit: "B", limit: 2
    ),
    try fieldChange(terminal),
    fullRepaint(terminal),
  ]
}

private func fieldChange(_ terminal: PseudoTerminal) throws(BenchError) -> Measurement {
  var bytes = Samples()
  // A valid field: the sentence about an empty one is no part of a change of field.
  terminal.type(Demo.Keys.kill + "X")
  terminal.settle(milliseconds: 100)
  for _ in 0..<20 {
    for key in [Demo.Keys.tab, Demo.Keys.backTab] {
      terminal.type(key)
      bytes.append(Double(terminal.settle(milliseconds: 40)))
    }
  }
  return Measurement(
    benchmark: "key", quantity: "bytes a change of field, p95", value: bytes.percentile(0.95), unit: "B",
    limit: 80)
}

private func fullRepaint(_ terminal: PseudoTerminal) -> Measurement {
  var bytes = Samples()
  for _ in 0..<5 {
    kill(terminal.worker, SIGCONT)
    bytes.append(Double(terminal.settle(milliseconds: 100)))
  }
  return Measurement(
    benchmark: "key", quantity: "bytes a full repaint at 80x24", value: bytes.largest, unit: "B", limit: 1500)
}
