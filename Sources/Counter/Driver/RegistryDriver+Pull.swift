import Domain
import RegistryClient
import Store
import Sync
import Workflow

extension RegistryDriver {
  /// Reads what changed, or everything, beside; the machine is told how it ended.
  ///
  /// What an attempt to read everything brought before it failed is not read once more by the next one.
  func startPull(_ kind: PullKind, isNewRegion: Bool = false) {
    if kind == .rebaseline, isNewRegion || !machine.isRepeatingRebaseline { reread = Reread() }
    surroundings.start {
      let isComplete = await self.pull(kind, isNewRegion: isNewRegion)
      await self.hear(.pulled(kind, isComplete: isComplete))
      // A stop may be announced at any time of the day.
      await self.learnCapability()
    }
  }

  /// What was read anew in a reading of everything, over its attempts.
  struct Reread {
    /// The types that are complete.
    var types: Set<PulledType> = []
    /// Up to which record of the copy people were asked for.
    var people: Int32 = 0
    /// How many of them could not be read.
    var unread = 0
  }

  /// Something was done to the demo's registry: what the desk knows of it is read once more.
  func leverPulled(isNewRegion: Bool) async {
    capabilityReadAt = nil
    learnCapability()
    guard machine.isStaffed, machine.memory.mode.isAsking else { return }
    startPull(isNewRegion ? .rebaseline : .changes, isNewRegion: isNewRegion)
  }

  /// The role in whose name the copy is read: the operator's own if it may, else another one that has a token here.
  ///
  /// One that sees exemptions comes before one that does not: the copy is shared, and a copy without them says nothing
  /// of them to anybody.
  ///
  /// - Returns: `nil` if nobody at this desk may.
  func reader(_ capability: Capability) -> Role? {
    let (author, profile) = (surroundings.author(), surroundings.profile)
    let others = Role.allCases.filter { author.desk.kind.roles.contains($0) && link.isAuthorized($0) }
    let readers = ([author.role] + others).filter {
      // Where people are invented more is allowed: the registry itself says so, or refuses.
      Rights.permission(for: capability, role: $0, desk: author.desk.kind, profile: profile, isDemo: true)
        == .granted
    }
    return readers.first { !isPartial($0) } ?? readers.first
  }

  /// Whether the registry leaves the exemptions out for a role at this desk.
  func isPartial(_ role: Role) -> Bool {
    CopyView.isPartial(role, at: surroundings.author().desk.kind, surroundings.profile)
  }

  /// Reads everything that a desk copies, one type after the other.
  private func pull(_ kind: PullKind, isNewRegion: Bool) async -> Bool {
    guard let scope = try? await store.cacheScope(), let role = reader(.medici) else { return false }
    for type in ResourceCopy.directoryTypes {
      // A line that is down is down for the rest as well.
      guard await pull(type, kind, isNewRegion: isNewRegion, as: role) else { return false }
    }
    await surroundings.keeper.load()
    var isComplete = true
    switch scope {
    case .asl:
      if let role = reader(.searchByName) {
        isComplete = await pull(.patient, kind, isNewRegion: isNewRegion, as: role)
      } else if kind == .rebaseline {
        // Where nobody may see them all, those whom the desk remembers.
        isComplete = await readTouchedAgain()
      }
    case .touched: if kind == .rebaseline { isComplete = await readTouchedAgain() }
    }
    await surroundings.names.fill()
    await askAboutHandedOver()
    isComplete = await findReversed() && isComplete
    await tidy()
    return isComplete
  }

  private func pull(
    _ type: PulledType, _ wanted: PullKind, isNewRegion: Bool, as role: Role
  ) async -> Bool {
    guard let state = try? await store.pullState(of: type.rawValue) else { return false }
    if wanted == .rebaseline, reread.types.contains(type) { return true }
    let now = surroundings.monotonic()
    var run = PullRun(
      type, link: link, store: store, clock: surroundings.clock, role: role, isPartial: isPartial(role),
      // What is said again a quarter of an hour later is no slip.
      believesShrinking: isNewRegion
        || shrunkSince[type].map { now - $0 >= SyncStatus.freshness } ?? false)
    // The first copy is gathered beside, like a new one: rows are only appended.
    let kind = state.watermark == nil ? .rebaseline : wanted
    let isComplete = await run.run(kind, watermark: state.watermark)
    if run.isShrunk, shrunkSince[type] == nil {
      shrunkSince[type] = now
      surroundings.report(.notice(Notice(.warning, "avviso.registro.ridotto")))
    }
    if isComplete, kind == .rebaseline {
      shrunkSince[type] = nil
      reread.types.insert(type)
    }
    await learn(run.failure?.stops ?? [])
    if let outcome = run.failure.flatMap(WireOutcome.init) { await hear(.noticed(outcome)) }
    return isComplete
  }

  /// Reads everybody whom the desk remembers once more, if they changed.
  ///
  /// A single person who cannot be read stands in nobody's way: the copy stays as old as it is and shows it, and
  /// what waits for somebody whose record is refused now is held.
  private func readTouchedAgain() async -> Bool {
    guard let role = reader(.openPerson) else { return true }
    let type = PulledType.patient.rawValue
    while true {
      guard let page = try? await store.cachedResources(type, after: reread.people, limit: 100) else {
        return false
      }
      for cached in page {
        guard let id = Identifier<Assistito>(cached.id) else { continue }
        do throws(ReadFailure) {
          guard try await readAgain(id, cached, as: role) else { return false }
        } catch {
          switch error {
          case .denied: await personChanged([id], ["dati-riservati"])
          case .unreadable, .gone: reread.unread += 1
          case .misconfigured where !error.isAboutDesk: reread.unread += 1
          case .unreachable, .suspended, .throttled, .misconfigured, .clockOrCertificate, .captivePortal:
            if let outcome = WireOutcome(error) { await hear(.noticed(outcome)) }
            return false
          }
        }
        reread.people = cached.record
      }
      guard page.count == 100 else { break }
    }
    if reread.unread > 0 {
      surroundings.report(.notice(Notice(.warning, "avviso.registro.non_riletti", ["\(reread.unread)"])))
    }
    return true
  }

  /// Reads one person of the copy, if changed; `false` if the disk refuses.
  private func readAgain(
    _ id: Identifier<Assistito>, _ cached: CachedResource, as role: Role
  ) async throws(ReadFailure) -> Bool {
    let type = PulledType.patient.rawValue
    let isPartial = isPartial(role)
    let reading = try await link.client.person(
      id, ifNoneMatch: CopyView.condition(cached, readerIsPartial: isPartial), role: role)
    let now = surroundings.clock.now
    switch reading.value {
    case .found(let record):
      guard let resource = ResourceCopy.pulled(record.resource, now: now, isPartial: isPartial) else {
        throw .unreadable
      }
      let isKept = try? await store.absorb([resource], of: type, source: link.client.base, at: now)
      return isKept != nil
    case .notModified: try? await store.touch(cached.id, of: type, isFresh: true, at: now)
    case .replaced, .gone: try? await store.forget(cached.id, of: type)
    }
    return true
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
