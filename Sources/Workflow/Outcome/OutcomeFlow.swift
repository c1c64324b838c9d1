import Domain
import Sync
import Terminal

/// What became of a practice: the receipt as it will be printed, and the way on.
struct OutcomeFlow: Flow {
  var form: Form
  var person: Assistito? { submission.practice.content.assistito }
  private var submission: Submission
  /// The row of the queue that told what the registry has answered after all; `nil` before.
  private var row: QueueRow?
  /// Cells of a line of prose on the narrowest terminal.
  private static let proseWidth = 77

  init(_ submission: Submission, _ scene: Scene) {
    self.submission = submission
    form = Form(spec: scene.spec("esito"))
  }

  mutating func start(_ scene: Scene) -> [Step] {
    refresh(scene)
    let tone: Notice.Tone =
      switch submission.receiptKind {
      case .definitiva: .success
      case .provvisoria: .warning
      case .promemoria: .error
      }
    // A registry that refuses the desk has answered: nothing leaves before somebody has mended that.
    if case .stopped = scene.registry.mode, submission.receiptKind == .provvisoria, submission.waiting == nil
    {
      return [.say(Notice(tone, "esito.provvisoria.ferma"))] + queueMoved(scene)
    }
    // What the citizen takes home is not the receipt.
    if submission.receiptKind == .definitiva, case .esenzioneRilascio = submission.practice.content {
      return [.say(Notice(tone, "esito.definitiva.esenzione"))]
    }
    return [.say(Notice(tone, "esito.\(word)"))] + queueMoved(scene)
  }

  /// The outcome is looked for as long as it is not final.
  mutating func queueMoved(_ scene: Scene) -> [Step] {
    guard submission.receiptKind == .provvisoria, scene.refusal(of: Question.queueRead.capability) == nil
    else { return [] }
    return [.ask(.queueRead)]
  }

  mutating func resume(_ scene: Scene) -> [Step] { queueMoved(scene) }

  mutating func refresh(_ scene: Scene) {
    let content = submission.practice.content
    set("receipt", scene.text("ricevuta.\(word)", "\(submission.receiptNumber)"))
    set("person", PersonStrip.title(content.assistito, scene))
    set("practice", Self.subject(of: content, scene))
    var findings: [Finding] = []
    var first: [String] = []
    // What nobody has told yet has no line of its own.
    for field: FieldID in ["protocolNumber", "effectiveDate"] { form.setVisible(field, isRegistered) }
    switch submission.answer {
    case .accepted(let protocolNumber, let day, let decision):
      show(protocolNumber, day, scene)
      findings = decision.findings
      first = period(day, decision, scene)
    case .alreadyAnswered(let protocolNumber, let day):
      first = [scene.text("esito.gia_registrata")]
      show(protocolNumber, day, scene)
    case .rejected(let decision):
      findings = decision.findings
      first = conflict.map { [scene.text($0.headlineKey)] } ?? []
    case nil:
      set("effectiveDate", Self.asked(content, scene).map { scene.text("esito.chiesta", $0) } ?? "")
    }
    if let row { first += told(row, scene) }
    form.setProse(
      "findings",
      (first + findings.map { $0.line(scene) }).flatMap { TextLayout.wrap($0, width: Self.proseWidth) })
  }

