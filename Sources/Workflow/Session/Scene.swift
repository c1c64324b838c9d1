public import Domain
import Sync
public import Terminal

/// What every screen may look at and none may change: who works here, for whom, when, in which words.
public struct Scene: Sendable {
  /// Who is logged in, in which role, at which desk.
  public var author: Author
  /// The parameters of the region.
  public var profile: Profile
  /// Fictional people and DEMO on every frame and print.
  public var isDemo: Bool
  /// The time of the last event.
  public var now: Instant
  /// The words of the current language.
  public var words: Words
  /// The screens by id.
  public var screens: [ScreenID: ScreenSpec]
  /// The name of a comune or state on a day; the code itself if the table has no name.
  public var placeName: @Sendable (PlaceCode, CivilDate) -> String
  /// What the registry line shows.
  public var registry: RegistryStatus

  /// Gathers the parts; nothing is checked.
  public init(
    author: Author, profile: Profile, isDemo: Bool, now: Instant, words: Words,
    screens: [ScreenID: ScreenSpec], placeName: @escaping @Sendable (PlaceCode, CivilDate) -> String,
    registry: RegistryStatus
  ) {
    self.author = author
    self.profile = profile
    self.isDemo = isDemo
    self.now = now
    self.words = words
    self.screens = screens
    self.placeName = placeName
    self.registry = registry
  }

  /// Whether the program may be suspended from the command line; off unless the desk's file says so.
  public var admitsSuspension = false

  /// Milliseconds of a clock that never jumps, for gaps between keys.
  public var tick = 0

  /// The sentence of a key in the current language.
  public func text(_ key: String, _ arguments: String...) -> String { words.text(key, arguments) }

  /// The screen of a name; the catalogs have checked at start that every screen of the program is there.
  func spec(_ screen: ScreenID) -> ScreenSpec { screens[screen] ?? ScreenSpec(id: screen, sections: []) }

  /// What a form needs to handle one input.
  public var formContext: FormContext {
    let scene = self
    return FormContext(
      words: words, nowMilliseconds: tick,
      readDate: { scene.reading(ofDate: $0, $1) },
      readScan: { PersonLookUp.reading(ofScan: $0, today: scene.today) })
  }

  /// What the rights table says of a capability here.
  public func permission(_ capability: Capability) -> Permission {
    Rights.permission(
      for: capability, role: author.role, desk: author.desk.kind, profile: profile, isDemo: isDemo)
  }

  /// The key of the sentence that refuses a capability; `nil` if it is granted or none is needed.
  func refusal(of capability: Capability?) -> String? {
    guard let capability, case .denied(let reasonKey) = permission(capability) else { return nil }
    return reasonKey
  }

  /// The parameters of the region with the stops that the registry itself announces.
  public var rules: Profile {
    guard !registry.windows.isEmpty else { return profile }
    var rules = profile
    rules.suspensions += registry.windows.filter { !profile.suspensions.contains($0) }
    return rules
  }

  /// That what is shown was read before, and why: the registry is stopped, or does not answer.
  var oldReading: Notice {
    Notice(
      .warning,
      isRegistryStopped ? "stato.posizione.da_memoria.sospesa" : "stato.posizione.da_memoria")
  }

  /// Whether the registry has said that it is stopped.
  var isRegistryStopped: Bool { if case .suspended = registry.mode { true } else { false } }

  /// Whether nothing can be learned from the registry now.
  var isRegistryAway: Bool { !registry.mode.isSending }

  /// Whether the registry has answered since the earliest end announced for a stop.
  var registryAnswers: Bool {
    guard registry.mode.isSending, let heard = registry.heardAt else { return false }
    let ends = rules.suspensions.filter { $0.phase(at: now) == .awaited }.compactMap {
      $0.announcedEnds.min()
    }
    return !ends.isEmpty && ends.allSatisfy { $0 <= heard }
  }

  /// The moment by the registry's clock where the desk's is known to be wrong, else by the desk's.
  ///
  /// What a practice asks for holds in the registry: its day counts, not that of a wrong clock.
  public var registryNow: Instant {
    guard registry.isClockOff, let ahead = registry.clockAhead else { return now }
    return now + .milliseconds(-ahead)
  }

  /// The day in Rome of ``registryNow``.
  public var registryToday: CivilDate { registryNow.romeDate }

  /// Today in Rome.
  public var today: CivilDate { now.romeDate }

  /// A day as people of the current language write it.
  public func shown(_ date: CivilDate) -> String {
    let day = date.day < 10 ? "0\(date.day)" : "\(date.day)"
    let month = date.month < 10 ? "0\(date.month)" : "\(date.month)"
    return text("formato.data", day, month, "\(date.year)")
  }

  /// Day and month only, where the year is of no use and room is short.
  func shownShort(_ date: CivilDate) -> String {
    text("formato.giorno_mese", "\(date.day)", "\(date.month)")
  }

  private func reading(ofDate text: String, _ century: DateCentury) -> DateReading {
    do {
      let rule: DateShorthand.Century =
        switch century {
        case .past: .past
        case .near: .nearest
        }
      let date = try DateShorthand.parse(text, today: today, century: rule)
      return .read(canonical: date.iso, shown: shown(date))
    } catch {
      return .failed(FieldError(error.messageKey, error.messageArguments))
    }
  }

  /// A moment as people of the current language write it, in Rome.
  public func shown(_ instant: Instant) -> String {
    let rome = RomeTime(at: instant)
    return "\(shown(rome.date)) \(rome.time.iso)"
  }
}
