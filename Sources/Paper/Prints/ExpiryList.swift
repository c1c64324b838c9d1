public import Domain

extension Document {
  /// The list of what ends in a period, one row an event.
  ///
  /// - Parameters:
  ///   - expiries: The events in the order in which they are printed.
  ///   - from: First day of the period, inclusive.
  ///   - to: Last day of the period, inclusive.
  ///   - isPartial: Whether others may be missing, which the paper then says.
  ///   - imprint: Language, desk and marks.
  /// - Returns: As many pages as needed, with the head of the columns on the first.
  public static func expiries(
    _ expiries: [Expiry], from: CivilDate, to: CivilDate, isPartial: Bool = false, imprint: Imprint
  ) -> Document {
    let widths = [10, 16, 22, 13, 11]
    var blocks: [Block] = [
      .blank, .paragraph(imprint.text("scadenze.periodo", imprint.date(from), imprint.date(to))),
      .paragraph(imprint.text("scadenze.numero", String(expiries.count))),
    ]
    if isPartial { blocks.append(.paragraph(imprint.text("scadenze.parziale"))) }
    blocks += [
      .blank,
      .row(
        ["giorno", "codice", "assistito", "evento", "medico"].map { imprint.text("colonna.\($0)") },
        widths: widths),
      .paragraph(String(repeating: "-", count: Block.width)),
    ]
    blocks += expiries.map { expiry in
      .row(
        [
          imprint.date(expiry.on), expiry.person.code.rawValue,
          "\(expiry.person.surname) \(expiry.person.name)", imprint.text("scadenza.\(expiry.kind.rawValue)"),
          expiry.medicoName,
        ], widths: widths)
    }
    let layout = Layout(imprint: imprint, title: imprint.text("scadenze.titolo"), checkCode: nil)
    return layout.document(jobTitle: imprint.text("lavoro.scadenze"), blocks)
  }
}