  /// From when until when an exemption counts that has been issued; nothing while somebody else has yet to agree.
  private func period(_ day: CivilDate?, _ decision: Decision, _ scene: Scene) -> [String] {
    guard case .esenzioneRilascio = submission.practice.content, submission.waiting == nil, let day,
      let term = decision.term
    else { return [] }
    return switch term {
    case .until(let last): [EsenzioneWords.period(from: day, to: last, scene)]
    case .unlimited where decision.findings.contains { $0.severity == .reserve }: []
    case .unlimited: [EsenzioneWords.period(from: day, to: nil, scene)]
    }
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .action(.print): [.ask(.print(.receipt(submission.practice.id)))]
    case .action(.position): [.ask(.person(.id(submission.practice.content.assistito.id)))]
    default: signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .queue(let rows): return follow(rows, scene)
    case .person(let found?, _): return [.replace(.position(found))]
    default: return answer.usualSteps
    }
  }

  /// The page of what the registry has answered meanwhile, and what the paper is now.
  private mutating func follow(_ rows: [QueueRow], _ scene: Scene) -> [Step] {
    guard let found = rows.first(where: { $0.id == submission.practice.id.rawValue }),
      let answered = submission.answered(in: found),
      answered.receiptKind != submission.receiptKind || answered.waiting != submission.waiting
    else { return [] }
    (submission, row) = (answered, found)
    refresh(scene)
    return [.say(QueueRowFlow.notice(of: found))]
  }

  /// What the queue tells of an answer: what stands against it, that another medico was taken, and the paper to give.
  private func told(_ row: QueueRow, _ scene: Scene) -> [String] {
    var lines = row.conflict.map { [QueueWords.headline($0, of: row, scene)] } ?? []
    if row.confirmation?.tookSecondChoice ?? false {
      lines.append(
        scene.text("coda.dettaglio.seconda", row.secondChoice.map(MedicoRows.name) ?? ""))
    }
    if row.owedPaper == .replacesProvisional { lines.append(scene.text("coda.dettaglio.definitiva")) }
    return lines + QueueWords.reasons(row, scene)
  }

  private var isRegistered: Bool {
    switch submission.answer {
    case .accepted, .alreadyAnswered: true
    case .rejected, nil: false
    }
  }

  /// The last part of the keys: the kind of the receipt, and whom an exemption waits for.
  private var word: String {
    [submission.receiptKind.rawValue, submission.waiting?.rawValue].compactMap(\.self).joined(separator: ".")
  }

  /// What stands against the practice: another desk was faster, the list filled up, the record is closed.
  private var conflict: Conflict? {
    if let row { return row.conflict }
    guard case .rejected(let decision) = submission.answer else { return nil }
    var codes = decision.findings.filter { $0.severity == .block }.map { ConflictSign.code($0.rule.id) }
    if submission.practice.content.kind == .rilascioPin { codes.append(.factRefused) }
    return ConflictBook.headline(of: codes.isEmpty ? [.refused] : codes)
  }

  func availability(of command: CommandID, _ scene: Scene) -> CommandRecord.Availability {
    guard command == "correggi" else { return .available }
    return conflict?.resolutions.contains(.correct) ?? false
      ? .available : .refused(reasonKey: "coda.non_ammesso.correct")
  }

  /// Who stands at the counter may confirm at once, knowing what has happened meanwhile.
  mutating func perform(_ command: CommandID, _ scene: Scene) -> [Step] {
    guard command == "correggi" else { return [] }
    let correction = Correction(of: submission.practice, receiptNumber: submission.receiptNumber)
    return [.replace(.correction(correction))]
  }

  /// The practice in one line: `Scelta del medico: PROVA ADA dal 01/03/2026`.
  static func subject(of content: PracticeCase, _ scene: Scene) -> String {
    switch content {
    case .scelta(let scelta): scene.text("pratica.riga.scelta", MedicoRows.name(scelta.medico))
    case .revoca(let revoca):
      scene.text(
        "pratica.riga.revoca", revoca.assistito.posizione.presentScelta(on: scene.today)?.medicoName ?? "")
    case .ricusazione(let ricusazione):
      scene.text("pratica.riga.ricusazione", MedicoRows.name(ricusazione.medico))
    case .esenzioneRilascio(let esenzione):
      scene.text("pratica.riga.esenzione-rilascio", scene.rules.esenzioni.catalog.shown(esenzione.code))
    case .esenzioneRevoca(let esenzione):
      scene.text(
        "pratica.riga.esenzione-revoca.\(esenzione.act.rawValue)",
        esenzione.record.map { scene.rules.esenzioni.catalog.shown($0.code) } ?? "")
    case .rilascioPin(let pin):
      scene.text("pratica.riga.rilascio-pin-ts-cns", pin.record?.number.masked ?? "")
    case .tessera(let tessera):
      scene.text(
        "pratica.riga.tessera.\(tessera.request.word)", tessera.record?.number.masked ?? "")
    }
  }

  /// What the registry told of its protocol, and that it did not tell the rest: nothing stands in its place.
  private mutating func show(_ protocolNumber: String, _ day: CivilDate?, _ scene: Scene) {
    set(
      "protocolNumber",
      protocolNumber.isEmpty ? scene.text("esito.protocollo_non_comunicato") : protocolNumber)
    set(
      "effectiveDate",
      day.map { Self.shown($0, of: submission.practice.content, scene) }
        ?? scene.text("esito.decorrenza_non_comunicata"))
  }

  /// The day that counts; of a relation that ends the last day with the medico and the first one without.
  private static func shown(_ day: CivilDate, of content: PracticeCase, _ scene: Scene) -> String {
    guard let last = content.lastDay(effective: day) else { return scene.shown(day) }
    return scene.text("esito.fine", scene.shown(last), scene.shown(last.adding(days: 1)))
  }

  /// The day that was asked for, while the registry has not told one.
  private static func asked(_ content: PracticeCase, _ scene: Scene) -> String? {
    switch content {
    case .scelta(let scelta): scene.shown(scelta.request.effectiveDate)
    case .revoca(let revoca): scene.shown(revoca.effectiveDate)
    case .ricusazione(let ricusazione):
      shown(Ricusazione.effectiveDate(notice: ricusazione.noticeDate), of: content, scene)
    case .esenzioneRilascio(let esenzione): scene.shown(esenzione.effectiveDate)
    case .esenzioneRevoca(let esenzione): scene.shown(esenzione.effectiveDate)
    case .rilascioPin: nil
    case .tessera(let tessera): scene.shown(tessera.effectiveDate)
    }
  }

  private mutating func set(_ field: FieldID, _ value: String) {
    form.setReadOnly(field, value: value, source: "")
  }
}

extension Finding {
  /// The sentence with the rule's id behind it, without a sensitive code of an exemption.
  func line(_ scene: Scene) -> String {
    "\(scene.words.text(messageKey, scene.rules.esenzioni.catalog.shown(arguments))) [\(rule.id)]"
  }
}
