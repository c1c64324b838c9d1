import Domain
import Terminal

/// Which documents of the case were seen or declared: one row each, a key moves it to the next mark.
struct DocumentChecklist: Hashable, Sendable {
  /// Documents that the operator has seen.
  private(set) var seen: Set<DocumentKind> = []
  /// Documents that the citizen replaced by a declaration.
  private(set) var declared: Set<DocumentKind> = []
  /// Documents seen with the one key of the identity document.
  var seenWithIdentity: Set<DocumentKind> = []

  /// Everything seen, by either way.
  var allSeen: Set<DocumentKind> { seen.union(seenWithIdentity) }

  /// Takes over what was seen and declared for an earlier practice.
  mutating func takeOver(_ content: PracticeCase) {
    switch content {
    case .scelta(let scelta):
      seen = scelta.request.documentsSeen
      declared = scelta.request.documentsDeclared
    case .revoca(let revoca): seen = revoca.documentsSeen
    case .ricusazione: break
    case .esenzioneRilascio(let esenzione):
      seen = esenzione.documentsSeen
      declared = esenzione.documentsDeclared
    case .esenzioneRevoca(let esenzione): seen = esenzione.documentsSeen
    case .rilascioPin, .tessera: break
    }
  }

  /// Moves a document from missing to seen, from seen to declared where the law admits it, and back.
  mutating func advance(_ document: RequiredDocument) {
    let kind = document.kind
    if seen.remove(kind) != nil {
      if document.need == .selfCertifiable { declared.insert(kind) }
    } else if declared.remove(kind) == nil {
      seen.insert(kind)
    }
  }

  /// The documents of `decision` that are mandatory and neither seen nor declared.
  func missing(of decision: Decision) -> [RequiredDocument] {
    decision.documents.filter { $0.need == .mandatory && !allSeen.contains($0.kind) }
  }

  /// The rows of the list: those that the identity document does not cover.
  func rows(of decision: Decision, _ scene: Scene) -> [Row] {
    decision.documents.filter { !seenWithIdentity.contains($0.kind) }.map { document in
      Row(
        id: RowID(rawValue: document.kind.rawValue),
        cells: [
          scene.text(mark(of: document)), scene.text("documento.\(document.kind.rawValue)"),
          document.rule.id,
        ])
    }
  }

  private func mark(of document: RequiredDocument) -> String {
    if seen.contains(document.kind) { return "documento.stato.visto" }
    if declared.contains(document.kind) { return "documento.stato.dichiarato" }
    switch document.need {
    case .mandatory: return "documento.stato.manca"
    case .selfCertifiable: return "documento.stato.dichiarabile"
    case .advised: return "documento.stato.consigliato"
    }
  }
}
