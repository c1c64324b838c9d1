import Domain
import Terminal

/// One exemption of a person: what it says, and what can be done with it.
///
/// The usual action is chosen already, if one is possible, and it is one that ends nothing: Enter does it. A number only chooses, so
/// that the digits of a card that is scanned or typed here are never taken for orders; the number of an end leads to
/// its reason, and that one to the form on which F10 commits it.
struct EsenzioneRecordFlow: Flow {
  var form: Form
  private(set) var person: Assistito?
  private var record: Esenzione
  private var isRevealed = false
  private var isAsking = false
  /// Cells of a line of prose on the narrowest terminal.
  private static let proseWidth = 77
  /// Characters of a description that the field shows on the narrowest terminal.
  private static let meaningWidth = 58

  init(_ person: Assistito, _ record: Esenzione, _ scene: Scene) {
    self.person = person
    self.record = record
    form = Form(spec: scene.spec("esenzione"))
  }

  mutating func start(_ scene: Scene) -> [Step] {
    show(scene)
    arrange(scene)
    form.set("action", to: EsenzioneAction.usual(record, of: person, scene)?.rawValue ?? "")
    arrange(scene)
    form.setFocus("action")
    return []
  }

  /// What was done above may have ended the record.
  mutating func resume(_ scene: Scene) -> [Step] {
    isRevealed = false
    isAsking = false
    form.set("endReason", to: "")
    show(scene)
    form.setFocus("action")
    return person.map { [.ask(.person(.id($0.id)))] } ?? []
  }

  /// A description that was asked for is hidden again when the operator goes elsewhere or the screen is locked.
  ///
  /// Nor does an answer under way show it then: who comes back asks again.
  mutating func leave() {
    isRevealed = false
    isAsking = false
  }

