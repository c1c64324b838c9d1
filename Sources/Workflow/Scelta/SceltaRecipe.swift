import Domain
import Terminal

/// Choice of the doctor, transaction `SM`.
struct SceltaRecipe: PracticeRecipe {
  let screen: ScreenID = "scelta"

  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene) {
    form.set("applicant", to: Applicant.usual(for: person, on: scene.today).optionID)
    form.set("effectiveDate", to: scene.today.iso)
  }

  func arrange(
    _ form: inout Form, person: Assistito, facts: CaseFacts?, decision: Decision?, _ scene: Scene
  ) {
    let spoken = Set(decision?.findings.map(\.rule.id) ?? [])
    func needs(_ fields: [FieldID], _ rules: Set<String>) {
      let isFilled = fields.contains { !form.value(of: $0).isEmpty }
      for field in fields { form.setVisible(field, isFilled || !spoken.isDisjoint(with: rules)) }
    }
    needs(["deroga"], ["AMB-02", "AMB-03", "AMB-06"])
    needs(["reason"], ["AMB-02", "AMB-03", "AMB-06", "AGE-01"])
    needs(["reunion", "kinship"], ["REC-01", "REC-02", "MAX-10"])
    needs(["pediatricExtension", "extensionRequestedOn"], ["AGE-03", "AGE-04", "AGE-07"])
    needs(["medicoAcceptance"], ["AMB-02", "AMB-06", "ASS-01", "AGE-04"])
    needs(["endDate"], ["DOM-01", "DOM-08", "DOM-09", "AMB-05", "STR-01", "STR-02"])
    form.setVisible(
      "overrideReason", scene.permission(.grantDeroga) == .granted && spoken.contains { $0.hasPrefix("MAX") })
    if let medico = facts?.medico?.medico {
      form.setEcho("medico", scene.text(Availability(of: medico, on: scene.today).phraseKey))
    }
  }

  func factsQuery(_ form: Form, person: Assistito) -> FactsQuery? {
    FactsQuery(
      person: person.id, medico: Identifier(form.value(of: "medico")),
      relative: try? PersonCode.parse(form.value(of: "reunion")))
  }

  func content(
    _ form: Form, person: Assistito, facts: CaseFacts?, documents: DocumentChecklist, _ scene: Scene
  ) -> PracticeCase? {
    guard let facts, let view = facts.medico,
      let start = CivilDate(iso: form.value(of: "effectiveDate")),
      let applicant = Applicant(optionID: form.value(of: "applicant"))
    else { return nil }
    let request = SceltaRequest(
      effectiveDate: start,
      applicant: applicant,
      deroga: SceltaRequest.Deroga.Ground(rawValue: form.value(of: "deroga")).map {
        SceltaRequest.Deroga(ground: $0, reason: form.value(of: "reason"))
      },
      reunion: reunion(form, person: person, facts: facts),
      pediatricExtension: pediatricExtension(form),
      noPediatricianReason: form.value(of: "reason"),
      endDate: CivilDate(iso: form.value(of: "endDate")),
      medicoAcceptance: form.value(of: "medicoAcceptance") == "yes",
      overrideReason: form.value(of: "overrideReason"),
      documentsSeen: documents.allSeen,
      documentsDeclared: documents.declared)
    return .scelta(
      SceltaCase(
        assistito: person, medico: view.medico, currentMedico: facts.currentMedico, medicoAmbito: view.ambito,
        request: request, pediatricianAvailable: facts.pediatricianAvailable, pending: facts.pending))
  }

  func question(
    forLookUp field: FieldID, text: String, person: Assistito, _ scene: Scene
  ) -> Question? {
    guard field == "medico" else { return nil }
    let age = person.posizione.birthDate.age(on: scene.today)
    return .medici(MedicoQuery(text: text, kind: age >= 16 ? .mmg : nil))
  }

  func rows(of answer: Answer, person: Assistito?, _ scene: Scene) -> [Row] {
    guard case .medici(let views) = answer else { return [] }
    let home = person?.posizione.domicile?.address.territory ?? person?.posizione.residence.territory
    let ordered = views.enumerated().sorted {
      (Self.distance($0.element.medico, from: home), $0.offset)
        < (Self.distance($1.element.medico, from: home), $1.offset)
    }
    return ordered.map { MedicoRows.row($0.element, scene) }
  }

  /// Doctors of the own ambito first, then of the own distretto, of the own asl, and elsewhere.
  private static func distance(_ medico: Medico, from home: Territory?) -> Int {
    guard let home, medico.asl == home.asl else { return 3 }
    if medico.ambito == home.ambito(for: medico.kind) { return 0 }
    return medico.distretto == home.distretto ? 1 : 2
  }

  private func reunion(_ form: Form, person: Assistito, facts: CaseFacts) -> SceltaRequest.Reunion? {
    guard let relative = try? PersonCode.parse(form.value(of: "reunion")),
      let kinship = Kinship(rawValue: form.value(of: "kinship"))
    else { return nil }
    return SceltaRequest.Reunion(
      relative: relative, kinship: kinship, relativeMedico: facts.relativeMedico,
      sameFamily: person.family.contains { $0.code == relative })
  }

  private func pediatricExtension(_ form: Form) -> SceltaRequest.PediatricExtension? {
    guard let day = CivilDate(iso: form.value(of: "extensionRequestedOn")),
      let reason = SceltaRequest.PediatricExtension.Reason(rawValue: form.value(of: "pediatricExtension"))
    else { return nil }
    return SceltaRequest.PediatricExtension(requestedOn: day, reason: reason)
  }
}
