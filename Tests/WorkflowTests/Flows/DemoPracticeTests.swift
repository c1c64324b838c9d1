import Domain
import Population
import Terminal
import Testing

@testable import Workflow

/// The natural practice for the person of a case, and how it ends.
struct Natural: Sendable, CustomTestStringConvertible {
  enum End: Hashable, Sendable {
    /// The registry took it.
    case taken
    /// The desk refuses by this rule, and everything stays on the screen.
    case refused(String)
  }

  let id: String
  let code: String
  let medico: String
  let end: End
  /// What is typed besides, by field.
  var fields: [(FieldID, String)] = []

  init(
    _ id: String, _ medico: String, _ end: End, code: String = "SM", fields: [(FieldID, String)] = []
  ) {
    self.id = id
    self.code = code
    self.medico = medico
    self.end = end
    self.fields = fields
  }

  var testDescription: String { "\(id) \(medico)" }

  private static let deroga: [(FieldID, String)] = [
    ("deroga", "2"), ("reason", "VICINO ALLA FERMATA"), ("medicoAcceptance", "s"),
  ]

  static let all = [
    Natural("cambio", "MARCH", .taken),
    Natural("medico-completo", "D'ALB", .refused("MAX-01")),
    Natural("ricongiungimento", "D'ALB", .taken, fields: [("reunion", "Campione"), ("kinship", "1")]),
    Natural("autolimitato", "TASSO", .refused("MAX-01")),
    Natural("ambito-confinante", "MARCH", .refused("AMB-02")),
    Natural("ambito-confinante", "MARCH", .taken, fields: deroga),
    Natural("ambito-non-confinante", "FERRI", .taken, fields: deroga),
    Natural("stessa-associazione", "BENVEN", .taken, fields: [("medicoAcceptance", "s")]),
    Natural("medico-in-uscita", "LUNAR", .taken),
    Natural("ultimo-posto", "ZOR", .taken),
    Natural("posti-ignoti", "HÖLL", .taken),
    Natural("sotto-6-anni", "MARCH", .refused("AGE-01")),
    Natural("nessun-pediatra", "VALLET", .refused("MAX-07")),
    Natural("nessun-pediatra", "ČERN", .taken, fields: [("reason", "PEDIATRA COMPLETO")]),
    Natural("13-anni-11-mesi", "MARCH", .taken),
    Natural("14-anni-oggi", "AMAD", .refused("AGE-03")),
    Natural("14-anni-oggi", "MARCH", .taken),
    Natural("16-anni", "MARCH", .taken),
    Natural("fratello-dal-pediatra", "SOLARI", .refused("MAX-07")),
    Natural(
      "fratello-dal-pediatra", "SOLARI", .taken,
      fields: [("medicoAcceptance", "s"), ("reunion", "Fratelli Ada"), ("kinship", "5")]),
    Natural("codice-provvisorio", "AMAD", .taken),
    Natural("omocodia", "BENVEN", .taken),
    Natural("permesso-con-ricevuta", "SEREN", .taken),
    Natural("permesso-scaduto", "MARCH", .refused("STR-01")),
    Natural("permesso-in-scadenza", "SEREN", .taken),
    Natural("iscrizione-volontaria", "SEREN", .taken),
    Natural("minore-irregolare", "AMAD", .taken),
    Natural("lavoratore-europeo", "TASSO", .taken),
    Natural("ricusazione-in-corso", "SEREN", .taken),
    Natural("ricusazione-in-corso", "MARCH", .refused("REV-05")),
    Natural("ricusazione-finita", "MARCH", .refused("REV-05")),
    Natural("deceduto", "MARCH", .refused("REV-06")),
    Natural("aire", "MARCH", .refused("SP-04")),
    Natural("residenza-in-verifica", "SEREN", .taken),
    Natural("trasferito-altra-asl", "MARCH", .refused("DOM-02")),
    Natural("pratica-in-corso", "MARCH", .refused("PRA-01")),
    Natural("domicilio-sanitario", "SEREN", .taken),
    Natural("domicilio-in-struttura", "SEREN", .refused("DOM-03")),
  ]
}

@Suite("The natural practice of a case of the demo") struct DemoPracticeTests {
  @Test("ends as its title promises", arguments: Natural.all)
  func practice(natural: Natural) async throws {
    let harness = try await Harness()
    try await harness.run([.type(natural.code + " "), .scan(SmallRegion.code(natural.id)), "1"])
    let person = try #require(harness.session.person)
    try await harness.run([.type(natural.medico), .tab])
    if person.identity.birthDate.age(on: testDay) < 18 { try await harness.fill("applicant", "3") }
    for (field, text) in natural.fields {
      let relative = person.family.first { $0.fullName.hasPrefix(text) }?.code.rawValue
      try await harness.fill(field, field == "reunion" ? try #require(relative) : text)
    }
    try await harness.confirm()
    let rules = "\(harness.findings) \(harness.notice ?? "") \(String(describing: harness.form.focus))"
    switch natural.end {
    case .taken:
      #expect(harness.screen == "esito", "\(rules)")
      #expect(harness.notice == "esito.definitiva", "\(rules)")
    case .refused(let rule):
      #expect(harness.screen == "scelta", "\(rules)")
      #expect(harness.findings.contains(rule), "\(rules)")
      #expect(harness.submissions == 0, "\(rules)")
    }
  }
}

extension Harness {
  /// Goes to a field with Tab, empties it and types.
  func fill(_ field: FieldID, _ text: String) async throws {
    try await go(to: field)
    try await run([.control("u"), .type(text)])
  }

  /// Presses Tab until a field has the focus.
  func go(to field: FieldID) async throws {
    for _ in 0..<40 where form.focus != field { try await press(.tab) }
    try #require(form.focus == field, "\(field) cannot be reached")
  }

  /// Confirms as a careful clerk does: marks the documents when asked, and confirms warnings after reading.
  func confirm() async throws {
    for _ in 0..<3 where submissions == 0 {
      try await run([.wait(600), .f(10)])
      guard notice == "errore.documento.manca" || findings.contains("DOC-01") else { continue }
      try await go(to: "documents")
      try await run([.key(.home)])
      for _ in 0..<6 where findings.contains("DOC-01") { try await run([.enter, .down]) }
    }
  }
}
