import Catalogs
import Domain
import Terminal
import Testing

@testable import Workflow

@Suite("Row 23") struct LongSentencesTests {
  /// Cells of a sentence on row 23 of the narrowest terminal, behind its mark.
  private static let limit = 78
  /// What the places of a sentence hold as a rule: a date.
  private static let sample = Array(repeating: "31/12/2026", count: 9)
  /// Sentences that a screen may put there, by the first part of their key.
  private static let areas: Set<Substring> = ["errore", "stato", "messaggio", "avviso", "regola", "diritto"]
  /// Sentences of the command line and of the start, which stand on no row.
  private static let elsewhere: Set<Substring> = [
    "catalogo", "coda", "configurazione", "controllo", "dati", "luoghi", "profilo", "registro",
    "trasferimento",
  ]

  private static let keys: [String] = {
    let directory = Resources.directory
    guard let table = try? WordCatalog.load(.italian, in: directory) else { return [] }
    return table.sentences.keys.filter { key in
      let parts = key.split(separator: ".")
      return parts.count > 1 && areas.contains(parts[0])
        && !(parts[0] == "errore" && elsewhere.contains(parts[1]))
    }.sorted()
  }()

  @Test("cuts the sentences of this list and no other; F1 shows them whole", arguments: Resources.languages)
  func long(language: String) throws {
    #expect(Self.keys.count > 700)
    let words = try #require(Resources.words[language])
    let long = Self.keys.compactMap { key -> String? in
      let length = words.text(key, Self.sample).count
      return length > Self.limit ? "\(length) \(key)" : nil
    }
    try Golden.compare(long.joined(separator: "\n") + "\n", "frasi-lunghe.\(language).txt")
  }

  @Test("cuts no sentence about exemptions", arguments: Resources.languages)
  func esenzioni(language: String) throws {
    let words = try #require(Resources.words[language])
    let families = ["ER", "CR", "RA", "IN", "GR", "SC", "ST", "CO", "DL", "GE", "AN", "PR"]
    for key in Self.keys {
      let parts = key.split(separator: ".")
      let isRule = parts[0] == "regola" && families.contains { parts[1].hasPrefix("\($0)-") }
      let isScreen = parts[0] != "regola" && ["esenzione", "lotto", "stampa"].contains(parts[1])
      guard isRule || isScreen else { continue }
      let sentence = words.text(key, Self.sample)
      #expect(sentence.count <= Self.limit, "\(key): \(sentence)")
    }
  }
}
