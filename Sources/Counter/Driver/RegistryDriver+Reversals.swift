import Domain
import FHIR
import RegistryClient
import Store
import Sync

extension RegistryDriver {
  /// Reads which Tasks changed, and finds those of this desk that were undone after they had been confirmed.
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
    var run = PullRun(
      .task, link: link, store: store, clock: surroundings.clock, role: surroundings.author().role,
      inspect: { await self.look(at: $0) })
    return await run.run(.changes, watermark: watermark)
  }

  private func look(at resource: RawResource) async {
    guard let record = try? PracticeTask.record(in: Array(resource.bytes)), record.status == .reversed,
      let stored = try? await store.practice(record.operation), stored.entry.state.kind == .confirmed
    else { return }
    let reason = RejectionReason(code: record.reasons.first ?? "stornata")
    _ = try? await store.apply(.reversed(reason), to: record.operation, at: surroundings.clock.now)
  }
}
