import Cases
import Catalogs
import Domain
import FoundationEssentials
import Glibc
import Workflow

/// Reads the exercises for trainees: the program's own, and a file of the trainer's.
struct DrillFiles {
  /// Why exercises cannot be used: the first line that is wrong.
  struct Fault: Error, OperatorMessage {
    let messageKey: String
    let messageArguments: [String]
  }

  /// The greatest size of a file, in bytes.
  static let sizeLimit = 1 << 22

  private let resources: ResourceDirectory
  private let standard: Profile
  private var profiles: [String: Profile]

  /// Keeps where the program's own lie, and the profile where a line names none; nothing is read.
  init(resources: ResourceDirectory, standard: Profile) {
    self.resources = resources
    self.standard = standard
    profiles = [standard.id: standard]
  }

  /// The program's own series in the order of their names.
  ///
  /// - Throws: ``Fault`` for a file that cannot be read, a line that is no exercise, and one whose answer the rules
  ///   do not give.
  mutating func shipped() throws(Fault) -> [DrillSeries] {
    let folder = resources.data + "/drills"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var found: [DrillSeries] = []
    for name in names.sorted() where name.hasSuffix(".jsonl") {
      let id = String(name.dropLast(".jsonl".count))
      found.append(DrillSeries(id: id, isOwn: false, drills: try drills("\(folder)/\(name)", name)))
    }
    return found
  }

  /// The series of a file of the trainer's, called by the name of the file.
  ///
  /// - Throws: ``Fault``, as for the program's own.
  mutating func own(_ path: String) throws(Fault) -> DrillSeries {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return DrillSeries(id: name, isOwn: true, drills: try drills(path, name))
  }

  private mutating func drills(_ path: String, _ name: String) throws(Fault) -> [Drill] {
    let lines = try Self.read(path, name).split(separator: 0x0A, omittingEmptySubsequences: false)
    var drills: [Drill] = []
    for (index, line) in lines.enumerated()
    where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      drills.append(try drill(Array(line), at: [name, String(index + 1)]))
    }
    return drills
  }

  private mutating func drill(_ line: [UInt8], at place: [String]) throws(Fault) -> Drill {
    let scenario: DrillScenario
    do { scenario = try DrillScenario(line) } catch {
      let path = error.path.isEmpty ? "JSON" : error.path
      throw Fault(messageKey: "errore.formazione.riga", messageArguments: place + [path])
    }
    guard let profile = profile(scenario.profile) else {
      throw Fault(messageKey: "errore.formazione.riga", messageArguments: place + ["request.profile"])
    }
    let decision = scenario.content.decide(profile: profile, now: scenario.now)
    let answer = DrillScenario.answer(of: decision)
    guard answer == scenario.expected else {
      throw Fault(
        messageKey: "errore.formazione.risposta", messageArguments: place + [scenario.expected, answer])
    }
    return Drill(
      id: scenario.id, titles: scenario.titles, content: scenario.content, today: scenario.now.romeDate,
      profile: profile.id, decision: decision)
  }

  private mutating func profile(_ id: String?) -> Profile? {
    guard let id else { return standard }
    if let known = profiles[id] { return known }
    guard var profile = try? ProfileCatalog.load(id, directory: resources.data) else { return nil }
    profile.esenzioni.catalog = standard.esenzioni.catalog
    profiles[id] = profile
    return profile
  }

  private static func read(_ path: String, _ name: String) throws(Fault) -> [UInt8] {
    let fault = Fault(messageKey: "errore.formazione.file", messageArguments: [name])
    guard let file = fopen(path, "re") else { throw fault }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&block, 1, block.count, file), count > 0 {
      bytes += block[..<count]
      guard bytes.count <= sizeLimit else { throw fault }
    }
    guard ferror(file) == 0 else { throw fault }
    return bytes
  }
}
