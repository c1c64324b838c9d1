import Domain
import Terminal

/// The prints of exemptions that a screen orders.
enum EsenzionePrint {
  /// The certificates of everything that counts: what is plain on the usual way, what is sensitive apart from it, on the
  /// direct device and in a closed envelope (rules PR-02, PR-03 and PR-09).
  ///
  /// Where there are both, the sensitive part is ordered by ``rest(after:of:_:)``, once the plain one is out: so its
  /// refusal is what stays to be read.
  static func certificates(of person: Assistito, _ scene: Scene) -> [Step] {
    let counting = person.posizione.esenzioni.filter { record in
      let standing = scene.standing(of: record)
      return standing.counts || standing == .future
    }
    let shown = counting.filter { !EsenzioneWords.isOfAnotherRegion($0, scene) }
    if shown.isEmpty, !counting.isEmpty {
      return [.say(Notice(.error, "errore.stampa.esenzione.regione")), .bell]
    }
    let isPlain = shown.isEmpty || sensitiveCount(of: person, scene) < shown.count
    return [.ask(.print(.esenzioneCertificate(person.id, isPlain ? .plain : .sensitive)))]
  }

  /// What a print that is out has left over: the sensitive part after the plain one.
  static func rest(after question: Question, of person: Assistito?, _ scene: Scene) -> [Step] {
    guard let person, question == .print(.esenzioneCertificate(person.id, .plain)),
      sensitiveCount(of: person, scene) > 0
    else { return [] }
    return [.ask(.print(.esenzioneCertificate(person.id, .sensitive)))]
  }

  /// What is said when a print leaves sensitive codes out; `nil` if it leaves out none.
  ///
  /// That is a reprint from a card, and the sensitive part of all where the direct device is missing (`failure`).
  static func leftOut(
    _ question: Question, _ failure: Failure? = nil, of person: Assistito?, _ scene: Scene
  ) -> Notice? {
    guard let person, case .print(.esenzioneCertificate(person.id, let part)) = question else { return nil }
    let sensitive = sensitiveCount(of: person, scene)
    switch (part, failure) {
    case (.reprint, nil): if sensitive == 0 { return nil }
    case (.sensitive, .denied("errore.stampa.diretta")):
      if certificates(of: person, scene) == [.ask(question)] { return nil }
    default: return nil
    }
    return Notice(.warning, "stato.stampa.senza_delicati", ["\(sensitive)"])
  }

  private static func sensitiveCount(of person: Assistito, _ scene: Scene) -> Int {
    person.posizione.esenzioni.count { record in
      let standing = scene.standing(of: record)
      return (standing.counts || standing == .future) && !EsenzioneWords.isOfAnotherRegion(record, scene)
        && EsenzioneWords.isMasked(EsenzioneWords.entry(of: record, scene))
    }
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
    case .print(.esenzioneCertificate(_, .plain)), .print(.esenzioneCertificate(_, .reprint)): false
    case .print(.esenzioneCertificate(_, .sensitive)): true
    case .print(.esenzioneCertificate(_, .record)): isMasked
    case .print(.selfDeclaration(let content)): content.privateHandOver
    default: false
    }
  }
}
