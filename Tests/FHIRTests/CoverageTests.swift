import Cases
import Domain
import FHIR
import Population
import Testing

@Suite("An exemption travels as a Coverage") struct CoverageTests {
  private static let today = Samples.today

  /// Every state with what the wire says of it, on the day itself.
  private static let states: [(Esenzione.State, CoverageResource.Status, String)] = [
    (.draft, .unknown, "draft"), (.valid, .active, "active"),
    (.suspended(since: today), .suspended, "cancelled"), (.inVerification, .unknown, "draft"),
    (.inEvaluation, .unknown, "draft"),
    (.ended(on: today.adding(days: -1), cause: .expiry), .completed, "cancelled"),
    (.ended(on: today, cause: .death), .active, "active"),
    (.revoked(on: today.adding(days: -1), reason: .citizen, isBlocked: false), .completed, "cancelled"),
    (.revoked(on: today.adding(days: 3), reason: .citizen, isBlocked: false), .active, "active"),
    (.revoked(on: today, reason: .officeControl, isBlocked: true), .aborted, "cancelled"),
    (.annulled(on: today, reason: "codice errato"), .aborted, "entered-in-error"),
    (.notValid, .aborted, "cancelled"),
  ]

  private static func esenzione(
    _ state: Esenzione.State, scope: EsenzioneScope = .national, end: CivilDate? = nil
  ) -> Esenzione {
    Esenzione(
      id: "c-1", code: CodiceEsenzione("E02")!, scope: scope, issuer: Region.homeAsl,
      start: today.adding(days: -30), end: end, issuedOn: today.adding(days: -29), origin: .selfDeclared,
      certificateNumber: "A-2026-000007", protocolNumber: "P-2026-000009",
      practice: Samples.operation(1), state: state)
  }

  @Test("it comes back whole in both generations", arguments: Systems.Generation.allCases, states.indices)
  func roundTrip(generation: Systems.Generation, index: Int) throws {
    let (state, status, word) = Self.states[index]
    for scope in [EsenzioneScope.national, .region("09")] {
      for end in [nil, Self.today.adding(days: 365)] {
        let esenzione = Self.esenzione(state, scope: scope, end: end)
        let bytes = CoverageResource.encode(
          esenzione, person: "p-1", on: Self.today, meta: Samples.meta, generation: generation)
        #expect(try CanonicalCheck.holds(bytes))
        let read = try CoverageResource.decode(bytes)
        #expect(read.esenzione == esenzione && read.isWhole && read.person.rawValue == "p-1")
        #expect(read.meta == Samples.meta)
        #expect(CoverageResource.status(of: esenzione, on: Self.today) == status)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("\"status\":\"\(word)\""))
        #expect(text.contains("\"code\":\"\(status.rawValue)\""))
      }
    }
  }

  @Test("what is over has a last day on the wire, and none lies before the first", arguments: states.indices)
  func period(index: Int) throws {
    var esenzione = Self.esenzione(Self.states[index].0)
    esenzione.start = Self.today.adding(days: 400)
    for day in [Self.today, Self.today.adding(days: 500)] {
      let status = CoverageResource.status(of: esenzione, on: day)
      let bytes = CoverageResource.encode(esenzione, person: "p-1", on: day, meta: Samples.meta)
      let period = try JSONParser.parse(bytes).object?["period"]?.object
      let (start, end) = (period?["start"]?.string, period?["end"]?.string)
      #expect(start == esenzione.start.iso)
      if [.aborted, .completed].contains(status) { #expect(end != nil) }
      if let end { #expect(end >= start!) }
    }
  }

  @Test("without the attachment the standard elements tell code, scope, issuer, days, numbers and standing")
  func standardElements() throws {
    for scope in [EsenzioneScope.national, .region("09")] {
      let esenzione = Self.esenzione(.valid, scope: scope, end: Self.today)
      let bytes = CoverageResource.encode(esenzione, person: "p-1", on: Self.today, meta: Samples.meta)
      let bare = replacing("StructureDefinition/esenzione\"", with: "StructureDefinition/altro\"", in: bytes)
      let read = try CoverageResource.decode(bare)
      var expected = esenzione
      expected = Esenzione(
        id: expected.id, code: expected.code, scope: scope, issuer: expected.issuer, start: expected.start,
        end: expected.end, issuedOn: expected.issuedOn, origin: expected.origin,
        certificateNumber: expected.certificateNumber, protocolNumber: expected.protocolNumber)
      #expect(read.esenzione == expected && !read.isWhole)
    }
  }

  @Test("an attachment that tells of another exemption is refused")
  func contradiction() throws {
    let bytes = CoverageResource.encode(
      Self.esenzione(.valid), person: "p-1", on: Self.today, meta: Samples.meta)
    let other = replacing("\"id\":\"c-1\"", with: "\"id\":\"c-2\"", in: bytes)
    let error = #expect(throws: FHIRError.self) { try CoverageResource.decode(other) }
    #expect(error?.reason == .contradiction)
  }

  @Test("the example of another registry is read")
  func example() throws {
    let read = try CoverageResource.decode(
      Array(
        """
        {"resourceType":"Coverage","id":"5f3b8ec1-7d0a-4a6e-9f3a-9f43a8a3d001","status":"active",
        "beneficiary":{"reference":"Patient/p-1"},"period":{"start":"2026-02-27","end":"2027-03-31"},
        "payor":[{"identifier":{"system":"urn:oid:2.16.840.1.113883.2.9.4.1.1","value":"120201"}}],
        "costToBeneficiary":[{"valueQuantity":{"extension":[
        {"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"not-applicable"}]},
        "exception":[{"extension":[
        {"url":"http://hl7.it/fhir/itcore/StructureDefinition/coverage-exceptionStatus",
        "valueCodeableConcept":{"coding":[
        {"system":"http://terminology.hl7.org/CodeSystem/v3-ActStatus","code":"active"}]}}],
        "type":{"coding":[
        {"system":"https://www.hl7.it/fhir/terminology/CodeSystem/mds-esenzioni","code":"E02"}]},
        "period":{"start":"2026-02-27","end":"2027-03-31"}}]}]}
        """.utf8))
    #expect(read.esenzione.code.rawValue == "E02" && read.esenzione.state == .valid)
    #expect(read.esenzione.end == CivilDate(year: 2027, month: 3, day: 31))
    #expect(read.esenzione.origin == .otherRegistry && !read.isWhole)
  }

  @Test("a Task shows code, period and kind of evidence, and never what a certificate says")
  func visibleInputs() throws {
    for practice in Samples.practices.prefix(60) {
      let bytes = PracticeTask.encode(practice)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains(Samples.diagnosis))
      switch practice.content {
      case .esenzioneRilascio:
        #expect(text.contains("codice-esenzione") && text.contains("\"valueCode\":\"certificato\""))
        #expect(text.contains("periodo-esenzione"))
      case .esenzioneRevoca: #expect(text.contains("\"focus\":{\"reference\":\"Coverage/c-1\"}"))
      case .scelta, .revoca, .ricusazione, .rilascioPin, .tessera:
        #expect(!text.contains("codice-esenzione"))
      }
    }
  }
}
