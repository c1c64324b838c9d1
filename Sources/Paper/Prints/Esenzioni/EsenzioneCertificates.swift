public import Domain

extension Document {
  /// The certificates of all exemptions that a person has: of income (B), of a region's bands of income, the attestato
  /// with all codes of diseases and invalidities (C), the short attestato of the others (D).
  ///
  /// - Parameters:
  ///   - assistito: The person.
  ///   - esenzioni: What may be attested.
  ///   - isEnclosed: Whether a cover for a closed envelope comes first.
  ///   - imprint: Language, desk, marks, and what the region prints of a code.
  /// - Returns: A page for each of the four that has a row, or `nil` if none has.
  /// - Source: esenzioni §10; D.M. 28 maggio 1999, n. 329, art. 4.
  public static func esenzioneCertificates(
    of assistito: Assistito, _ esenzioni: PrintableEsenzioni, isEnclosed: Bool = false, imprint: Imprint
  ) -> Document? {
    let job = imprint.text("lavoro.attestato")
    let person = imprint.person(assistito)
    var parts: [Document] = []
    func add(_ title: String, _ blocks: [Block]) {
      let layout = Layout(
        imprint: imprint, title: imprint.legalTitle(title), checkCode: nil,
        barCode: imprint.barCode(of: assistito))
      parts.append(layout.document(jobTitle: job, blocks + imprint.esenzioneEnd()))
    }
    if !esenzioni.income.isEmpty {
      add(
        "esenzione.reddito.titolo", imprint.incomeBlocks(esenzioni.income, "esenzione.reddito.testo", person))
    }
    if !esenzioni.bands.isEmpty {
      add("esenzione.fascia.titolo", imprint.incomeBlocks(esenzioni.bands, "esenzione.fascia.testo", person))
    }
    if !esenzioni.attested.isEmpty {
      add(
        "esenzione.attestato.titolo",
        imprint.attestatoBlocks(esenzioni.attested, assistito, isWhole: esenzioni.isWhole))
    }
    if !esenzioni.others.isEmpty {
      add("esenzione.breve.titolo", [.blank] + person + imprint.shortBlocks(esenzioni.others))
    }
    guard !parts.isEmpty else { return nil }
    if isEnclosed { parts.insert(imprint.cover(assistito, jobTitle: job), at: 0) }
    return Document(title: job, pages: parts.flatMap(\.pages))
  }
}

extension Imprint {
  fileprivate func incomeBlocks(
    _ rows: [PrintableEsenzioni.Row], _ sentence: String, _ person: [Block]
  ) -> [Block] {
    var blocks: [Block] = [.blank] + legal(sentence) + [.blank] + person
    for row in rows {
      let esenzione = row.esenzione
      blocks.append(.blank)
      blocks += field("esenzione.codice", esenzione.code.rawValue)
      blocks += field("esenzione.motivo", description(of: row.entry))
      blocks += field("esenzione.numero", esenzione.certificateNumber)
      blocks += field("esenzione.inizio", date(esenzione.start)) + field("fine", end(esenzione))
      blocks += field("protocollo", esenzione.protocolNumber)
      blocks += field("esenzione.rilascio", date(esenzione.issuedOn))
      blocks += field("esenzione.azienda", asl(esenzione.issuer))
    }
    return blocks + [.blank] + legal("esenzione.perdita")
  }

  fileprivate func attestatoBlocks(
    _ rows: [PrintableEsenzioni.Row], _ assistito: Assistito, isWhole: Bool
  ) -> [Block] {
    var numbers: [String] = []
    for number in rows.map(\.esenzione.certificateNumber) where !number.isEmpty && !numbers.contains(number) {
      numbers.append(number)
    }
    var blocks: [Block] = [.blank] + field("esenzione.numero", numbers.joined(separator: ", "))
    blocks += person(assistito) + residence(assistito.posizione.residence)
    blocks += field("tessera", assistito.tessera?.number.rawValue)
    blocks += [.blank] + legal("esenzione.attestato.testo") + [.blank]
    let widths = [10, 11, 10, 12, 29]
    let columns = ["rilascio", "codice", "inizio", "fine", "azienda"]
    blocks.append(.row(columns.map { text("colonna.esenzione.\($0)") }, widths: widths))
    blocks.append(.paragraph(String(repeating: "-", count: Block.width)))
    for row in rows {
      let esenzione = row.esenzione
      blocks.append(
        .row(
          [
            date(esenzione.issuedOn), esenzione.code.rawValue, date(esenzione.start), end(esenzione),
            asl(esenzione.issuer),
          ], widths: widths))
      if let words = description(of: row.entry) { blocks.append(.row(["", words], widths: [10, 65])) }
      blocks += reserve(esenzione)
    }
    return isWhole ? blocks + [.blank] + legal("esenzione.sostituisce") : blocks
  }

  fileprivate func shortBlocks(_ rows: [PrintableEsenzioni.Row]) -> [Block] {
    var blocks: [Block] = []
    for row in rows {
      let esenzione = row.esenzione
      // What only counts from a later day must not be taken for valid on the day of the print.
      let isLater = esenzione.start > printedAt.romeDate
      blocks.append(.blank)
      blocks += field("esenzione.codice", esenzione.code.rawValue)
      blocks += field("esenzione.motivo", description(of: row.entry))
      blocks += field("esenzione.numero", esenzione.certificateNumber)
      blocks += field("esenzione.inizio", isLater ? date(esenzione.start) : nil)
      blocks += field("fine", end(esenzione)) + reserve(esenzione)
    }
    return blocks
  }

  /// That it holds only until the new report, where its day of revision had passed (rule IN-03).
  private func reserve(_ esenzione: Esenzione) -> [Block] {
    esenzione.revisionPassed.map { legal("esenzione.riserva", date($0)) } ?? []
  }
}
