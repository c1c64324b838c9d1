public import Domain
import Terminal

/// What the registry tells of a hand-over: enough for a receipt, nothing of the codes.
public struct HandOverFacts: Hashable, Sendable {
  /// The number under which the registry keeps it.
  public let number: Identifier<CodeHandOver>
  /// When the first half was handed over.
  public let at: Instant
  /// The number on the closed envelope; `nil` where codes come in halves.
  public let envelope: String?

  /// Gathers the parts; nothing is checked.
  public init(number: Identifier<CodeHandOver>, at: Instant, envelope: String? = nil) {
    self.number = number
    self.at = at
    self.envelope = envelope
  }
}

extension Document {
  /// The receipt of what was handed over (MOD-6): the card and the contacts masked, and never a code.
  ///
  /// - Parameters:
  ///   - content: The case.
  ///   - facts: What the registry tells of the hand-over.
  ///   - reference: The name of the practice.
  ///   - parameters: Halves or envelope, and in how many copies.
  ///   - imprint: Language, desk and marks.
  /// - Returns: As many copies as are signed.
  /// - Source: pin-fse A14, DP-01, DP-02 and DP-13.
  public static func codeReceipt(
    of content: PinCase, _ facts: HandOverFacts, reference: Identifier<Practice>,
    parameters: TesseraParameters, imprint: Imprint
  ) -> Document {
    var blocks: [Block] = [.heading(imprint.text("codici.sezione.titolare"))]
    blocks += imprint.person(content.assistito)
    blocks += imprint.field("tessera", (content.card ?? content.record?.number)?.masked)
    blocks.append(.heading(imprint.text("codici.sezione.consegna")))
    blocks += imprint.field("codici.consegna", facts.number.rawValue)
    blocks += imprint.field("codici.momento", imprint.deskMoment(facts.at))
    blocks += imprint.wordField(
      "codici.ritira", "richiedente.codici.\(content.applicant.kind.rawValue)")
    blocks += imprint.field("dichiarante.nome", content.representative?.fullName)
    if parameters.usesBlindEnvelope {
      blocks += imprint.field("codici.numero_busta", facts.envelope)
      blocks += [.blank] + imprint.legal("codici.ricevuta.busta")
    } else {
      for contact in content.contacts {
        blocks += imprint.field("codici.seconda.\(contact.channel.rawValue)", contact.masked)
      }
      blocks += [.blank] + imprint.legal("codici.ricevuta.meta")
    }
    blocks += imprint.legal("codici.ricevuta.nulla") + imprint.deskContact
    blocks += imprint.signed(by: imprint.words.text("richiedente.codici.\(content.applicant.kind.rawValue)"))
    return imprint.copies(.handOver, count: max(2, parameters.formCopies), reference: reference, blocks)
  }
}
