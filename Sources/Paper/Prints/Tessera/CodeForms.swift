public import Domain
import Terminal

extension Document {
  /// The form that who comes signs before codes are handed over: MOD-1 to MOD-5.
  ///
  /// It names why a holder cannot come only as "reasons of health"; what a certificate says beyond its length is
  /// on no paper (DP-07), and no code ever is.
  ///
  /// - Parameters:
  ///   - content: The case.
  ///   - reference: The name of the practice, by which its papers are matched; `nil` before it is stored.
  ///   - parameters: Which form, and in how many copies.
  ///   - imprint: Language, desk and marks; a second language stands beside what belongs to the law.
  /// - Returns: As many copies as are signed; `nil` where nobody signs at a desk.
  /// - Source: pin-fse A3 and A14; seeds 002 and 004; D.P.R. 445/2000 artt. 4, 5, 38 and 76.
  public static func codeForm(
    of content: PinCase, reference: Identifier<Practice>?, parameters: TesseraParameters, imprint: Imprint
  ) -> Document? {
    guard let paper = CodePaper(content, parameters) else { return nil }
    var blocks: [Block] = [.heading(imprint.text("codici.sezione.titolare"))]
    blocks += imprint.person(content.assistito) + imprint.residence(content.assistito.posizione.residence)
    blocks += imprint.field("tessera", (content.card ?? content.record?.number)?.rawValue)
    blocks += imprint.applicantBlocks(content, paper)
    blocks.append(.heading(imprint.text("sezione.richiesta")))
    blocks += imprint.legal(parameters.usesCIP ? "codici.chiede.cip" : "codici.chiede")
    blocks += imprint.wordField("codici.motivo", "motivo.codici.\(content.trouble.rawValue)")
    blocks += imprint.contactBlocks(content, parameters)
    blocks += imprint.declarations(content, paper, parameters)
    if case .remote(let request) = content.applicant { blocks += imprint.attachments(request) }
    blocks += [.blank] + imprint.legal("codici.responsabilita") + imprint.legal("codici.informativa.letta")
    blocks += imprint.signed(by: imprint.signer(content.applicant))
    return imprint.copies(
      paper, count: parameters.formCopies, reference: reference,
      barCode: imprint.barCode(of: content.assistito), blocks)
  }
}

extension Imprint {
  /// A field whose value is one of the words that screens show as well.
  func wordField(_ key: String, _ word: String?) -> [Block] { field(key, word.map { words.text($0) }) }

  /// Who signs.
  fileprivate func signer(_ applicant: CodeApplicant) -> String {
    words.text("richiedente.codici.\(applicant.kind.rawValue)")
  }

  fileprivate func applicantBlocks(_ content: PinCase, _ paper: CodePaper) -> [Block] {
    guard content.applicant.isSomebodyElse else { return [] }
    let line = String(repeating: "_", count: 40)
    let person = content.representative
    let name = person.map(\.fullName).flatMap { $0.isEmpty ? nil : $0 } ?? line
    var blocks: [Block] = [.heading(text("sezione.dichiarante"))]
    blocks += field("dichiarante.nome", name)
    blocks += field("codici.nascita", person?.birthDate.map(date) ?? line)
    blocks += field("codice", person?.code?.rawValue ?? line)
    blocks += wordField("codici.titolo", "richiedente.codici.\(content.applicant.kind.rawValue)")
    if content.applicant.isByCourtAct {
      blocks += field("codici.atto", content.applicant.act?.reference ?? line)
      blocks += field("codici.atto.fine", content.applicant.act?.expires.map(date))
    }
    blocks += wordField("codici.parentela", content.applicant.relative.map { "parente.\($0.rawValue)" })
    return blocks
  }

  /// Where the second half goes; an address in clear only on the paper that the citizen signs.
  fileprivate func contactBlocks(_ content: PinCase, _ parameters: TesseraParameters) -> [Block] {
    if parameters.usesBlindEnvelope { return legal("codici.busta") }
    let line = String(repeating: "_", count: 40)
    let fields = content.contacts.flatMap { contact in
      field("codici.recapito.\(contact.channel.rawValue)", contact.address.written)
    }
    return (fields.isEmpty ? field("codici.recapito", line) : fields) + legal("codici.seconda_parte")
  }

  fileprivate func declarations(
    _ content: PinCase, _ paper: CodePaper, _ parameters: TesseraParameters
  ) -> [Block] {
    switch paper {
    case .representative: return [.blank] + legal("codici.dichiara.rappresentante")
    case .relative:
      guard case .delegate(let delegation) = content.applicant else { return [] }
      return [.blank] + legal("codici.dichiara.impedimento") + absent(delegation.relative)
        + legal("codici.dichiara.accertata")
    case .delegation:
      var blocks = [Block.blank] + legal("codici.dichiara.delega")
      if parameters.delegation == .longImpediment {
        blocks += legal("codici.dichiara.certificato")
        blocks += field("codici.mesi", String(parameters.impedimentMonths))
      }
      return blocks
    case .remote:
      switch content.applicant.relative {
      case .some: return [.blank] + legal("codici.dichiara.impedimento") + legal("codici.dichiara.video")
      case nil: return [.blank] + legal("codici.dichiara.video")
      }
    case .request, .handOver, .duplicate, .certificate, .destruction, .leaflet: return []
    }
  }

  /// What who comes declares about those who come first.
  private func absent(_ relative: Relative) -> [Block] {
    switch relative.precedence {
    case .spouse, nil: []
    case .child: legal("codici.dichiara.senza.coniuge")
    case .thirdDegree: legal("codici.dichiara.senza.coniuge") + legal("codici.dichiara.senza.figli")
    }
  }

  /// What has to lie in the same e-mail.
  fileprivate func attachments(_ request: RemoteRequest) -> [Block] {
    let papers = RemoteRequest.Paper.allCases.filter { request.form.papers.contains($0) }
    return [.heading(text("codici.sezione.allegati"))]
      + papers.map { tick("remoto.allegato.\($0.rawValue)") }
  }
}

extension CodeApplicant {
  /// What the one who comes is to the holder, where that counts.
  fileprivate var relative: Relative? {
    switch self {
    case .delegate(let delegation): return delegation.relative
    case .remote(let request):
      switch request.form {
      case .delegate(let relative): return relative
      case .direct, .representative: return nil
      }
    case .holder, .parent, .actsForParent, .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7,
      .online:
      return nil
    }
  }
}

extension CodeContact.Address {
  /// As the citizen gave it; masked where nothing else is kept.
  fileprivate var written: String {
    switch self {
    case .email(let email): email.rawValue
    case .mobile(let number): number.rawValue
    case .recorded(_, let masked): masked
    }
  }
}
