public import Domain

extension Document {
  /// The attestato of enrolment with the data of the medico.
  ///
  /// Who is not enrolled on the day of the print gets a paper that says so.
  ///
  /// - Parameters:
  ///   - assistito: The person, with residence, domicile and the running scelta.
  ///   - medico: The medico in charge; `nil` if there is none.
  ///   - distretto: The name of the distretto; `nil` where it is not known, an id says nothing to a citizen.
  ///   - imprint: Language, desk and marks.
  /// - Returns: One page.
  /// - Source: scelta-revoca §6.3.
  public static func enrolmentCertificate(
    of assistito: Assistito, medico: Medico?, distretto: String? = nil, imprint: Imprint
  ) -> Document {
    let posizione = assistito.posizione
    let day = imprint.printedAt.romeDate
    let scelta = posizione.scelte.first { $0.isActive(on: day) }
    let isEnrolled = posizione.assistenza?.isActive(on: day) ?? false
    let statement = isEnrolled ? "attestato.testo" : "attestato.non_iscritto"
    var blocks: [Block] = [.blank, .paragraph(imprint.text(statement)), .blank]
    blocks += imprint.person(assistito) + imprint.residence(posizione.residence)
    blocks += imprint.domicile(posizione.domicile)
    blocks += imprint.field("tessera", assistito.tessera?.number.rawValue)
    if let assistenza = posizione.assistenza {
      blocks += imprint.field("asl", imprint.asl(assistenza.asl))
      blocks += imprint.field("iscrizione.inizio", imprint.date(assistenza.start))
      if case .temporary(let until) = assistenza.kind {
        blocks += imprint.field("iscrizione.fine", imprint.date(until))
      }
    }
    blocks += imprint.field("distretto", distretto)
    blocks.append(.heading(imprint.text("sezione.medico")))
    if posizione.standing == .restricted {
      blocks.append(.paragraph(imprint.text("riservato")))
    } else if let medico {
      blocks += imprint.field("medico", imprint.medicoName(medico))
      blocks += imprint.field("tipo", imprint.text("medico.\(medico.kind.rawValue)"))
      blocks += imprint.field(
        "associazione", medico.association.flatMap { $0.isActive(on: day) ? $0.name : nil })
      blocks += imprint.surgery(medico)
      blocks += imprint.field("scelta.inizio", scelta.map { imprint.date($0.start) })
      blocks += imprint.field("fine", (scelta?.until ?? scelta?.end?.on).map(imprint.date))
    } else {
      blocks.append(.paragraph(imprint.text("attestato.senza_medico")))
    }
    blocks += [.blank, .paragraph(imprint.text("rilasciato", imprint.date(day)))]
    blocks.append(.signature(imprint.text("firma_operatore")))
    blocks += imprint.deskContact
    let layout = Layout(imprint: imprint, title: imprint.text("attestato.titolo"), checkCode: nil)
    return layout.document(jobTitle: imprint.text("lavoro.attestato"), blocks)
  }

  /// The certificate that a scelta was revoked, for who enrols elsewhere.
  ///
  /// - Parameters:
  ///   - practice: The revoca.
  ///   - content: Its case.
  ///   - protocolNumber: The number that the registry gave.
  ///   - effectiveDate: The day from which it counts.
  ///   - imprint: Language, desk and marks.
  /// - Returns: One page.
  /// - Source: scelta-revoca §6.3.
  public static func revocaCertificate(
    of practice: Practice, content: RevocaCase, protocolNumber: String, effectiveDate: CivilDate,
    imprint: Imprint
  ) -> Document {
    let posizione = content.assistito.posizione
    var blocks: [Block] = [.blank, .paragraph(imprint.text("certificato.testo")), .blank]
    blocks += imprint.person(content.assistito) + imprint.citizenship(content.assistito)
    blocks += imprint.residence(posizione.residence) + imprint.domicile(posizione.domicile)
    blocks += imprint.field("asl", posizione.assistenza.map { imprint.asl($0.asl) })
    blocks.append(.blank)
    blocks += imprint.field("medico.revocato", imprint.medicoInCharge(practice.content))
    if let last = content.reason.lastDay(effective: effectiveDate) {
      blocks += imprint.field("ultimo_giorno", imprint.date(last))
      blocks += imprint.field("senza_medico", imprint.date(last.adding(days: 1)))
    } else {
      blocks += imprint.field("decorrenza", imprint.date(effectiveDate))
    }
    blocks += imprint.field("motivo", imprint.text("revoca.\(content.reason.rawValue)"))
    blocks += imprint.field("protocollo", protocolNumber)
    blocks += [
      .blank, .paragraph(imprint.text("rilasciato", imprint.date(imprint.printedAt.romeDate))),
      .signature(imprint.text("firma_operatore")),
    ]
    let layout = Layout(
      imprint: imprint, title: imprint.text("certificato.titolo"), checkCode: CheckCode(of: practice.id))
    return layout.document(jobTitle: imprint.text("lavoro.certificato"), blocks)
  }
}
