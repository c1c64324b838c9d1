import Catalogs
import Domain
import Glibc

/// Reads the catalogue of exemptions, and searches it as every key of every description would.
@Sendable func measureEsenzioni(_ demo: Demo) throws(BenchError) -> [Measurement] {
  let before = ProcessFile.status("VmRSS", of: getpid())
  let catalog: EsenzioneCatalog
  let start = PseudoTerminal.nanoseconds
  do {
    catalog = try EsenzioniCatalog.load(directory: ResourceDirectory.located().data)
  } catch {
    throw .files("the catalogue of exemptions cannot be read")
  }
  let read = PseudoTerminal.nanoseconds
  let resident = ProcessFile.status("VmRSS", of: getpid()) - before
  var keys = Samples()
  var slips = Samples()
  for entry in catalog.entries.enumerated().filter({ !demo.isQuick || $0.offset % 10 == 0 }).map(\.element) {
    for text in [entry.description, entry.code.rawValue] {
      var typed = ""
      for character in text {
        typed.append(character)
        let before = PseudoTerminal.nanoseconds
        _ = catalog.search(typed, region: "09", limit: 20)
        keys.append(milliseconds(from: before, to: PseudoTerminal.nanoseconds))
      }
      typed.insert("x", at: typed.index(after: typed.startIndex))
      let before = PseudoTerminal.nanoseconds
      _ = catalog.resolve(typed, region: "09")
      slips.append(milliseconds(from: before, to: PseudoTerminal.nanoseconds))
    }
  }
  func figure(_ quantity: String, _ value: Double, _ unit: String, limit: Double? = nil) -> Measurement {
    Measurement(benchmark: "esenzioni", quantity: quantity, value: value, unit: unit, limit: limit)
  }
  return [
    figure("codes", Double(catalog.entries.count), ""),
    figure("read and indexed in", milliseconds(from: start, to: read), "ms", limit: 30),
    figure("resident", Double(resident) / 1024, "MB"),
    figure("search for a key, p50", keys.median, "ms"),
    figure("search for a key, p99", keys.percentile(0.99), "ms", limit: 30),
    figure("search for a key, worst", keys.largest, "ms"),
    figure("whole text with an error, p99", slips.percentile(0.99), "ms", limit: 30),
  ]
}
