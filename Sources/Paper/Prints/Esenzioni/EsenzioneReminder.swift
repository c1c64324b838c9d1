public import Domain

extension Document {
  /// The list of exemptions that end soon, by which the desk reminds people before 31 March.
  ///
  /// It leaves the desk through a spooler, and it names many people: no code stands on it (rules PR-06 and PR-09).
  ///
  /// - Parameters:
  ///   - expiries: What ends; events of another kind are left out.
  ///   - imprint: Language, desk and marks.
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
          imprint.text("colonna.evento"),
        ], widths: widths),
      .paragraph(String(repeating: "-", count: Block.width)),
    ]
    blocks += rows.map { expiry in
      .row(
        [
          imprint.date(expiry.on), expiry.person.code.rawValue,
          "\(expiry.person.surname) \(expiry.person.name)", imprint.text("scadenza.esenzione"),
        ], widths: widths)
    }
    let layout = Layout(imprint: imprint, title: imprint.text("esenzione.scadenze.titolo"), checkCode: nil)
    return layout.document(jobTitle: imprint.text("lavoro.scadenze"), blocks)
  }
}
