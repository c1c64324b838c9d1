/// The announced stops of the registry and the monthly stop of the accounts.
enum SuspensionRules {
  static let suspension = Rule(
    "SOS-01", source: "Avviso Regione Toscana 25-26 febbraio 2026 (seed 000) o calendario del profilo",
    confidence: .seed)
  static let accounts = Rule(
    "REV-15", source: "Piemonte, servizio online: chiuso dalle 23 del 15 alle 2 del 16 [C2]",
    confidence: .practice)

  static let entries: [RuleEntry] = [
    RuleEntry(
      suspension, "promemoria", "presaInCarico", "awaited", "somePromemoria", "somePresaInCarico",
      "someAwaited"), RuleEntry(accounts),
  ]

  /// The stops that hold at `now` for `kind`.
  static func findings(
    _ kind: PracticeKind, profile: Profile, now: Instant, registryAnswers: Bool
  ) -> [Finding] {
    let stops = profile.suspensions.filter { $0.stops(kind, at: now, registryAnswers: registryAnswers) }
    var findings = stops.map { stop in
      let ends = stop.announcedEnds.sorted().map(written).joined(separator: " / ")
      let arguments = [written(stop.start), ends]
      let isWhole = stop.stopsEverything
      return switch stop.policy {
      case .blocco where stop.phase(at: now) == .awaited:
        Finding(suspension, .block, variant: isWhole ? "awaited" : "someAwaited", arguments: arguments)
      case .blocco:
        Finding(suspension, .block, variant: isWhole ? "promemoria" : "somePromemoria", arguments: arguments)
      case .presaInCarico:
        Finding(
          suspension, .reserve, variant: isWhole ? "presaInCarico" : "somePresaInCarico",
          arguments: arguments)
      }
    }
    if profile.scelta.accountingStop?.stops(at: now) == true { findings.append(Finding(accounts, .reserve)) }
    return findings
  }

  private static func written(_ instant: Instant) -> String {
    let rome = RomeTime(at: instant)
    return "\(rome.date.iso) \(rome.time.iso)"
  }
}
