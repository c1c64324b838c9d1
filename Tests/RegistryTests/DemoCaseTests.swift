import Domain
import Population
import Testing

@testable import Registry

/// What the registry answers when a clerk asks the obvious thing for the person of a case.
struct Expectation: Sendable, CustomTestStringConvertible {
  let id: String
  let medico: Identifier<Medico>
  let outcome: Decision.Outcome
  let rule: String?
  let edit: @Sendable (inout SceltaRequest, Assistito) -> Void

  init(
    _ id: String, _ medico: Identifier<Medico>, _ outcome: Decision.Outcome, _ rule: String? = nil,
    edit: @escaping @Sendable (inout SceltaRequest, Assistito) -> Void = { _, _ in }
  ) {
    self.id = id
    self.medico = medico
    self.outcome = outcome
    self.rule = rule
    self.edit = edit
  }

  var testDescription: String { "\(id), \(medico.rawValue)" }

  /// The relative who has the medico asked for.
  static func reunion(_ medico: Identifier<Medico>) -> @Sendable (inout SceltaRequest, Assistito) -> Void {
    { request, person in
      guard let relative = person.family.first(where: { $0.medico == medico }) else { return }
      request.reunion = .init(
        relative: relative.code, kinship: relative.kinship, relativeMedico: relative.medico, sameFamily: true)
    }
  }

  static let deroga: @Sendable (inout SceltaRequest, Assistito) -> Void = { request, _ in
    request.deroga = .init(ground: .proximity, reason: "più vicino alla fermata")
    request.medicoAcceptance = true
  }

  static let all = [
    Expectation("cambio", "mmg-003", .admitted, "REV-01"),
    Expectation("medico-completo", "mmg-002", .refused, "MAX-01"),
    Expectation("ricongiungimento", "mmg-002", .refused, "MAX-01"),
    Expectation("ricongiungimento", "mmg-002", .admitted, edit: reunion("mmg-002")),
    Expectation("autolimitato", "mmg-004", .refused, "MAX-01", edit: reunion("mmg-004")),
    Expectation("ambito-confinante", "mmg-003", .refused, "AMB-02"),
    Expectation("ambito-confinante", "mmg-003", .admitted, edit: deroga),
    Expectation("ambito-non-confinante", "mmg-015", .admitted, edit: deroga),
    Expectation("stessa-associazione", "mmg-006", .refused, "ASS-01") { request, _ in
      request.documentsSeen.remove(.medicoAcceptance)
    },
    Expectation("stessa-associazione", "mmg-006", .admitted, "ASS-01"),
    Expectation("ultimo-posto", "mmg-007", .admitted, "MAX-01"),
    Expectation("posti-ignoti", "mmg-008", .provisional, "MAX-01"),
    Expectation("sotto-6-anni", "mmg-003", .refused, "AGE-01"),
    Expectation("nessun-pediatra", "pls-004", .refused, "MAX-07"),
    Expectation("nessun-pediatra", "mmg-013", .provisional, "AGE-01") { request, _ in
      request.noPediatricianReason = "pediatra dell'ambito completo"
    },
    Expectation("13-anni-11-mesi", "mmg-003", .admitted),
    Expectation("14-anni-oggi", "pls-001", .refused, "AGE-03"),
    Expectation("14-anni-oggi", "mmg-003", .admitted),
    Expectation("16-anni", "pls-001", .refused, "AGE-05"),
    Expectation("fratello-dal-pediatra", "pls-002", .refused, "MAX-07"),
    Expectation("fratello-dal-pediatra", "pls-002", .admitted, edit: reunion("pls-002")),
    Expectation("codice-provvisorio", "pls-001", .admitted, "SP-02"),
    Expectation("omocodia", "mmg-006", .admitted),
    Expectation("permesso-con-ricevuta", "mmg-001", .admitted, "STR-02"),
    Expectation("permesso-scaduto", "mmg-003", .refused, "STR-01"),
    Expectation("permesso-in-scadenza", "mmg-001", .admitted, "STR-01"),
    Expectation("iscrizione-volontaria", "mmg-001", .admitted, "STR-05"),
    Expectation("minore-irregolare", "pls-001", .admitted, "STR-07"),
    Expectation("stp", "mmg-003", .provisional, "STR-08"),
    Expectation("eni", "mmg-003", .provisional, "STR-11"),
    Expectation("lavoratore-europeo", "mmg-004", .admitted, "STR-10"),
    Expectation("ricusazione-in-corso", "mmg-001", .admitted, "REV-03"),
    Expectation("ricusazione-in-corso", "mmg-003", .refused, "REV-05"),
    Expectation("ricusazione-finita", "mmg-003", .refused, "REV-05"),
    Expectation("deceduto", "mmg-003", .refused, "REV-06"),
    Expectation("aire", "mmg-003", .refused, "SP-04"),
    Expectation("residenza-in-verifica", "mmg-001", .admitted, "RES-01"),
    Expectation("trasferito-altra-asl", "mmg-003", .refused, "DOM-02"),
    Expectation("pratica-in-corso", "mmg-003", .refused, "PRA-01"),
    Expectation("domicilio-sanitario", "mmg-001", .admitted, "DOM-08"),
    Expectation("domicilio-in-struttura", "mmg-001", .refused, "DOM-03"),
  ]
}

@Suite("The cases of the demo, decided by the registry")
struct DemoCaseDecisionTests {
  @Test("show what their titles promise", arguments: Expectation.all)
  func outcomes(expectation: Expectation) async throws {
    let fixture = try await Fixture()
    let person = try await fixture.person(expectation.id)
    let practice = try await fixture.scelta(for: person, medico: expectation.medico) { request in
      if person.identity.birthDate.age(on: demoDay) < 18 {
        request.applicant = .parent(otherParentDeclares: true)
      }
      expectation.edit(&request, person)
    }
    let decision: Decision
    switch try await fixture.submit(practice) {
    case .accepted(_, _, let made), .rejected(let made): decision = made
    case .alreadyAnswered: return
    }
    let rules = decision.findings.map { "\($0.rule.id) \($0.severity)" }
    #expect(decision.outcome == expectation.outcome, "\(rules)")
    if let rule = expectation.rule { #expect(decision.findings.contains { $0.rule.id == rule }, "\(rules)") }
  }

  @Test(
    "are shown by the table above, but for those about a revoca, an exemption, a history or what is not told")
  func complete() {
    let untested = Set(DemoCase.all(on: demoDay).map(\.id)).subtracting(Expectation.all.map(\.id))
      .filter { !$0.hasPrefix("esenzione-") && $0 != "malattia-rara" }
    #expect(untested == ["medico-in-uscita", "proroga-14-16", "29-febbraio", "dati-riservati"])
  }
}
