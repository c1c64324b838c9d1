public import Domain
import Terminal

extension Document {
  /// The form of a practice about the card itself: MOD-7, MOD-8 or MOD-9.
  ///
  /// - Parameters:
  ///   - content: The case.
  ///   - reference: The name of the practice; `nil` before it is stored.
  ///   - parameters: Who issues another card, how many sign, and in how many copies.
  ///   - imprint: Language, desk and marks.
  /// - Returns: As many copies as are signed; of a destruction one for the register and one for the holder.
  /// - Source: pin-fse A10 to A12, A14 and DP-09; seed 004.
  public static func cardForm(
    of content: TesseraCase, reference: Identifier<Practice>?, parameters: TesseraParameters, imprint: Imprint
  ) -> Document {
    let paper = CodePaper(content.request)
    let number = (content.card ?? content.record?.number)
    var blocks: [Block] = [.heading(imprint.text("codici.sezione.titolare"))]
    blocks += imprint.person(content.assistito)
    var copies = parameters.formCopies
    switch content.request {
    case .duplicate(let reason):
      blocks += imprint.residence(content.assistito.posizione.residence)
      blocks += imprint.field("tessera", number?.rawValue)
      blocks += imprint.representative(content)
      blocks += imprint.duplicate(content, reason, parameters)
      blocks += imprint.signed(by: imprint.signer(content))
    case .suspension, .reactivation, .revocation:
      blocks += imprint.field("tessera", number?.rawValue)
      blocks += imprint.representative(content) + imprint.certificate(content)
      blocks += imprint.signed(by: imprint.signer(content))
    case .destruction(let signatures):
      copies = max(2, copies)
      blocks += imprint.destruction(number, signatures: max(signatures, parameters.destructionSignatures))
    }
    return imprint.copies(paper, count: copies, reference: reference, blocks)
  }
}

extension Imprint {
  fileprivate func signer(_ content: TesseraCase) -> String {
    words.text("richiedente.codici.\(content.applicant.kind.rawValue)")
  }

  fileprivate func representative(_ content: TesseraCase) -> [Block] {
    guard content.applicant.isSomebodyElse else { return [] }
    let line = String(repeating: "_", count: 40)
    return [.heading(text("sezione.dichiarante"))]
      + field("dichiarante.nome", content.representative?.fullName ?? line)
      + wordField("codici.titolo", "richiedente.codici.\(content.applicant.kind.rawValue)")
  }

  fileprivate func duplicate(
    _ content: TesseraCase, _ reason: DuplicateReason, _ parameters: TesseraParameters
  ) -> [Block] {
    var blocks: [Block] = [.heading(text("sezione.richiesta"))]
    blocks += legal("codici.duplicato.chiede")
    blocks += wordField("motivo", "motivo.duplicato.\(reason.rawValue)")
    switch reason {
    case .theft, .loss:
      blocks += legal(content.hasReport ? "codici.duplicato.denuncia" : "codici.duplicato.dichiara")
    case .worn, .chipless, .wrongData, .technical, .pukBlocked: break
    }
    if parameters.duplicateRevokes { blocks += legal("codici.duplicato.revoca") }
    blocks += legal("codici.duplicato.codici") + legal("codici.duplicato.indirizzo")
    blocks += field("nota", content.note)
    return blocks + [.blank] + legal("codici.responsabilita") + deskContact
  }

  fileprivate func certificate(_ content: TesseraCase) -> [Block] {
    var blocks: [Block] = [.heading(text("sezione.richiesta"))]
    switch content.request {
    case .suspension: blocks += legal("codici.certificato.sospensione")
    case .reactivation: blocks += legal("codici.certificato.riattivazione")
    case .revocation(let reason):
      blocks += legal("codici.certificato.revoca")
      blocks += wordField("motivo", "motivo.tessera.\(reason.rawValue)")
      if content.hasReport { blocks += legal("codici.duplicato.denuncia") }
    case .duplicate, .destruction: break
    }
    blocks += field("decorrenza", date(content.effectiveDate)) + field("nota", content.note)
    return blocks + [.blank] + legal("codici.responsabilita") + deskContact
  }

  /// The minute names the last four digits only: the register is read by many.
  fileprivate func destruction(_ number: NumeroTessera?, signatures: Int) -> [Block] {
    var blocks: [Block] = [.heading(text("codici.sezione.distruzione"))]
    blocks += field("codici.ultime_cifre", number.map { String($0.rawValue.suffix(4)) })
    blocks += field("codici.momento", deskMoment(printedAt))
    blocks += [.blank] + legal("codici.distruzione.verbale") + legal("codici.distruzione.inutilizzabile")
    for pair in stride(from: 1, through: signatures, by: 2) {
      let names = [pair, pair + 1].map {
        $0 <= signatures ? text("codici.distruzione.firma", String($0)) : text("codici.distruzione.consegna")
      }
      blocks += self.signatures(names[0], names[1])
    }
    return blocks
  }
}
