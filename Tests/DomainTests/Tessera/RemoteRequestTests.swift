import Domain
import Testing

@Suite("A request for codes from afar") struct RemoteRequestTests {
  private static let day = Fixture.today
  private static let forms: [RemoteRequest.Form] = [.direct, .delegate(.child), .representative]
  private static let states: [RemoteRequest.State] = [
    .received, .waitingForPapers, .verified, .contacted, .appointed(Fixture.now), .inVideo, .recognised,
    .codesSent, .closed, .refused(.notRecognised), .lapsed,
  ]

  private static func request(
    _ state: RemoteRequest.State = .received, form: RemoteRequest.Form = .direct,
    papers: Set<RemoteRequest.Paper>? = nil, unreadable: Set<RemoteRequest.Paper> = [],
    residence: String = "MI"
  ) -> RemoteRequest {
    RemoteRequest(
      form: form, state: state, papers: papers ?? form.papers, unreadable: unreadable, officeProvince: "MI",
      residenceProvince: residence)
  }

  private static func after(_ event: RemoteEvent, _ request: RemoteRequest) -> RemoteRequest.State? {
    (try? request.after(event, allowedMisses: 1))?.state
  }

  @Test("goes from e-mail to codes by two operators", arguments: forms) func whole(_ form: RemoteRequest.Form)
    throws
  {
    var request = Self.request(form: form)
    let events: [RemoteEvent] = [
      .verify("a"), .reach, .appoint(Fixture.now), .startVideo("b", on: Self.day), .recognise, .sendCodes,
      .close,
    ]
    for event in events { request = try request.after(event, allowedMisses: 0) }
    #expect(request.state == .closed && request.papersBy == "a" && request.videoBy == "b")
  }

  @Test("knows every step, and no other one") func table() {
    let events: [(RemoteEvent, [RemoteRequest.State: RemoteRequest.State])] = [
      (.papersArrived([], unreadable: []), [.received: .received, .waitingForPapers: .received]),
      (.askForPapers, [:]),
      (.verify("a"), [.received: .verified]), (.reach, [.verified: .contacted]),
      (.appoint(Fixture.now), [.contacted: .appointed(Fixture.now)]),
      (.miss, [.appointed(Fixture.now): .contacted]),
      (.startVideo("b", on: Self.day), [.appointed(Fixture.now): .inVideo]),
      (.recognise, [.inVideo: .recognised]), (.doNotRecognise, [.inVideo: .refused(.notRecognised)]),
      (.sendCodes, [.recognised: .codesSent]), (.close, [.codesSent: .closed]),
      (.lapse, [.waitingForPapers: .lapsed]),
    ]
    for state in Self.states {
      for (event, steps) in events { #expect(Self.after(event, Self.request(state)) == steps[state]) }
    }
    #expect(Self.after(.askForPapers, Self.request(papers: [.signedForm])) == .waitingForPapers)
    #expect(Self.after(.askForPapers, Self.request(unreadable: [.cardFront])) == .waitingForPapers)
  }

  @Test("names every paper that lacks or cannot be read", arguments: forms) func papers(
    _ form: RemoteRequest.Form
  ) {
    for paper in RemoteRequest.Paper.allCases {
      let isAsked = form.papers.contains(paper)
      let lacking = Self.request(form: form, papers: form.papers.subtracting([paper]))
      #expect(lacking.missingPapers == (isAsked ? [paper] : []))
      let blurred = Self.request(form: form, unreadable: [paper])
      if isAsked {
        #expect(throws: RemoteError.incomplete([paper])) { try lacking.after(.verify("a"), allowedMisses: 1) }
        #expect(throws: RemoteError.unreadable([paper])) { try blurred.after(.verify("a"), allowedMisses: 1) }
      } else {
        #expect(Self.after(.verify("a"), blurred) == .verified)
      }
    }
    #expect(form.papers.count == (form == .direct ? 5 : 7))
  }

  @Test("goes to the office of the province of residence") func elsewhere() {
    #expect(throws: RemoteError.elsewhere(province: "BG")) {
      try Self.request(residence: "BG").after(.verify("a"), allowedMisses: 1)
    }
  }

  @Test("is never verified and recognised by one operator alone") func twoOperators() {
    var request = Self.request(.appointed(Fixture.now))
    request.papersBy = "a"
    #expect(throws: RemoteError.sameOperator) {
      try request.after(.startVideo("a", on: Self.day), allowedMisses: 1)
    }
  }

  @Test("asks that the document counts on the day of the video") func expired() {
    var request = Self.request(.appointed(Fixture.now))
    request.documentsExpire = Self.day
    #expect(Self.after(.startVideo("b", on: Self.day), request) == .inVideo)
    #expect(throws: RemoteError.documentExpired(Self.day)) {
      try request.after(.startVideo("b", on: Self.day.adding(days: 1)), allowedMisses: 1)
    }
  }

  @Test("is closed after one appointment missed too often", arguments: 0...3) func misses(allowed: Int) throws
  {
    var request = Self.request(.contacted)
    for _ in 0..<allowed {
      request = try request.after(.appoint(Fixture.now), allowedMisses: allowed)
      request = try request.after(.miss, allowedMisses: allowed)
      #expect(request.state == .contacted)
    }
    request = try request.after(.appoint(Fixture.now), allowedMisses: allowed)
    request = try request.after(.miss, allowedMisses: allowed)
    #expect(request.state == .refused(.missedAppointments) && request.missed == allowed + 1)
  }
}
