import Cases
import Domain
import Testing

@Suite("A line of decide is answered by a line") struct DecideTests {
  private static let now = Instant(iso: "2026-03-16T09:00:00Z")!

  private static let report = DecideReport(
    subject: .scelta, now: now, profile: Profile(id: "italia", scelta: SceltaParameters()),
    profileNamed: { id in
      guard id == "chiuso" else { return nil }
      var profile = Profile(id: id, scelta: SceltaParameters())
      profile.suspensions = [
        Suspension(
          start: now, announcedEnds: [Instant(iso: "2026-03-17T09:00:00Z")!], policy: .blocco,
          kinds: Set(PracticeKind.allCases), source: "prova")
      ]
      return profile
    },
    sentence: { ([$0] + $1).joined(separator: "|") })

  private func answer(_ line: String) throws -> (json: JSONObject, isRight: Bool) {
    var output: [UInt8] = []
    let isRight = Self.report.answer(Array(line.utf8), number: 7, to: &output)
    #expect(output.last == 0x0A)
    #expect(!output.dropLast().contains(0x0A))
    return (try #require(JSONParser.parse(output).object), isRight)
  }

  private static let adult = """
    {"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "990101"},
      "assistenza": {"asl": "990101", "start": "2000-01-01"}},
     "medico": {"kind": "mmg", "ceilings": {"permanent": 1500}, "load": {"permanent": 10}},
     "effectiveDate": "2026-03-16", "documentsSeen": ["identityDocument", "tesseraSanitaria"]}
    """

  @Test("a plain case is admitted")
  func plain() throws {
    let (json, isRight) = try answer(Self.adult)
    #expect(isRight)
    #expect(json["line"] == .integer(7))
    #expect(json["outcome"] == .string("admitted"))
    #expect(json["receipt"] == .string("definitiva"))
    #expect(json["effectiveDate"] == .string("2026-03-16"))
    #expect(json["counter"] == .string("permanent"))
  }

  @Test("an adult with a paediatrician is refused, and every finding is explained")
  func refused() throws {
    let (json, isRight) = try answer(Self.adult.replacing("\"mmg\"", with: "\"pls\""))
    #expect(isRight)
    #expect(json["outcome"] == .string("refused"))
    #expect(json["receipt"] == .string("promemoria"))
    let finding = try #require(json["findings"]?.array?.first?.object)
    #expect(finding["severity"] == .string("block"))
    #expect(finding["rule"] == json["headline"])
    for key in ["source", "confidence", "message", "arguments"] { #expect(finding[key] != nil) }
  }

  @Test("the profile and the moment of the line win")
  func override() throws {
    let open = "{\"profile\": \"chiuso\", \"now\": \"2026-03-15T09:00:00Z\", \"case\": \(Self.adult)}"
    #expect(try answer(open).json["outcome"] == .string("admitted"))
    let closed = "{\"profile\": \"chiuso\", \"case\": \(Self.adult)}"
    #expect(try answer(closed).json["headline"] == .string("SOS-01"))
  }

  @Test(
    "a bad line says where and why, and nothing of the person",
    arguments: [
      ("{", "", "errore.caso.sintassi|1"),
      (
        #"{"assistito": {"identity": {"surname": "Segretissimo", "sex": "Segretissimo"}}}"#,
        "assistito.birthDate", "errore.caso.mancante"
      ),
      (
        #"{"assistito": {"birthDate": "Segretissimo"}}"#, "assistito.birthDate", "errore.caso.formato|date"
      ),
      ("{\"profile\": \"Segretissimo\", \"case\": \(adult)}", "profile", "errore.caso.profilo"),
    ])
  func badLine(line: String, path: String, reason: String) throws {
    let (json, isRight) = try answer(line)
    #expect(!isRight)
    #expect(json["line"] == .integer(7))
    #expect(json["error"]?.object?["path"] == .string(path))
    #expect(json["error"]?.object?["reason"] == .string(reason))
  }

  @Test("mutilated cases are decided or refused, and say nothing of the person")
  func mutilated() throws {
    var invention = Invention(seed: 5)
    var bytes: [UInt8] = []
    for round in 0..<1_500 {
      if round.isMultiple(of: 25) {
        bytes = DecideRequest.line(of: invention.practiceCase(of: .scelta))
      }
      var line = bytes
      line[invention.number(0...(line.count - 1))] = UInt8(invention.number(0...255))
      var output: [UInt8] = []
      let isRight = Self.report.answer(line, number: 1, to: &output)
      if !isRight {
        let isSilent = !String(decoding: output, as: UTF8.self).contains("PRVNNA80A41")
        #expect(isSilent)
      }
    }
  }

  @Test("no random case stops the rules", arguments: PracticeKind.allCases)
  func total(kind: PracticeKind) {
    var invention = Invention(seed: 31)
    let profile = Profile(id: "italia", scelta: SceltaParameters())
    for _ in 0..<500 {
      let decision = invention.practiceCase(of: kind).decide(profile: profile, now: invention.instant())
      let isExplained = decision.outcome != .refused || decision.headline?.severity == .block
      #expect(isExplained)
    }
  }
}
