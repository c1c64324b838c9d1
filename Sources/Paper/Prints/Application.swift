public import Domain

extension Document {
  /// The copy of the application, to be signed by who asks.
  ///
  /// - Parameters:
  ///   - practice: What was asked.
  ///   - decision: What the rules said.
  ///   - imprint: Language, desk and marks.
  /// - Returns: Identity, residence, domicile, what is asked and declared, place for the signature.
  /// - Source: scelta-revoca §6.2.
  public static func application(of practice: Practice, decision: Decision, imprint: Imprint) -> Document {
    let content = practice.content
    let posizione = content.assistito.posizione
    var blocks: [Block] = [.blank, .heading(imprint.text("sezione.assistito"))]
    blocks += imprint.person(content.assistito) + imprint.citizenship(content.assistito)
    blocks += imprint.residence(posizione.residence) + imprint.domicile(posizione.domicile)
    blocks += imprint.enrolment(posizione)
    blocks.append(.heading(imprint.text("sezione.richiesta")))
    blocks += imprint.request(content, decision: decision) + imprint.reasons(content)
    blocks += imprint.documents(content)
    blocks += [
      .blank, .paragraph(imprint.text("dichiarazione")),
      .paragraph(imprint.text("luogo_data", imprint.date(practice.createdAt.romeDate))),
      .signature(imprint.text("firma", imprint.signer(content))),
    ]
    let layout = Layout(
      imprint: imprint, title: imprint.text("domanda.titolo.\(content.kind.rawValue)"),
      checkCode: CheckCode(of: practice.id))
    return layout.document(jobTitle: imprint.text("lavoro.domanda"), blocks)
  }
}

extension Imprint {
  fileprivate func enrolment(_ posizione: Posizione) -> [Block] {
    guard let assistenza = posizione.assistenza else { return [] }
    let end: CivilDate? =
      switch assistenza.kind {
      case .unlimited: nil
      case .temporary(let until): until
      }
    let current =
      posizione.standing == .restricted
      ? text("riservato") : posizione.presentScelta(on: printedAt.romeDate)?.medicoName
    return field("asl", asl(assistenza.asl)) + field("iscrizione.fine", end.map(date))
      + field("medico.attuale", current)
  }

  fileprivate func reasons(_ content: PracticeCase) -> [Block] {
    switch content {
    case .scelta(let scelta):
      let request = scelta.request
      let deroga = request.deroga.map { deroga in
        let ground = text("deroga.\(deroga.ground.rawValue)")
        return deroga.reason.isEmpty ? ground : "\(ground): \(deroga.reason)"
      }
      let reunion = request.reunion.map { text("parentela.\($0.kinship.rawValue)") }
      let pediatric = request.pediatricExtension.map { text("proroga.\($0.reason.rawValue)") }
      return field("deroga", deroga) + field("ricongiungimento", reunion) + field("proroga", pediatric)
        + field("senza_pediatra", request.noPediatricianReason)
    case .revoca(let revoca): return field("nota", revoca.note)
    case .ricusazione(let ricusazione): return field("motivo", ricusazione.reason)
    case .esenzioneRilascio: return []
    case .esenzioneRevoca(let esenzione): return field("nota", esenzione.note)
    case .rilascioPin: return []
    case .tessera(let tessera): return field("nota", tessera.note)
    }
  }

  fileprivate func signer(_ content: PracticeCase) -> String {
    switch content {
    case .scelta(let scelta): applicant(scelta.request.applicant)
    case .revoca(let revoca): applicant(revoca.applicant)
    case .ricusazione: text("richiedente.medico")
    case .esenzioneRilascio(let esenzione): applicant(esenzione.applicant)
    case .esenzioneRevoca(let esenzione): applicant(esenzione.applicant)
    case .rilascioPin(let pin): applicant(pin.applicant)
    case .tessera(let tessera): applicant(tessera.applicant)
    }
  }
}
