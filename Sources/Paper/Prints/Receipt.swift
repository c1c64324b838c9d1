public import Domain
import Terminal

extension Document {
  /// The receipt of a practice: provvisoria, definitiva or promemoria, never to be taken for another.
  ///
  /// - Parameters:
  ///   - practice: What was asked.
  ///   - status: What became of it up to now.
  ///   - decision: What the rules said; its reserves and warnings are printed.
  ///   - conflict: What stands in its way; its sentence for the citizen is printed, if it has one.
  ///   - secondChoice: The medico to be tried next, as the citizen should read it; `nil` if none.
  ///   - imprint: Language, desk and marks.
  /// - Returns: One page as a rule.
  /// - Source: registry-sync §6.
  public static func receipt(
    of practice: Practice, status: ReceiptStatus, decision: Decision, conflict: Conflict? = nil,
    secondChoice: Medico? = nil, imprint: Imprint
  ) -> Document {
    let content = practice.content
    let kind = content.kind.rawValue
    var blocks: [Block] = [.blank, .box(imprint.statusLines(status)), .blank]
    blocks += imprint.person(content.assistito)
    blocks.append(.blank)
    blocks += imprint.request(content, decision: decision, status: status)
    if let key = conflict?.receiptKey { blocks += [.blank, .paragraph(imprint.text(key))] }
    blocks += imprint.consequences(content, status: status, secondChoice: secondChoice)
    blocks += imprint.reserves(decision, of: content)
    blocks += imprint.documents(content)
    let isRequest = status.isRequest
    if isRequest { blocks += [.blank] + imprint.field("pratica", practice.id.rawValue) }
    let layout = Layout(
      imprint: imprint, title: imprint.text("ricevuta.titolo.\(kind)"),
      checkCode: isRequest ? CheckCode(of: practice.id) : nil)
    return layout.document(jobTitle: imprint.text("lavoro.ricevuta"), blocks)
  }
}

extension Imprint {
  func statusLines(_ status: ReceiptStatus) -> [String] {
    switch status {
    case .provvisoria: [text("provvisoria"), text("provvisoria.senso")]
    case .inAttesa(let waiting, let number, _):
      [text("provvisoria"), text("provvisoria.\(waiting.rawValue)")]
        + (number.isEmpty ? [] : [text("provvisoria.protocollo", number)])
    case .definitiva(let number, let date):
      [text("definitiva"), registered(number, date.map(self.date))]
    case .nonRegistrata(let why):
      [text("non_registrata"), text("non_registrata.\(why.rawValue)")]
    case .promemoria(let returnFrom):
      [text("promemoria"), text("promemoria.senso")]
        + (returnFrom.map { [text("promemoria.ritorno", moment($0))] } ?? [text("promemoria.ritorno_ignoto")])
    }
  }

  /// That it is in the registry, with what the registry told of it and what it did not tell.
  private func registered(_ number: String, _ date: String?) -> String {
    switch (number, date) {
    case ("", nil): text("definitiva.senza_numero_e_data")
    case ("", let date?): text("definitiva.senza_numero", date)
    case (_, nil): text("definitiva.senza_data", number)
    case (_, let date?): text("definitiva.senso", number, date)
    }
  }

  /// What is asked for, and from when; a day that was only asked for is never called the day that counts.
  func request(_ content: PracticeCase, decision: Decision, status: ReceiptStatus? = nil) -> [Block] {
    switch content {
    case .scelta(let scelta):
      let request = scelta.request
      return field("medico", medicoName(scelta.medico))
        + field("tipo", text("medico.\(scelta.medico.kind.rawValue)"))
        + surgery(scelta.medico)
        + start(decision.effectiveDate ?? request.effectiveDate, status)
        + field("fine", (decision.endDate ?? request.endDate).map(date))
        + field("richiedente", applicant(request.applicant))
    case .revoca(let revoca):
      return field("medico.revocato", medicoInCharge(content))
        + field("motivo", text("revoca.\(revoca.reason.rawValue)"))
        + start(decision.effectiveDate ?? revoca.effectiveDate, status)
        + field("richiedente", applicant(revoca.applicant))
    case .ricusazione(let ricusazione):
      return field("medico.ricusante", medicoName(ricusazione.medico))
        + field("comunicazione", date(ricusazione.noticeDate))
        + start(decision.effectiveDate, status)
    case .esenzioneRilascio(let esenzione):
      return field("esenzione", shown(esenzione.code, esenzione.scope))
        + start(decision.effectiveDate ?? esenzione.effectiveDate, status)
        + field(status?.kind == .definitiva ? "fine" : "fine.chiesta", decision.endDate.map(date))
        + field("richiedente", applicant(esenzione.applicant))
    case .esenzioneRevoca(let esenzione):
      return field("esenzione", esenzione.record.map { shown($0.code, $0.scope) })
        + end(decision.effectiveDate ?? esenzione.effectiveDate, status)
        + field("richiedente", applicant(esenzione.applicant))
    }
  }

