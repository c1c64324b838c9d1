import Domain
import Population
import Sync
import Terminal
import Testing

@testable import Workflow

@Suite("The queue") struct QueueTests {
  /// A harness whose desk has these rows, on the screen `CO`.
  private static func open(_ shapes: [QueueFixture.Shape] = QueueFixture.all) async throws -> Harness {
    let harness = try await Harness()
    harness.desk.set(try await QueueFixture.rows(shapes, on: harness.desk))
    try await harness.run(["CO", .enter])
    return harness
  }

  @Test("lists everything, and with the filter one group")
  func filter() async throws {
    let harness = try await Self.open()
    let rows = harness.desk.committed
    #expect(harness.rows.contains { $0.contains("in attesa") })
    for (digit, filter) in zip(1..., QueueFilter.allCases) {
      try await harness.go(to: "filter")
      try await harness.run([.type("\(digit)")])
      _ = filter
      let shown = QueueFilter(rawValue: harness.form.value(of: "filter"))!
      let expected = rows.filter(shown.admits).map(\.id)
      try await harness.go(to: "rows")
      try await harness.run([.key(.home)])
      var seen: [String] = []
      for _ in expected {
        seen.append(harness.form.value(of: "rows"))
        try await harness.run([.down])
      }
      #expect(seen == expected, "\(shown)")
    }
  }

  @Test("tells of the row on which the cursor stands what it is and what to do")
  func detail() async throws {
    let harness = try await Self.open([
      .init(caseID: "ultimo-posto", state: QueueFixture.rejected("MAX-01"), secondChoice: "mmg-002"),
      .init(caseID: "omocodia", state: .unknown(tries: 1)),
    ])
    #expect(harness.rows.contains { $0.contains("Chiedere adesso all'anagrafe") })
    #expect(harness.rows.contains { $0.contains("non «non fatta»") })
    try await harness.run([.down])
    #expect(harness.rows.contains { $0.contains("Prendere la seconda scelta") })
    #expect(harness.rows.contains { $0.contains("000 123456") })
  }

