public import Domain

extension Document {
  /// The list of exemptions that end soon, by which the desk reminds people before 31 March.
  ///
  /// It leaves the desk through a spooler: sensitive codes, and those that the catalogue does not know, are
  /// not spelled out (rule PR-09).
  ///
  /// - Parameters:
  ///   - expiries: What ends; events of another kind are left out.
  ///   - imprint: Language, desk, marks and the catalogue.
  /// - Returns: As many pages as needed, by day and then as given, with the head of the columns on the first.
  public static func esenzioneReminder(_ expiries: [Expiry], imprint: Imprint) -> Document {
    let rows = expiries.filter { $0.kind == .esenzione }.enumerated()
      .sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
    let widths = [10, 16, 36, 11]
    var blocks: [Block] = [.blank]
    if let first = rows.first?.on, let last = rows.last?.on {
      blocks.append(.paragraph(imprint.text("scadenze.periodo", imprint.date(first), imprint.date(last))))
    }
    blocks += [
      .paragraph(imprint.text("esenzione.scadenze.numero", String(rows.count))), .blank,
      .row(
        [
          imprint.text("colonna.giorno"), imprint.text("colonna.codice"), imprint.text("colonna.assistito"),
          imprint.text("colonna.esenzione.codice"),
        ], widths: widths),
      .paragraph(String(repeating: "-", count: Block.width)),
    ]
    blocks += rows.map { expiry in
      .row(
        [
          imprint.date(expiry.on), expiry.person.code.rawValue,
          "\(expiry.person.surname) \(expiry.person.name)", imprint.reminderCode(expiry.esenzione),
        ], widths: widths)
    }
    let layout = Layout(imprint: imprint, title: imprint.text("esenzione.scadenze.titolo"), checkCode: nil)
    return layout.document(jobTitle: imprint.text("lavoro.scadenze"), blocks)
  }
}

extension Imprint {
  fileprivate func reminderCode(_ code: CodiceEsenzione?) -> String {
    let entry = code.flatMap { esenzioni.catalog.entry($0, region: esenzioni.region) }
    guard let code, let entry, !entry.isSensitive else { return text("esenzione.riservata") }
    return code.rawValue
  }
}
