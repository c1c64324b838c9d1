import Domain
import FHIR
import Glibc
import Population
import SQLite
import Testing
import Vault

@testable import Registry

/// Registries in folders of their own, served by a probe that kills itself and then by the test.
struct CrashProbe {
  /// What is sent in this order, and how the registry ends it.
  static let tasks: [(name: String, caseID: String, medico: Identifier<Medico>, status: String)] = [
    ("accepted", "cambio", "mmg-003", "completed"), ("refused", "autolimitato", "mmg-002", "rejected"),
    ("waiting", "medico-completo", "mmg-001", "completed"),
  ]
  static let lastDay = demoDay.adding(days: 90)

  private let fixture: Fixture
  private let desk: WireDesk
  let practices: [Practice]

  init() async throws {
    fixture = try await Fixture()
    desk = try await WireDesk(fixture)
    var made: [Practice] = []
    for (number, task) in Self.tasks.enumerated() {
      let person = try await fixture.person(task.caseID)
      made.append(try await desk.scelta(for: person, medico: task.medico, operation: number))
    }
    practices = made
  }

  /// A run of the probe, and the folder that it left.
  final class Run {
    let folder = "/tmp/registry-crash-\(Randomness.uuid())"
    /// What it said, line by line.
    fileprivate(set) var lines: [String] = []
    /// 0, or 128 and the number of the signal that ended it.
    fileprivate(set) var status = 0

    /// The words of the lines that begin with one.
    func words(after first: String) -> [[String]] {
      lines.map { $0.split(separator: " ").map(String.init) }.filter { $0.first == first }
        .map { Array($0.dropFirst()) }
    }

    deinit {
      let files = [
        "registry.sqlite", "registry.sqlite-journal", "registry.sqlite-wal", "registry.sqlite-shm", "token",
        "note", "note.operation", "consent", "consent.operation", "person", "survivor",
      ]
      for name in files + CrashProbe.tasks.flatMap({ [$0.name, "\($0.name).operation"] }) {
        unlink("\(folder)/\(name)")
      }
      rmdir(folder)
    }
  }

  /// Lets the probe serve a copy of the registry, to the end or up to one passing of a moment.
  func run(until end: (moment: RegistryMoment, ordinal: Int)? = nil) async throws -> Run {
    let run = try await prepared()
    try serve(run, end.map { "\($0.moment.rawValue) \($0.ordinal)" } ?? "")
    return run
  }

  /// Lets the probe go on with what a run left, up to one passing of a moment.
  func runAgain(_ run: Run, until end: (moment: RegistryMoment, ordinal: Int)) throws {
    run.lines = []
    try serve(run, "\(end.moment.rawValue) \(end.ordinal)")
  }

  /// Lets the probe do one thing that is no Task, to the end (0) or up to one of its statements.
  func run(act: String, until ordinal: Int) async throws -> Run {
    let run = try await prepared()
    try serve(run, "act:\(act) \(ordinal)")
    return run
  }

  /// The names of these things.
  func acts() throws -> [String] {
    let run = Run()
    try execute(run, "acts")
    return run.lines.first?.split(separator: " ").map(String.init) ?? []
  }

  private func prepared() async throws -> Run {
    let run = Run()
    try #require(mkdir(run.folder, 0o700) == 0)
    try await fixture.registry.copy(to: run.folder + "/registry.sqlite")
    try Self.write(Array(desk.token.utf8), to: run.folder + "/token")
    for (task, practice) in zip(Self.tasks, practices) {
      try Self.write(PracticeTask.encode(practice), to: "\(run.folder)/\(task.name)")
      try Self.write(Array(practice.id.rawValue.utf8), to: "\(run.folder)/\(task.name).operation")
    }
    try await writeFacts(to: run.folder)
    return run
  }

  /// A note and a consent about somebody, and for whom levers are pulled.
  private func writeFacts(to folder: String) async throws {
    let person = try await fixture.person("ultimo-posto")
    let note = NoteTask(
      operation: "22222222-0000-4000-8000-00000000000a", person: person.id, code: person.identity.currentCode,
      text: "Chiede di essere richiamato", at: fixture.clock.now, author: desk.author)
    let consent = ConsentResource(
      operation: "33333333-0000-4000-8000-00000000000c", person: person.id, asl: Region.homeAsl,
      category: "consultazione-cura", isGiven: true, at: fixture.clock.now, notice: "2026-1")
    for (name, bytes, operation) in [
      ("note", note.bytes, note.operation), ("consent", consent.bytes(), consent.operation),
    ] {
      try Self.write(bytes, to: "\(folder)/\(name)")
      try Self.write(Array(operation.rawValue.utf8), to: "\(folder)/\(name).operation")
    }
    try Self.write(Array(person.id.rawValue.utf8), to: "\(folder)/person")
    let survivor = try await fixture.person("16-anni").id
    try Self.write(Array(survivor.rawValue.utf8), to: "\(folder)/survivor")
  }

