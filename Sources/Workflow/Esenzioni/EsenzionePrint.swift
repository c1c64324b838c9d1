import Domain
import Terminal

/// The prints of exemptions that a screen orders.
enum EsenzionePrint {
  /// The certificate of everything that counts today; in a closed envelope if one of `records` is sensitive (rule PR-09).
  static func certificate(of person: Assistito, _ records: [Esenzione], _ scene: Scene) -> Step {
    let isSensitive = records.contains {
      $0.counts(on: scene.today) && EsenzioneWords.isMasked(EsenzioneWords.entry(of: $0, scene))
    }
    return .ask(.print(.esenzioneCertificate(person.id, handOver: isSensitive ? .inEnvelope : .openly)))
  }

  /// Where a print went; for one in a closed envelope also what has to be done with it (rules PR-09 and PR-11).
  static func notice(_ outcome: PrintOutcome, of question: Question) -> Notice {
    guard case .printer(let name, _) = outcome, question.isForEnvelope else { return outcome.notice }
    return Notice(.warning, "stato.stampa.busta", [name])
  }
}

extension Question {
  /// Whether it orders a print that is handed over in a closed envelope.
  fileprivate var isForEnvelope: Bool {
    switch self {
    case .print(.esenzioneCertificate(_, let handOver)): handOver == .inEnvelope
    case .print(.selfDeclaration(let content)): content.privateHandOver
    default: false
    }
  }
}
