import Domain
import Store
import Synchronization
import Workflow

extension Clerk {
  /// Keeps what was typed; a disk that refuses is said once, until it takes a draft again.
  func keepDraft(_ key: DraftKey, _ values: [String: String]) async {
    let name = DraftName(key)
    do {
      try await store.saveDraft(
        screen: name.screen, person: name.person, body: DraftCoding.encode(values), at: clock.now)
      draftFailure.cleared()
    } catch {
      if draftFailure.isNew() { report(.notice(Notice(.error, "avviso.bozza.non_scritta"))) }
    }
  }

  /// Forgets the draft of a practice that was committed.
  ///
  /// The commit has forgotten it already; this is for what is no practice. What fails here is offered once more.
  func dropDraft(_ key: DraftKey) async {
    let name = DraftName(key)
    try? await store.deleteDraft(screen: name.screen, person: name.person)
  }
}

extension DraftKey {
  /// The draft that a practice is made from: screen and person of its form.
  init(of content: PracticeCase) {
    self.init(screen: content.kind.rawValue, person: content.assistito.id)
  }
}

extension DraftName {
  /// The name of a draft in the store; `-` stands for nobody.
  init(_ key: DraftKey) { self.init(screen: key.screen, person: key.person?.rawValue ?? "-") }
}

/// Whether something that goes on failing has been said.
final class OngoingFailure: Sendable {
  private let isSaid = Mutex(false)

  /// `true` the first time since it was last all right.
  func isNew() -> Bool {
    isSaid.withLock { said in
      defer { said = true }
      return !said
    }
  }

  /// It works again.
  func cleared() { isSaid.withLock { $0 = false } }
}