  private func serve(_ run: Run, _ ending: String) throws {
    try execute(run, "'\(run.folder)' \(fixture.clock.now.milliseconds) \(ending)")
  }

  private func execute(_ run: Run, _ arguments: String) throws {
    let pipe = try #require(popen("'\(Self.program)' \(arguments) 2>/dev/null; echo status $?", "r"))
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), pipe) != nil {
      run.lines.append(String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init), as: UTF8.self))
    }
    pclose(pipe)
    run.status = run.words(after: "status").first?.first.flatMap { Int($0) } ?? -1
  }

  /// The registry that a run left, opened again.
  func open(_ run: Run) throws -> ReferenceRegistry {
    let clock = fixture.clock
    return try ReferenceRegistry(
      .file(path: run.folder + "/registry.sqlite"), profile: Fixture.profile, isDemo: true,
      now: { clock.now })
  }

  /// Sends everything again, with the operations of the first time.
  func askAgain(_ registry: ReferenceRegistry) async throws {
    for (task, practice) in zip(Self.tasks, practices) {
      await registry.setDecidesLater(task.name == "waiting")
      let answer = await registry.exchange(
        desk.request(task: PracticeTask.encode(practice), operation: practice.id))
      #expect([200, 201].contains(answer.status), "\(task.name): \(answer.status)")
    }
    try await registry.decideWaiting()
    try await registry.dayPassed(to: Self.lastDay)
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  /// The probe lies beside the program that runs the tests.
  static let program: String = {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    var path = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    while !path.isEmpty, access(path + "/registry-crash-probe", X_OK) != 0 {
      path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
    return path + "/registry-crash-probe"
  }()
}

/// Everything that a registry knows and that practices and days change.
struct RegistryTruth: Equatable {
  var practices: [String]
  var tasks: [String]
  var events: [String]
  var positions: [Posizione]
  /// The counters of each doctor.
  var loads: [Identifier<Medico>: Medico.Load]
  /// What the list of each doctor tells of its counters.
  var told: [Identifier<Medico>: Medico.Load]
  var relations: [String]
}

extension ReferenceRegistry {
  /// Writes a copy of the database, as it is now, to a new file.
  func copy(to path: String) throws { try database.execute("VACUUM INTO '\(path)'") }

  func isSound() throws -> Bool { try database.isSound() }

  /// The status of each Task with one of these operations, in the order in which the Tasks came.
  func statuses(of practices: [Practice]) throws -> [String] {
    let operations = Set(practices.map(\.id.rawValue))
    return try database.rows(
      "SELECT identifier, status FROM resource WHERE type = ? ORDER BY number",
      [.integer(ServedType.task.rawValue)]
    ) { (operation: $0.optionalText(0) ?? "", status: $0.optionalText(1) ?? "") }
    .filter { operations.contains($0.operation) }.map(\.status)
  }

  func truth() throws -> RegistryTruth {
    var positions: [Posizione] = []
    for number in try roster({ number, _, _, _ in Int(number) }) {
      positions.append(try record(number).posizione)
    }
    var loads: [Identifier<Medico>: Medico.Load] = [:]
    var told: [Identifier<Medico>: Medico.Load] = [:]
    for view in try medici(MedicoQuery()) {
      let id = view.medico.id
      loads[id] = view.medico.load
      let list = try resource(.group, id: PanelResource.id(of: id))
      told[id] = try list.flatMap { try PanelResource.decode($0.body).load }
    }
    return RegistryTruth(
      practices: try texts("SELECT id || outcome || coalesce(protocol, '') FROM practice ORDER BY number"),
      tasks: try texts(
        "SELECT identifier || status FROM resource WHERE type = \(ServedType.task.rawValue) ORDER BY number"),
      events: try texts("SELECT person || kind || due FROM event ORDER BY number"),
      positions: positions, loads: loads, told: told,
      relations: try texts(
        """
        SELECT id || status || version FROM resource WHERE type = \(ServedType.episodeOfCare.rawValue)
        ORDER BY number
        """))
  }

  /// What is known beside practices and positions: notes, consents, tokens, who lives on in whom, and what is told of it.
  func facts() throws -> [String] {
    var notes: [String] = []
    for number in try roster({ number, _, _, _ in Int(number) }) {
      notes += try record(number).notes.map { "\(number) \($0.text)" }
    }
    return notes
      + (try texts(
        "SELECT identifier || status FROM resource WHERE type = \(ServedType.consent.rawValue) ORDER BY number"
      ))
      + (try texts("SELECT desk || role || revoked FROM token ORDER BY issued, revoked"))
      + (try texts("SELECT person || '>' || successor FROM merged"))
      + (try texts("SELECT value || person FROM locator ORDER BY value"))
      + (try texts("SELECT key || value FROM state WHERE key IN ('day', 'first') ORDER BY key"))
      + (try texts(
        "SELECT type || coalesce(status, '') || count(*) FROM resource GROUP BY type, status ORDER BY 1"))
  }

  private func texts(_ sql: String) throws -> [String] { try database.rows(sql) { $0.text(0) } }
}
