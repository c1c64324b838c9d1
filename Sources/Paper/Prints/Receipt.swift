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
  ///   - facts: Number, and how it came about.
  ///   - imprint: Language, desk and marks.
  /// - Returns: One page as a rule.
  /// - Source: registry-sync §6.
  public static func receipt(
    of practice: Practice, status: ReceiptStatus, decision: Decision, conflict: Conflict? = nil,
    secondChoice: Medico? = nil, facts: ReceiptFacts = ReceiptFacts(), imprint: Imprint
  ) -> Document {
    let content = practice.content
    var blocks: [Block] = [.blank, .box(imprint.statusLines(status, of: content)), .blank]
    blocks += imprint.person(content.assistito)
    blocks.append(.blank)
    blocks += imprint.request(content, decision: decision, status: status, term: facts.term)
    if let key = conflict?.receiptKey { blocks += [.blank, .paragraph(imprint.text(key))] }
    blocks += imprint.origin(facts, status)
    blocks += imprint.consequences(practice, status: status, secondChoice: secondChoice)
    blocks += imprint.reasons(decision, of: content, status)
    blocks += imprint.documents(content)
    let isRequest = status.isRequest
    if isRequest {
      blocks += [.blank] + imprint.field("numero", facts.number.map { "\($0)" })
      blocks += imprint.field("pratica", practice.id.rawValue)
    }
    blocks += imprint.deskContact
    let layout = Layout(
      imprint: imprint,
      title: imprint.text(content.titleKey),
      checkCode: isRequest ? CheckCode(of: practice.id) : nil)
    return layout.document(jobTitle: imprint.text("lavoro.ricevuta"), blocks)
  }
}

extension PracticeCase {
  /// The key of the title that a paper about it has: of a card it names what is asked for, of an exemption that there is
  /// already what is done to it.
  var titleKey: String {
    switch self {
    case .tessera(let tessera): "ricevuta.titolo.tessera.\(tessera.request.word)"
    case .esenzioneRevoca(let revoca): "ricevuta.titolo.esenzione-revoca.\(revoca.act.rawValue)"
    case .scelta, .revoca, .ricusazione, .esenzioneRilascio, .rilascioPin:
      "ricevuta.titolo.\(kind.rawValue)"
    }
  }
}

extension Imprint {
  func statusLines(_ status: ReceiptStatus, of content: PracticeCase) -> [String] {
    switch status {
    case .provvisoria: [text("provvisoria"), text("provvisoria.senso")]
    case .inAttesa(let waiting, let number, _):
      [text("provvisoria"), text("provvisoria.\(waiting.rawValue)")]
        + (number.isEmpty ? [] : [text("provvisoria.protocollo", number)])
    case .definitiva(let number, let date):
      [text("definitiva"), registered(number, date, content)]
    case .nonRegistrata(let why):
      [text("non_registrata"), text("non_registrata.\(why.rawValue)")]
    case .promemoria(let returnFrom):
      [text("promemoria"), text("promemoria.senso"), comeBack(from: returnFrom)]
    }
  }

  /// When to come back; who may be called is said only where there is a number.
  private func comeBack(from moment: Instant?) -> String {
    if let moment { return text("promemoria.ritorno", self.moment(moment)) }
    return contact.telephone.map { text("promemoria.ritorno_ignoto.telefono", $0) }
      ?? text("promemoria.ritorno_ignoto")
  }

  /// That it is in the registry, with what the registry told of it and what it did not tell.
  ///
  /// Of a relation that ends the day that counts is the last one.
  private func registered(_ number: String, _ day: CivilDate?, _ content: PracticeCase) -> String {
    if let day, let last = content.lastDay(effective: day) {
      return number.isEmpty
        ? text("definitiva.senza_numero.fine", date(last)) : text("definitiva.fine", number, date(last))
    }
    return switch (number, day.map(date)) {
    case ("", nil): text("definitiva.senza_numero_e_data")
    case ("", let date?): text("definitiva.senza_numero", date)
    case (_, nil): text("definitiva.senza_data", number)
    case (_, let date?): text("definitiva.senso", number, date)
    }
  }

