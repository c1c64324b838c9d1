import Domain
import FHIR
import Testing

@Suite("The question about the list of the Sistema TS") struct MEFListOperationTests {
  private static let e01 = CodiceEsenzione("E01")!
  private static let day = CivilDate(iso: "2027-03-31")!

  @Test(
    "is answered in words that come back as they were",
    arguments: [
      MEFAnswer.notAsked, .notListed, .unavailable, .error("7030"), .error(""), .listed(e01, until: day),
      .listed(e01, until: .latest),
    ])
  func answers(answer: MEFAnswer) throws {
    #expect(try MEFListOperation.answer(MEFListOperation.encode(answer: answer)) == answer)
  }

  @Test("names a code or none", arguments: [e01, nil]) func questions(code: CodiceEsenzione?) throws {
    #expect(try MEFListOperation.question(MEFListOperation.encode(question: code)) == code)
  }

  @Test(
    "has no answer where none can be read: nobody is missing from the list in error",
    arguments: [
      "", "{}", #"{"resourceType":"Patient"}"#, #"{"resourceType":"Parameters"}"#,
      #"{"resourceType":"Parameters","parameter":[{"name":"esito","valueCode":"forse"}]}"#,
      #"{"resourceType":"Parameters","parameter":[{"name":"esito","valueCode":"presente"}]}"#,
      #"{"resourceType":"Parameters","parameter":[{"name":"esito","valueString":"assente"}]}"#,
      #"""
      {"resourceType":"Parameters","parameter":[{"name":"esito","valueCode":"presente"},
      {"name":"codice","valueCode":"E01"},{"name":"fino-al","valueDate":"domani"}]}
      """#,
    ])
  func garbled(body: String) {
    #expect(throws: FHIRError.self) { try MEFListOperation.answer(Array(body.utf8)) }
  }
}
