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
}
