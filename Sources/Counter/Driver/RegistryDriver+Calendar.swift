import Domain
import FHIR
import RegistryClient
import Store
import Sync

/// What the registry can do, and when it will not serve.
extension RegistryDriver {
  /// Asks the registry what it can do and when it will not serve, unless it told a moment ago.
  ///
  /// A stop can be announced at any time, so this is asked with every reading of changes.
  func learnCapability() {
    let now = surroundings.monotonic()
    if let capabilityReadAt, now - capabilityReadAt < Self.capabilityPause { return }
    guard machine.memory.mode.isAsking else { return }
    capabilityReadAt = now
    surroundings.start { await self.readCapability() }
  }

  /// How long what the registry can do is not asked again, in milliseconds: less than between two readings.
  private static let capabilityPause = 30_000

  /// Reads it now.
  func readCapability() async {
    capabilityReadAt = surroundings.monotonic()
    do throws(ReadFailure) {
      let reading = try await link.client.capability()
      link.learn(clock: reading.clock)
      link.adopt(reading.value)
      heardNow()
      guard reading.value.isTold else { return }
      await take(
        reading.value.suspensions.map { LearnedSuspension($0.suspension, isMigration: $0.isMigration) })
    } catch {
      capabilityReadAt = nil
      await learn(error.stops)
    }
  }

  /// Takes in stops that an answer told of because of which nothing is served: the calendar has not been read since
  /// they were announced.
  func learn(_ stops: [AnnouncedSuspension]) async {
    let new = stops.map { LearnedSuspension($0.suspension, isMigration: $0.isMigration) }
    guard !Set(new).isSubset(of: calendar) else { return }
    let starts = Set(new.map(\.suspension.start))
    await take(calendar.filter { !starts.contains($0.suspension.start) } + new)
  }

  private func take(_ announced: [LearnedSuspension]) async {
    guard announced != calendar else { return }
    calendar = announced
    try? await store.saveLearnedSuspensions(announced)
    await tell(.windows(await knownWindows()))
  }

  /// Every window that is announced: by the registry, now or when it last told, and by the profile.
  func knownWindows() async -> [SuspensionWindow] {
    // A stop of some kinds of practices only is the rules' affair: the registry itself serves.
    calendar.filter(\.suspension.stopsEverything).map {
      SuspensionWindow(
        start: $0.suspension.start, ends: $0.suspension.announcedEnds, isMigration: $0.isMigration)
    }
      + surroundings.profile.suspensions.filter(\.stopsEverything).map {
        SuspensionWindow(start: $0.start, ends: $0.announcedEnds, isMigration: false)
      }
  }
}
