import Glibc
import TestThreads
import Testing

@Suite("sportello decide, as a program", .onOwnThreads) struct DecideProgramTests {
  private func run(_ arguments: String, input: String = "") throws -> (output: String, status: Int32) {
    let program = try Sportello("decide \(arguments)", input: input)
    return (program.output, program.status)
  }

  private static func scelta(born: String = "1980-01-01", kind: String = "mmg") -> String {
    #"{"assistito": {"birthDate": "\#(born)", "residence": {"asl": "990101"}}, "#
      + #""medico": {"kind": "\#(kind)", "ceilings": {"permanent": 1500}, "load": {"permanent": 9}}, "#
      + #""effectiveDate": "2026-03-16"}"#
  }

  @Test("decides each line, in order, and skips blank ones") func lines() throws {
    let input = "\(Self.scelta())\r\n\n\(Self.scelta(kind: "pls"))\n\(Self.scelta())"
    let answer = try run("scelta --at 2026-03-16", input: input)
    let lines = answer.output.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[0].contains(#""line":1,"outcome":"admitted","receipt":"definitiva""#))
    #expect(lines[1].contains(#""line":3,"outcome":"refused","receipt":"promemoria""#))
    #expect(lines[2].contains(#""line":4,"outcome":"admitted""#))
    #expect(answer.status == 0)
  }

  @Test("tells a bad line and goes on") func badLine() throws {
    let input = "{\"assistito\": {\"birthDate\": \"Segretissimo\"}}\n\(Self.scelta())\n"
    let answer = try run("scelta --at 2026-03-16", input: input)
    let lines = answer.output.split(separator: "\n")
    try #require(lines.count == 2)
    #expect(lines[0].hasPrefix(#"{"error":{"path":"assistito.birthDate","reason":""#))
    #expect(lines[0].hasSuffix(#""line":1}"#))
    #expect(!answer.output.contains("Segretissimo"))
    #expect(lines[1].contains(#""outcome":"admitted""#))
    #expect(answer.status == 65)
  }

  @Test("knows the stop of Toscana, from its profile or from the line") func suspension() throws {
    let closed = try run("scelta --profile toscana --at 2026-02-28T10:00:00+01:00", input: Self.scelta())
    #expect(closed.output.contains(#""headline":"SOS-01""#))
    let line = #"{"now": "2026-02-27T13:59:00+01:00", "profile": "toscana", "case": \#(Self.scelta())}"#
    #expect(try run("scelta", input: line).output.contains(#""outcome":"admitted""#))
  }

  @Test("decides revoca and ricusazione", arguments: ["revoca", "ricusazione"])
  func others(kind: String) throws {
    let person =
      #"{"birthDate": "1980-01-01", "residence": {"asl": "990101"}, "#
      + #""scelte": [{"medico": "medico", "start": "2020-01-01"}]}"#
    let rest =
      kind == "revoca"
      ? #""reason": "citizenWish", "effectiveDate": "2026-03-16""#
      : #""medico": {"kind": "mmg"}, "noticeDate": "2026-03-16", "reason": "sfiducia""#
    let input = #"{"assistito": \#(person), \#(rest)}"#
    let answer = try run("\(kind) --at 2026-03-16", input: input)
    #expect(answer.output.contains(#""outcome":"#) && answer.status == 0)
    if kind == "ricusazione" { #expect(answer.output.contains("2026-04-01")) }
  }

  /// A declaration of income that is admitted, with what is added to the case.
  private static func esenzione(
    _ code: String = "E02", evidence: String? = nil, more: String = "", records: String = ""
  ) -> String {
    let income =
      #"{"kind": "income", "signedOn": "2026-06-15", "condition": "unemployed", "income": "below"}"#
    return #"{"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "990101"}, "#
      + #""assistenza": {"asl": "990101", "start": "2000-01-01"}\#(records)}, "code": "\#(code)", "#
      + #""effectiveDate": "2026-06-15", "evidence": \#(evidence ?? income), "#
      + #""documentsSeen": ["identityDocument", "tesseraSanitaria", "incomeDeclaration"]\#(more)}"#
  }

  @Test("decides an exemption: admitted with its last day, or refused with the rule") func esenzione() throws
  {
    let tooMuch =
      #"{"kind": "income", "signedOn": "2026-06-15", "condition": "unemployed", "income": {"kind": "cents", "cents": 826331}}"#
    let revoca =
      #"{"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "990101"}, "esenzioni": [{"id": "e", "code": "E02", "#
      + #""issuer": "990101", "start": "2026-04-10", "end": "2027-03-31", "issuedOn": "2026-04-10", "origin": "selfDeclared"}]}, "#
      + #""practice": "esenzione-revoca", "esenzione": "e", "reason": "requirementLost", "effectiveDate": "2026-06-15", "#
      + #""documentsSeen": ["identityDocument", "tesseraSanitaria"]}"#
    let input = [
      Self.esenzione(), Self.esenzione(evidence: tooMuch), Self.esenzione("M12"), Self.esenzione("ZZZ"),
      revoca,
    ]
    let answer = try run("esenzione --at 2026-06-15", input: input.joined(separator: "\n"))
    let lines = answer.output.split(separator: "\n")
    try #require(lines.count == 5)
    #expect(lines[0].contains(#""outcome":"admitted""#) && lines[0].contains("2027-03-31"))
    for (line, rule) in [(1, "ER-02"), (2, "GR-01"), (3, "ESE-01")] {
      #expect(
        lines[line].contains(#""headline":"\#(rule)""#) && lines[line].contains(#""outcome":"refused""#))
    }
    #expect(lines[4].contains(#""outcome":"admitted""#))
    #expect(answer.status == 0)
  }

  @Test("tells what is wrong with the line of an exemption, without what it says of the person")
  func badEsenzione() throws {
    let input = [
      #"{"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "990101"}}, "code": "!!", "effectiveDate": "2026-06-15"}"#,
      "{\"code\": \"E02\",", Self.esenzione(more: #", "codice": "E02""#), Self.esenzione(),
    ]
    let answer = try run("esenzione --at 2026-06-15", input: input.joined(separator: "\n"))
    let lines = answer.output.split(separator: "\n")
    try #require(lines.count == 4)
    #expect(lines[0].hasPrefix(#"{"error":{"path":"code""#) && !lines[0].contains("!!"))
    #expect(lines[1].hasPrefix(#"{"error":"#) && lines[1].hasSuffix(#""line":2}"#))
    #expect(lines[2].hasPrefix(#"{"error":{"path":"codice""#))
    #expect(lines[3].contains(#""outcome":"admitted""#))
    #expect(answer.status == 65)
  }

  @Test("knows the stop of exemptions of Toscana, and what a region issues") func regionalEsenzione() throws {
    let closed = try run(
      "esenzione --profile toscana --at 2026-02-28T10:00:00+01:00", input: Self.esenzione())
    #expect(closed.output.contains(#""headline":"SOS-01""#))
    let other = try run("esenzione --profile toscana --at 2026-06-15", input: Self.esenzione("7RQ"))
    #expect(other.output.contains(#""headline":"ESE-01""#))
  }

  @Test("prints the schema of each kind", arguments: ["scelta", "revoca", "ricusazione", "esenzione"])
  func schema(kind: String) throws {
    let answer = try run("\(kind) --schema")
    #expect(answer.output.hasPrefix("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\""))
    #expect(answer.status == 0)
  }

  @Test(
    "gives the exit codes that its help promises",
    arguments: [
      ("--help", 0), ("scelta --help", 0), ("scelta", 0), ("", 64), ("altro", 64), ("scelta --nothing", 64),
      ("scelta --at ieri", 64), ("scelta --language xx", 64), ("scelta --resources /nonexistent", 72),
      ("scelta --profile nessuno", 78),
    ])
  func exitCodes(arguments: String, status: Int32) throws {
    #expect(try run(arguments).status == status)
  }
}
