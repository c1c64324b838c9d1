import Domain
import Population
import Registry
import Sync
import Terminal
import Testing

@testable import Workflow

@Suite("The outcome of a practice") struct OutcomeTests {
  @Test(
    "shows as the registry's only what the registry told",
    arguments: ["2026/000123", ""], [CivilDate(year: 2026, month: 3, day: 27), nil])
  func untold(number: String, day: CivilDate?) async throws {
    let harness = try await Harness()
    let scene = harness.session.scene
    let code = SmallRegion.region.demoCases[0].code
    let person = try #require(try await harness.desk.registry.person(code))
    let content = PracticeCase.revoca(
      RevocaCase(assistito: person, reason: .movesAbroad, effectiveDate: testDay))
    let practice = Practice(
      id: "22222222-0000-4000-8000-000000000001", content: content, author: scene.author,
      createdAt: scene.now)
    let answers: [RegistryAnswer] = [
      .accepted(protocolNumber: number, effectiveDate: day, decision: Decision(findings: [])),
      .alreadyAnswered(protocolNumber: number, effectiveDate: day),
    ]
    for answer in answers {
      var flow = OutcomeFlow(Submission(practice: practice, receiptNumber: 7, answer: answer), scene)
      _ = flow.start(scene)
      let shown = (flow.form.value(of: "protocolNumber"), flow.form.value(of: "effectiveDate"))
      #expect(shown.0 == (number.isEmpty ? "non comunicato" : number))
      let last = day.map {
        "ultimo giorno \(scene.shown($0)), senza medico dal \(scene.shown($0.adding(days: 1)))"
      }
      #expect(shown.1 == (last ?? "non comunicata"))
    }
  }

  @Test(
    "of a practice that nobody had answered becomes that of the registry as soon as the queue tells it",
    arguments: [
      (.confirmed(QueueFixture.confirmation), "ricevuta.definitiva", "coda.esito.confirmed"),
      (QueueFixture.rejected("MAX-01"), "ricevuta.promemoria", "coda.esito.rejected"),
      (.unknown(tries: 1), "ricevuta.provvisoria", nil),
    ] as [(OutboxState, String, String?)])
  func answeredLater(state: OutboxState, receipt: String, notice: String?) async throws {
    let harness = try await Harness()
    try await harness.run(["SM ", .scan(SmallRegion.code("16-anni")), "1", "MARCH", .tab])
    harness.desk.line = .down
    try await harness.confirm()
    #expect(harness.screen == "esito" && harness.notice?.hasPrefix("esito.provvisoria") == true)
    let row = try #require(harness.desk.committed.first)
    harness.desk.set([
      QueueRow(practice: try #require(row.practice), receiptNumber: row.receiptNumber, state: state)
    ])
    try await harness.run([.key(.left)])
    var status = harness.session.scene.registry
    status.tally.toSend += 1
    try await harness.give(.registry(status))
    let scene = harness.session.scene
    #expect(harness.form.value(of: "receipt") == scene.text(receipt, "\(row.receiptNumber)"))
    #expect(harness.notice == notice)
    #expect(
      harness.form.value(of: "protocolNumber").isEmpty == (receipt != "ricevuta.definitiva"))
  }

  @Test(
    "an exemption is definitive on the screen and in the queue only once the registry says that it is valid",
    arguments: [.valid, .inVerification, .inEvaluation, nil] as [EsenzioneBirth?])
  func standing(birth: EsenzioneBirth?) async throws {
    let harness = try await Harness()
    let scene = harness.session.scene
    let code = SmallRegion.region.demoCases[0].code
    let person = try #require(try await harness.desk.registry.person(code))
    let practice = Practice(
      id: "22222222-0000-4000-8000-000000000001",
      content: .esenzioneRilascio(
        EsenzioneCase(
          assistito: person, code: CodiceEsenzione("013")!, deskAsl: scene.author.desk.asl,
          effectiveDate: testDay)), author: scene.author, createdAt: scene.now)
    let answer = RegistryAnswer.accepted(
      protocolNumber: "2026/7", effectiveDate: testDay, decision: Decision(findings: [], birth: birth))
    let submission = Submission(practice: practice, receiptNumber: 7, answer: answer)
    var flow = OutcomeFlow(submission, scene)
    let steps = flow.start(scene)
    let word = ["provvisoria", birth == nil ? "untold" : birth?.rawValue].compactMap(\.self)
      .joined(separator: ".")
    let expected = birth == .valid ? "definitiva" : word
    #expect(submission.receiptKind == (birth == .valid ? .definitiva : .provvisoria))
    #expect(flow.form.value(of: "receipt") == scene.text("ricevuta.\(expected)", "7"))
    #expect(scene.words.optional("esito.\(expected)") != nil)
    guard case .say(let notice)? = steps.first else {
      Issue.record("silent")
      return
    }
    let said = birth == .valid ? "definitiva.esenzione" : expected
    #expect(notice.key == "esito.\(said)" && (notice.tone == .success) == (birth == .valid))
    let row = QueueRow(
      practice: practice, receiptNumber: 7,
      state: .confirmed(Confirmation(reference: "2026/7", effectiveDate: testDay, birth: birth)))
    #expect((QueueRowFlow.notice(of: row).tone == .success) == (birth == .valid))
    #expect((QueueWords.reason(row, scene) == scene.text("coda.stato.confirmed")) == (birth == .valid))
    for key in ["coda.stato", "coda.esito", "coda.spiegazione"] {
      #expect(scene.words.optional("\(key).\(row.stateWord ?? "")") != nil)
    }
  }
}
