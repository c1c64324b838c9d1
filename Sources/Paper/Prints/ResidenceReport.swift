public import Domain

/// What the desk tells a Comune about a residence that seems wrong: the desk may not change it.
public struct ResidenceReport: Hashable, Sendable {
  /// The person as the registry has it.
  public let assistito: Assistito
  /// What the person declares, in the operator's words.
  public let declared: String
  /// When the residence was last read from the owner; `nil` if unknown.
  public let readAt: Instant?
  /// A random name of the report, by which both copies are matched.
  public let reference: Identifier<Practice>

  /// Gathers the parts.
  public init(
    assistito: Assistito, declared: String, readAt: Instant?, reference: Identifier<Practice>
  ) {
    self.assistito = assistito
    self.declared = declared
    self.readAt = readAt
    self.reference = reference
  }
}

extension ResidenceReport: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: no personal data.
  public var description: String { "ResidenceReport" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Document {
  /// The note to the Comune about a wrong residence, on one page, and an anonymised copy on another.
  ///
  /// The copy is for statistics and the file of the desk: neither name, code, birth, street nor the
  /// operator's words stand in it, only the municipality, the times and the reference.
  public static func residenceReport(_ report: ResidenceReport, imprint: Imprint) -> Document {
    let layout = Layout(
      imprint: imprint, title: imprint.text("segnalazione.titolo"), checkCode: CheckCode(of: report.reference)
    )
    let job = imprint.text("lavoro.segnalazione")
    let full = layout.document(jobTitle: job, imprint.reportBlocks(report))
    let copy = Layout(
      imprint: imprint, title: imprint.text("segnalazione.titolo.copia"), checkCode: layout.checkCode)
    let anonymous = copy.document(jobTitle: job, imprint.anonymousBlocks(report))
    return Document(title: job, pages: full.pages + anonymous.pages)
  }
}

extension Imprint {
  fileprivate func reportBlocks(_ report: ResidenceReport) -> [Block] {
    let posizione = report.assistito.posizione
    let municipality = posizione.residence.territory.map { place($0.municipality) }
    let recipient =
      municipality.map { text("segnalazione.al_comune", $0) } ?? text("segnalazione.al_comune_ignoto")
    return [.blank, .paragraph(recipient), .blank, .paragraph(text("segnalazione.testo")), .blank]
      + person(report.assistito) + residence(posizione.residence)
      + field("letto", report.readAt.map(moment)) + field("dichiarato", report.declared)
      + [
        .blank, .paragraph(text("segnalazione.competenza")),
        .signature(text("firma_operatore")),
      ]
  }

  fileprivate func anonymousBlocks(_ report: ResidenceReport) -> [Block] {
    let territory = report.assistito.posizione.residence.territory
    return [.blank, .paragraph(text("segnalazione.copia")), .blank]
      + field("comune", territory.map { place($0.municipality) })
      + field("asl.residenza", territory.map { asl($0.asl) })
      + field("letto", report.readAt.map(moment))
  }
}
