import Domain
import Sync
import Terminal

/// The words of row 2, from the counted numbers only.
///
/// How the registry stands and every counter that is not zero fit into 80 cells in every language; where the long
/// words do not, or leave no room for the day, short ones stand there, and the whole text is on F1.
enum RegistryWords {
  /// Data younger than this many milliseconds are called fresh (registry-sync §5.5).
  static let freshness = 900_000

  /// The parts for a terminal of so many columns.
  static func line(_ scene: Scene, width: Int) -> Terminal.RegistryLine {
    let long = parts(scene, isShort: false)
    let kept = Terminal.RegistryLine(long).fitting(width: width)
    // An announced stop names its days itself: both its ends matter more than today.
    let needed = suspensions(scene, isShort: false).isEmpty ? Rank.date : Rank.counters.upperBound
    let isCut = long.contains { $0.priority <= needed && !kept.contains($0) }
    return Terminal.RegistryLine(isCut ? parts(scene, isShort: true) : long)
  }

  /// Everything that is to be told, in full.
  static func whole(_ scene: Scene) -> String { Terminal.RegistryLine(parts(scene, isShort: false)).whole }

  /// What is said aloud: how the registry stands and every counter, without the moments that change by themselves.
  static func spoken(_ scene: Scene) -> String {
    Terminal.RegistryLine(parts(scene, isShort: false).filter { $0.priority <= Rank.trouble }).whole
  }

  /// How long a part stays when room is short: the greatest goes first.
  private enum Rank {
    static let mode = 0
    static let mend = 1
    static let verify = 2
    static let send = 3
    static let await = 4
    static let counters = 0...4
    static let trouble = 5
    static let date = 6
    static let data = 7
  }

  private static func parts(_ scene: Scene, isShort: Bool) -> [Terminal.RegistryLine.Part] {
    standing(scene, isShort: isShort) + trouble(scene, isShort: isShort)
      + counters(scene, isShort: isShort) + [
        Terminal.RegistryLine.Part(scene.shown(scene.today), priority: Rank.date)
      ]
      + data(scene)
  }

  // MARK: How the registry stands

  /// A stop of the calendar that holds takes the place of a mode that tells less than it.
  private static func standing(_ scene: Scene, isShort: Bool) -> [Terminal.RegistryLine.Part] {
    let stops = suspensions(scene, isShort: isShort)
    guard !stops.isEmpty else { return [mode(scene, isShort: isShort)] }
    return switch scene.registry.mode {
    case .active, .suspended: stops
    case .unreachable, .realigning, .stopped: [mode(scene, isShort: isShort)] + stops
    }
  }

  private static func mode(_ scene: Scene, isShort: Bool) -> Terminal.RegistryLine.Part {
    let form = isShort ? "stato.anagrafe.breve." : "stato.anagrafe."
    func warning(_ key: String, since: Instant) -> Terminal.RegistryLine.Part {
      Terminal.RegistryLine.Part(
        scene.text("\(form)\(key)", shown(since, scene, isShort: isShort)), priority: Rank.mode,
        isWarning: true)
    }
    return switch scene.registry.mode {
    case .active where scene.registry.isSought:
      Terminal.RegistryLine.Part(scene.text("\(form)cercata"), priority: Rank.mode)
    case .active:
      Terminal.RegistryLine.Part(
        scene.text("\(form)attiva"), priority: Rank.mode, isGood: isGood(scene))
    case .unreachable(let since): warning("irraggiungibile", since: since)
    case .suspended(_, let since): warning("sospesa", since: since)
    case .realigning(let step, _):
      Terminal.RegistryLine.Part(
        scene.text(isShort ? "\(form)riallineamento" : "\(form)riallineamento.\(step)"),
        priority: Rank.mode, isWarning: true)
    case .stopped:
      Terminal.RegistryLine.Part(
        stop(scene, form, isShort: isShort), priority: Rank.mode, isWarning: true)
    }
  }

  /// What has to be mended: in words where they are known, else by the code for the assistance.
  private static func stop(_ scene: Scene, _ form: String, isShort: Bool) -> String {
    switch scene.registry.stopCause {
    case .tokenMissing: scene.text("\(form)ferma.token_assente")
    case .tokenRefused: scene.text("\(form)ferma.token_rifiutato")
    case .configuration:
      isShort || scene.registry.stopCode.isEmpty
        ? scene.text("\(form)ferma") : scene.text("\(form)ferma.codice", scene.registry.stopCode)
    }
  }

  /// All is well only if nothing is open, nothing is wrong, and the data were read a short time ago.
  private static func isGood(_ scene: Scene) -> Bool {
    let status = scene.registry
    guard status.mode.isSending, status.tally.isClear, status.isAuthorized, !status.isCaptivePortal,
      !status.isClockOff, let read = status.dataAsOf ?? status.heardAt
    else { return false }
    return scene.now.milliseconds - read.milliseconds < freshness
  }

