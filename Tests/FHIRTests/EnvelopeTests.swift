import Cases
import Domain
import FHIR
import Testing

@Suite("What a registry says of itself and of requests") struct EnvelopeTests {
  @Test("every issue comes back with its severity")
  func outcome() throws {
    let outcome = OperationOutcome(
      OperationOutcome.Severity.allCases.map { severity in
        .init(
          severity, "business-rule", detail: "MAX-01", text: "Elenco \"completo\"", diagnostics: "Task/x",
          expressions: ["Task.focus", "Task.for"])
      } + [.init(.error, "transient")])
    #expect(try OperationOutcome(outcome.bytes()) == outcome)
    #expect(try CanonicalCheck.holds(outcome.bytes()))
    #expect(outcome.refusals.count == 3)
  }

  @Test("an outcome of another server is read as far as it goes")
  func foreignOutcome() throws {
    let text = """
      {"resourceType":"OperationOutcome","issue":[{"severity":"panic","diagnostics":"d"},
      {"severity":"warning","code":"timeout","details":{"text":"t","coding":[{"display":"x"},{"code":"y"}]}}]}
      """
    let outcome = try OperationOutcome(Array(text.utf8))
    #expect(
      outcome
        == OperationOutcome(
          .init(.error, "unknown", diagnostics: "d"), .init(.warning, "timeout", detail: "y", text: "t")))
    #expect(outcome.refusals.count == 1)
    #expect(throws: FHIRError.self) {
      try OperationOutcome(Array(#"{"resourceType":"OperationOutcome","issue":[]}"#.utf8))
    }
  }

  private static let stop = Suspension(
    start: Samples.now, announcedEnds: [Samples.now + .seconds(7_200), Samples.now + .seconds(3_600)],
    policy: .presaInCarico, kinds: [.scelta, .revoca], source: "avviso del 20 febbraio")

  @Test("a capability statement comes back with its calendar", arguments: Systems.Generation.allCases)
  func capability(generation: Systems.Generation) throws {
    var sorted = Self.stop
    sorted = Suspension(
      start: sorted.start, announcedEnds: sorted.announcedEnds.sorted(), policy: sorted.policy,
      kinds: sorted.kinds, source: sorted.source)
    let open = Suspension(
      start: Samples.now, announcedEnds: [], policy: .blocco, kinds: Set(PracticeKind.allCases), source: "")
    let capability = CapabilityResource(
      software: "anagrafe", version: "1", date: Samples.today, generation: generation,
      resources: [
        .init(
          "Patient", [.read, .search, .history, .versionRead],
          parameters: [.init("identifier", .token), .init("scadenza", .special)]),
        .init("Task", [.create, .read], conditionalCreate: true),
      ],
      suspensions: [AnnouncedSuspension(sorted, isMigration: true), AnnouncedSuspension(open)])
    #expect(try CapabilityResource(capability.bytes) == capability)
    #expect(try CanonicalCheck.holds(capability.bytes))
    #expect(capability.resource(.task)?.conditionalCreate == true && capability.resource(.group) == nil)
    let unsorted = CapabilityResource(
      software: "x", date: nil, resources: [], suspensions: [AnnouncedSuspension(Self.stop)])
    #expect(try CapabilityResource(unsorted.bytes).suspensions == [AnnouncedSuspension(sorted)])
  }

  @Test("a statement of another server is read as far as it goes")
  func foreignCapability() throws {
    let text = """
      {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","date":"2026-02","rest":[{"mode":"client"},
      {"mode":"server","resource":[{"type":"Patient","interaction":[{"code":"read"},{"code":"dance"}],
      "searchParam":[{"name":"x","type":"uri"},{"name":"identifier","type":"token"}]},
      {"type":"Basic"},{"profile":"x"}]}],"extension":[{"url":"urn:x","valueString":"y"}]}
      """
    let capability = try CapabilityResource(Array(text.utf8))
    #expect(capability.resources.map(\.type) == ["Patient", "Basic"])
    #expect(capability.resource(.patient)?.interactions == [.read])
    #expect(capability.resource(.patient)?.parameters == [.init("identifier", .token)])
    #expect(capability.suspensions.isEmpty && capability.date == nil && capability.generation == .core)
  }
}