  @Test("says that the second choice was registered, and that another desk had registered the same")
  func confirmedOtherwise() async throws {
    func confirmed(second: Bool, repeated: Bool) -> OutboxState {
      .confirmed(
        Confirmation(
          reference: "2026/000123", effectiveDate: testDay, tookSecondChoice: second,
          wasRegistered: repeated))
    }
    let harness = try await Self.open([
      .init(caseID: "omocodia", state: confirmed(second: false, repeated: true)),
      .init(
        caseID: "cambio", state: confirmed(second: true, repeated: false), secondChoice: "mmg-002"),
    ])
    #expect(harness.rows.contains { $0.contains("2ª scelta") })
    #expect(harness.rows.contains { $0.contains("Registrata la seconda scelta") })
    try await harness.run([.down])
    #expect(harness.rows.contains { $0.contains("già richiesta") })
    #expect(harness.rows.contains { $0.contains("vale quella") })
    #expect(
      harness.desk.committed.allSatisfy {
        $0.resolutions == [.position, .reprint] || $0.resolutions == [.reprint, .position]
      })
  }

  @Test("sends the family of who died to the Comune, and has neither paper nor a new practice for it")
  func died() async throws {
    let harness = try await Self.open([
      .init(caseID: "cambio", state: QueueFixture.rejected("REG-05"), work: "REG-05")
    ])
    #expect(harness.rows.contains { $0.contains("familiari indirizzati al Comune") })
    let row = try #require(harness.desk.committed.first)
    #expect(!row.admitsReceipt && row.resolutions == [.close, .position])
    try await harness.run([.enter])
    #expect(!harness.form.isVisible("told"))
    try await harness.run([.f(10)])
    #expect(harness.desk.committed.first?.state == .closed)
  }

  @Test("marks what waits too long")
  func late() async throws {
    let harness = try await Self.open([
      .init(caseID: "cambio", state: .queued(tries: 0), minutes: 29),
      .init(caseID: "omocodia", state: .queued(tries: 0), minutes: 31),
      .init(caseID: "aire", state: QueueFixture.rejected("REG-06"), minutes: 23 * 60),
      .init(caseID: "ultimo-posto", state: QueueFixture.rejected("MAX-01"), minutes: 25 * 60),
    ])
    #expect(harness.notice == "stato.coda.tardi")
    #expect(
      harness.rows.contains { $0.contains("! 31 min") } && harness.rows.contains { $0.contains("! 1 g") })
    #expect(
      !harness.rows.contains { $0.contains("! 29 min") } && !harness.rows.contains { $0.contains("! 23 h") })
  }

  @Test("F5 asks about the uncertain row at once, and about any other for the list")
  func verify() async throws {
    let harness = try await Self.open([.init(caseID: "cambio", state: .unknown(tries: 1))])
    try await harness.run([.f(5)])
    #expect(harness.asked { if case .verify = $0 { true } else { false } } == 1)
    #expect(harness.notice == "coda.esito.confirmed")
    #expect(harness.desk.committed.first?.state == .confirmed)
    try await harness.run([.f(5)])
    #expect(harness.asked { if case .verify = $0 { true } else { false } } == 1)
    #expect(harness.asked { $0 == .queue } == 2)
  }

  @Test("an uncertain row stays uncertain while the line is down")
  func verifyAway() async throws {
    let harness = try await Self.open([.init(caseID: "cambio", state: .unknown(tries: 1))])
    harness.desk.line = .down
    try await harness.run([.enter, .f(10)])
    #expect(harness.notice == "errore.anagrafe.irraggiungibile")
    #expect(harness.screen == "pratica")
    #expect(harness.desk.committed.first?.state == .unknown)
  }

  @Test("takes a practice back that has not left, and no other")
  func withdraw() async throws {
    let harness = try await Self.open([.init(caseID: "cambio", state: .queued(tries: 0))])
    try await harness.run([.enter])
    try await harness.choose(.withdraw)
    try await harness.run([.f(10)])
    #expect(harness.notice == "stato.ritiro.conferma" && harness.screen == "pratica")
    #expect(harness.desk.committed.first?.state == .queued)
    try await harness.run([.wait(600), .f(10)])
    #expect(harness.screen == "coda" && harness.notice == "coda.esito.withdrawn")
    #expect(harness.desk.committed.first?.state == .withdrawn)
    let other = try await Self.open([.init(caseID: "cambio", state: .queued(tries: 1))])
    #expect(other.desk.committed.first?.resolutions.contains(.withdraw) == false)
  }

  @Test("closes a refused row only with how and when the citizen was told")
  func close() async throws {
    let harness = try await Self.open([
      .init(caseID: "aire", state: QueueFixture.rejected("REG-06"), work: "REG-06")
    ])
    try await harness.run([.enter])
    try await harness.choose(.close)
    try await harness.run([.f(10)])
    #expect(harness.notice == "errore.chiusura.come")
    #expect(harness.desk.closed.isEmpty)
    try await harness.fill("told", "1")
    try await harness.fill("note", "PARLATO CON LA FIGLIA")
    try await harness.run([.f(10)])
    let closed = try #require(harness.desk.closed.first)
    #expect(closed.told == .telephone && closed.work == 1 && closed.toldAt == harness.clock.now)
    #expect(closed.note == "PARLATO CON LA FIGLIA")
    #expect(harness.screen == "coda" && harness.desk.committed.first?.state == .closed)
  }

  @Test("who was not reached leaves the row open, with the attempt told")
  func notReached() async throws {
    let harness = try await Self.open([
      .init(caseID: "aire", state: QueueFixture.rejected("REG-06"), work: "REG-06")
    ])
    try await harness.run([.enter])
    try await harness.choose(.close)
    try await harness.fill("told", "5")
    try await harness.run([.f(10)])
    #expect(harness.desk.closed.map(\.told) == [.notReached])
    #expect(harness.notice == "coda.esito.non_raggiunta" && harness.screen == "pratica")
    let row = try #require(harness.desk.committed.first)
    #expect(row.state == .rejected && row.work?.attempts == 1)
    #expect(harness.rows.contains { $0.contains("Tentativi senza risposta: 1") })
  }

  @Test("of two rows with one number the one under the cursor is opened, and tells whose number it is")
  func sameNumber() async throws {
    let harness = try await Harness()
    let (own, foreign) = (
      try await QueueFixture.row(
        .init(caseID: "cambio", state: .unknown(tries: 1)), number: 7, on: harness.desk),
      try await QueueFixture.row(
        .init(caseID: "aire", state: .unknown(tries: 1)), number: 8, on: harness.desk)
    )
    harness.desk.set([
      own,
      QueueRow(
        practice: foreign.practice!, receiptNumber: 7, state: .unknown(tries: 1), origin: "SPORTELLO-9"),
    ])
    try await harness.run(["CO", .enter, .down])
    #expect(harness.rows.contains { $0.contains("7@") })
    try await harness.run([.enter])
    #expect(harness.screen == "pratica")
    #expect(harness.rows.contains { $0.contains("7 (SPORTELLO-9)") })
    #expect(harness.rows.contains { $0.contains(foreign.practice!.content.assistito.identity.surname) })
  }

  @Test("what was given to another desk says so, and to whom it falls")
  func handedOver() async throws {
    let harness = try await Harness()
    var row = try await QueueFixture.row(
      .init(caseID: "cambio", state: .unknown(tries: 1)), number: 7, on: harness.desk)
    row.handedOver = QueueRow.HandedOver(at: harness.clock.now, file: "turno.coda")
    harness.desk.set([row])
    try await harness.run(["CO", .enter])
    #expect(harness.rows.contains { $0.contains("data ad altri") })
    #expect(harness.rows.contains { $0.contains("turno.coda") })
    #expect(harness.rows.contains { $0.contains("take-back") })
  }

  @Test("what the shift before left is read and closed without asking who was told")
  func handOverNote() async throws {
    let harness = try await Harness()
    let note = HandOverNote(from: "bianchi", to: "", rows: "7 9", text: "RICHIAMARE LA FIGLIA")
    harness.desk.set([
      QueueRow(work: QueueRow.Work(id: 3, code: "", openedAt: harness.clock.now), handOver: note)
    ])
    try await harness.run(["CO", .enter])
    #expect(harness.rows.contains { $0.contains("RICHIAMARE LA FIGLIA") })
    #expect(harness.rows.contains { $0.contains("7 9") })
    try await harness.run([.enter, .f(10)])
    #expect(harness.desk.closed.map(\.work) == [3])
    #expect(harness.desk.closed.map(\.practice) == [nil])
    #expect(harness.screen == "coda" && harness.desk.committed.isEmpty)
  }

  @Test("writes no letter to the dead")
  func letter() async throws {
    let living = try await Self.open([.init(caseID: "aire", state: QueueFixture.rejected("REG-06"))])
    try await living.run([.enter])
    try await living.choose(.close)
    try await living.fill("told", "4")
    try await living.run([.f(10)])
    #expect(!living.desk.printed.isEmpty && !living.desk.closed.isEmpty)
    // Of who died nobody is told, so nobody is asked how.
    let dead = try await Self.open([.init(caseID: "deceduto", state: QueueFixture.rejected("REG-05"))])
    try await dead.run([.enter])
    try await dead.choose(.close)
    #expect(!dead.form.isVisible("told"))
    try await dead.run([.f(10)])
    #expect(dead.desk.printed.isEmpty && dead.desk.closed.map(\.told) == [.nobody])
  }

  @Test("makes a refused scelta anew with the second choice, linked to the first")
  func secondChoice() async throws {
    let harness = try await Self.open([
      .init(caseID: "cambio", state: QueueFixture.rejected("MAX-01"), secondChoice: "mmg-003")
    ])
    let refused = try #require(harness.desk.committed.first?.practice)
    try await harness.run([.enter, .f(10)])
    #expect(harness.screen == "scelta")
    #expect(harness.notice == "stato.correzione")
    #expect(harness.form.value(of: "medico") == "mmg-003")
    try await harness.run(["1"])
    try await harness.confirm()
    let made = try #require(harness.desk.committed.first)
    #expect(harness.screen == "esito", "\(harness.findings) \(harness.notice ?? "")")
    #expect(made.practice?.partOf == refused.id)
    guard case .scelta(let content) = made.practice?.content else { return }
    #expect(content.medico.id == "mmg-003")
  }

  @Test(
    "of a full medico offers another one first, named in the request or to be chosen now",
    arguments: [true, false])
  func otherMedico(isNamed: Bool) async throws {
    let harness = try await Self.open([
      .init(
        caseID: "cambio", state: QueueFixture.rejected("MAX-01"), secondChoice: isNamed ? "mmg-003" : nil)
    ])
    try await harness.run([.enter])
    let words = isNamed ? "Prendere la seconda scelta" : "Scegliere un altro medico"
    #expect(harness.rows.contains { $0.contains(words) })
    try await harness.run([.f(10)])
    #expect(harness.screen == "scelta" && harness.notice == "stato.correzione")
    #expect(harness.form.value(of: "medico") == (isNamed ? "mmg-003" : ""))
    guard !isNamed else { return }
    try await harness.run(["1", "MARCH", .tab])
    try await harness.confirm()
    #expect(harness.screen == "esito", "\(harness.findings) \(harness.notice ?? "")")
    #expect(harness.desk.committed.first?.practice?.partOf == harness.desk.committed.last?.practice?.id)
    // What is refused for another reason leaves nobody to choose.
    let other = try await Self.open([.init(caseID: "cambio", state: QueueFixture.rejected("AMB-02"))])
    #expect(other.desk.committed.first?.resolutions.contains(.secondChoice) == false)
  }

  @Test("lists and counts the definitive receipts that nobody has in hand, and prints them")
  func owedPaper() async throws {
    let harness = try await Self.open([
      .init(caseID: "cambio", state: .confirmed(QueueFixture.confirmation), owedPaper: .replacesProvisional),
      .init(caseID: "16-anni", state: .confirmed(QueueFixture.confirmation), owedPaper: .first),
      .init(caseID: "omocodia", state: .confirmed(QueueFixture.confirmation)),
    ])
    #expect(harness.notice == "stato.coda.definitive" && harness.session.notice?.arguments == ["3", "2"])
    #expect(harness.rows.contains { $0.contains("dare definitiva") })
    #expect(harness.rows.contains { $0.contains("da stampare") })
    // The count stays on the screen whatever row 23 says.
    #expect(harness.rows.contains { $0.contains("ricevute da stampare: 2") })
    try await harness.go(to: "filter")
    try await harness.run(["6"])
    #expect(harness.form.value(of: "filter") == "toPrint")
    let owed = harness.desk.committed.filter(QueueFilter.toPrint.admits)
    #expect(owed.map(\.receiptNumber) == [2, 1])
    try await harness.go(to: "rows")
    try await harness.run([.key(.home)])
    #expect(harness.form.value(of: "rows") == owed[0].id)
    // The shift that ends is told of every paper that is missing, also where none was ever printed.
    try await harness.run([.f(3), "FT", .enter])
    #expect(harness.notice == "stato.turno.stampare" && harness.session.notice?.arguments == ["2", "2"])
    #expect(harness.rows.contains { $0.contains("ricevute da stampare: 2") })
    try await harness.run([.f(3), "CO", .enter, .key(.end), .enter])
    #expect(harness.rows.contains { $0.contains("Stampare la ricevuta definitiva") })
    #expect(harness.rows.contains { $0.contains("ha solo la ricevuta provvisoria") })
    let asked = harness.asked { $0 == .queue }
    try await harness.run([.f(10)])
    #expect(harness.desk.printed.count == 1)
    #expect(harness.asked { $0 == .queue } == asked + 1, "the row is read again")
  }

  @Test("tells that the second choice failed too, and why, and offers another medico instead of it")
  func secondRefused() async throws {
    let reasons = [
      RejectionReason(code: "MAX-01"), RejectionReason(code: "REG-30", arguments: ["Prova Pino"]),
      RejectionReason(code: "AMB-02"),
    ]
    let harness = try await Self.open([
      .init(caseID: "cambio", state: .rejected(reasons), secondChoice: "mmg-010")
    ])
    try await harness.run([.enter])
    let row = try #require(harness.desk.committed.first)
    let told = QueueWords.reasons(row, harness.session.scene)
    #expect(told.count == 3 && told[1].hasPrefix("La seconda scelta, Prova Pino, non è possibile"))
    #expect(told[2].hasSuffix("[AMB-02]"))
    #expect(harness.rows.contains { $0.contains("Scegliere un altro medico") })
    try await harness.run([.f(10)])
    #expect(harness.screen == "scelta" && harness.form.value(of: "medico").isEmpty)
  }

  @Test("tells of a practice of another desk which paper the person has", arguments: [true, false])
  func receivedPaper(isPrinted: Bool) async throws {
    let harness = try await Self.open([
      .init(
        caseID: "cambio", state: .confirmed(QueueFixture.confirmation), origin: "SPORTELLO-2",
        owedPaper: isPrinted ? .replacesProvisional : .first)
    ])
    let text = harness.rows.joined(separator: "\n")
    #expect(text.contains("ha solo la ricevuta provvisoria") == isPrinted)
    #expect(text.contains("Nessuna ricevuta stampata: né qui") == !isPrinted)
  }

  @Test(
    "says a refusal by the sentence that the registry chose, and by the general one where that is not known")
  func variants() async throws {
    for (variant, sentence) in [("ended", "finisce già il"), ("nuova", "Non c'è una scelta in corso")] {
      let reason = RejectionReason(code: "PRA-04", variant: variant, arguments: ["2026-11-30"])
      let harness = try await Self.open([.init(caseID: "cambio", state: .rejected([reason]))])
      #expect(harness.rows.contains { $0.contains(sentence) }, "\(harness.rows)")
    }
  }

  @Test("a correction that was interrupted is still linked to the first when its draft is taken up")
  func interruptedCorrection() async throws {
    let harness = try await Self.open([
      .init(caseID: "cambio", state: QueueFixture.rejected("MAX-01"), secondChoice: "mmg-003")
    ])
    let refused = try #require(harness.desk.committed.first?.practice)
    try await harness.run([.enter, .f(10), "1", .f(3)])
    #expect(harness.screen == "home")
    let code = refused.content.assistito.identity.codes[0].rawValue
    try await harness.run([.type("SM \(code)"), .enter])
    #expect(harness.notice == "stato.bozza.ripresa")
    #expect(harness.form.value(of: "medico") == "mmg-003")
    try await harness.confirm()
    #expect(harness.screen == "esito", "\(harness.findings) \(harness.notice ?? "")")
    #expect(harness.desk.committed.first?.practice?.partOf == refused.id)
  }

  @Test("the list follows what the desk gets done without a key, and says nothing of its own")
  func following() async throws {
    let harness = try await Self.open([.init(caseID: "cambio", state: .queued(tries: 0))])
    #expect(harness.asked { $0 == .queueRead } == 0)
    var status = harness.session.scene.registry
    status.tally.toSend += 1
    try await harness.give(.registry(status))
    #expect(harness.asked { $0 == .queueRead } == 1)
    status.heardAt = nil
    try await harness.give(.registry(status))
    #expect(harness.asked { $0 == .queueRead } == 1)
    // What is turned away waits as before, in the same number.
    status.mode = .stopped(since: harness.clock.now)
    try await harness.give(.registry(status))
    #expect(harness.asked { $0 == .queueRead } == 2)
  }

  @Test("a practice that is turned away on its way can be taken back on its page")
  func turnedAway() async throws {
    let harness = try await Self.open([.init(caseID: "cambio", state: .sending(tries: 1))])
    let sending = try #require(harness.desk.committed.first { $0.state == .sending })
    try await harness.run([.enter])
    #expect(harness.screen == "pratica")
    let practice = try #require(sending.practice)
    var status = harness.session.scene.registry
    harness.desk.set([
      QueueRow(practice: practice, receiptNumber: sending.receiptNumber, state: .queued(tries: 0))
    ])
    status.mode = .stopped(since: harness.clock.now)
    try await harness.give(.registry(status))
    try await harness.choose(.withdraw)
    #expect(harness.form.value(of: "action") == Resolution.withdraw.rawValue)
  }

  @Test("the word that was asked for is said once, also when the list moves before it came")
  func overtaken() async throws {
    let scene = try await Harness().session.scene
    var flow = QueueFlow(scene)
    _ = flow.start(scene)
    _ = flow.queueMoved(scene)
    #expect(flow.receive(.queue([]), to: .queue, scene).count == 1)
    #expect(flow.receive(.queue([]), to: .queue, scene).isEmpty)
  }

  @Test("the screen of a row follows it, keeps what was chosen and typed, and says where the row stands now")
  func followingRow() async throws {
    let harness = try await Self.open([.init(caseID: "cambio", state: .unknown(tries: 1))])
    try await harness.run([.enter])
    #expect(harness.screen == "pratica")
    try await harness.choose(.reprint)
    let rows = harness.desk.committed
    var status = harness.session.scene.registry
    // What concerns other rows says nothing here.
    harness.desk.set(rows + [QueueRow(damaged: 9, id: "op-9", state: nil)])
    status.tally.toSend += 1
    try await harness.give(.registry(status))
    #expect(harness.notice == nil && harness.form.value(of: "action") == Resolution.reprint.rawValue)
    let moved = try #require(rows.first { $0.state == .unknown })
    let practice = try #require(moved.practice)
    let confirmed = QueueRow(
      practice: practice, receiptNumber: moved.receiptNumber, state: .confirmed(QueueFixture.confirmation))
    harness.desk.set(rows.map { $0.id == moved.id ? confirmed : $0 })
    status.tally.toVerify += 1
    try await harness.give(.registry(status))
    #expect(harness.screen == "pratica" && harness.notice == "coda.esito.confirmed")
    #expect(harness.form.value(of: "action") == Resolution.reprint.rawValue)
    try await harness.run([.f(5)])
    #expect(harness.notice == "coda.non_ammesso.verify")
  }

  @Test("a role whose token is missing is named by its title, and the row can go on once it is there")
  func tokenMissing() async throws {
    let reason = RejectionReason(code: ConflictBook.tokenMissingCode, arguments: ["sportello"])
    let harness = try await Self.open([.init(caseID: "cambio", state: .held(tries: 0, [reason]))])
    #expect(harness.rows.contains { $0.contains("Firmata come Operatore di sportello") })
    #expect(harness.rows.contains { $0.contains("manca il token") })
    #expect(harness.desk.committed.first?.resolutions.first == .release)
  }

  @Test("a row made anew only asks to tell the citizen")
  func corrected() async throws {
    let harness = try await Self.open([
      .init(caseID: "autolimitato", state: QueueFixture.rejected("AMB-02"), isCorrected: true)
    ])
    let row = try #require(harness.desk.committed.first)
    #expect(row.resolutions.first == .close)
    #expect(!row.resolutions.contains(.correct) && !row.resolutions.contains(.secondChoice))
  }

  @Test("lets a held practice go on") func release() async throws {
    let harness = try await Self.open([
      .init(caseID: "cambio", state: .held(tries: 0, [RejectionReason(code: "REG-07")]))
    ])
    try await harness.run([.enter])
    try await harness.choose(.release)
    try await harness.run([.f(10)])
    #expect(harness.desk.committed.first?.state == .queued)
    #expect(harness.notice == "coda.esito.queued")
  }

  @Test("says of a damaged row what is wrong, and opens nothing") func damaged() async throws {
    let harness = try await Harness()
    harness.desk.set([QueueRow(damaged: 7, id: "op-7", state: nil)])
    try await harness.run(["CO", .enter, .enter])
    #expect(harness.screen == "coda" && harness.notice == "errore.archivio.pratica_alterata")
    for key in [Act.f(9), .f(6)] {
      try await harness.run([key])
      #expect(harness.notice == "errore.archivio.pratica_alterata")
    }
  }
}

