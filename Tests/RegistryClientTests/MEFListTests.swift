import Domain
import FHIR
import RegistryClient
import Testing

@Suite("Asking for the list of the Sistema TS") struct MEFListClientTests {
  private static let code = CodiceEsenzione("E02")!
  private static let listed = MEFAnswer.listed(code, until: CivilDate(iso: "2027-03-31")!)

  @Test("puts person and operation into the path, the code into the body, and nothing into the query")
  func asked() async throws {
    let line = Line(.json(200, MEFListOperation.encode(answer: Self.listed)))
    let reading = try await line.client().mefList(of: "p1", code: Self.code, role: .sportello)
    #expect(reading.value == Self.listed)
    let request = line.requests[0]
    #expect(request.method == .post && request.path == "Patient/p1/$elenco-mef" && request.query == nil)
    #expect(try MEFListOperation.question(request.body) == Self.code)
  }

  @Test(
    "an answer that is none is a failure, never a word about the person",
    arguments: [
      (Response.json(200, Array("{}".utf8)), ReadFailure.unreadable), (Response(status: 200), .unreadable),
      (.json(200, Foreign.patient()), .unreadable), (Response(status: 404), .gone),
      (Response(status: 500), .unreadable), (Response(status: 502), .unreachable),
      (.text(200, "text/html", "<html>"), .unreadable),
    ])
  func failed(response: Response, failure: ReadFailure) async {
    await #expect(throws: failure) {
      try await Line(response).client().mefList(of: "p1", code: Self.code, role: .sportello)
    }
  }
}
