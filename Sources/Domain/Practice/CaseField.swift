/// The fields of a practice to which a finding may point: the names that screens and JSON cases use.
public enum CaseField {
  /// The medico chosen.
  public static let medico = "medico"
  /// The day from which the practice counts.
  public static let effectiveDate = "effectiveDate"
  /// The last day of a temporary scelta.
  public static let endDate = "endDate"
  /// Who asks, and by which right.
  public static let applicant = "applicant"
  /// The deroga territoriale.
  public static let deroga = "deroga"
  /// The relative of a reunion.
  public static let reunion = "reunion"
  /// The extension with the PLS.
  public static let pediatricExtension = "pediatricExtension"
  /// Why a child under six has an MMG.
  public static let noPediatricianReason = "noPediatricianReason"
  /// The medico's written acceptance.
  public static let medicoAcceptance = "medicoAcceptance"
  /// The supervisor's override of a full list.
  public static let overrideReason = "overrideReason"
  /// The checklist of documents.
  public static let documents = "documents"
  /// The reason of a revoca or of a ricusazione.
  public static let reason = "reason"
  /// The citizen's words on a revoca.
  public static let note = "note"
  /// The day of the notice of a ricusazione.
  public static let noticeDate = "noticeDate"
  /// The medico's wish to go back under the ceiling.
  public static let toReduceList = "toReduceList"
  /// The code of an exemption.
  public static let code = "code"
  /// The exemption to be ended.
  public static let esenzione = "esenzione"
  /// What an exemption is issued upon.
  public static let evidence = "evidence"
  /// Why the last day typed is what it is.
  public static let endReason = "endReason"
  /// Whether the attestato goes into a closed envelope.
  public static let privateHandOver = "privateHandOver"
  /// The day of the signature of a declaration of income.
  public static let signedOn = "signedOn"
  /// Who signs a declaration of income.
  public static let declarant = "declarant"
  /// Whose condition counts.
  public static let titolare = "titolare"
  /// Who a third titolare is.
  public static let titolareNote = "titolareNote"
  /// The condition of the titolare.
  public static let condition = "condition"
  /// Whether the income meets the threshold.
  public static let income = "income"
  /// The day of a certificate or report.
  public static let certificateDate = "certificateDate"
  /// Who certifies.
  public static let certifier = "certifier"
  /// The disease in words.
  public static let diagnosis = "diagnosis"
  /// The stage of a disease.
  public static let stage = "stage"
  /// The day of the first diagnosis.
  public static let firstDiagnosis = "firstDiagnosis"
  /// The day on which a certificate or report is to be looked at again.
  public static let revision = "revision"
  /// How long a tumour is exempt.
  public static let tumourTerm = "tumourTerm"
  /// The percentage or category of a report.
  public static let percentage = "percentage"
  /// The last day of an injury.
  public static let periodEnd = "periodEnd"
  /// The declaration of not working.
  public static let declaresNoWork = "declaresNoWork"
  /// The declaration of indigence.
  public static let isIndigent = "isIndigent"
  /// The last day of an STP or ENI code or of the protection.
  public static let validUntil = "validUntil"
  /// The card.
  public static let card = "card"
  /// What is known of the chip.
  public static let chip = "chip"
  /// Why codes are asked for.
  public static let trouble = "trouble"
  /// Where the second half of codes goes.
  public static let contacts = "contacts"
  /// The kind of place.
  public static let desk = "desk"
  /// The forms that lie signed on the counter.
  public static let formsSigned = "formsSigned"
  /// Who comes in place of the holder.
  public static let representative = "representative"
  /// What is asked for of a card.
  public static let request = "request"
  /// The user code of a card.
  public static let userCode = "userCode"
  /// Whether the operator is concerned.
  public static let operatorInvolved = "operatorInvolved"
}
