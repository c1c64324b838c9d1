public import Domain

// One table of what a question, a screen or a command needs; the session asks it before anything leaves a
// screen, the desk asks it again, and the registry a third time.

extension Question {
  /// What the operator must be allowed to do; `nil` for what everybody at a desk may.
  public var capability: Capability? {
    switch self {
    case .people(.names): .searchByName
    case .people, .person, .facts: .openPerson
    case .medici: .medici
    case .submit(let content, _): content.kind.capability
    case .history: .history
    case .queue, .queueRead, .verify, .withdraw, .release, .close, .handOver: .queue
    case .expiries: .expiries
    case .note: .reportResidence
    case .consult(let access):
      switch access.kind {
      case .list: .openPerson
      case .description: .revealSensitive
      }
    case .print: .print
    case .codes: .issueCodes
    case .demo: .demoLevers
    case .draft, .unlock, .drills: nil
    }
  }
}

extension PracticeKind {
  /// What the operator must be allowed to do.
  public var capability: Capability {
    switch self {
    case .scelta: .scelta
    case .revoca: .revoca
    case .ricusazione: .ricusazione
    case .esenzioneRilascio, .esenzioneRevoca: .esenzioni
    case .rilascioPin: .issueCodes
    case .tessera: .cards
    }
  }
}

extension Route {
  /// What the operator must be allowed to do to see the screen.
  var capability: Capability? {
    switch self {
    case .home, .outcome, .drills: nil
    case .codes, .openCodes: .issueCodes
    case .position: .openPerson
    case .practice(let kind, _): kind.capability
    case .medici: .medici
    case .expiries: .expiries
    case .queue, .queueRow, .endOfShift: .queue
    case .correction(let correction): correction.practice.content.kind.capability
    case .residenceNote: .reportResidence
    case .esenzioni, .esenzione: .openPerson
    case .esenzioneIssue, .esenzioneEnd, .esenzioniBatch: .esenzioni
    case .demo: .demoLevers
    }
  }
}
