import Cases
import Domain
import Testing

@Suite("The schema fits what is written and read") struct SchemaTests {
  private func schema(of kind: PracticeKind) throws -> JSONValue {
    try JSONParser.parse(DecideRequest.schema(of: kind))
  }

  @Test("every random case fits, and comes back", arguments: PracticeKind.allCases)
  func randomCases(kind: PracticeKind) throws {
    let schema = try schema(of: kind)
    let check = SchemaCheck(schema)
    var invention = Invention(seed: 23)
    for round in 0..<200 {
      let content = invention.practiceCase(of: kind)
      let line = DecideRequest.line(of: content)
      let misfit = check.misfit(try JSONParser.parse(line), schema)
      #expect(misfit == nil, "round \(round)")
      let isSame = try DecideRequest(line, kind: kind).content == content
      #expect(isSame, "round \(round)")
    }
  }

  @Test(
    "what the decoder refuses for its form, the schema refuses too",
    arguments: [
      #"{}"#,
      #"{"assistito": {}, "medico": {}, "effectiveDate": "2026-01-01"}"#,
      #"{"assistito": {"birthDate": "1980-01-01", "residence": {"asl": "990101"}}, "effectiveDate": "2026-01-01", "medico": {"kind": "mmg"}, "nome": 1}"#,
      #"{"assistito": {"birthDate": "1980-1-1", "residence": {"asl": "990101"}}, "effectiveDate": "2026-01-01", "medico": {"kind": "mmg"}}"#,
    ])
  func refusals(line: String) throws {
    let schema = try schema(of: .scelta)
    #expect(SchemaCheck(schema).misfit(try JSONParser.parse(Array(line.utf8)), schema) != nil)
    #expect(throws: CaseError.self) { try DecideRequest(Array(line.utf8), kind: .scelta) }
  }
}
