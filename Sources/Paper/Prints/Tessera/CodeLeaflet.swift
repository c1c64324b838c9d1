public import Domain
import Terminal

extension Document {
  /// What becomes of the data, and how the codes are kept and used (MOD-10); for every holder alike.
  ///
  /// - Parameters:
  ///   - parameters: The limit of the PUK, the program that unblocks a PIN, the help lines.
  ///   - imprint: Language, desk and marks.
  /// - Returns: The leaflet.
  /// - Source: pin-fse A1, A10, A12 and A14; seeds 002 and 004; regulation (EU) 2016/679 artt. 13 and 14.
  public static func codeLeaflet(_ parameters: TesseraParameters, imprint: Imprint) -> Document {
    var blocks: [Block] = [.heading(imprint.text("codici.foglio.custodia"))]
    for key in ["segreti", "separati", "nessuno"] { blocks += imprint.advice(key) }
    blocks.append(.heading(imprint.text("codici.foglio.uso")))
    blocks += imprint.advice("lettore") + imprint.advice("tre_errori")
    if let program = parameters.unblockProgram {
      blocks += imprint.advice("sblocco.programma", program)
    } else {
      blocks += imprint.advice("sblocco")
    }
    blocks += imprint.puk(parameters)
    if parameters.usesCIP { blocks += imprint.advice("cip") }
    blocks += imprint.advice("nuova_tessera")
    blocks.append(.heading(imprint.text("codici.foglio.se_persa")))
    blocks += imprint.advice("perdita") + imprint.advice("visti")
    blocks.append(.heading(imprint.text("codici.foglio.dati")))
    blocks += imprint.legal("codici.foglio.dati.testo") + imprint.helpLines(parameters) + imprint.deskContact
    return imprint.copies(.leaflet, count: 1, reference: nil, blocks)
  }
}

extension Imprint {
  fileprivate func advice(_ key: String, _ arguments: String...) -> [Block] {
    let key = "codici.foglio.\(key)"
    let own = words.text("stampa.\(key)", arguments)
    guard let second else { return [.bullet(own)] }
    return [.row([own, second.text("stampa.\(key)", arguments)], widths: [37, 38])]
  }

  fileprivate func puk(_ parameters: TesseraParameters) -> [Block] {
    var blocks: [Block] = []
    if let limit = parameters.pukLimit {
      switch limit.mode {
      case .uses: blocks += advice("puk.usi", String(limit.count))
      case .errors: blocks += advice("puk.errori", String(limit.count))
      }
    }
    if parameters.pukNeedsPin { blocks += advice("puk.con_pin") }
    return blocks
  }

  /// Who helps by telephone, in the order in which they are to be called.
  func helpLines(_ parameters: TesseraParameters) -> [Block] {
    guard !parameters.helpLines.isEmpty else { return [] }
    return [.heading(text("codici.sezione.aiuto"))]
      + parameters.helpLines.map { line in
        .field(line.name, line.hours.isEmpty ? line.number : "\(line.number) (\(line.hours))")
      }
  }
}
