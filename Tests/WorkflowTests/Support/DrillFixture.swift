import Cases
import Catalogs
import Domain
import Glibc
import Testing

@testable import Workflow

/// The program's own exercises, decided as the program decides them.
enum DrillFixture {
  static let names = ["codici", "tessera"]

  /// Every line of a file, as it is written.
  static func scenarios(_ name: String) throws -> [DrillScenario] {
    let file = try #require(fopen("\(Resources.directory.data)/drills/\(name).jsonl", "r"))
    defer { fclose(file) }
    var lines: [[UInt8]] = [[]]
    while case let byte = fgetc(file), byte != EOF {
      if byte == 0x0A { lines.append([]) } else { lines[lines.count - 1].append(UInt8(byte)) }
    }
    return try lines.filter { !$0.isEmpty }.map { try DrillScenario($0) }
  }

  static func drill(_ scenario: DrillScenario) throws -> Drill {
    let profile = Resources.profile(try #require(scenario.profile))
    return Drill(
      id: scenario.id, titles: scenario.titles, content: scenario.content, today: scenario.now.romeDate,
      profile: profile.id, decision: scenario.content.decide(profile: profile, now: scenario.now))
  }

  static func series() throws -> [DrillSeries] {
    try names.map { name in
      DrillSeries(id: name, isOwn: false, drills: try scenarios(name).map(drill))
    }
  }
}
