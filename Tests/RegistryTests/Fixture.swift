import Cases
import Domain
import Glibc
import Population
import SQLite
import Synchronization
import Testing
import Vault

@testable import Registry

let demoDay = CivilDate(year: 2026, month: 11, day: 21)!

/// A clock that a test moves.
final class Clock: Sendable {
  private let instant: Mutex<Instant>

  init(_ day: CivilDate = demoDay) { instant = Mutex(Clock.morning(of: day)) }

  var now: Instant { instant.withLock { $0 } }

  func move(to day: CivilDate) { instant.withLock { $0 = Clock.morning(of: day) } }

  func move(by milliseconds: Int) { instant.withLock { $0 = $0 + .milliseconds(milliseconds) } }

  private static func morning(of day: CivilDate) -> Instant {
    RomeTime(date: day, time: CivilTime(hour: 10, minute: 0)!).instant
  }
}

/// A file of a registry that is gone with the last who holds it.
final class RegistryFile: Sendable {
  let path: String

  init(copying bytes: [UInt8]) throws {
    path = "/tmp/registry-\(Randomness.uuid()).sqlite"
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  func bytes() throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    try #require(fread(&bytes, 1, bytes.count, file) == bytes.count)
    return bytes
  }

  deinit {
    unlink(path)
    for end in ["-journal", "-wal"] { unlink(path + end) }
  }
}

/// A registry over a small fictional region.
struct Fixture {
  let clock = Clock()
  let region: Region
  let registry: ReferenceRegistry

  /// The file of a fixture of the usual size, which is a copy of one that was filled once.
  private let file: RegistryFile?

  /// A registry of the usual size, or one filled anew where size or place are others.
  init(
    people: Int = 200, location: Database.Location? = nil, base: String = "",
    profile: Profile = Self.profile, key: DataKey? = nil
  ) async throws {
    region = people == 200 ? Self.small : Region.make(seed: 1, people: people, today: demoDay)
    file =
      location == nil && people == 200 && key == nil
      ? try await RegistryFile(copying: Self.filled.value) : nil
    let clock = clock
    registry = try ReferenceRegistry(
      file.map { .file(path: $0.path) } ?? location ?? .memory, profile: profile, base: base, key: key,
      isDemo: true,
      now: { clock.now })
    if file == nil { try await registry.populate(RegistryContent(region)) }
  }

  static let profile = Profile(id: "italia", scelta: SceltaParameters())
  /// A profile with the codes that the tests of exemptions ask for.
  static let exemptions: Profile = {
    func entry(
      _ code: String, _ family: EsenzioneFamily, _ issuer: EsenzioneIssuer, _ validity: EsenzioneValidity,
      isRestricted: Bool = false
    ) -> EsenzioneEntry {
      EsenzioneEntry(
        code: CodiceEsenzione(code)!, family: family, description: code, issuer: issuer, validity: validity,
        isRestricted: isRestricted, confidence: .law)
    }
    var profile = Self.profile
    profile.esenzioni.catalog = EsenzioneCatalog(entries: [
      entry("E01", .reddito, .listOrSelfCertification, .untilDay(month: 3, day: 31)),
      entry("E02", .reddito, .yearlySelfCertification, .untilDay(month: 3, day: 31)),
      entry("013.250", .cronica, .residenceOnCertificate, .unlimited),
      entry("050", .cronica, .residenceOnCertificate, .unlimited),
      entry("052", .cronica, .residenceOnCertificate, .unlimited),
      entry("C01", .invalidita, .residenceOnReport, .unlimited),
      entry("C03", .invalidita, .residenceOnReport, .configured),
      entry("020.042", .cronica, .residenceOnCertificate, .unlimited, isRestricted: true),
    ])
    return profile
  }()
  static let small = Region.make(seed: 1, people: 200, today: demoDay)

  /// The bytes of the file of a registry filled with the usual people.
  private static let filled = Task { () throws -> [UInt8] in
    let file = try RegistryFile(copying: [])
    let clock = Clock()
    let registry = try ReferenceRegistry(
      .file(path: file.path), profile: profile, isDemo: true, now: { clock.now })
    try await registry.populate(RegistryContent(small))
    return try file.bytes()
  }

  /// The person of a case of the demo.
  func person(_ caseID: String) async throws -> Assistito {
    let code = region.demoCases.first { $0.id == caseID }!.code
    return try await registry.person(code)!
  }

  /// A plain scelta for a person, as a desk would send it.
  func scelta(
    for person: Assistito, medico id: Identifier<Medico>, operation: Int = 1, role: Role = .sportello,
    _ edit: (inout SceltaRequest) -> Void = { _ in }
  ) async throws -> Practice {
    let facts = try await registry.facts(of: person.id, medico: id)
    var request = SceltaRequest(effectiveDate: clock.now.romeDate)
    request.documentsSeen = Set(DocumentKind.allCases)
    edit(&request)
    let content = SceltaCase(
      assistito: person, medico: facts.medico!.medico, currentMedico: facts.currentMedico,
      medicoAmbito: facts.medico!.ambito, request: request,
      pediatricianAvailable: facts.pediatricianAvailable, pending: facts.pending)
    return practice(.scelta(content), operation: operation, role: role)
  }

  func practice(_ content: PracticeCase, operation: Int, role: Role = .sportello) -> Practice {
    Practice(
      id: .init(unchecked: "11111111-0000-4000-8000-" + String(1_000_000_000_000 + operation).dropFirst()),
      content: content,
      author: Author(
        operatorName: "r.prova", role: role,
        desk: Desk(id: "sportello 2", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto)),
      createdAt: clock.now)
  }

  @discardableResult
  func submit(_ practice: Practice) async throws -> RegistryAnswer {
    try await registry.submit(CaseCoding.encode(practice: practice))
  }

  func load(_ id: Identifier<Medico>) async throws -> Medico.Load {
    try await registry.medico(id)!.medico.load!
  }
}

extension RegistryContent {
  /// The content of a fictional region.
  init(_ region: Region) {
    self.init(
      today: region.today, distretti: region.distretti, ambiti: region.ambiti, medici: region.medici,
      pending: region.pending.map {
        Pending(practice: $0.practice, person: $0.person, since: $0.since, medico: $0.medico)
      },
      people: { (visit: (Assistito) throws(RegistryFailure) -> Void) throws(RegistryFailure) in
        try region.forEachPerson(visit)
      })
  }
}

extension RegistryAnswer {
  var protocolNumber: String? {
    switch self {
    case .accepted(let number, _, _), .alreadyAnswered(let number, _): number
    case .rejected: nil
    }
  }

  var rejection: Decision? {
    if case .rejected(let decision) = self { return decision }
    return nil
  }
}
