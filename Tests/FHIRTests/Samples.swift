import Domain
import FHIR
import Population

/// The region and the practices that the tests of this module send around: people who cannot exist.
enum Samples {
  static let today = CivilDate(year: 2026, month: 2, day: 27)!
  static let region = Region.make(seed: 7, people: 300, today: today)
  static let now = RomeTime(date: today, time: CivilTime(hour: 15, minute: 22)!).instant
  static let meta = ResourceMeta(versionId: "12", lastUpdated: now)

  static let people: [Assistito] = {
    var people: [Assistito] = []
    region.forEachPerson { people.append($0) }
    return people
  }()

  static let desk = Desk(
    id: "sportello-4", kind: .asl, asl: Region.homeAsl, distretto: Region.homeDistretto)
  static let author = Author(operatorName: "prova", role: .responsabile, desk: desk)

  /// A practice for every person, of each kind in turn.
  static let practices: [Practice] = people.enumerated().map { index, person in
    Practice(
      id: operation(index), content: cases(person, index)[index % 7], author: author, createdAt: now,
      partOf: index.isMultiple(of: 5) ? operation(index + 1_000_000) : nil)
  }

  static func operation(_ number: Int) -> Identifier<Practice> {
    let digits = String(number)
    return Identifier(
      unchecked: "0d6f0c5e-4a7b-4c0e-9a43-" + String(repeating: "0", count: 12 - digits.count) + digits)
  }

  private static func cases(_ person: Assistito, _ index: Int) -> [PracticeCase] {
    let medico = region.medici[index % region.medici.count]
    let other = region.medici[(index + 1) % region.medici.count]
    return [
      .scelta(
        SceltaCase(
          assistito: person, medico: medico, currentMedico: index.isMultiple(of: 2) ? other : nil,
          medicoAmbito: region.ambiti.first { $0.id == medico.ambito },
          request: SceltaRequest(
            effectiveDate: today, secondChoice: index.isMultiple(of: 3) ? other.id : nil))),
      .revoca(RevocaCase(assistito: person, reason: .citizenWish, effectiveDate: today)),
      .ricusazione(
        RicusazioneCase(assistito: person, medico: medico, noticeDate: today, reason: "turbativa")),
      .esenzioneRilascio(
        EsenzioneCase(
          assistito: person, code: CodiceEsenzione("C03")!, deskAsl: Region.homeAsl, effectiveDate: today,
          evidence: .certificate(
            MedicalCertificate(issuedOn: today, certifier: .publicSpecialist, diagnosis: diagnosis)),
          endDate: index.isMultiple(of: 2) ? today.adding(days: 90) : nil,
          renews: index.isMultiple(of: 3) ? "c-1" : nil)),
      .esenzioneRevoca(
        EsenzioneRevocaCase(
          assistito: person, esenzione: "c-1", reason: .requirementLost, effectiveDate: today,
          deskAsl: Region.homeAsl)),
      .rilascioPin(
        PinCase(
          assistito: person, desk: .sceltaRevoca, deskAsl: Region.homeAsl, formsSigned: [.request],
          handOver: "consegna-1")),
      .tessera(
        TesseraCase(
          assistito: person, request: .duplicate(.loss), desk: .sceltaRevoca, deskAsl: Region.homeAsl,
          effectiveDate: today)),
    ]
  }

  /// A word that may stand nowhere but in the case itself.
  static let diagnosis = "porfiria-di-prova"

  static let rule = Rule("MAX-01", source: "ACN MMG 2024, art. 37", confidence: .law)
  static let accepted = RegistryAnswer.accepted(
    protocolNumber: "P-2026-000123", effectiveDate: today,
    decision: Decision(findings: [Finding(rule, .note)], effectiveDate: today, counter: .permanent))
  static let rejected = RegistryAnswer.rejected(
    Decision(findings: [Finding(rule, .block, arguments: ["1500"], field: "medico")]))
}
