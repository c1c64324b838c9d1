import Domain
import Terminal

/// Ending an exemption before its day, suspending it or taking it up again, lifting its block, or annulling one that was
/// issued in error today.
struct EsenzioneRevocaRecipe: PracticeRecipe {
  let screen: ScreenID = "esenzione-revoca"
  let marksRefusals = true
  let seeksMissing = true
  /// The record.
  let record: Esenzione?
  /// Why, where that was chosen already.
  var reason: EsenzioneRevocaCase.Reason?
  private var annuls: Bool { reason == .issuedInError }

  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene) {
    form.set("applicant", to: Applicant.usual(for: person, on: scene.today).optionID)
    // What is over already has no later last day.
    form.set("effectiveDate", to: min(scene.today, record?.lastDay ?? scene.today).iso)
    arrangeReason(&form, scene)
    if let reason { form.set("reason", to: reason.rawValue) }
    // The cursor begins in the first field that this reason needs.
    arrangeReason(&form, scene)
  }

  func arrange(
    _ form: inout Form, person: Assistito, facts: CaseFacts?, decision: Decision?, _ scene: Scene
  ) {
    if let record {
      let description = EsenzioneWords.description(EsenzioneWords.entry(of: record, scene))
      let period = EsenzioneWords.period(of: record, scene)
      form.setReadOnly("esenzione", value: "\(record.code.rawValue) · \(period) · \(description)")
    }
    arrangeReason(&form, scene)
  }

  private func arrangeReason(_ form: inout Form, _ scene: Scene) {
    if let record {
      // What was asked for before is kept in sight, also where the record has changed since.
      let chosen = form.option("reason", as: EsenzioneRevocaCase.Reason.self)
      let possible = EsenzioneRevocaCase.Reason.possible(for: record, on: scene.today)
      let shown = EsenzioneRevocaCase.Reason.allCases.filter { possible.contains($0) || $0 == chosen }
      form.setOptions("reason", shown.map { $0.choice(scene) })
    }
    let reason = form.option("reason", as: EsenzioneRevocaCase.Reason.self)
    // The office acts without anybody at the counter.
    let isCitizens = reason?.isCitizens ?? true
    form.setVisible("identityDocument", isCitizens)
    form.setVisible("applicant", isCitizens)
    form.setVisible("effectiveDate", reason.map { !Self.isToday($0) } ?? true)
    form.setRequired("note", reason.map { $0 == .issuedInError || $0.isBlock } ?? false)
  }

  /// Whether it counts from today on, whatever anybody asks for.
  private static func isToday(_ reason: EsenzioneRevocaCase.Reason) -> Bool {
    reason == .issuedInError || !reason.ends
  }

  /// What the reason does to the record is what the screen is called.
  func titleKey(_ form: Form) -> String? {
    let reason = form.option("reason", as: EsenzioneRevocaCase.Reason.self) ?? reason
    return reason.map { "esenzione.atto.\($0.act(on: record).rawValue)" }
  }

  func factsQuery(_ form: Form, person: Assistito) -> FactsQuery? {
    FactsQuery(person: person.id, medico: nil, relative: nil)
  }

  func fill(_ form: inout Form, with correction: Correction, _ scene: Scene) {
    guard case .esenzioneRevoca(let content) = correction.practice.content else { return }
    form.set("reason", to: content.reason.rawValue)
    form.set("applicant", to: content.applicant.optionID)
    form.set("effectiveDate", to: max(content.effectiveDate, scene.today).iso)
    form.set("note", to: content.note)
  }

  /// Which record, and whether it is annulled.
  var draftNotes: [String: String] {
    record.map { ["ended record": $0.id.rawValue, "annuls": annuls ? "yes" : "no"] } ?? [:]
  }

  /// Nothing of another record, or of annulling one.
  func admits(_ draft: [String: String]) -> Bool {
    guard !draftNotes.isEmpty, draftNotes.allSatisfy({ draft[$0.key] == $0.value }) else { return false }
    return reason.map { draft["reason"] == $0.rawValue } ?? true
  }

  func place(of field: String, in form: Form) -> FieldID? {
    field == "esenzione" ? "reason" : FieldID(rawValue: field)
  }

  func content(
    _ form: Form, person: Assistito, facts: CaseFacts?, documents: DocumentChecklist, _ scene: Scene
  ) -> PracticeCase? {
    guard let facts, let record,
      let reason = form.option("reason", as: EsenzioneRevocaCase.Reason.self),
      let day = Self.isToday(reason) ? scene.today : form.date("effectiveDate"),
      let applicant = Applicant(optionID: form.value(of: "applicant"))
    else { return nil }
    return .esenzioneRevoca(
      EsenzioneRevocaCase(
        assistito: person, esenzione: record.id, reason: reason, effectiveDate: day, applicant: applicant,
        deskAsl: scene.author.desk.asl, documentsSeen: documents.allSeen,
        note: form.value(of: "note").allSatisfy { $0 == " " } ? "" : form.value(of: "note"),
        pending: facts.pending))
  }
}
