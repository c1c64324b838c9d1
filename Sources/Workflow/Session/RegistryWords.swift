import Domain
import Sync
import Terminal

/// The words of row 2, from the counted numbers only.
enum RegistryWords {
  static func line(_ scene: Scene) -> Terminal.RegistryLine {
    var parts = [mode(scene)]
    let tally = scene.registry.tally
    let counts: [(String, Int)] = [
      ("stato.anagrafe.da_sistemare", tally.toMend), ("stato.anagrafe.da_verificare", tally.toVerify),
      ("stato.anagrafe.da_inviare", tally.toSend), ("stato.anagrafe.in_attesa", tally.awaitingDecision),
    ]
    for (place, count) in counts.enumerated() where count.1 > 0 {
      parts.append(
        Terminal.RegistryLine.Part(
          scene.text(count.0, "\(count.1)"), priority: place + 1, isWarning: place < 2))
    }
    parts += suspensions(scene)
    parts.append(Terminal.RegistryLine.Part(scene.shown(scene.today), priority: 6))
    if let heard = scene.registry.heardAt {
      parts.append(
        Terminal.RegistryLine.Part(
          scene.text("stato.anagrafe.dati_del", RomeTime(at: heard).time.iso), priority: 7))
    }
    return Terminal.RegistryLine(parts)
  }

  private static func mode(_ scene: Scene) -> Terminal.RegistryLine.Part {
    switch scene.registry.mode {
    case .active: Terminal.RegistryLine.Part(scene.text("stato.anagrafe.attiva"), priority: 0)
    case .unreachable(let since), .realigning(_, let since):
      Terminal.RegistryLine.Part(
        scene.text("stato.anagrafe.irraggiungibile", RomeTime(at: since).time.iso), priority: 0,
        isWarning: true)
    case .suspended(_, let since):
      Terminal.RegistryLine.Part(
        scene.text("stato.anagrafe.sospesa", scene.shown(since)), priority: 0, isWarning: true)
    case .stopped:
      Terminal.RegistryLine.Part(scene.text("stato.anagrafe.ferma"), priority: 0, isWarning: true)
    }
  }

  /// An announced stop that runs now, with every announced end: they are hints and may contradict each other.
  private static func suspensions(_ scene: Scene) -> [Terminal.RegistryLine.Part] {
    scene.profile.suspensions.filter { stop in
      stop.kinds.contains { stop.stops($0, at: scene.now) }
    }.map { stop in
      let ends = stop.announcedEnds.sorted().map { scene.shown($0) }.joined(separator: " / ")
      return Terminal.RegistryLine.Part(
        scene.text("stato.anagrafe.sospensione", scene.shown(stop.start), ends), priority: 0, isWarning: true)
    }
  }
}
