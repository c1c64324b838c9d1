import Domain
import Terminal

/// The prints of exemptions that a screen orders.
enum EsenzionePrint {
  /// The certificates of everything that counts: what is plain on the usual way, what is sensitive apart from it, on the
  /// direct device and in a closed envelope (rules PR-02, PR-03 and PR-09).
  ///
  /// The sensitive part comes last, so that its refusal is what stays to be read.
  static func certificates(of person: Assistito, _ scene: Scene) -> [Step] {
    let counting = person.posizione.esenzioni.filter { record in
      let standing = scene.standing(of: record)
      return standing.counts || standing == .future
    }
    let shown = counting.filter { !EsenzioneWords.isOfAnotherRegion($0, scene) }
    if shown.isEmpty, !counting.isEmpty {
      return [.say(Notice(.error, "errore.stampa.esenzione.regione")), .bell]
    }
    let masked = shown.filter { EsenzioneWords.isMasked(EsenzioneWords.entry(of: $0, scene)) }
    var parts: [EsenzionePart] = []
    if masked.count < shown.count || masked.isEmpty { parts.append(.plain) }
    if !masked.isEmpty { parts.append(.sensitive) }
    return parts.map { .ask(.print(.esenzioneCertificate(person.id, $0))) }
  }

  /// Where a print went; for one in a closed envelope also what has to be done with it (rules PR-09 and PR-11).
  ///
  /// `isMasked` says whether the record is sensitive that a print of one record names.
  static func notice(_ outcome: PrintOutcome, of question: Question, isMasked: Bool = false) -> Notice {
    guard case .printer(let name, _) = outcome, question.isForEnvelope(isMasked) else {
      return outcome.notice
    }
    return Notice(.warning, "stato.stampa.busta", [name])
  }
}

extension Question {
  /// Whether it orders a print that is handed over in a closed envelope.
  fileprivate func isForEnvelope(_ isMasked: Bool) -> Bool {
    switch self {
    case .print(.esenzioneCertificate(_, .plain)): false
    case .print(.esenzioneCertificate(_, .sensitive)): true
    case .print(.esenzioneCertificate(_, .record)): isMasked
    case .print(.selfDeclaration(let content)): content.privateHandOver
    default: false
    }
  }
}
