public import Domain

extension Document {
  /// The letter to who goes home without codes, with every reason at once and who helps.
  ///
  /// All that lacks stands on it, in the order of the checks, so that nobody comes back three times.
  ///
  /// - Parameters:
  ///   - assistito: The holder.
  ///   - decision: What the rules said.
  ///   - reference: The name of the practice; `nil` where none was begun.
  ///   - parameters: The help lines.
  ///   - imprint: Language, desk and marks.
  /// - Returns: The letter; `nil` where nothing refuses, or the holder has died: nobody writes to the dead.
  /// - Source: pin-fse A4, A6 and A12.
  public static func codeRefusal(
    of assistito: Assistito, decision: Decision, reference: Identifier<Practice>?,
    parameters: TesseraParameters, imprint: Imprint
  ) -> Document? {
    guard case .refused = decision.outcome, assistito.posizione.deathDate == nil else { return nil }
    var blocks: [Block] = imprint.person(assistito)
    blocks += [
      .blank, .paragraph(imprint.text("codici.rifiuto.testo", imprint.date(imprint.printedAt.romeDate))),
    ]
    blocks.append(.heading(imprint.text("motivi")))
    blocks += imprint.sentences(decision).map(Block.bullet)
    blocks += [.blank, .paragraph(imprint.text("codici.rifiuto.prossima"))]
    blocks += imprint.helpLines(parameters) + imprint.deskContact
    blocks.append(.signature(imprint.text("firma_operatore")))
    let layout = Layout(
      imprint: imprint, title: imprint.text("codici.titolo.rifiuto"),
      checkCode: reference.map(CheckCode.init(of:)))
    return layout.document(jobTitle: imprint.text("lavoro.codici"), blocks)
  }
}
