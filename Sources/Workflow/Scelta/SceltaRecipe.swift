import Domain
import Terminal

/// Choice of the doctor, transaction `SM`.
struct SceltaRecipe: PracticeRecipe {
  let screen: ScreenID = "scelta"

  let shownBy: [FieldID: Set<String>] = [
    "deroga": ["AMB-02", "AMB-03", "AMB-06"],
    "reason": ["AMB-02", "AMB-03", "AMB-06", "AGE-01"],
    "reunion": ["REC-01", "REC-02", "MAX-10"],
    "kinship": ["REC-01", "REC-02", "MAX-10"],
    "pediatricExtension": ["AGE-03", "AGE-04", "AGE-07"],
    "extensionRequestedOn": ["AGE-03", "AGE-04", "AGE-07"],
    "medicoAcceptance": ["AMB-02", "AMB-06", "ASS-01", "AGE-04"],
    "endDate": ["DOM-01", "DOM-08", "DOM-09", "AMB-05", "STR-01", "STR-02"],
  ]

  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene) {
    form.set("applicant", to: Applicant.usual(for: person, on: scene.today).optionID)
    form.set(
      "effectiveDate", to: person.posizione.firstDay(ofSceltaFrom: scene.registryToday).iso)
  }

  /// That nothing can be chosen for the dead, and from which day a scelta counts where a revoca ends the relation.
  func opening(_ person: Assistito, _ scene: Scene) -> Notice? {
    if person.posizione.deathDate != nil { return Notice(.error, "regola.REV-06.dead") }
    let first = person.posizione.firstDay(ofSceltaFrom: scene.registryToday)
    guard first != scene.registryToday else { return nil }
    return Notice(
      .warning, "stato.scelta.dopo_revoca", [scene.shown(first.adding(days: -1)), scene.shown(first)])
  }

  func arrange(
    _ form: inout Form, person: Assistito, facts: CaseFacts?, decision: Decision?, _ scene: Scene
  ) {
    let spoken = Set(decision?.findings.map(\.rule.id) ?? [])
    form.setVisible(
      "overrideReason", scene.permission(.grantDeroga) == .granted && spoken.contains { $0.hasPrefix("MAX") })
    if let medico = facts?.medico?.medico {
      let availability = Availability(of: medico, on: scene.today)
      form.setEcho(
        "medico",
        SeenPlaces(facts, counter: decision?.counter, scene)?.words(scene)
          ?? scene.text(availability.phraseKey))
    }
    let isLast = decision?.findings.contains { $0.messageKey.hasSuffix(".last") } ?? false
    let asksSecond =
      isLast || SeenPlaces(facts, counter: decision?.counter, scene)?.areFew ?? false
      || !form.value(of: "secondMedico").isEmpty
    let areFew = SeenPlaces(facts, counter: decision?.counter, scene)?.areFew ?? false
    let isRequired = areFew && !Self.declinesSecond(form)
    for field: FieldID in ["secondMedico", "secondSigned"] {
      form.setVisible(field, asksSecond)
    }
    form.setRequired("secondMedico", isRequired)
    // Nothing is missing any more where none is named.
    if Self.declinesSecond(form) { form.setError("secondMedico", nil) }
    form.setRequired("secondSigned", areFew || !form.value(of: "secondMedico").isEmpty)
    if form.value(of: "secondMedico").isEmpty {
      form.setEcho("secondMedico", isRequired ? scene.text("seconda.serve") : nil)
    } else if Self.declinesSecond(form) {
      form.setEcho("secondMedico", scene.text("seconda.senza_firma"))
    } else if let second = facts?.second?.medico, second.id.rawValue == form.value(of: "secondMedico") {
      form.setEcho(
        "secondMedico",
        SeenPlaces(of: second, facts, counter: decision?.counter, scene)?.words(scene)
          ?? scene.text(Availability(of: second, on: scene.today).phraseKey))
    }
  }

  /// Whether the citizen signs no second choice, perhaps because the rules admit none: the operator answers no, and
  /// whoever is named is not carried.
  private static func declinesSecond(_ form: Form) -> Bool { form.answer(of: "secondSigned") == false }

  func repeatedSecond(_ form: Form, facts: CaseFacts?) -> PracticeLack? {
    let second = form.value(of: "secondMedico")
    guard form.isVisible("secondMedico"), !second.isEmpty, !Self.declinesSecond(form) else { return nil }
    if second == form.value(of: "medico") {
      return PracticeLack(field: "secondMedico", notice: Notice(.error, "errore.seconda.uguale"))
    }
    guard let current = facts?.currentMedico, second == current.id.rawValue else { return nil }
    return PracticeLack(field: "secondMedico", notice: Notice(.error, "errore.seconda.attuale"))
  }

  func second(of content: PracticeCase, _ form: Form, facts: CaseFacts?) -> SecondChoice? {
    guard !Self.declinesSecond(form), case .scelta(let scelta) = content, let second = facts?.second,
      second.medico.id != scelta.medico.id
    else { return nil }
    return SecondChoice(
      field: "secondMedico", name: MedicoRows.name(second.medico), content: .scelta(scelta.asking(second)))
  }

  func factsQuery(_ form: Form, person: Assistito) -> FactsQuery? {
    FactsQuery(
      person: person.id, medico: Identifier(form.value(of: "medico")),
      relative: form.code("reunion"), second: Identifier(form.value(of: "secondMedico")))
  }

  func fill(_ form: inout Form, with correction: Correction, _ scene: Scene) {
    guard case .scelta(let content) = correction.practice.content else { return }
    let request = content.request
    form.set("applicant", to: request.applicant.optionID)
    let position = correction.practice.content.assistito.posizione
    let asked = max(request.effectiveDate, scene.registryToday)
    form.set("effectiveDate", to: position.firstDay(ofSceltaFrom: asked).iso)
    form.set("endDate", to: request.endDate?.iso ?? "")
    form.set("deroga", to: request.deroga?.ground.rawValue ?? "")
    form.set("reason", to: request.deroga?.reason ?? request.noPediatricianReason)
    form.set("reunion", to: request.reunion?.relative.rawValue ?? "")
    form.set("kinship", to: request.reunion?.kinship.rawValue ?? "")
    form.set("pediatricExtension", to: request.pediatricExtension?.reason.rawValue ?? "")
    form.set("extensionRequestedOn", to: request.pediatricExtension?.requestedOn.iso ?? "")
    form.set("medicoAcceptance", to: request.medicoAcceptance ? "yes" : "")
    form.set("overrideReason", to: request.overrideReason)
    guard !correction.asksOtherMedico else { return }
    let chosen = correction.medico ?? MedicoName(content.medico)
    form.setChosen("medico", Row(id: RowID(rawValue: chosen.id.rawValue), cells: [chosen.name]))
  }

  func lack(_ form: Form, facts: CaseFacts?, _ scene: Scene) -> PracticeLack? {
    guard form.isVisible("secondMedico") else { return nil }
    let second = form.value(of: "secondMedico")
    let areFew = SeenPlaces(facts, counter: nil, scene)?.areFew ?? false
    let isRequired = areFew && !Self.declinesSecond(form)
    if second.isEmpty {
      return isRequired
        ? PracticeLack(field: "secondMedico", notice: Notice(.error, "errore.seconda.manca")) : nil
    }
    if let repeated = repeatedSecond(form, facts: facts) { return repeated }
    guard form.answer(of: "secondSigned") != nil else {
      return PracticeLack(field: "secondSigned", notice: Notice(.error, "errore.seconda.firma"))
    }
    return nil
  }

  func content(
    _ form: Form, person: Assistito, facts: CaseFacts?, documents: DocumentChecklist, _ scene: Scene
  ) -> PracticeCase? {
    guard let facts, let view = facts.medico,
      let start = form.date("effectiveDate"),
      let applicant = Applicant(optionID: form.value(of: "applicant"))
    else { return nil }
    let request = SceltaRequest(
      effectiveDate: start,
      applicant: applicant,
      deroga: form.option("deroga", as: SceltaRequest.Deroga.Ground.self).map {
        SceltaRequest.Deroga(ground: $0, reason: form.value(of: "reason"))
      },
      reunion: reunion(form, person: person, facts: facts),
      pediatricExtension: pediatricExtension(form),
      noPediatricianReason: form.value(of: "reason"),
      endDate: form.date("endDate"),
      medicoAcceptance: form.answer(of: "medicoAcceptance") == true,
      overrideReason: form.value(of: "overrideReason"),
      documentsSeen: documents.allSeen,
      documentsDeclared: documents.declared,
      secondChoice: form.answer(of: "secondSigned") == true ? Identifier(form.value(of: "secondMedico")) : nil
    )
    return .scelta(
      SceltaCase(
        assistito: person, medico: view.medico, currentMedico: facts.currentMedico, medicoAmbito: view.ambito,
        request: request, pediatricianAvailable: facts.pediatricianAvailable, pending: facts.pending))
  }

  func question(
    forLookUp field: FieldID, text: String, person: Assistito, _ scene: Scene
  ) -> Question? {
    guard field == "medico" || field == "secondMedico" else { return nil }
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
    guard let relative = form.code("reunion"),
      let kinship = form.option("kinship", as: Kinship.self)
    else { return nil }
    return SceltaRequest.Reunion(
      relative: relative, kinship: kinship, relativeMedico: facts.relativeMedico,
      sameFamily: person.family.contains { $0.code == relative })
  }

  private func pediatricExtension(_ form: Form) -> SceltaRequest.PediatricExtension? {
    guard let day = form.date("extensionRequestedOn"),
      let reason = form.option("pediatricExtension", as: SceltaRequest.PediatricExtension.Reason.self)
    else { return nil }
    return SceltaRequest.PediatricExtension(requestedOn: day, reason: reason)
  }
}
