import Domain
import Terminal

/// Issue of an exemption, and its renewal "as last year, after reading the declaration again".
struct EsenzioneRecipe: PracticeRecipe {
  let screen: ScreenID = "esenzione-rilascio"
  let marksRefusals = true
  let seeksMissing = true
  /// What was typed on the screen before; `nil` where the code is still to be found.
  var issue: EsenzioneIssue?

  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene) {
    form.set("applicant", to: Applicant.usual(for: person, on: scene.today).optionID)
    form.set("effectiveDate", to: scene.today.iso)
    form.set("privateHandOver", to: "yes")
    EsenzioneEvidenceFields.prefill(&form, scene)
    guard let issue else { return }
    form.setChosen("code", EsenzioneLookUp.row(issue.entry, scene))
    guard let renews = issue.renews else { return }
    form.setReadOnly(
      "renews",
      value: EsenzioneWords.period(from: renews.start, to: renews.lastDay, scene))
    guard EsenzioneEvidenceFields.Kind(issue.entry.family) == .income else { return }
    // As last year: what the declaration said then has to be read to the citizen again, and confirmed with one key.
    form.set("condition", to: issue.entry.usualCondition?.rawValue ?? "")
    form.set("partner", to: TaxHousehold.Partner.none.rawValue)
    if !issue.entry.isNational("E03") { form.set("income", to: "yes") }
  }

  func arrange(
    _ form: inout Form, person: Assistito, facts: CaseFacts?, decision: Decision?, _ scene: Scene
  ) {
    let entry = EsenzioneLookUp.entry(of: form.value(of: "code"), scene)
    EsenzioneEvidenceFields.arrange(&form, entry, scene)
    EsenzioneEvidenceFields.check(&form, born: person.posizione.birthDate)
    let isIncome = entry.map { EsenzioneEvidenceFields.Kind($0.family) == .income } ?? false
    form.setVisible("effectiveDate", entry != nil && !isIncome)
    form.setVisible("meaning", entry != nil)
    form.setReadOnly("meaning", value: meaning(entry, scene))
    form.setVisible("privateHandOver", entry?.isSensitive ?? false)
    let renews = renewed(entry)
    form.setVisible("renews", renews != nil)
    form.setVisible("readAgain", renews != nil && isIncome)
    // While the papers are not filled in nobody knows the last day: no end would look like "unlimited".
    let isKnown = !(decision?.findings.contains(where: \.leavesEndOpen) ?? true)
    form.setVisible("lastDay", isKnown && decision?.effectiveDate != nil)
    form.setReadOnly("lastDay", value: period(decision, scene))
    let fields = Set(decision?.findings.compactMap(\.field) ?? [])
    for field in [CaseField.endDate, "endReason"] {
      let isAsked = fields.contains(CaseField.endDate) || fields.contains("endReason")
      let id = FieldID(rawValue: field)
      form.setVisible(id, isAsked || !form.text(of: id).isEmpty)
    }
    // What was not read may be there already: the registry knows, and refuses then.
    let isUnread = facts?.lacksExemptions ?? false
    form.setVisible("mef", isUnread || (isIncome && entry?.scope == .national))
    form.setReadOnly(
      "mef",
      value: isUnread
        ? scene.text("esenzione.non_lette") : EsenzioneMEF.words(EsenzioneMEF.answer(facts), scene))
  }

  func factsQuery(_ form: Form, person: Assistito) -> FactsQuery? {
    FactsQuery(
      person: person.id, medico: nil, relative: nil, esenzione: EsenzioneMEF.code(of: form.value(of: "code")))
  }

  func fill(_ form: inout Form, with correction: Correction, _ scene: Scene) {
    guard case .esenzioneRilascio(let content) = correction.practice.content else { return }
    if let entry = scene.rules.esenzioni.catalog.entry(content.code, scope: content.scope) {
      form.setChosen("code", EsenzioneLookUp.row(entry, scene))
    }
    form.set("applicant", to: content.applicant.optionID)
    form.set("effectiveDate", to: max(content.effectiveDate, scene.today).iso)
    form.set("endDate", to: content.endDate?.iso ?? "")
    form.set("endReason", to: content.endReason)
    form.set("privateHandOver", to: content.privateHandOver ? "yes" : "no")
    EsenzioneEvidenceFields.fill(&form, content.evidence)
  }

  /// A draft of another code belongs to another request.
  func admits(_ draft: [String: String]) -> Bool {
    guard let issue else { return true }
    let id = EsenzioneLookUp.id(issue.entry.code, issue.entry.scope).rawValue
    return draft["code"]?.hasPrefix(id) ?? true
  }

  func check(_ form: inout Form, isFinal: Bool, _ scene: Scene) {
    EsenzioneEvidenceFields.check(&form, isFinal: isFinal, on: scene.today)
    EsenzioneHousehold.fill(&form, scene)
  }

  func lack(_ form: Form, facts: CaseFacts?, _ scene: Scene) -> PracticeLack? {
    guard form.isVisible("readAgain"), form.answer(of: "readAgain") != true else { return nil }
    return PracticeLack(
      field: "readAgain", notice: Notice(.error, "errore.esenzione.rilettura"), comesBeforeDocuments: true)
  }

  func place(of field: String, in form: Form) -> FieldID? {
    guard field == "evidence" else { return FieldID(rawValue: field) }
    return EsenzioneEvidenceFields.all.first { form.isVisible($0) && $0 != "signedOn" }
  }

  func content(
    _ form: Form, person: Assistito, facts: CaseFacts?, documents: DocumentChecklist, _ scene: Scene
  ) -> PracticeCase? {
    guard let facts, let entry = EsenzioneLookUp.entry(of: form.value(of: "code"), scene),
      let applicant = Applicant(optionID: form.value(of: "applicant"))
    else { return nil }
    let evidence = EsenzioneEvidenceFields.evidence(form, entry)
    let day: CivilDate?
    if case .income(let declaration) = evidence {
      day = declaration.signedOn
    } else {
      day = form.date("effectiveDate")
    }
    guard let day else { return nil }
    return .esenzioneRilascio(
      EsenzioneCase(
        assistito: person, code: entry.code, scope: entry.scope, deskAsl: scene.author.desk.asl,
        applicant: applicant, effectiveDate: day, evidence: evidence,
        documentsSeen: documents.allSeen.union(EsenzioneEvidenceFields.documents(form, entry)),
        documentsDeclared: documents.declared,
        endDate: form.isVisible("endDate") ? form.date("endDate") : nil,
        endReason: form.isVisible("endReason") ? form.value(of: "endReason") : "",
        renews: renewed(entry)?.id,
        privateHandOver: entry.isSensitive && form.answer(of: "privateHandOver") == true,
        mef: EsenzioneMEF.answer(facts), pending: facts.pending))
  }

  func answer(toLookUp field: FieldID, text: String, _ scene: Scene) -> LocalAnswer? {
    guard field == "code" else { return nil }
    let found = EsenzioneLookUp(text, scene)
    return LocalAnswer(
      rows: found.rows(scene), certain: found.certain.map { EsenzioneLookUp.row($0, scene) },
      exact: found.exactRow, error: found.error,
      echo: found.note.map { scene.words.text($0.key, $0.arguments) })
  }

  func helpArguments(of field: FieldID, in form: Form, _ scene: Scene) -> [String] {
    let income = scene.rules.esenzioni.income
    switch field {
    case "children":
      return [income.dependantCents, income.youngDependantCents].map { EsenzioneWords.amount($0, scene) }
        + ["\(income.youngDependantUpTo)"]
    case "code":
      // What the line below has no room for.
      let entry = EsenzioneLookUp.entry(of: form.value(of: field), scene)
      return [entry.map { EsenzioneWords.description($0) } ?? ""]
    case _ where EsenzioneHousehold.limit(of: field, income) != nil:
      let limit = EsenzioneHousehold.limit(of: field, income) ?? 0
      return [EsenzioneWords.amount(limit, scene), "\(income.youngDependantUpTo)"]
    case "titolareNote":
      let longest = form.spec.place(of: field).map { form.spec.fields[$0].maximumLength } ?? 0
      return ["\(longest)"]
    default: return []
    }
  }

  /// The form to be signed, or every exemption of the person.
  func perform(_ command: CommandID, _ content: PracticeCase?, _ scene: Scene) -> [Step] {
    guard command == "modulo" else { return [] }
    guard case .esenzioneRilascio(let content) = content, content.evidence.isDeclared else {
      return [.say(Notice(.note, "stato.esenzione.modulo")), .bell]
    }
    return [.ask(.print(.selfDeclaration(content)))]
  }

  /// The form to be signed before F10; while the registry is suspended what says when to come back.
  func print(_ content: PracticeCase, _ scene: Scene) -> PrintOrder {
    guard case .esenzioneRilascio(let esenzione) = content, esenzione.evidence.isDeclared else {
      return .promemoria(content)
    }
    let decision = content.decide(
      profile: scene.rules, now: scene.now, registryAnswers: scene.registryAnswers)
    let isStopped = decision.findings.contains { $0.rule.id.hasPrefix("SOS-") }
    return isStopped ? .promemoria(content) : .selfDeclaration(esenzione)
  }

  func printLabelKey(_ form: Form, _ scene: Scene) -> String? {
    let kind = EsenzioneLookUp.entry(of: form.value(of: "code"), scene).map {
      EsenzioneEvidenceFields.Kind($0.family)
    }
    return kind == .income || kind == .foreigner ? "comando.modulo.breve" : nil
  }

  /// The papers were in the operator's hands: the fields ask for what is read on them.
  func seenWithIdentity(_ form: Form, _ scene: Scene) -> Set<DocumentKind> {
    let papers =
      EsenzioneLookUp.entry(of: form.value(of: "code"), scene).map {
        EsenzioneEvidenceFields.documents(form, $0)
      } ?? []
    return identitySeen(form).union(papers)
  }

  /// The record that is renewed, while the code is still its code.
  private func renewed(_ entry: EsenzioneEntry?) -> Esenzione? {
    guard let record = issue?.renews, record.code == entry?.code, record.scope == entry?.scope else {
      return nil
    }
    return record
  }

  private func meaning(_ entry: EsenzioneEntry?, _ scene: Scene) -> String {
    guard let entry else { return "" }
    return entry.isSensitive
      ? "\(EsenzioneWords.mask) \(scene.text("esenzione.leggi_codice"))" : entry.description
  }

  private func period(_ decision: Decision?, _ scene: Scene) -> String {
    guard let decision, let start = decision.effectiveDate else { return "" }
    return EsenzioneWords.period(from: start, to: decision.endDate, scene)
  }
}

extension EsenzioneEvidence {
  /// Whether it is what the citizen declares and signs; a certificate or a report is signed by others.
  fileprivate var isDeclared: Bool {
    switch self {
    case .income, .foreigner: true
    case .none, .certificate, .report: false
    }
  }
}

extension EsenzioneEntry {
  /// The condition that a code of income is about; `nil` for one that asks for none.
  var usualCondition: IncomeDeclaration.Condition? {
    if isNational("E02") { return .unemployed }
    if isNational("E03") { return .socialAllowance }
    return isNational("E04") ? .minimumPension : nil
  }
}

extension Finding {
  /// Whether it says that what sets the last day is missing.
  fileprivate var leavesEndOpen: Bool {
    switch messageKey {
    case "regola.ESE-02", "regola.ESE-04", "regola.CR-02", "regola.CR-15", "regola.CR-15.term",
      "regola.IN-01.missing", "regola.IN-08", "regola.RA-02":
      true
    default: false
    }
  }
}
