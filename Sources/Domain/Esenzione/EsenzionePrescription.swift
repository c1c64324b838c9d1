/// Why a code is written on the prescription and never issued at the counter.
///
/// The sentences, fit to be read out, are `esenzione.ricetta.<rawValue>`.
public enum EsenzionePrescription: String, CaseIterable, Hashable, Sendable {
  /// A week of pregnancy (GR-01).
  case pregnancy
  /// A pregnancy at risk, by a specialist (GR-02).
  case pregnancyAtRisk
  /// Before conception, for both partners (GR-03).
  case preconception
  /// Pregnancy of seafarers and flying staff.
  case pregnancyOfCrew
  /// Early diagnosis within ages and intervals (SC-01).
  case screening
  /// Monitoring of who served in the Balkans.
  case serviceAbroad
  /// Tests for who may have been infected, in confidence.
  case confidentialTests
  /// Measures of public health: epidemics, vaccinations.
  case publicHealth
  /// Tests that the law asks of who starts to work.
  case startOfWork
  /// Donation of blood, marrow, organs.
  case donation
  /// Suspicion of a rare disease (RA-06).
  case rareSuspicion
  /// Tests that a commission for invalidity asks for.
  case invalidityReview
  /// Health care in prison.
  case detention
  /// Certificates of fitness: sport, adoption, civil service.
  case fitness
  /// Medico-legal acts for seafarers and flying staff.
  case crew
  /// Drugs against severe pain.
  case pain

  /// The key of the sentence.
  public var messageKey: String { "esenzione.ricetta.\(rawValue)" }
}
