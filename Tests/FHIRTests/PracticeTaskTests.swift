import Cases
import Domain
import FHIR
import Testing

@Suite("A practice travels as a Task") struct PracticeTaskTests {
  private static let seen = SeenVersions(person: "W/\"12\"", panel: "W/\"1841\"", places: 2)

  @Test("every practice comes back as it was, and twice the same bytes")
  func roundTrip() throws {
    for practice in Samples.practices {
      let bytes = PracticeTask.encode(practice, seen: Self.seen, clockUncertainty: 1_500)
      let isSame = try PracticeTask.practice(in: bytes) == practice
      #expect(isSame, "\(practice.id.rawValue)")
      let isStable =
        try PracticeTask.encode(PracticeTask.practice(in: bytes), seen: Self.seen, clockUncertainty: 1_500)
        == bytes
      #expect(isStable, "\(practice.id.rawValue)")
      #expect(try CanonicalCheck.holds(bytes))
      #expect(try PracticeTask.code(in: bytes) == OperationCode(practice.content.kind))
      #expect(try PracticeTask.seen(in: bytes) == Self.seen)
    }
  }

  @Test("what an older desk stored is wrapped byte by byte, and a Task stays as it is")
  func lifting() throws {
    for practice in Samples.practices.prefix(30) {
      let old = CaseCoding.encode(practice: practice)
      let isRead = try PracticeTask.practice(in: old) == practice
      #expect(isRead)
      let lifted = try PracticeTask.lifted(old)
      let isSame = try PracticeTask.practice(in: lifted) == practice
      #expect(isSame)
      let isFixed = try PracticeTask.lifted(lifted) == lifted
      #expect(isFixed)
      #expect(try PracticeTask.record(in: lifted).operation == practice.id)
    }
  }

  @Test("a body that was sent is a Task nobody has decided")
  func requested() throws {
    let practice = Samples.practices[0]
    let record = try PracticeTask.record(in: PracticeTask.encode(practice))
    #expect(record.operation == practice.id)
    #expect(record.status == .requested)
    #expect(record.answer == nil && record.reasons.isEmpty && record.id == nil)
    #expect(record.person == practice.content.assistito.id)
  }

  private static let decisions: [(TaskRecord.Status, RegistryAnswer?, [String])] = [
    (.requested, nil, []), (.completed, Samples.accepted, []), (.rejected, Samples.rejected, ["MAX-01"]),
    (.cancelled, nil, []), (.reversed, Samples.accepted, ["REG-09"]),
    (.completed, .alreadyAnswered(protocolNumber: "P-2026-000123", effectiveDate: Samples.today), []),
  ]

  @Test("what the registry decides comes back whole", arguments: decisions.indices)
  func decided(index: Int) throws {
    let (status, answer, reasons) = Self.decisions[index]
    for practice in Samples.practices.prefix(12) {
      let body = PracticeTask.encode(practice, seen: Self.seen)
      let registration = TaskRegistration(
        id: practice.id.rawValue, meta: Samples.meta, status: status, answer: answer,
        reasons: status == .reversed ? reasons : [], episode: "e-1", medico: "mmg-2")
      let bytes = try PracticeTask.decided(body, registration)
      #expect(try CanonicalCheck.holds(bytes))
      let record = try PracticeTask.record(in: bytes)
      #expect(record.status == status)
      let isSame = record.answer == answer
      #expect(isSame)
      #expect(record.reasons == reasons && record.medico?.rawValue == "mmg-2")
      #expect(record.id == practice.id.rawValue && record.meta == Samples.meta)
      let isKept = try PracticeTask.practice(in: bytes) == practice
      #expect(isKept)
      let isFixed = try PracticeTask.decided(bytes, registration) == bytes
      #expect(isFixed)
    }
  }

  @Test("a later decision replaces what an earlier one wrote")
  func reversal() throws {
    let body = PracticeTask.encode(Samples.practices[0])
    let first = try PracticeTask.decided(
      body,
      TaskRegistration(id: "t", meta: Samples.meta, status: .rejected, answer: Samples.rejected))
    let second = try PracticeTask.decided(
      first, TaskRegistration(id: "t", meta: Samples.meta, status: .completed, answer: Samples.accepted))
    let record = try PracticeTask.record(in: second)
    #expect(record.status == .completed && record.reasons.isEmpty)
  }

  private static let foreign: [(String, TaskRecord.Status)] = [
    ("draft", .requested), ("received", .requested), ("accepted", .requested), ("ready", .requested),
    ("in-progress", .requested), ("on-hold", .requested), ("entered-in-error", .cancelled),
    ("failed", .rejected), ("completed", .completed), ("rejected", .rejected), ("cancelled", .cancelled),
  ]

  @Test("the statuses of other registries are read as what they mean", arguments: foreign)
  func foreignStatus(code: String, status: TaskRecord.Status) throws {
    let bytes = try altered(PracticeTask.encode(Samples.practices[0]), "status", .string(code))
    #expect(try PracticeTask.record(in: bytes).status == status)
  }

  @Test("without the whole answer, protocol, day and reasons are read from the Task")
  func standardElements() throws {
    let body = PracticeTask.encode(Samples.practices[0])
    let output = try json(
      """
      [{"type":{"coding":[{"system":"https://sportello.example/fhir/CodeSystem/parametri-operazione",
      "code":"protocollo"}]},"valueString":"ANA-1"},
      {"type":{"coding":[{"system":"https://sportello.example/fhir/CodeSystem/parametri-operazione",
      "code":"decorrenza"}]},"valueDate":"2026-03-02"}]
      """)
    let completed = try altered(altered(body, "output", output), "status", .string("completed"))
    let day = CivilDate(year: 2026, month: 3, day: 2)!
    #expect(
      try PracticeTask.record(in: completed).answer
        == .accepted(protocolNumber: "ANA-1", effectiveDate: day, decision: Decision(findings: [])))
    let reversed = try altered(altered(body, "output", output), "status", .string("failed"))
    #expect(try PracticeTask.record(in: reversed).status == .reversed)
    let bare = try altered(body, "status", .string("completed"))
    #expect(
      try PracticeTask.record(in: bare).answer
        == .accepted(protocolNumber: "", effectiveDate: nil, decision: Decision(findings: [])))

    let reason = try json(#"{"coding":[{"system":"urn:x","code":"pieno"},{"code":"MAX-01"}]}"#)
    let refused = try altered(altered(body, "statusReason", reason), "status", .string("rejected"))
    let record = try PracticeTask.record(in: refused)
    #expect(record.reasons == ["pieno", "MAX-01"])
    guard case .rejected(let decision) = record.answer else {
      Issue.record("not a refusal")
      return
    }
    #expect(decision.outcome == .refused && decision.findings.map(\.rule.id) == ["pieno", "MAX-01"])
  }

  @Test("a note comes back with who wrote it")
  func note() throws {
    for person in Samples.people.prefix(40) {
      let note = NoteTask(
        operation: Samples.operation(9), person: person.id, code: person.identity.currentCode,
        text: "chiamare\nil \"figlio\"", at: Samples.now, author: Samples.author)
      let isSame = try NoteTask(note.bytes) == note
      #expect(isSame)
      #expect(try CanonicalCheck.holds(note.bytes))
      #expect(try PracticeTask.code(in: note.bytes) == .note)
      let kept = try PracticeTask.decided(
        note.bytes, TaskRegistration(id: "n", meta: Samples.meta, status: .completed))
      let isKept = try NoteTask(kept) == note
      #expect(isKept)
      #expect(try PracticeTask.record(in: kept).status == .completed)
    }
  }
}
