public import Domain
import RegistryClient
public import Store
import Sync

/// Fills a desk's copy before anybody works there: doctors, places and a few people.
///
/// The demo begins so, because its line may be cut before anything was read over it.
public enum FirstCopy {
  /// Reads over a link of its own and stores; whatever fails is left to the first pull.
  ///
  /// - Parameters:
  ///   - codes: The people to remember as if they had been opened.
  ///   - link: The registry.
  ///   - store: The desk's data.
  ///   - role: In whose role to read.
  ///   - clock: The desk's clock.
  ///   - isPartial: Whether that role sees no exemptions.
  public static func make(
    of codes: [PersonCode], over link: RegistryLink, into store: DeskStore, as role: Role, clock: DeskClock,
    isPartial: Bool = false
  ) async {
    for type in ResourceCopy.directoryTypes {
      guard let state = try? await store.pullState(of: type.rawValue), state.watermark == nil else {
        continue
      }
      var run = PullRun(type, link: link, store: store, clock: clock, role: role)
      _ = await run.run(.rebaseline, watermark: nil)
    }
    let now = clock.now
    for code in codes {
      guard let reading = try? await link.client.people(.code(code), limit: 1, role: role),
        let record = reading.value.first,
        let resource = ResourceCopy.pulled(record.resource, now: now, isPartial: isPartial)
      else { continue }
      _ = try? await store.remember(
        resource, of: PulledType.patient.rawValue, source: link.client.base, at: now)
    }
  }
}
