import Domain
import Terminal

/// The exemptions of a person, transaction `ES`: what there is, and the way to each practice.
///
/// The cursor waits in the field of the code: a code that the person does not have opens its issue, one that ends
/// soon its renewal, one that counts its record.
struct EsenzioniFlow: Flow {
  var form: Form
  private(set) var person: Assistito?
  private var lookUps = LookUpTickets()
  /// Whose list is being written down as seen, and whose has been: nothing of it is shown before (rule PR-07).
  private var asked: Identifier<Assistito>?
  private var traced: Identifier<Assistito>?
  /// The operator asked for a code while the list was not shown yet.
  private var awaitsList = false
  /// What the list of the Sistema TS has told of the person; `nil` before it was asked, or where nobody could.
  private var listed: MEFAnswer?
  /// Whether the desk's copy holds the person without the exemptions, and the registry could not be asked.
  private var isUnread = false
  /// Cells of a line of prose on the narrowest terminal.
  private static let proseWidth = 77

  init(_ person: Assistito?, _ scene: Scene) {
    self.person = person
    form = Form(spec: scene.spec("esenzioni"))
  }

  mutating func start(_ scene: Scene) -> [Step] {
    guard let person else {
      PersonStrip.askForPerson(&form)
      form.setFocus("subject")
      return []
    }
    return take(person, scene) + [.ask(.person(.id(person.id)))]
  }

  /// What was done above may have changed the records; the cursor stays in the list if it was there.
  mutating func resume(_ scene: Scene) -> [Step] {
    form.set("code", to: "")
    if form.focus != "rows" { form.setFocus("code") }
    guard let person else { return [] }
    return [.ask(.person(.id(person.id)))]
  }

  mutating func refresh(_ scene: Scene) {
    guard let person else { return }
    PersonStrip.fill(&form, person, scene)
    _ = form.setRows(
      "rows", isTraced ? person.posizione.esenzioni.map { Self.row($0, of: person, scene) } : [])
    form.setReadOnly("mef", value: isTraced ? mef(scene) : "", source: "")
    describe(scene)
  }