extension Harness {
  /// Chooses a way out on the screen of a row.
  func choose(_ way: Resolution) async throws {
    try await go(to: "action")
    for _ in 0..<10 where form.value(of: "action") != way.rawValue { try await run([.key(.right)]) }
    try #require(form.value(of: "action") == way.rawValue, "\(way) cannot be chosen")
  }
}

@Suite("A row of the queue") struct QueueRowTests {
  private static let states: [OutboxState] = [
    .queued(tries: 0), .queued(tries: 1), .sending(tries: 1), .unknown(tries: 1), .accepted(tries: 1),
    .confirmed(QueueFixture.confirmation), .withdrawn,
    .closed([RejectionReason(code: "MAX-01")], Closing(closedBy: "demo", closedAt: Clock(testDay).now)),
    .reversed(RejectionReason(code: "stornata")),
  ]

  private static let codes =
    ConflictBook.entries.flatMap(\.signs).compactMap { if case .code(let code) = $0 { code } else { nil } }
    + ["AMB-02", "senza-motivo"]

  @Test("offers in every state and conflict only what can be done then, and always something")
  func ways() async throws {
    let desk = try await Harness().desk
    let all =
      Self.states
      + Self.codes.flatMap { code in
        let reason = [RejectionReason(code: code)]
        return [OutboxState.rejected(reason), .held(tries: 0, reason), .held(tries: 2, reason)]
      }
    for state in all {
      let row = try await QueueFixture.row(
        .init(caseID: "cambio", state: state, secondChoice: "mmg-002"), number: 1, on: desk)
      let ways = row.resolutions
      let name = "\(state.kind) \(row.conflict?.id.rawValue ?? "")"
      #expect(!ways.isEmpty && Set(ways).count == ways.count, "\(name)")
      #expect(ways.contains(.close) == state.kind.needsPerson, "\(name)")
      #expect(ways.contains(.withdraw) == (state == .queued(tries: 0)), "\(name)")
      #expect(ways.contains(.verify) == state.kind.isUnderWay, "\(name)")
      #expect(ways.contains(.release) == (state.kind == .held), "\(name)")
      #expect(ways.contains(.position), "\(name)")
      // Nothing is printed for the dead.
      #expect(ways.contains(.reprint) == (row.conflict?.id.rawValue != "deceduto"), "\(name)")
      if state.kind.needsPerson { #expect(row.conflict != nil, "\(name)") }
      if case .withdraw? = ways.first { #expect(row.state == .queued) }
    }
  }

  @Test("never writes its person into a log") func discreet() async throws {
    let desk = try await Harness().desk
    let row = try await QueueFixture.row(
      .init(caseID: "cambio", state: .queued(tries: 0)), number: 4, on: desk)
    var dumped = ""
    dump(row, to: &dumped)
    let surname = row.practice!.content.assistito.identity.surname
    #expect(!dumped.contains(surname) && !"\(row)".contains(surname) && "\(row)" == "QueueRow(4, queued)")
  }

  @Test(
    "waits one working day at most",
    arguments: [
      // Tuesday to Wednesday; Friday to Monday; before Easter to Tuesday; over 25 April 2025, a Friday.
      ("2026-03-10", "2026-03-11"), ("2026-03-13", "2026-03-16"), ("2026-04-03", "2026-04-07"),
      ("2025-04-24", "2025-04-28"), ("2026-12-24", "2026-12-28"),
    ])
  func workingDay(start: String, end: String) {
    let time = CivilTime(hour: 10, minute: 0)!
    let began = RomeTime(date: CivilDate(iso: start)!, time: time).instant
    let limit = RomeTime(date: CivilDate(iso: end)!, time: time).instant
    #expect(!QueueAge.isOverWorkingDay(since: began, limit))
    #expect(QueueAge.isOverWorkingDay(since: began, limit + .milliseconds(1)))
  }
}
