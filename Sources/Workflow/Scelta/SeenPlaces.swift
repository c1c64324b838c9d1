import Domain
import Terminal

/// The places of a medico as they were seen before the registry went away: shown with their age, never promised.
struct SeenPlaces: Hashable, Sendable {
  /// How many there were.
  let places: Availability.Places
  /// When they were seen; `nil` if nobody knows.
  let at: Instant?

  /// Up to so many places a second choice is asked for (registry-sync §6, conflict 1).
  static let few = 5

  /// The places of the medico asked for, if the registry does not answer now; `nil` while it does.
  init?(_ facts: CaseFacts?, counter: PlaceCounter?, _ scene: Scene) {
    guard let medico = facts?.medico?.medico else { return nil }
    self.init(of: medico, facts, counter: counter, scene)
  }

  /// The same of another medico of the same facts.
  init?(of medico: Medico, _ facts: CaseFacts?, counter: PlaceCounter?, _ scene: Scene) {
    guard scene.isRegistryAway || facts?.seenAt != nil else { return nil }
    places = Availability(of: medico, on: scene.today).places(counter ?? .permanent)
    at = facts?.seenAt ?? scene.registry.heardAt
  }

  /// Whether the list may well be full by the time the request arrives.
  var areFew: Bool {
    switch places {
    case .unknown: true
    case .unlimited: false
    case .free(let count): count <= Self.few
    }
  }

  /// `posti visti 2 alle 13:51, non garantiti`.
  func words(_ scene: Scene) -> String {
    let when = at.map { shown($0, scene) } ?? "?"
    switch places {
    case .unknown: return scene.text("posti.visti.sconosciuti")
    case .unlimited: return scene.text("posti.visti.senza_limite", when)
    case .free(let count): return scene.text("posti.visti", "\(max(0, count))", when)
    }
  }

  /// The time alone for today, else the day too.
  private func shown(_ instant: Instant, _ scene: Scene) -> String {
    let rome = RomeTime(at: instant)
    return rome.date == scene.today
      ? rome.time.iso : "\(scene.shownShort(rome.date)) \(rome.time.iso)"
  }
}
