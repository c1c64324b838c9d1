import Catalogs
import Terminal

/// The line that the guard writes when the counter was killed, in the language of the command line.
enum KilledNotice {
  /// One sentence that names the signal; only its number when the languages cannot be read.
  static func text(signal: Int32, arguments: [String]) -> String {
    func value(of option: String) -> String? {
      arguments.firstIndex(of: option).flatMap { arguments.dropFirst($0 + 1).first }
    }
    let language = value(of: "--language").flatMap { Language(rawValue: $0) } ?? Language.italian
    guard let resources = try? ResourceDirectory.located(chosen: value(of: "--resources")),
      let words = try? WordCatalog.words(language, in: resources)
    else { return "sportello: \(signal)" }
    // Whoever reads it stands before a terminal that breaks lines inside of words.
    return TextLayout.wrap(words.text("messaggio.interrotto", [String(signal)]), width: 79).joined(
      separator: "\n")
  }
}
