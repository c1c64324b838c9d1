/// How codes, papers and cards are kept from eyes and disks (DP), and what a reader may send (WEDGE).
enum SecrecyRules {
  private static func own(_ id: String) -> Rule {
    Rule(id, source: "Regola di progetto (A13)", confidence: .design)
  }

  static let destruction = Rule(
    "DP-09", source: "ASL CN2 [Q1]; due firme: progetto", confidence: .design, protectsCitizen: true)

  static let entries: [RuleEntry] = [
    RuleEntry(own("DP-01"), .computed("no type of this module can hold a code")),
    RuleEntry(own("DP-02"), .computed("PinCase.recorded: contacts masked, number of the hand-over")),
    RuleEntry(own("DP-03"), .outside("the screen of the hand-over shows and blanks")),
    RuleEntry(own("DP-04"), .outside("the prints know no second half")),
    RuleEntry(own("DP-05"), .outside("the register of envelopes is the registry's")),
    RuleEntry(own("DP-06"), .computed("R-OP-01, REM-01")),
    RuleEntry(own("DP-07"), .computed("ImpedimentCertificate: seen and given back")),
    RuleEntry(own("DP-08"), .computed("ShownDocument holds neither copy nor number")),
    RuleEntry(destruction, "card", "inForce"),
    RuleEntry(own("DP-10"), .outside("one account for each operator: Vault")),
    RuleEntry(own("DP-11"), .outside("every hand-over is traced by the registry")),
    RuleEntry(own("DP-12"), .outside("the card reader sends reading commands only")),
    RuleEntry(own("DP-13"), .outside("masks of codes and numbers: prints and screens")),
    RuleEntry(own("DP-14"), .outside("the issuer of the demo: Registry")),
    RuleEntry(wedge("WEDGE-1"), .computed("ScanText")), RuleEntry(wedge("WEDGE-2"), .computed("ScanText")),
    RuleEntry(wedge("WEDGE-3"), .outside("the terminal tells a scan from typing")),
    RuleEntry(wedge("WEDGE-4"), .computed("ScanText")), RuleEntry(wedge("WEDGE-5"), .computed("ScanText")),
  ]

  private static func wedge(_ id: String) -> Rule {
    Rule(id, source: "Codici a barre e bande magnetiche (B7)", confidence: .unverified)
  }
}
