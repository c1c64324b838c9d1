/// The languages of the program, each in the words of the administration that works in it.
///
/// The raw value is the ISO 639 code and the name of the file in `Localization/`.
public enum Language: String, Hashable, Sendable, CaseIterable {
  /// The language in which everything is written first.
  case italian = "it"
  /// Alto Adige / Südtirol.
  case german = "de"
  /// Valle d'Aosta / Vallée d'Aoste.
  case french = "fr"
  /// The Slovene minority of Friuli Venezia Giulia.
  case slovene = "sl"
  /// For those who read none of the others.
  case english = "en"

  /// The file of the words, from the folder of the resources.
  public var file: String { "Localization/\(rawValue).json" }
}
