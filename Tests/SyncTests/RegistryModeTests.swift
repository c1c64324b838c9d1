import Domain
import Testing

@testable import Sync

private let now = Instant(milliseconds: 1000)
private let earlier = Instant(milliseconds: 10)
private let ends = [Instant(milliseconds: 5000), Instant(milliseconds: 6000)]

@Suite("The mode of the registry")
struct RegistryModeTests {
  private static let modes: [RegistryMode] = [
    .active(failures: 0), .active(failures: 2), .unreachable(since: earlier),
    .suspended(.announced(ends: ends), since: earlier), .suspended(.wire, since: earlier),
    .realigning(.settling, since: earlier), .realigning(.waiting, since: earlier), .stopped(since: earlier),
  ]

  private static let events: [RegistryMode.Event] = [
    .probed(at: now), .served, .connectionFailed(at: now), .lineBroken(at: now), .serviceRefused(at: now),
    .suspensionBegan(at: now, ends: ends), .misconfigured(at: now), .mended(at: now),
    .stepDone(next: .rebaselining), .stepDone(next: nil),
  ]

  private static let active = RegistryMode.active(failures: 0)
  private static let away = RegistryMode.unreachable(since: now)
  private static let refused = RegistryMode.suspended(.wire, since: now)
  private static let announced = RegistryMode.suspended(.announced(ends: ends), since: now)
  private static let back = RegistryMode.realigning(.settling, since: now)
  private static let rebaselining = RegistryMode.realigning(.rebaselining, since: earlier)
  private static let stopped = RegistryMode.stopped(since: now)

  private static let table: [[RegistryMode]] = [
    [
      active, active, .active(failures: 1), away, refused, announced, stopped, modes[0], modes[0], modes[0],
    ],
    [active, active, away, away, refused, announced, stopped, modes[1], modes[1], modes[1]],
    [back, modes[2], modes[2], modes[2], refused, announced, stopped, modes[2], modes[2], modes[2]],
    [back, modes[3], modes[3], modes[3], modes[3], modes[3], stopped, modes[3], modes[3], modes[3]],
    [back, modes[4], modes[4], modes[4], modes[4], modes[3], stopped, modes[4], modes[4], modes[4]],
    [modes[5], modes[5], away, away, refused, announced, stopped, modes[5], rebaselining, active],
    [modes[6], modes[6], away, away, refused, announced, stopped, modes[6], rebaselining, active],
    [modes[7], modes[7], modes[7], modes[7], modes[7], modes[7], modes[7], back, modes[7], modes[7]],
  ]

  @Test("every event in every mode leads where the table says", arguments: modes.indices)
  func transitions(row: Int) {
    for (column, event) in Self.events.enumerated() {
      #expect(Self.modes[row].after(event) == Self.table[row][column], "\(Self.modes[row]) \(event)")
    }
  }

  @Test("only an active registry is sent to", arguments: modes)
  func sending(mode: RegistryMode) {
    if case .active = mode { #expect(mode.isSending) } else { #expect(!mode.isSending) }
    #expect(mode.isAsking || !mode.isSending)
  }
}
