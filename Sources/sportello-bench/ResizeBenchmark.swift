/// Changes the window many times without waiting, and compares the last frame with the one that the same size
/// gives in peace.
func measureResizes(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  let terminal = try demo.startInPlainField(folder: folder)
  let sizes = [(24, 80), (43, 132), (30, 100), (24, 132), (43, 80)]
  var expected: [[String]] = []
  for (rows, columns) in sizes.reversed() + sizes {
    terminal.resize(rows: rows, columns: columns)
    terminal.settle(milliseconds: 200)
    expected.append(terminal.screen.lines)
  }
  expected.removeFirst(sizes.count)
  let storms = demo.isQuick ? 50 : 1000
  var wrong = 0
  var random = SystemRandomNumberGenerator()
  for storm in 0..<storms {
    for _ in 0..<Int.random(in: 3...20, using: &random) {
      terminal.resize(
        rows: .random(in: 10...60, using: &random), columns: .random(in: 40...160, using: &random))
      if Bool.random(using: &random) { _ = terminal.read(milliseconds: 0) }
    }
    let last = storm % sizes.count
    terminal.resize(rows: sizes[last].0, columns: sizes[last].1)
    if !terminal.wait(seconds: 1, until: { $0.lines == expected[last] }) { wrong += 1 }
  }
  return [
    Measurement(
      benchmark: "resize", quantity: "wrong last frames of \(storms) storms", value: Double(wrong), unit: "",
      limit: 0)
  ]
}