  private static func trouble(_ scene: Scene, isShort: Bool) -> [Terminal.RegistryLine.Part] {
    let status = scene.registry
    let form = isShort ? "stato.anagrafe.breve." : "stato.anagrafe."
    var texts: [String] = []
    if status.isCaptivePortal { texts.append(scene.text("\(form)rete")) }
    if status.isCertificateRefused { texts.append(scene.text("\(form)certificato")) }
    if !status.isAuthorized { texts.append(scene.text("\(form)nessuno")) }
    if status.isClockOff, let ahead = status.clockAhead {
      texts.append(scene.text("\(form)orologio", ahead > 0 ? "+\(clock(ahead))" : "-\(clock(-ahead))"))
    }
    return texts.map { Terminal.RegistryLine.Part($0, priority: Rank.trouble, isWarning: true) }
  }

  /// How far a clock is off, rounded down: minutes, from two hours on hours, from two days on days.
  private static func clock(_ milliseconds: Int) -> String {
    let minutes = milliseconds / 60_000
    if minutes < 120 { return "\(minutes) min" }
    return minutes < 2_880 ? "\(minutes / 60) h" : "\(minutes / 1_440) d"
  }

  // MARK: Counters

  private static func counters(_ scene: Scene, isShort: Bool) -> [Terminal.RegistryLine.Part] {
    let tally = scene.registry.tally
    let form = isShort ? "stato.anagrafe.breve." : "stato.anagrafe."
    let isLate =
      scene.registry.mode.isSending
      && scene.registry.oldestUnsent.map { scene.now.since($0) > QueueAge.unsentLimit } ?? false
    let counts: [(key: String, count: Int, rank: Int, isWarning: Bool)] = [
      ("da_sistemare", tally.toMend, Rank.mend, true),
      ("da_verificare", tally.toVerify, Rank.verify, true),
      ("da_inviare", tally.toSend, Rank.send, isLate),
      ("in_attesa", tally.awaitingDecision, Rank.await, false),
    ]
    return counts.filter { $0.count > 0 }.map { item in
      Terminal.RegistryLine.Part(
        scene.text("\(form)\(item.key)", "\(item.count)"), priority: item.rank, isWarning: item.isWarning)
    }
  }

  // MARK: Times

  /// An announced stop that runs now, with every announced end: they are hints and may contradict each other.
  private static func suspensions(_ scene: Scene, isShort: Bool) -> [Terminal.RegistryLine.Part] {
    scene.rules.suspensions.filter { stop in
      stop.kinds.contains { stop.stops($0, at: scene.now, registryAnswers: scene.registryAnswers) }
    }.map { stop in
      // A stop of some practices is never told as one of everything.
      let part = stop.stopsEverything ? "" : ".parte"
      let kinds = stop.stopsEverything ? [] : [stopped(stop, scene, isShort: isShort)]
      if isShort, let first = stop.announcedEnds.min() {
        let rome = RomeTime(at: first)
        return Terminal.RegistryLine.Part(
          scene.words.text(
            "stato.anagrafe.breve.sospensione\(part)",
            ["\(scene.shownShort(rome.date)) \(rome.time.iso)"] + kinds),
          priority: Rank.mode, isWarning: true)
      }
      let ends = stop.announcedEnds.sorted().map { scene.shown($0) }.joined(separator: " / ")
      return Terminal.RegistryLine.Part(
        scene.words.text(
          "stato.anagrafe.sospensione\(part)", [scene.shown(stop.start), ends] + kinds),
        priority: Rank.mode, isWarning: true)
    }
  }

  /// The practices that a stop concerns; short, one kind or that there are some.
  private static func stopped(_ stop: Suspension, _ scene: Scene, isShort: Bool) -> String {
    let kinds = PracticeKind.allCases.filter(stop.kinds.contains)
    guard !isShort || kinds.count == 1 else { return scene.text("stato.anagrafe.alcune") }
    return kinds.map { scene.text("pratica.plurale.\($0.rawValue)") }.joined(separator: ", ")
  }

  /// Up to when the desk knows what the registry knows.
  private static func data(_ scene: Scene) -> [Terminal.RegistryLine.Part] {
    guard let read = scene.registry.dataAsOf ?? scene.registry.heardAt else { return [] }
    return [
      Terminal.RegistryLine.Part(
        scene.text("stato.anagrafe.dati_del", shown(read, scene, isShort: false)), priority: Rank.data)
    ]
  }

  /// The time of today, or the day of another one with its time.
  private static func shown(_ instant: Instant, _ scene: Scene, isShort: Bool) -> String {
    let rome = RomeTime(at: instant)
    if rome.date == scene.today { return rome.time.iso }
    return isShort ? scene.shownShort(rome.date) : scene.shown(instant)
  }
}