  /// The day from which it counts as the registry told it, or that it told none; else the day asked for.
  private func start(_ asked: CivilDate?, _ status: ReceiptStatus?) -> [Block] {
    let request = field("decorrenza.chiesta", asked.map(date))
    return switch status {
    case .definitiva(_, let told?): field("decorrenza", date(told))
    case .definitiva(_, nil): field("decorrenza", text("non_comunicata")) + request
    case .provvisoria, .inAttesa, .nonRegistrata, .promemoria, nil: request
    }
  }

  /// The last day of what is ended, told in the same way.
  private func end(_ asked: CivilDate, _ status: ReceiptStatus?) -> [Block] {
    switch status {
    case .definitiva(_, let told?): field("fine", date(told))
    case .definitiva(_, nil): field("fine", text("non_comunicata"))
    case .provvisoria, .inAttesa, .nonRegistrata, .promemoria, nil: field("fine", date(asked))
    }
  }

  /// What holds meanwhile and what comes next.
  fileprivate func consequences(
    _ content: PracticeCase, status: ReceiptStatus, secondChoice: Medico?
  ) -> [Block] {
    switch status {
    case .provvisoria(let outcome), .inAttesa(_, _, let outcome):
      var blocks: [Block] = [.blank]
      if content.concernsMedico {
        let current = medicoInCharge(content).map { text("fino_alla_conferma", $0) }
        blocks.append(.paragraph(current ?? text("fino_alla_conferma.nessuno")))
      }
      if let secondChoice { blocks.append(.paragraph(text("seconda_scelta", medicoName(secondChoice)))) }
      let channel = text("esito.\(outcome.channel.rawValue)")
      blocks.append(
        .paragraph(
          outcome.by.map { text("esito.entro", date($0), channel) } ?? text("esito.senza_data", channel)))
      blocks.append(.paragraph(text("esito.codice")))
      return blocks
    case .definitiva:
      switch content {
      case .scelta, .esenzioneRilascio, .esenzioneRevoca: return []
      case .revoca: return [.blank, .paragraph(text("revoca.senza_medico"))]
      case .ricusazione: return [.blank, .paragraph(text("ricusazione.nuova_scelta"))]
      }
    case .nonRegistrata(let why):
      let current = content.concernsMedico ? medicoInCharge(content).map { text("resta", $0) } : nil
      switch why {
      // Who was refused by another desk's scelta has that medico; the sentence of the conflict says so.
      case .refused, .withdrawn: return [current].compactMap(\.self).flatMap { [.blank, .paragraph($0)] }
      case .reversed: return []
      }
    case .promemoria: return []
    }
  }

  /// The reserves and refusals; those of a sensitive exemption would tell its code and are told at the desk.
  func reserves(_ decision: Decision, of content: PracticeCase) -> [Block] {
    let sentences = decision.findings.filter { $0.severity == .reserve || $0.severity == .block }
      .compactMap { finding in
        words.optional(finding.messageKey).map { _ in words.text(finding.messageKey, finding.arguments) }
      }
    guard !sentences.isEmpty else { return [] }
    if content.isSensitive(self) {
      return [.heading(text("riserve")), .paragraph(text("esenzione.motivi_riservati"))]
    }
    return [.heading(text("riserve"))] + sentences.map(Block.bullet)
  }

  /// The documents that were seen or replaced by a declaration.
  func documents(_ content: PracticeCase) -> [Block] {
    if content.isSensitive(self) { return [] }
    let (seen, declared) =
      switch content {
      case .scelta(let scelta): (scelta.request.documentsSeen, scelta.request.documentsDeclared)
      case .revoca(let revoca): (revoca.documentsSeen, [])
      case .ricusazione: (Set<DocumentKind>(), Set<DocumentKind>())
      case .esenzioneRilascio(let esenzione): (esenzione.documentsSeen, esenzione.documentsDeclared)
      case .esenzioneRevoca(let esenzione): (esenzione.documentsSeen, [])
      }
    func names(_ kinds: Set<DocumentKind>) -> String {
      DocumentKind.allCases.filter(kinds.contains).map { words.text("documento.\($0.rawValue)") }
        .joined(separator: "; ")
    }
    let fields = field("documenti", names(seen)) + field("dichiarati", names(declared))
    return fields.isEmpty ? [] : [.blank] + fields
  }
}

extension PracticeCase {
  /// Whether it changes who the medico is.
  fileprivate var concernsMedico: Bool {
    switch self {
    case .scelta, .revoca, .ricusazione: true
    case .esenzioneRilascio, .esenzioneRevoca: false
    }
  }
}

extension ReceiptStatus {
  /// Whether a request was made, whatever became of it: it has a code by which the citizen may ask.
  var isRequest: Bool {
    switch self {
    case .provvisoria, .inAttesa, .definitiva, .nonRegistrata: true
    case .promemoria: false
    }
  }
}