  /// The text below tells of the record on which the cursor stands now.
  mutating func moved(_ scene: Scene) { describe(scene) }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .lookUp("subject", let text, let ticket):
      let steps = PersonLookUp.steps(text, scene)
      guard steps.contains(where: { if case .ask = $0 { true } else { false } }) else {
        form.setRows("subject", [], ticket: ticket)
        return steps
      }
      return lookUps.ask("subject", ticket, steps)
    case .chosen("subject", let row):
      return Identifier<Assistito>(row.rawValue).map { [.ask(.person(.id($0)))] } ?? []
    case .lookUp("code", let text, let ticket): return lookUp(text, ticket, scene)
    case .chosen("code", _): return openCode(scene)
    // Who types fast and goes on with Enter reads the reason as well.
    case .left("code"):
      guard isTraced, let person, let entry = EsenzioneLookUp.entry(of: form.value(of: "code"), scene)
      else { return [] }
      return Self.stop(person, entry, scene).map { [.say($0), .bell] } ?? []
    case .rowOpened("rows", let id): return record(id).map { open($0) } ?? []
    case .action(.confirm):
      if form.focus == "rows", let chosen { return open(chosen) }
      return openCode(scene)
    case .action(.refresh):
      guard let person else { return [] }
      return [.ask(.person(.id(person.id)))]
    case .action(.print):
      return person.map { EsenzionePrint.certificates(of: $0, scene) } ?? []
    case .scan(let reading): return PersonLookUp.steps(of: reading)
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .people(let people):
      guard let signals = lookUps.show(PersonLookUp.rows(people, scene), for: question, in: &form) else {
        return []
      }
      return signals.flatMap { handle($0, scene) }
    case .person(let found?, let fromCache):
      let steps = take(found, scene)
      return fromCache ? steps + [.say(scene.oldReading)] : steps
    case .person(nil, _):
      _ = lookUps.show([], for: question, in: &form)
      return answer.usualSteps
    case .printed(let outcome):
      return [.say(EsenzionePrint.notice(outcome, of: question))]
        + EsenzionePrint.rest(after: question, of: person, scene)
    case .done: return recorded(question, scene)
    case .facts(let facts):
      guard facts.query.person == person?.id else { return [] }
      listed = facts.mef
      isUnread = facts.lacksExemptions
      refresh(scene)
      return isUnread ? [.say(Notice(.warning, "stato.esenzione.non_lette"))] : []
    case .failed(let failure):
      if let notice = EsenzionePrint.leftOut(question, failure, of: person, scene) {
        return [.say(notice), .bell]
      }
      if case .consult = question { asked = nil }
      // Nobody waits for the list: its line says that it was not asked.
      if case .facts = question { return [] }
      return answer.usualSteps
    default: return answer.usualSteps
    }
  }

  func availability(of command: CommandID, _ scene: Scene) -> CommandRecord.Availability {
    let capability: Capability? =
      switch command {
      case "print": .print
      case "lotto": .esenzioni
      default: nil
      }
    return scene.refusal(of: capability).map { .refused(reasonKey: $0) } ?? .available
  }

  mutating func perform(_ command: CommandID, _ scene: Scene) -> [Step] {
    command == "lotto" ? [.open(.esenzioniBatch)] : []
  }

  // MARK: The person

  private mutating func take(_ found: Assistito, _ scene: Scene) -> [Step] {
    person = found
    if asked != found.id {
      traced = nil
      listed = nil
      isUnread = false
    }
    PersonStrip.show(&form)
    refresh(scene)
    guard asked != found.id else { return [] }
    asked = found.id
    form.setFocus("code")
    return [.ask(.consult(EsenzioneAccess(person: found.id, kind: .list)))]
  }

  private var isTraced: Bool { person.map { $0.id == traced } ?? false }

  /// The look is written down: now the list is shown.
  private mutating func recorded(_ question: Question, _ scene: Scene) -> [Step] {
    guard case .consult(let access) = question, access.kind == .list, let person,
      access.person == person.id, !isTraced
    else { return [] }
    traced = person.id
    refresh(scene)
    let steps = warning(person, scene) + [.ask(.facts(EsenzioneMEF.query(of: person)))]
    guard awaitsList else { return steps }
    awaitsList = false
    return steps + openCode(scene)
  }

  /// What ends within sixty days is said at every access (rule GE-12).
  ///
  /// Of who has died that comes first: nothing is issued any more (rule REV-06).
  private func warning(_ person: Assistito, _ scene: Scene) -> [Step] {
    if let day = person.posizione.deathDate {
      return [.say(Notice(.error, "stato.esenzione.deceduto", [scene.shown(day)]))]
    }
    let ending = person.posizione.esenzioni.filter {
      scene.standing(of: $0) == .expiring && !EsenzioneWords.isForeignCode($0, scene)
    }
    guard let first = ending.min(by: { $0.lastDay ?? .latest < $1.lastDay ?? .latest }),
      let last = first.lastDay
    else { return [] }
    let code = scene.rules.esenzioni.catalog.shown(first.code, scope: first.scope)
    return [.say(Notice(.warning, "stato.esenzione.in_scadenza", [code, scene.shown(last)]))]
  }

  private func mef(_ scene: Scene) -> String {
    let heard = scene.registry.heardAt.map { moment in
      let rome = RomeTime(at: moment)
      return "\(scene.shownShort(rome.date)) \(rome.time.iso)"
    }
    let shown = person.map { EsenzioneMEF.answer($0, on: scene.today) } ?? .notAsked
    let answer = EsenzioneMEF.words(listed ?? shown, scene)
    return scene.text("esenzione.mef.riga", answer, heard ?? scene.text("esenzione.mef.mai"))
  }

  // MARK: The records

  private static func row(_ record: Esenzione, of person: Assistito, _ scene: Scene) -> Row {
    Row(
      id: RowID(rawValue: record.id.rawValue),
      cells: [
        record.code.rawValue, EsenzioneWords.description(EsenzioneWords.entry(of: record, scene)),
        scene.shown(record.start), EsenzioneWords.end(record, scene), EsenzioneWords.standing(record, scene),
        EsenzioneWords.isReadOnly(record, of: person, scene)
          ? scene.text("esenzione.sola_lettura.breve", record.issuer.rawValue) : record.issuer.rawValue,
      ], style: EsenzioneWords.style(record, scene))
  }

  private var chosen: Esenzione? { record(RowID(rawValue: form.value(of: "rows"))) }

  private func record(_ id: RowID) -> Esenzione? {
    guard isTraced else { return nil }
    return person?.posizione.esenzioni.first { $0.id.rawValue == id.rawValue }
  }

  private func open(_ record: Esenzione) -> [Step] {
    person.map { [.open(.esenzione($0, record))] } ?? []
  }

  private mutating func describe(_ scene: Scene) {
    var lines = [scene.text(isUnread ? "esenzione.non_lette" : "esenzione.traccia")]
    if let chosen {
      let entry = EsenzioneWords.entry(of: chosen, scene)
      lines.insert("\(chosen.code.rawValue): \(EsenzioneWords.description(entry))", at: 0)
      if EsenzioneWords.isMasked(entry) { lines.insert(scene.text("esenzione.leggi_codice"), at: 1) }
      if let key = EsenzioneWords.originKey(chosen, of: person, scene) {
        lines.insert(scene.text(key), at: 1)
      }
    }
    form.setProse("detail", lines.flatMap { TextLayout.wrap($0, width: Self.proseWidth) })
  }

  // MARK: The code

  private mutating func lookUp(_ text: String, _ ticket: Int, _ scene: Scene) -> [Step] {
    let found = EsenzioneLookUp(text, scene)
    _ = form.setRows("code", found.rows(scene), ticket: ticket, exact: found.exactRow)
    form.setError("code", found.error)
    if let note = found.note { form.setEcho("code", scene.words.text(note.key, note.arguments)) }
    guard let certain = found.certain else { return [] }
    form.setChosen("code", EsenzioneLookUp.row(certain, scene))
    return openCode(scene)
  }

  /// The way from a code to what the person at the counter wants with it.
  private mutating func openCode(_ scene: Scene) -> [Step] {
    guard let person else { return [.say(Notice(.error, "errore.assistito.manca")), .bell] }
    guard isTraced else {
      awaitsList = true
      return [.say(Notice(.note, "stato.dati.in.arrivo"))]
    }
    // A whole code is meant as it stands, also where longer ones begin with it.
    let typed = EsenzioneLookUp.whole(form.text(of: "code"), scene)
    guard let entry = EsenzioneLookUp.entry(of: form.value(of: "code"), scene) ?? typed else {
      form.setFocus("code")
      return form.error(of: "code") == nil ? [.say(Notice(.note, "stato.esenzione.codice")), .bell] : [.bell]
    }
    let own = person.posizione.esenzioni.first { record in
      record.code == entry.code && record.scope == entry.scope && !Self.isPast(record, of: person, scene)
    }
    if let own, EsenzioneAction.renew.refusal(own, of: person, scene) != nil { return open(own) }
    if let stop = Self.stop(person, entry, scene) {
      form.setFocus("code")
      return [.say(stop), .bell]
    }
    guard let own else { return [.open(.esenzioneIssue(person, EsenzioneIssue(entry)))] }
    return [.open(.esenzioneIssue(person, EsenzioneIssue(entry, renews: own)))]
  }

  /// Why nothing is issued whatever the papers say: the person has died (rule REV-06), or the office for controls has
  /// blocked the code (rule ER-28); `nil` if the papers are worth a look.
  private static func stop(_ person: Assistito, _ entry: EsenzioneEntry, _ scene: Scene) -> Notice? {
    if let day = person.posizione.deathDate {
      return Notice(.error, "stato.esenzione.deceduto", [scene.shown(day)])
    }
    let isBlocked = person.posizione.esenzioni.contains { record in
      record.code == entry.code && record.scope == entry.scope && scene.standing(of: record) == .blocked
    }
    return isBlocked ? Notice(.error, "regola.ER-28") : nil
  }

  /// Whether a record stands in nobody's way any more.
  private static func isPast(_ record: Esenzione, of person: Assistito, _ scene: Scene) -> Bool {
    switch scene.standing(of: record) {
    case .revoked, .blocked, .annulled, .notValid: true
    case .expired: EsenzioneAction.renew.refusal(record, of: person, scene) != nil
    case .draft, .future, .valid, .expiring, .suspended, .inVerification, .inEvaluation: false
    }
  }
}
