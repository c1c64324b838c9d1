import Cases
import Domain
import Population
import Testing

@testable import FHIR

@Suite("Bytes that are not what they should be") struct MalformedTests {
  /// Everything that reads a resource, by the type that it reads.
  private static let readers: [(String, @Sendable ([UInt8]) throws -> Void)] = [
    ("Task", { _ = try PracticeTask.practice(in: $0) }), ("Task", { _ = try PracticeTask.record(in: $0) }),
    ("Task", { _ = try PracticeTask.lifted($0) }), ("Task", { _ = try NoteTask($0) }),
    ("Patient", { _ = try PatientResource.decode($0) }), ("Patient", { _ = try PatientScan($0[...]) }),
    ("PractitionerRole", { _ = try MedicoResource.decode($0) }),
    ("Group", { _ = try PanelResource.decode($0) }),
    ("EpisodeOfCare", { _ = try EpisodeOfCareResource.decode($0) }),
    ("Coverage", { _ = try CoverageResource.decode($0) }), ("Consent", { _ = try ConsentResource($0) }),
    ("Location", { _ = try PlaceResource.decodeAmbito($0) }),
    ("Organization", { _ = try PlaceResource.decodeDistretto($0) }),
    ("OperationOutcome", { _ = try OperationOutcome($0) }),
    ("Parameters", { _ = try HandOverRequest($0) }), ("Parameters", { _ = try HandOverReply($0) }),
    ("CapabilityStatement", { _ = try CapabilityResource($0) }), ("Bundle", { _ = try BundleResource($0) }),
  ]

  private static let texts = [
    "", " ", "null", "true", "3", "\"Patient\"", "[]", "[{}]", "{", "{}", "{\"resourceType\":null}",
    "{\"resourceType\":3}", "{\"resourceType\":[\"Patient\"]}", "{\"resourceType\":\"\"}",
    "{\"resourceType\":\"Basic\"}", "<html><body>Accesso alla rete</body></html>", "{\"a\":1,\"a\":2}",
    "{\"resourceType\":\"TYPE\"}", "{\"resourceType\":\"TYPE\",\"id\":7}", "{\"resourceType\":\"TYPE\"}}",
    "{\"resourceType\":\"TYPE\",\"id\":\"x\"", "{\"resourceType\":\"TYPE\",\"status\":{}}",
    "{\"resourceType\":\"TYPE\",\"id\":[],\"meta\":[],\"identifier\":{},\"status\":\"\",\"code\":\"\"}",
    "\u{FEFF}{\"resourceType\":\"TYPE\"}", "{\"resourceType\":\"TYPE\",\"id\":\"\\ud800\"}",
  ]

  @Test("each reader refuses them all, and tells a place and never a value", arguments: readers.indices)
  func refused(index: Int) {
    let (type, read) = Self.readers[index]
    for text in Self.texts {
      let bytes = replacing("TYPE", with: type, in: Array(text.utf8))
      let error = #expect(throws: FHIRError.self, "\(type) \(text)") { try read(bytes) }
      #expect(error?.path.hasPrefix(type) ?? false, "\(text)")
    }
    #expect(throws: FHIRError.self) { try read([0xFF, 0xFE, 0x00]) }
  }

