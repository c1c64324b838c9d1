import Cases
import Domain
import Testing

@Suite("Exercises for trainees as lines of a file") struct DrillScenarioTests {
  private static let person = """
    {"birthDate": "1980-01-01", "residence": {"asl": "030321"},
     "assistenza": {"asl": "030321", "start": "2000-01-01"},
     "tessera": {"number": "80380000300000000011", "issued": "2024-01-10", "expires": "2030-01-09"}}
    """

  private static func line(
    drill: String = #""holder""#, practice: String = #""rilascio-pin-ts-cns""#,
    title: String = #"{"it": "In regola", "de": "In Ordnung"}"#, expected: String = #""admitted""#,
    request: String? = nil, more: String = ""
  ) -> [UInt8] {
    let request =
      request
      ?? "{\"now\": \"2026-03-16T09:00:00Z\", \"profile\": \"lombardia\", \"case\": {\"assistito\": \(person)}}"
    return Array(
      """
      {"drill": \(drill), "practice": \(practice), "title": \(title), "expected": \(expected),
       "request": \(request)\(more)}
      """.utf8)
  }

  @Test("one line tells case, moment, profile, titles and the rule that is expected")
  func whole() throws {
    let scenario = try DrillScenario(Self.line())
    #expect(scenario.id == "holder" && scenario.expected == DrillScenario.admitted)
    #expect(scenario.titles == ["it": "In regola", "de": "In Ordnung"])
    #expect(scenario.profile == "lombardia" && scenario.now == Instant(iso: "2026-03-16T09:00:00Z"))
    #expect(scenario.content.kind == .rilascioPin)
  }

  /// What is wrong, where, and why.
  static let rows: [(line: [UInt8], path: String, reason: CaseError.Reason)] = [
    (line(drill: "1"), "drill", .type(expected: "string")),
    (line(drill: "\"\""), "drill", .type(expected: "string")),
    (line(expected: "null"), "expected", .missing),
    (line(title: "\"In regola\""), "title", .type(expected: "object")),
    (line(title: "{\"de\": \"In Ordnung\"}"), "title.it", .missing),
    (line(title: "{\"it\": 1}"), "title.it", .type(expected: "string")),
    (
      line(practice: "\"pin\""), "practice", .choice(admitted: PracticeKind.allCases.map(\.rawValue))
    ),
    (line(request: "{\"case\": {\"assistito\": \(person)}}"), "request.now", .missing),
    (line(request: "{\"now\": \"2026-03-16T09:00:00Z\", \"case\": {}}"), "request.case.assistito", .missing),
    (line(more: ", \"why\": 1"), "why", .unknownKey),
    (Array("{}".utf8), "drill", .missing), (Array("[]".utf8), "", .type(expected: "object")),
  ]

  @Test("a line that is none is named by its place, and by no value", arguments: rows.indices)
  func wrong(row: Int) {
    let (line, path, reason) = Self.rows[row]
    let error = #expect(throws: CaseError.self) { try DrillScenario(line) }
    #expect(error?.path == path && error?.reason == reason, "\(row)")
  }

  @Test("what is expected is the headline, and nothing if that is a note only")
  func answer() throws {
    let decide = { (rest: String) throws -> String in
      let request =
        "{\"now\": \"2026-03-16T09:00:00Z\", \"case\": {\"assistito\": \(Self.person)\(rest)}}"
      let scenario = try DrillScenario(Self.line(request: request))
      let profile = Profile(id: "italia", scelta: SceltaParameters())
      return DrillScenario.answer(of: scenario.content.decide(profile: profile, now: scenario.now))
    }
    #expect(try decide("") == DrillScenario.admitted)
    #expect(try decide(", \"isOperatorInvolved\": true") == "R-OP-01")
    #expect(try decide(", \"documents\": []") == "R-DOC-01")
  }
}
