import Domain

/// What comes back from the world outside, also when the screen that asked is gone.
extension Session {
  mutating func take(_ answer: Answer, to ticket: Ticket) -> [Effect] {
    guard let (number, question) = waiting.removeValue(forKey: ticket) else { return [] }
    if case .unlocked(let author?) = answer { return unlock(for: author) }
    if lock?.number == number, var layer = lock {
      let steps = layer.flow.receive(answer, to: question, scene)
      lock = layer
      return carryOut(steps, from: number)
    }
    guard let index = layers.firstIndex(where: { $0.number == number }) else {
      return late(answer, to: question)
    }
    let steps = layers[index].flow.receive(answer, to: question, scene)
    let effects = carryOut(steps, from: number)
    // Whoever is opened under a code that was another one's is never opened without a word.
    if notice == nil, case .person(let person?, _) = answer, case .person(let key) = question {
      notice = PersonLookUp.succession(of: key, to: person, scene)
    }
    return effects
  }

  /// The same operator goes on where the screen was; another one starts at home, and the drafts are kept.
  private mutating func unlock(for author: Author) -> [Effect] {
    lock = nil
    let isSame = author.operatorName == scene.author.operatorName
    scene.author = author
    let effects = isSame ? [] : goHome()
    notice =
      isSame
      ? Notice(.note, "stato.sbloccato") : Notice(.note, "stato.entrato", [author.operatorName.rawValue])
    refresh()
    guard isSame, let last = layers.indices.last else { return effects + [.loggedIn(author)] }
    // What got on behind the lock was told to nobody.
    let steps = layers[last].flow.queueMoved(scene)
    return effects + [.loggedIn(author)] + carryOut(steps, from: layers[last].number)
  }

  /// An answer whose screen is gone: only what became of a practice is still worth a word.
  private mutating func late(_ answer: Answer, to question: Question) -> [Effect] {
    switch answer {
    case .submitted(let submission):
      let content = submission.practice.content
      return late(.outcome(submission)) + [
        .dropDraft(DraftKey(screen: content.kind.rawValue, person: content.assistito.id))
      ]
    case .failed(let failure): notice = failure.notice.told(scene)
    case .codes(.standing(let standing)):
      let identity = standing.content.assistito.identity
      let name = "\(identity.surname) \(identity.name)"
      if !isLocked { notice = Notice(.warning, "avviso.codici.aperti", [name]) }
    case .codes(.nothing), .codes(.refused): break
    case .people, .person, .medici, .facts, .history, .queue, .queueRow, .expiries, .printed, .draft,
      .demoCases, .drills, .leverPulled, .unlocked, .done:
      break
    }
    return []
  }

  /// Says that the outcome of a practice has come while the operator is elsewhere.
  mutating func late(_ route: Route) -> [Effect] {
    guard case .outcome(let submission) = route else { return [] }
    if !isLocked { notice = Notice(.warning, "stato.esito.tardivo", ["\(submission.receiptNumber)"]) }
    return []
  }
}
