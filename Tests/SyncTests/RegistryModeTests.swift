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
    .stopped(since: earlier),
  ]

  private static let events: [RegistryMode.Event] = [
    .answered, .connectionFailed(at: now), .serviceRefused(at: now), .suspensionBegan(at: now, ends: ends),
    .suspensionPassed, .misconfigured(at: now), .mended,
  ]

  private static let active = RegistryMode.active(failures: 0)
  private static let announced = RegistryMode.suspended(.announced(ends: ends), since: now)
  private static let stopped = RegistryMode.stopped(since: now)

  private static let table: [[RegistryMode]] = [
    [
      active, .active(failures: 1), .suspended(.wire, since: now), announced, active, stopped, active,
    ],
    [
      active, .unreachable(since: now), .suspended(.wire, since: now), announced, modes[1], stopped, modes[1],
    ],
    [active, modes[2], .suspended(.wire, since: now), announced, modes[2], stopped, modes[2]],
    [active, modes[3], modes[3], modes[3], active, stopped, modes[3]],
    [active, modes[4], modes[4], modes[3], modes[4], stopped, modes[4]],
    [modes[5], modes[5], modes[5], modes[5], modes[5], modes[5], active],
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
  }
}
