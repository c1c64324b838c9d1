import Cases
import Domain
import Testing

@Suite("A case can be written by hand") struct HandWrittenCaseTests {
  private static let minimal = """
    {"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "990101"}},
     "medico": {"kind": "mmg", "ceilings": {"permanent": 1500}, "load": {"permanent": 1499}},
     "effectiveDate": "2026-03-16"}
    """

  private func scelta(_ text: String) throws -> SceltaCase {
    let request = try DecideRequest(Array(text.utf8), kind: .scelta)
    guard case .scelta(let content) = request.content else { throw CancellationError() }
    return content
  }

  @Test("the shortest scelta takes its defaults")
  func shortest() throws {
    let content = try scelta(Self.minimal)
    #expect(content.assistito.identity.birthDate == CivilDate(iso: "1980-01-01"))
    #expect(content.assistito.posizione.residence.territory?.ambitoPLS == "990101")
    #expect(content.medico.ambito == "990101")
    #expect(content.medico.asl == CodiceAsl("990101"))
    #expect(content.medico.load == Medico.Load(permanent: 1499, temporary: 0))
    #expect(content.request.applicant == .`self`)
    #expect(content.assistito.posizione.entitlement == .italian)
  }

  @Test("a paediatrician without ambito works in that of the domicile")
  func paediatrician() throws {
    let content = try scelta(
      """
      {"assistito": {"birthDate": "2020-01-01", "residence": {"asl": "990101"},
        "domicile": {"asl": "990102", "ambitoMMG": "A", "ambitoPLS": "B", "reason": "work",
          "since": "2026-01-01"}},
       "medico": {"kind": "pls"}, "medicoAmbito": {"neighbours": ["A"]}, "effectiveDate": "2026-03-16",
       "applicant": "parent"}
      """)
    #expect(content.medico.ambito == "B")
    #expect(content.medicoAmbito?.id == "B")
    #expect(content.request.applicant == .parent(otherParentDeclares: false))
  }

  @Test("moment and profile may stand around the case")
  func envelope() throws {
    let text = "{\"now\": \"2026-02-27T14:00:00+01:00\", \"profile\": \"toscana\", \"case\": \(Self.minimal)}"
    let request = try DecideRequest(Array(text.utf8), kind: .scelta)
    #expect(request.now == Instant(iso: "2026-02-27T13:00:00Z"))
    #expect(request.profile == "toscana")
  }

  @Test(
    "a wrong line names the place and the reason, and no value",
    arguments: [
      ("[]", "", .type(expected: "object")),
      ("{}", "assistito", .missing),
      (#"{"assistito": {"birthDate": "1980-02-30"}}"#, "assistito.birthDate", .format(expected: "date")),
      (#"{"assistito": {"birthDate": 1980}}"#, "assistito.birthDate", .type(expected: "string")),
      (#"{"assistito": {"nome": "x"}}"#, "assistito.nome", .unknownKey),
      (#"{"assistito": {"PRVNNA80A41Y000J": 1}}"#, "assistito.?", .unknownKey),
      (
        #"{"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "1"}}}"#,
        "assistito.residence.asl", .format(expected: "asl")
      ),
      (
        #"{"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "990101"}, "scelte": [{}]}}"#,
        "assistito.scelte[0].medico", .missing
      ),
      (
        #"{"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "990101"}}, "medico": {"kind": "x"}}"#,
        "medico.kind", .choice(admitted: ["mmg", "pls"])
      ),
      (
        #"{"assistito": {"birthDate": "1980-01-01", "residence": "none"}, "medico": {"kind": "mmg"}}"#,
        "medico.asl", .missing
      ),
      (
        #"{"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "990101"}},"#
          + #""medico": {"kind": "mmg", "load": {"permanent": -1}}}"#,
        "medico.load.permanent", .range(minimum: 0, maximum: 1_000_000)
      ),
      (#"{"version": 2}"#, "assistito", .missing),
      (#"{"case": {}, "now": "oggi"}"#, "now", .format(expected: "instant")),
    ] as [(String, String, CaseError.Reason)])
  func errors(line: String, path: String, reason: CaseError.Reason) {
    let error = #expect(throws: CaseError.self) { try DecideRequest(Array(line.utf8), kind: .scelta) }
    #expect(error?.path == path)
    #expect(error?.reason == reason)
  }

  @Test("another version is refused")
  func version() {
    let text = Self.minimal.dropLast() + ", \"version\": 2}"
    let error = #expect(throws: CaseError.self) { try DecideRequest(Array(text.utf8), kind: .scelta) }
    #expect(error?.reason == .version)
  }
}
