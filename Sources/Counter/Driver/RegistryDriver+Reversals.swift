import Domain
import FHIR
import RegistryClient
import Store
import Sync

extension RegistryDriver {
  /// Reads which Tasks changed, and finds those of this desk that were undone after they had been confirmed, and the
  /// exemptions to which somebody else has agreed since.
  ///
  /// The first time only the moment is kept from which on changes are read: what was undone before this desk
  /// began is not its business.
  func findReversed() async -> Bool {
    let type = PulledType.task.rawValue
    guard let state = try? await store.pullState(of: type) else { return false }
    let (now, source) = (surroundings.clock.now, link.client.base)
    guard let watermark = state.watermark else {
      let begin = link.clock.serverTime(at: now)
      return (try? await store.absorb([], of: type, watermark: begin, source: source, at: now)) != nil
    }
    // A desk without anybody who may see practices has sent none.
    guard let role = reader(.queue) else { return true }
    var run = PullRun(
      .task, link: link, store: store, clock: surroundings.clock, role: role,
      desk: surroundings.author().desk.id,
      inspect: { resource async throws(StoreError) in try await self.look(at: resource) })
    let isComplete = await run.run(.changes, watermark: watermark)
    return isComplete || run.failure?.isDenial ?? false
  }

  /// Takes down what became of a practice of this desk later; what is none, or cannot be read, is not its business.
  ///
  /// - Throws: Errors of the disk: what changed must then be read once more.
  private func look(at resource: RawResource) async throws(StoreError) {
    guard let record = try? PracticeTask.record(in: Array(resource.bytes)), let event = record.laterNews
    else {
      return
    }
    do throws(StoreError) {
      guard let stored = try await store.practice(record.operation), stored.entry.state.kind == .confirmed
      else { return }
      let state = try await store.apply(event, to: record.operation, at: surroundings.clock.now)
      guard state != stored.entry.state else { return }
      if state.kind.isOpen { operations[stored.entry.sequence] = record.operation }
      await tell(.changed(stored.entry.sequence, state))
    } catch {
      switch error {
      // A damaged row shows as such, and reading again would not mend it.
      case .altered, .notFound, .impossible: return
      case .locked, .folder, .exists, .wrongKey, .database, .vault, .duplicate, .incomplete, .uncertain,
        .malformed:
        throw error
      }
    }
  }
}

extension TaskRecord {
  /// What a confirmed practice may still hear: that it was undone, or how its exemption stands now.
  fileprivate var laterNews: OutboxEvent? {
    switch status {
    case .reversed: .reversed(RejectionReason(code: reasons.first ?? "stornata"))
    case .completed: if code == .esenzioneRilascio, let answer { OutboxEvent(answer) } else { nil }
    case .requested, .rejected, .cancelled: nil
    }
  }
}
