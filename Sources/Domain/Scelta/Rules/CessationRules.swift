/// What happens to the list of a medico who leaves (CES): nothing for a single person's practice.
enum CessationRules {
  static let entries: [RuleEntry] = [
    RuleEntry(
      Rule("CES-01", source: "ASL Taranto [A27]; AUSL Bologna [N13]", confidence: .regional),
      .outside("block attribution to a provisional medico: batch of the cessation screen")),
    RuleEntry(
      Rule("CES-02", source: "AUSL Bologna [N13]; ASL Taranto [A27]", confidence: .regional),
      .outside("with a definitive medico each person chooses: an ordinary scelta")),
    RuleEntry(
      Rule("CES-03", source: "ACN 2009 art. 38 [M8]", confidence: .practice),
      .outside("end condition of a block attribution: batch of the cessation screen")),
    RuleEntry(
      Rule("CES-04", source: "Stampa [N4][N19]", confidence: .practice),
      .outside("lists and letters before the date: batch of the cessation screen")),
    RuleEntry(
      Rule("CES-05", source: "Stampa [N4]", confidence: .practice),
      .outside("a figure of load, not a rule of a practice")),
  ]
}
