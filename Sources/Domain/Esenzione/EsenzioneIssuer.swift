/// Who decides on the exemptions of a code, and on what.
///
/// The words are `esenzione.rilascio.<rawValue>`.
public enum EsenzioneIssuer: String, CaseIterable, Hashable, Sendable {
  /// The yearly list of Sistema TS, else the asl on a self-certification.
  case listOrSelfCertification
  /// The asl on a self-certification.
  case selfCertification
  /// The asl on a self-certification of every year; never from the list (ER-18).
  case yearlySelfCertification
  /// The asl of residence on a certificate (CR-01).
  case residenceOnCertificate
  /// The asl of residence on a certificate of a centre of the network of rare diseases (RA-01).
  case residenceOnNetworkCertificate
  /// The asl of residence on a report or decree.
  case residenceOnReport
  /// The body that issues the card STP, on a declaration of indigence.
  case stpBody
  /// The asl that issued the code STP.
  case stpAsl
  /// The asl that issued the code ENI.
  case eniAsl
  /// The asl of domicile, with the enrolment.
  case domicileWithEnrolment
  /// The asl of assistance or residence on a letter of discharge.
  case aslOnDischarge
  /// Whoever prescribes, on the prescription.
  case prescriber
  /// Doctor or midwife, on the prescription.
  case prescriberOrMidwife
  /// A specialist, on the prescription.
  case specialist
  /// The doctor of a centre of the network of rare diseases, on the prescription (RA-06).
  case networkCentre
  /// The commission that verifies invalidity, on the prescription.
  case commission
  /// The doctor of the service for seafarers and flying staff, on the prescription.
  case navigationDoctor
  /// Nobody any longer.
  case nobody

  /// The key of the sentence.
  public var messageKey: String { "esenzione.rilascio.\(rawValue)" }

  /// Whether only the asl of residence issues: pathology, rare disease, invalidity (AN-02).
  public var needsResidence: Bool {
    switch self {
    case .residenceOnCertificate, .residenceOnNetworkCertificate, .residenceOnReport: true
    case .listOrSelfCertification, .selfCertification, .yearlySelfCertification, .stpBody, .stpAsl,
      .eniAsl, .domicileWithEnrolment, .aslOnDischarge, .prescriber, .prescriberOrMidwife, .specialist,
      .networkCentre, .commission, .navigationDoctor, .nobody:
      false
    }
  }
}
