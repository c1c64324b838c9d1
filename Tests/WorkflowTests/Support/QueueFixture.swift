import Domain
import Population
import Registry
import Sync

@testable import Workflow

/// Rows of a queue in every state and conflict, over people of the small region.
enum QueueFixture {
  /// One row to make.
  struct Shape: Sendable {
    let caseID: String
    let state: OutboxState
    /// How many minutes ago it was stored.
    var minutes = 5
    /// A second choice named in the request.
    var secondChoice: Identifier<Medico>?
    var work: String?
    var isCorrected = false
    /// Whether anything of the person's contacts is known.
    var hasContact = true
    /// The desk that counted the receipt; `nil` for this one.
    var origin: String?
    var owedPaper: QueueRow.OwedPaper?
  }

  static let confirmation = Confirmation(reference: "2026/000123", effectiveDate: testDay)

  static func rejected(_ codes: String...) -> OutboxState {
    .rejected(codes.map { RejectionReason(code: $0) })
  }

  /// One row of each conflict and of each plain state.
  static let all: [Shape] = [
    Shape(caseID: "cambio", state: .queued(tries: 0)),
    Shape(caseID: "omocodia", state: .unknown(tries: 1), minutes: 12),
    Shape(caseID: "ultimo-posto", state: rejected("MAX-01"), minutes: 90, secondChoice: "mmg-002"),
    Shape(
      caseID: "medico-completo",
      state: .rejected([RejectionReason(code: "REG-04", arguments: ["Amadio Rita", "ASL-2"])]), minutes: 45),
    Shape(caseID: "aire", state: rejected("REG-06"), minutes: 3_000),
    Shape(
      caseID: "deceduto", state: .held(tries: 0, [RejectionReason(code: "REG-05")]), minutes: 200,
      hasContact: false),
    Shape(caseID: "codice-provvisorio", state: .held(tries: 1, [RejectionReason(code: "REG-07")])),
    Shape(caseID: "dati-riservati", state: rejected("REG-08")),
    Shape(caseID: "posti-ignoti", state: rejected("REG-09")),
    Shape(caseID: "16-anni", state: .reversed(RejectionReason(code: "stornata"))),
    Shape(caseID: "autolimitato", state: rejected("AMB-02"), isCorrected: true),
    Shape(caseID: "ricongiungimento", state: .confirmed(confirmation), minutes: 300),
    Shape(caseID: "residenza-in-verifica", state: .withdrawn, minutes: 400),
    Shape(caseID: "domicilio-sanitario", state: .accepted(tries: 1)),
  ]

  /// The rows over the registry of a desk, the newest number first.
  static func rows(_ shapes: [Shape] = all, on desk: AnswerDesk) async throws -> [QueueRow] {
    var rows: [QueueRow] = []
    for (place, shape) in shapes.enumerated() {
      rows.append(try await row(shape, number: place + 1, on: desk))
    }
    return rows.reversed()
  }

  static func row(_ shape: Shape, number: Int, on desk: AnswerDesk) async throws -> QueueRow {
    let code = try PersonCode.parse(SmallRegion.code(shape.caseID))
    guard case .person(var person?, _) = try await desk.answer(.person(.code(code))),
      let medico = try await desk.registry.medico("mmg-001")
    else { throw Missing() }
    person.contacts = shape.hasContact ? Contacts(telephone: "000 123456") : Contacts()
    let request = SceltaRequest(
      effectiveDate: testDay, documentsSeen: [.identityDocument], secondChoice: shape.secondChoice)
    let content = SceltaCase(
      assistito: person, medico: medico.medico, medicoAmbito: medico.ambito, request: request)
    let at = desk.clock.now - .seconds(shape.minutes * 60)
    let practice = Practice(
      id: Identifier(unchecked: "33333333-0000-4000-8000-" + "\(1_000_000_000_000 + number)".dropFirst()),
      content: .scelta(content), author: desk.author, createdAt: at)
    var row = QueueRow(practice: practice, receiptNumber: number, state: shape.state, origin: shape.origin)
    if let second = shape.secondChoice { row.secondChoice = try await desk.registry.medico(second)?.medico }
    if let work = shape.work { row.work = QueueRow.Work(id: number, code: work, openedAt: at) }
    row.owedPaper = shape.owedPaper
    if shape.isCorrected { row.correctedBy = 99 }
    return row
  }

  /// What the registry line counts of rows.
  static func tally(_ rows: [QueueRow]) -> OutboxTally {
    var tally = OutboxTally()
    for state in rows.compactMap(\.state) { tally.add(state) }
    return tally
  }

  struct Missing: Error {}
}