  /// What is asked for, and from when; a day that was only asked for is never called the day that counts.
  func request(
    _ content: PracticeCase, decision: Decision, status: ReceiptStatus? = nil, term: EsenzioneTerm? = nil
  ) -> [Block] {
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
      return field(status.isDone ? "medico.revocato" : "medico.da_revocare", medicoInCharge(content))
        + field("motivo", text("revoca.\(revoca.reason.rawValue)"))
        + lastDay(decision.effectiveDate ?? revoca.effectiveDate, content, status)
        + field("richiedente", applicant(revoca.applicant))
    case .ricusazione(let ricusazione):
      return field("medico.ricusante", medicoName(ricusazione.medico))
        + field("comunicazione", date(ricusazione.noticeDate))
        + lastDay(decision.effectiveDate, content, status)
    case .esenzioneRilascio(let esenzione):
      return field("esenzione", shown(esenzione.code, esenzione.scope))
        + start(decision.effectiveDate ?? esenzione.effectiveDate, status)
        + end(of: decision, status, term)
        + field("richiedente", applicant(esenzione.applicant))
    case .esenzioneRevoca(let esenzione):
      return field("esenzione", esenzione.record.map { shown($0.code, $0.scope) })
        + field("motivo", words.text("motivo.esenzione.\(esenzione.reason.rawValue)"))
        + field("decorrenza.esenzione", esenzione.record.map { date($0.start) })
        // Of what the office ends nobody is the applicant.
        + outcome(of: esenzione.reason, decision.effectiveDate ?? esenzione.effectiveDate, status)
        + (esenzione.reason.isCitizens ? field("richiedente", applicant(esenzione.applicant)) : [])
    case .rilascioPin(let pin):
      return field("tessera", pin.record?.number.masked) + field("richiedente", applicant(pin.applicant))
    case .tessera(let tessera):
      return field("tessera", tessera.record?.number.masked)
        + field("motivo", text("tessera.\(tessera.request.word)"))
        + start(decision.effectiveDate ?? tessera.effectiveDate, status)
        + field("richiedente", applicant(tessera.applicant))
    }
  }

  /// The day from which it counts as the registry told it, or that it told none; else the day asked for.
  private func start(_ asked: CivilDate?, _ status: ReceiptStatus?) -> [Block] {
    let request = field("decorrenza.chiesta", asked.map(date))
    return switch status {
    case .definitiva(_, let told?): field("decorrenza", date(told))
    case .definitiva(_, nil): field("decorrenza", text("non_comunicata")) + request
    // Nothing was asked for: a day would sound as if something were.
    case .promemoria: []
    case .provvisoria, .inAttesa, .nonRegistrata, nil: request
    }
  }

  /// The last day with the medico and the first one without, as the registry told it; else as it was asked.
  private func lastDay(_ asked: CivilDate?, _ content: PracticeCase, _ status: ReceiptStatus?) -> [Block] {
    let told: CivilDate? = if case .definitiva(_, let day) = status { day } else { nil }
    guard let day = told ?? asked, let last = content.lastDay(effective: day) else {
      return start(asked, status)
    }
    switch status {
    case .definitiva(_, .some):
      return field("ultimo_giorno", date(last)) + field("senza_medico", date(last.adding(days: 1)))
    case .definitiva(_, nil):
      return field("ultimo_giorno", text("non_comunicata")) + field("ultimo_giorno.chiesto", date(last))
    case .promemoria: return []
    case .provvisoria, .inAttesa, .nonRegistrata, nil: return field("ultimo_giorno.chiesto", date(last))
    }
  }

  /// The last day of an exemption that is issued: what the registry told once it is definitive, else the one asked for.
  private func end(of decision: Decision, _ status: ReceiptStatus?, _ term: EsenzioneTerm?) -> [Block] {
    switch (status, term) {
    case (.definitiva, .until(let day)?): field("fine", date(day))
    case (.definitiva, .unlimited?): field("fine", text("esenzione.illimitata"))
    // What was confirmed before the last day was kept with it: nobody can say any more that it was not told.
    case (.definitiva(_, .some), nil): field("fine", text("esenzione.come_attestato"))
    case (.definitiva(_, nil), nil): field("fine", text("non_comunicata"))
    case (.provvisoria, _), (.inAttesa, _), (.nonRegistrata, _), (.promemoria, _), (nil, _):
      field("fine.chiesta", decision.endDate.map(date))
    }
  }

  /// What becomes of an exemption that is ended, annulled, suspended or taken up again.
  private func outcome(
    of reason: EsenzioneRevocaCase.Reason, _ day: CivilDate, _ status: ReceiptStatus?
  ) -> [Block] {
    switch reason {
    // What was annulled never counted.
    case .issuedInError: [.paragraph(text("esenzione.annullata"))]
    case .permitRenewal: [.paragraph(text("esenzione.sospesa"))]
    case .permitRenewed: [.paragraph(text("esenzione.ripresa"))]
    case .blockLifted: [.paragraph(text("esenzione.sbloccata"))]
    case .citizen, .requirementLost, .officeControl, .superseded, .enrolmentEnded, .death: end(day, status)
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
    _ practice: Practice, status: ReceiptStatus, secondChoice: Medico?
  ) -> [Block] {
    let content = practice.content
    switch status {
    case .provvisoria(let outcome), .inAttesa(_, _, let outcome):
      var blocks: [Block] = [.blank]
      if content.concernsMedico {
        // The registry was not asked: what the desk says is as old as its copy.
        let copy = moment(content.assistito.provenance[.medico]?.readAt ?? practice.createdAt)
        let current = medicoInCharge(content).map { text("fino_alla_conferma", $0, copy) }
        blocks.append(.paragraph(current ?? text("fino_alla_conferma.nessuno", copy)))
      }
      if let secondChoice { blocks.append(.paragraph(text("seconda_scelta", medicoName(secondChoice)))) }
      let channel = text("esito.\(outcome.channel.rawValue)")
      blocks.append(
        .paragraph(
          outcome.by.map { text("esito.entro", date($0), channel) } ?? text("esito.senza_data", channel)))
      blocks.append(.paragraph(text("esito.codice")))
      return blocks
    case .definitiva(_, let day):
      switch content {
      case .scelta, .esenzioneRilascio, .esenzioneRevoca, .rilascioPin, .tessera: return []
      case .revoca(let revoca):
        guard revoca.reason.lastDay(effective: day ?? revoca.effectiveDate) != nil else { return [] }
        return [.blank, .paragraph(text("revoca.senza_medico"))]
      case .ricusazione: return [.blank, .paragraph(text("ricusazione.nuova_scelta"))]
      }
    // Which medico stays the desk cannot say: what was refused shows that its copy is older than the registry.
    case .nonRegistrata, .promemoria: return []
    }
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
      // Which documents lay on the counter is not for the paper that leaves it.
      case .rilascioPin, .tessera: ([], [])
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
    case .esenzioneRilascio, .esenzioneRevoca, .rilascioPin, .tessera: false
    }
  }
}

extension ReceiptStatus? {
  /// Whether the registry carried it out.
  fileprivate var isDone: Bool {
    switch self {
    case .definitiva: true
    case .provvisoria, .inAttesa, .nonRegistrata, .promemoria, nil: false
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