  @Test("a Task whose parts contradict one another is refused")
  func contradictions() throws {
    let practice = Samples.practices[0]
    let body = PracticeTask.encode(practice)
    let other = replacing("0d6f0c5e-4a7b", with: "1d6f0c5e-4a7b", in: body)
    #expect(throws: FHIRError.self) { try PracticeTask.practice(in: other) }
    let revoca = replacing("\"scelta-medico\"", with: "\"revoca-medico\"", in: body)
    let error = #expect(throws: FHIRError.self) { try PracticeTask.practice(in: revoca) }
    #expect(error?.reason == .contradiction && error?.path == "Task.code")

    let completed = try PracticeTask.decided(
      body, TaskRegistration(id: "t", meta: Samples.meta, status: .completed, answer: Samples.accepted))
    for status in ["rejected", "requested", "cancelled"] {
      let lying = try altered(completed, "status", .string(status))
      let error = #expect(throws: FHIRError.self, "\(status)") { try PracticeTask.record(in: lying) }
      #expect(error?.reason == .contradiction)
    }
    let rejected = try PracticeTask.decided(
      body, TaskRegistration(id: "t", meta: Samples.meta, status: .rejected, answer: Samples.rejected))
    for status in ["completed", "failed"] {
      let lying = try altered(rejected, "status", .string(status))
      if status == "failed" {
        #expect(try PracticeTask.record(in: lying).status == .rejected)
      } else {
        #expect(throws: FHIRError.self) { try PracticeTask.record(in: lying) }
      }
    }
  }

  @Test("an attachment of somebody else is not taken for this record")
  func otherAttachment() throws {
    let person = try altered(
      PatientResource.encode(Samples.people[0], meta: Samples.meta), "id", .string("p-other"))
    #expect(throws: FHIRError.self) { try PatientResource.decode(person) }
    let medico = try altered(
      MedicoResource.encode(Samples.region.medici[0], meta: Samples.meta), "id", .string("m-other"))
    #expect(throws: FHIRError.self) { try MedicoResource.decode(medico) }
  }

  @Test("an attachment that cannot be read is told as such, with the place inside of the case")
  func damagedAttachment() throws {
    let bytes = PatientResource.encode(Samples.people[0], meta: Samples.meta)
    let noBase64 = replacing("\"data\":\"", with: "\"data\":\"*", in: bytes)
    #expect(throws: FHIRError(.format(expected: "base64Binary"), at: "Patient.extension.valueAttachment")) {
      try PatientResource.decode(noBase64)
    }
    // "{}" in base64 is no person.
    let text = String(decoding: bytes, as: UTF8.self)
    let start = try #require(text.firstRange(of: "\"data\":\""))
    let end = try #require(text[start.upperBound...].firstIndex(of: "\""))
    let empty = Array((text[..<start.upperBound] + "e30=" + text[end...]).utf8)
    let error = #expect(throws: FHIRError.self) { try PatientResource.decode(empty) }
    guard case .attachment(let inner) = error?.reason else {
      Issue.record("another reason")
      return
    }
    #expect(error?.path == "Patient.extension" && inner.reason == .missing)
  }

  @Test("a Patient cut off anywhere is refused by reader and scan alike")
  func cut() throws {
    let bytes = PatientResource.encode(Samples.people[0], meta: Samples.meta)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: FHIRError.self) { try PatientResource.decode(Array(bytes[..<length])) }
      #expect(throws: FHIRError.self) { try PatientScan(bytes[..<length]) }
    }
  }

  @Test("what carries personal data hides it from descriptions, dumps and failure reports")
  func hidden() throws {
    let person = try #require(Samples.people.first { $0.identity.surname.utf8.count > 4 })
    let bytes = PatientResource.encode(person, meta: Samples.meta)
    let record = try PatientResource.decode(bytes)
    let scan = try PatientScan(bytes[...])
    let note = NoteTask(
      operation: Samples.operation(1), person: person.id, code: person.identity.currentCode,
      text: person.identity.surname, at: Samples.now, author: Samples.author)
    let page = BundleResource(.searchset, entries: [.init(fullURL: nil, resource: bytes[...])])
    let search = SearchParameters(.family([SearchText(person.identity.surname)]))
    let issue = OperationOutcome.Issue(.error, "x", text: person.identity.surname)
    for value in [record, scan, note, page, page.entries, search, search.parameters, issue] as [Any] {
      var dumped = "\(value)" + String(reflecting: value)
      dump(value, to: &dumped)
      #expect(!dumped.contains(person.identity.surname))
    }
  }
}
