import Domain
import FHIR
import Glibc
import Population
import Registry
import SQLite
import Vault

/// Makes the region of the demo and fills its registry, in this process and on disk.
@Sendable func measurePopulation(_ demo: Demo) async throws(BenchError) -> [Measurement] {
  let people = 20_000
  let folder = Demo.makeFolder()
  defer { Demo.remove(folder) }
  guard let today = CivilDate(year: 2026, month: 11, day: 21),
    let noon = CivilTime(hour: 12, minute: 0)
  else { return [] }
  let now = RomeTime(date: today, time: noon).instant
  var figures: [Measurement] = []
  func add(_ quantity: String, _ value: Double, _ unit: String, limit: Double? = nil) {
    figures.append(
      Measurement(benchmark: "population", quantity: quantity, value: value, unit: unit, limit: limit))
  }

  var start = PseudoTerminal.nanoseconds
  let region = Region.make(seed: 1, people: people, today: today)
  add(
    "region made, people counted", milliseconds(from: start, to: PseudoTerminal.nanoseconds), "ms",
    limit: 1_000)
  start = PseudoTerminal.nanoseconds
  var count = 0
  region.forEachPerson { _ in count += 1 }
  add("20,000 people visited", milliseconds(from: start, to: PseudoTerminal.nanoseconds), "ms", limit: 1_000)
  add("resident before the registry", megabytes("VmRSS"), "MB")

  do {
    try VaultLibrary.start()
    let registry = try ReferenceRegistry(
      .file(path: folder + "/registry.sqlite"), profile: Profile(id: "italia", scelta: SceltaParameters()),
      key: try .random(), isDemo: true, now: { now })
    start = PseudoTerminal.nanoseconds
    try await registry.populate(RegistryContent(region))
    add(
      "registry filled on disk", milliseconds(from: start, to: PseudoTerminal.nanoseconds), "ms", limit: 1_500
    )
    add("resident after filling, at most", megabytes("VmHWM"), "MB")
    start = PseudoTerminal.nanoseconds
    let roster = try await registry.roster { record, _, _, _ in record }
    add("roster of \(roster.count) names", milliseconds(from: start, to: PseudoTerminal.nanoseconds), "ms")
    figures += try await measureQuestions(registry, region)
    start = PseudoTerminal.nanoseconds
    try await registry.dayPassed(to: today.adding(days: 365))
    add("a year passes", milliseconds(from: start, to: PseudoTerminal.nanoseconds), "ms")
    start = PseudoTerminal.nanoseconds
    try await registry.populate(RegistryContent(region))
    add("registry filled anew", milliseconds(from: start, to: PseudoTerminal.nanoseconds), "ms")
    // Without a gate: in a run of all benchmarks the others' memory is in it. "memory" measures the demo.
    add("resident at the end, at most", megabytes("VmHWM"), "MB")
  } catch {
    throw .store("\(error)")
  }
  return figures
}

/// The questions that a clerk's keys bring to the registry.
private func measureQuestions(
  _ registry: ReferenceRegistry, _ region: Region
) async throws(RegistryFailure) -> [Measurement] {
  var people = Samples()
  var searches = Samples()
  var medici = Samples()
  for (index, demoCase) in region.demoCases.enumerated() {
    var start = PseudoTerminal.nanoseconds
    _ = try await registry.person(demoCase.code)
    people.append(milliseconds(from: start, to: PseudoTerminal.nanoseconds))
    start = PseudoTerminal.nanoseconds
    _ = try await registry.search(.names(surname: ["mar", "de", "co"][index % 3], name: "", birth: nil))
    searches.append(milliseconds(from: start, to: PseudoTerminal.nanoseconds))
    start = PseudoTerminal.nanoseconds
    _ = try await registry.medici(MedicoQuery(kind: .mmg))
    medici.append(milliseconds(from: start, to: PseudoTerminal.nanoseconds))
  }
  let token = try await registry.issueToken(desk: ServedRegistry.desk, role: .responsabile, validFor: 3_600)
  let start = PseudoTerminal.nanoseconds
  _ = await registry.exchange(
    Request(
      .get, "Patient",
      query: "scadenza=le\(region.today.adding(days: Expiry.horizonDays).iso)&_count=1000",
      headers: ["Authorization": "Bearer \(token)"]))
  let expiries = milliseconds(from: start, to: PseudoTerminal.nanoseconds)
  return [
    ("person by code, p99", people.percentile(0.99)), ("search by names, p99", searches.percentile(0.99)),
    ("doctors with places, p99", medici.percentile(0.99)), ("expiries of 90 days", expiries),
  ].map { Measurement(benchmark: "population", quantity: $0.0, value: $0.1, unit: "ms") }
}

private func megabytes(_ field: String) -> Double {
  Double(ProcessFile.status(field, of: getpid())) / 1_024
}

extension RegistryContent {
  /// The content of a fictional region.
  init(_ region: Region) {
    self.init(
      today: region.today, distretti: region.distretti, ambiti: region.ambiti, medici: region.medici,
      pending: region.pending.map { Pending(practice: $0.practice, person: $0.person, since: $0.since) },
      people: { (visit: (Assistito) throws(RegistryFailure) -> Void) throws(RegistryFailure) in
        try region.forEachPerson(visit)
      })
  }
}
