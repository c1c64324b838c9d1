public import Domain
import Terminal

extension Document {
  /// The letter that tells the citizen what became of a practice.
  ///
  /// - Parameters:
  ///   - practice: What was asked.
  ///   - status: What became of it.
  ///   - decision: What the registry said; its reasons are printed.
  ///   - conflict: What stood in its way; `nil` if nothing known.
  ///   - imprint: Language, desk and marks.
  /// - Returns: The letter, or `nil` where none may be written: nobody writes to the dead.
  /// - Source: registry-sync §6, conflicts 5 and 9.
  public static func letter(
    about practice: Practice, status: ReceiptStatus, decision: Decision, conflict: Conflict?, imprint: Imprint
  ) -> Document? {
    let assistito = practice.content.assistito
    guard assistito.posizione.deathDate == nil, conflict?.admitsLetter ?? true else { return nil }
    var blocks: [Block] = [.blank]
    blocks += imprint.recipient(assistito) + [.blank, .blank]
    blocks.append(
      .paragraph(
        imprint.text("lettera.oggetto", imprint.text(practice.content.titleKey))))
    blocks += [.blank, .paragraph(imprint.text("lettera.inizio", imprint.deskMoment(practice.createdAt)))]
    blocks += imprint.request(practice.content, decision: decision, status: status)
    blocks += [.blank, .box(imprint.statusLines(status, of: practice.content))]
    if let key = conflict?.receiptKey { blocks += [.blank, .paragraph(imprint.text(key))] }
    blocks += imprint.reasons(decision, of: practice.content, status)
    blocks += [.blank, .paragraph(imprint.text("lettera.fine"))] + imprint.deskContact + [.blank]
    blocks.append(.signature(imprint.text("firma_operatore")))
    let layout = Layout(
      imprint: imprint, title: imprint.text("lettera.titolo"), checkCode: CheckCode(of: practice.id))
    return layout.document(jobTitle: imprint.text("lavoro.lettera"), blocks)
  }
}

extension Imprint {
  /// Name and address where the citizen lives: the domicile if there is one.
  fileprivate func recipient(_ assistito: Assistito) -> [Block] {
    let posizione = assistito.posizione
    var lines = [fullName(assistito.identity)]
    if let domicile = posizione.domicile {
      lines.append(address(domicile.address))
    } else {
      switch posizione.residence {
      case .italy(let home, _, _): lines.append(address(home))
      case .abroad(let state, _): lines.append(state)
      case .none: break
      }
    }
    return lines.map(Block.paragraph)
  }
}
