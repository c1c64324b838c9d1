/// Codes that the doctor writes: pregnancy, screening, a suspected rare disease (GR, SC), and one that is over (CO).
enum PrescriptionRules {
  static let pregnancy = Rule("GR-01", source: "DM 10-9-1998; DPCM 12-1-2017 all. 10 [E10]", confidence: .law)
  static let atRisk = Rule("GR-02", source: "DPCM 12-1-2017 all. 10 [E10]", confidence: .law)
  static let preconception = Rule("GR-03", source: "DPCM 12-1-2017 all. 10 [E10]", confidence: .law)
  static let screening = Rule("SC-01", source: "L. 388/2000 art. 85 c. 4 [E35]", confidence: .law)
  static let covid = Rule("CO-01", source: "DL 73/2021 art. 27 [E14]", confidence: .law)

  static let entries: [RuleEntry] = [
    RuleEntry(pregnancy), RuleEntry(atRisk), RuleEntry(preconception), RuleEntry(screening), RuleEntry(covid),
  ]

  /// Why the code is not issued at the counter.
  static func finding(_ entry: EsenzioneEntry) -> Finding {
    let field = CaseField.code
    let code = [entry.code.rawValue]
    let sure = entry.confidence
    switch entry.family {
    case .gravidanza, .gravidanzaRegionale:
      return switch entry.prescription {
      case .pregnancyAtRisk: Finding(atRisk.capped(by: sure), .block, field: field)
      case .preconception: Finding(preconception.capped(by: sure), .block, field: field)
      case .pregnancy, .pregnancyOfCrew, .screening, .serviceAbroad, .confidentialTests, .publicHealth,
        .startOfWork, .donation, .rareSuspicion, .invalidityReview, .detention, .fitness, .crew, .pain, nil:
        Finding(pregnancy.capped(by: sure), .block, field: field)
      }
    case .screening, .screeningRegionale: return Finding(screening.capped(by: sure), .block, field: field)
    case .rara: return Finding(RareRules.suspicion.capped(by: sure), .block, field: field)
    case .reddito, .redditoRegionale, .fasciaRegionale, .cronica, .cronicaSuperata, .invalidita,
      .invaliditaSuperata, .prevenzione, .donazione, .stranieri, .stranieriRegionale, .altroPrescrizione,
      .covid, .covidRegionale, .terapiaDolore:
      return Finding(
        EsenzioneRules.code, .block, variant: "prescription", arguments: code, field: field)
    }
  }
}
