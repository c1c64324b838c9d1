/// A named group of figures.
struct Benchmark: Sendable {
  var name: String
  var summary: String
  var run: @Sendable (Demo) async throws(BenchError) -> [Measurement]

  static let all: [Benchmark] = [
    Benchmark(name: "key", summary: "B1, B2: time and bytes from a key to the screen", run: measureKeys),
    Benchmark(
      name: "start", summary: "B3: from the command to the first screen, also after kill -9",
      run: measureStart),
    Benchmark(name: "memory", summary: "B4: resident memory, without the guard", run: measureMemory),
    Benchmark(name: "idle", summary: "B5: wake-ups and bytes while nobody types", run: measureIdle),
    Benchmark(name: "escape", summary: "B6: the Escape key alone", run: measureEscape),
    Benchmark(
      name: "lookup", summary: "B7: a search among 1,000,000 people, and the memory", run: measureLookup),
    Benchmark(
      name: "index", summary: "the index of 1,000,000 names alone, without a screen", run: measureIndex),
    Benchmark(
      name: "esenzioni", summary: "the catalogue of exemptions read, and searched at every key",
      run: measureEsenzioni),
    Benchmark(name: "scan", summary: "B8: scans at 0 and 1 ms a character", run: measureScans),
    Benchmark(name: "resize", summary: "B9: storms of window changes", run: measureResizes),
    Benchmark(
      name: "commit", summary: "a practice stored: journal and outbox, on disk", run: measureCommits),
    Benchmark(
      name: "pull-store", summary: "1,000,000 people into the desk's copy, sealed, without a registry",
      run: measurePullStore),
    Benchmark(
      name: "listener", summary: "reads and pages through a socket, client and listener in one process",
      run: measureListener),
    Benchmark(
      name: "population", summary: "20,000 people made and written into the embedded registry",
      run: measurePopulation),
    Benchmark(
      name: "registry",
      summary: "1,000,000 people in a served anagrafe: reads by id and Tasks through its socket",
      run: measureRegistry),
  ]
}
