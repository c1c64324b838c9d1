import Domain
import Store
import Workflow

extension Clerk {
  /// Keeps what was typed; a disk that refuses is met again, and said, when the practice is confirmed.
  func keepDraft(_ key: DraftKey, _ values: [String: String]) async {
    try? await store.saveDraft(
      screen: key.screen, person: key.person?.rawValue ?? "-", body: DraftCoding.encode(values),
      at: clock.now)
  }

  /// Forgets the draft of a practice that was committed.
  func dropDraft(_ key: DraftKey) async {
    try? await store.deleteDraft(screen: key.screen, person: key.person?.rawValue ?? "-")
  }

  /// Fills the index of names; until then the registry is asked.
  func fillNames() async {
    let roster = try? await read { access throws(Failure) in try await access.roster() }
    guard let roster else { return }
    await names.fill(roster)
  }
}