  mutating func refresh(_ scene: Scene) {
    show(scene)
    arrange(scene)
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .changed("action"):
      arrange(scene)
      return []
    case .numbered("action"):
      if form.isVisible("endReason") { form.setFocus("endReason") }
      return []
    case .left("endReason"): return perform(scene)
    // Enter on what is chosen: there is nothing else to fill in.
    case .left("action"):
      guard form.option("action", as: EsenzioneAction.self) == .reveal, form.isVisible("reason") else {
        return perform(scene)
      }
      form.setFocus("reason")
      return []
    case .action(.confirm): return perform(scene)
    case .action(.refresh): return person.map { [.ask(.person(.id($0.id)))] } ?? []
    case .scan(let reading): return PersonLookUp.steps(of: reading)
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .person(let found?, _):
      guard found.id == person?.id else {
        // The card of the next person was read: that one's exemptions, as from the list.
        if case .person(.id) = question { return [.back] }
        return [.replace(.esenzioni(found))]
      }
      person = found
      guard let same = found.posizione.esenzioni.first(where: { $0.id == record.id }) else { return [.back] }
      record = same
      refresh(scene)
      return []
    case .printed(let outcome):
      let isMasked = EsenzioneWords.isMasked(EsenzioneWords.entry(of: record, scene))
      let notice = EsenzionePrint.leftOut(question, of: person, scene)
      return [.say(notice ?? EsenzionePrint.notice(outcome, of: question, isMasked: isMasked))]
    case .done:
      guard isAsking else { return [] }
      isAsking = false
      isRevealed = true
      form.set("reason", to: "")
      show(scene)
      return [.say(Notice(.warning, "stato.esenzione.svelata"))]
    case .failed:
      isAsking = false
      return answer.usualSteps
    default: return answer.usualSteps
    }
  }

  // MARK: Doing

  private mutating func perform(_ scene: Scene) -> [Step] {
    guard form.confirm(scene.formContext), let person,
      let action = form.option("action", as: EsenzioneAction.self)
    else { return [.bell] }
    if let reason = action.explanation(record, of: person, scene) {
      form.setFocus("action")
      return [.say(Notice(.error, reason.key, reason.arguments)), .bell]
    }
    switch action {
    case .renew:
      return EsenzioneWords.entry(of: record, scene).map {
        [.open(.esenzioneIssue(person, EsenzioneIssue($0, renews: record)))]
      } ?? []
    case .revoke:
      let reason = form.option("endReason", as: EsenzioneRevocaCase.Reason.self)
      return [.open(.esenzioneEnd(person, record, reason: reason))]
    case .annul: return [.open(.esenzioneEnd(person, record, reason: .issuedInError))]
    case .reprint:
      // One attestato with all the codes; a sensitive one alone in its envelope (rules CR-09 and PR-09).
      let isMasked = EsenzioneWords.isMasked(EsenzioneWords.entry(of: record, scene))
      return [.ask(.print(.esenzioneCertificate(person.id, isMasked ? .record(record.id) : .reprint)))]
    case .reveal: return reveal(person)
    }
  }

  /// The description is shown once the reason is written down, and not before.
  private mutating func reveal(_ person: Assistito) -> [Step] {
    guard !isAsking else { return [.say(Notice(.note, "stato.invio.in.corso"))] }
    isAsking = true
    let kind = EsenzioneAccess.Kind.description(record.id, reason: form.value(of: "reason"))
    return [.ask(.consult(EsenzioneAccess(person: person.id, kind: kind)))]
  }

  // MARK: Showing

  private mutating func show(_ scene: Scene) {
    guard let person else { return }
    PersonStrip.fill(&form, person, scene)
    let entry = EsenzioneWords.entry(of: record, scene)
    set("code", "\(record.code.rawValue) · \(EsenzioneWords.scope(record.scope, scene))")
    set("meaning", EsenzioneWords.description(entry, isRevealed: isRevealed))
    set("period", EsenzioneWords.period(of: record, scene))
    set("state", EsenzioneWords.standing(record, scene))
    set("issuer", scene.text("esenzione.emessa", record.issuer.rawValue, scene.shown(record.issuedOn)))
    set("origin", scene.text("origine.\(record.origin.rawValue)"))
    set("number", record.certificateNumber)
    set("protocol", record.protocolNumber)
    // What nobody has given yet has no line of its own.
    form.setVisible("number", !record.certificateNumber.isEmpty)
    form.setVisible("protocol", !record.protocolNumber.isEmpty)
    var lines: [String] = []
    if scene.standing(of: record) == .blocked {
      if case .revoked(_, let reason, _) = record.state {
        lines.append(scene.text("motivo.esenzione.\(reason.rawValue)"))
      }
      lines.append(scene.text("regola.ER-28"))
    }
    if let key = EsenzioneWords.originKey(record, of: person, scene) { lines.append(scene.text(key)) }
    if let day = record.revisionPassed { lines.append(scene.text("esenzione.riserva", scene.shown(day))) }
    // What the field above has no room for is read here, whole.
    let meaning = EsenzioneWords.description(entry, isRevealed: isRevealed)
    if meaning.count > Self.meaningWidth { lines.append(meaning) }
    if EsenzioneWords.isMasked(entry) { lines.append(scene.text("esenzione.leggi_codice")) }
    if let family = entry?.family, family == .cronicaSuperata || family == .invaliditaSuperata {
      let successors = (entry?.successors ?? []).map(\.rawValue).joined(separator: ", ")
      lines.append(scene.text("esenzione.superata", record.code.rawValue, successors))
    }
    form.setProse("detail", lines.flatMap { TextLayout.wrap($0, width: Self.proseWidth) })
  }

  private mutating func arrange(_ scene: Scene) {
    form.setOptions("action", EsenzioneAction.allCases.map { $0.choice(record, scene) })
    let action = form.option("action", as: EsenzioneAction.self)
    let asksReason = action == .reveal && action?.refusal(record, of: person, scene) == nil
    form.setVisible("reason", asksReason)
    form.setRequired("reason", asksReason)
    form.setOptions("endReason", EsenzioneAction.reasons(record, scene).map { $0.choice(scene) })
    if action == .revoke, form.value(of: "endReason").isEmpty {
      form.set("endReason", to: EsenzioneAction.usualReason(record, scene)?.rawValue ?? "")
    }
    form.setVisible("endReason", action == .revoke && action?.refusal(record, of: person, scene) == nil)
    form.setEcho(
      "action",
      action?.explanation(record, of: person, scene).map { scene.words.text($0.key, $0.arguments) })
  }

  private mutating func set(_ field: FieldID, _ value: String) {
    form.setReadOnly(field, value: value, source: "")
  }
}
