/// The families of exemption codes: each has its own deciders and its own way through the counter.
///
/// The words are `esenzione.famiglia.<rawValue>`.
public enum EsenzioneFamily: String, CaseIterable, Hashable, Sendable {
  /// E01 to E04.
  case reddito
  /// Codes of income of one region.
  case redditoRegionale = "reddito-regionale"
  /// Bands of ticket of one region, which are not exemptions.
  case fasciaRegionale = "fascia-regionale"
  case cronica
  /// Chronic codes that are no longer issued.
  case cronicaSuperata = "cronica-superata"
  /// Rare diseases and R99.
  case rara
  /// Civil, of war, of work, of service; L. 210/1992; victims.
  case invalidita
  case invaliditaSuperata = "invalidita-superata"
  case gravidanza
  case gravidanzaRegionale = "gravidanza-regionale"
  case screening
  case screeningRegionale = "screening-regionale"
  case prevenzione
  case donazione
  /// X01 and X22.
  case stranieri
  case stranieriRegionale = "stranieri-regionale"
  /// Codes that only a prescription carries: F01, I01, PML.
  case altroPrescrizione = "altro-prescrizione"
  case covid
  case covidRegionale = "covid-regionale"
  case terapiaDolore = "terapia-dolore"

  /// The key of the name of the family.
  public var messageKey: String { "esenzione.famiglia.\(rawValue)" }
}
