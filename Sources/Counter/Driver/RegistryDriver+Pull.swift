import Domain
import RegistryClient
import Store
import Sync

extension RegistryDriver {
  /// Reads what changed, or everything, beside; the machine is told how it ended.
  func startPull(_ kind: PullKind) {
    surroundings.start {
      let isComplete = await self.pull(kind)
      await self.hear(.pulled(kind, isComplete: isComplete))
    }
  }

  /// Something was done to the demo's registry: what the desk knows of it is read once more.
  func leverPulled(isNewRegion: Bool) async {
    capabilityReadAt = nil
    learnCapability()
    guard machine.isStaffed, machine.memory.mode.isAsking else { return }
    startPull(isNewRegion ? .rebaseline : .changes)
  }

  /// Reads everything that a desk copies, one type after the other.
  private func pull(_ kind: PullKind) async -> Bool {
    guard let scope = try? await store.cacheScope() else { return false }
    var isComplete = true
    for type in ResourceCopy.directoryTypes {
      isComplete = await pull(type, kind) && isComplete
      // A line that is down is down for the rest as well.
      guard isComplete else { return false }
    }
    await surroundings.keeper.load()
    switch scope {
    case .asl: isComplete = await pull(.patient, kind)
    case .touched: if kind == .rebaseline { isComplete = await readTouchedAgain() }
    }
    await surroundings.names.fill()
    await askAboutHandedOver()
    isComplete = await findReversed() && isComplete
    await tidy()
    return isComplete
  }

  private func pull(_ type: PulledType, _ kind: PullKind) async -> Bool {
    guard let state = try? await store.pullState(of: type.rawValue) else { return false }
    var run = PullRun(
      type, link: link, store: store, clock: surroundings.clock, role: surroundings.author().role)
    // The first copy is gathered beside, like a new one: rows are only appended.
    let isComplete = await run.run(state.watermark == nil ? .rebaseline : kind, watermark: state.watermark)
    if let outcome = run.failure.flatMap(WireOutcome.init) { await hear(.noticed(outcome)) }
    return isComplete
  }

  /// Reads everybody whom the desk remembers once more, if they changed.
  private func readTouchedAgain() async -> Bool {
    let type = PulledType.patient.rawValue
    let role = surroundings.author().role
    var last: Int32 = 0
    while true {
      guard let page = try? await store.cachedResources(type, after: last, limit: 100) else { return false }
      for cached in page {
        guard let id = Identifier<Assistito>(cached.id) else { continue }
        let reading: Reading<PersonReading>
        do throws(ReadFailure) {
          reading = try await link.client.person(id, ifNoneMatch: cached.version, role: role)
        } catch { return false }
        let now = surroundings.clock.now
        switch reading.value {
        case .found(let record):
          guard let resource = ResourceCopy.pulled(record.resource, now: now) else { continue }
          let isKept = try? await store.absorb([resource], of: type, source: link.client.base, at: now)
          guard isKept != nil else { return false }
        case .notModified: try? await store.touch(cached.id, of: type, isFresh: true, at: now)
        case .replaced, .gone: try? await store.forget(cached.id, of: type)
        }
      }
      guard let end = page.last, page.count == 100 else { return true }
      last = end.record
    }
  }

  /// Forgets who was not touched for long, and what copies left behind.
  private func tidy() async {
    let limit = surroundings.clock.now + .milliseconds(-Self.memory)
    _ = try? await store.forgetResources(PulledType.patient.rawValue, touchedBefore: limit)
    while (try? await store.purgeRetiredCopies()) == true {}
  }

  /// How long people are remembered whom nobody touches, in milliseconds (registry-sync §5.5).
  private static let memory = 30 * 86_400_000
}
