import FoundationEssentials
import Paper
import Testing

@Suite("Prints look like their goldens") struct GoldenTests {
  private static let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

  private func compare(_ text: String, _ name: String) throws {
    let path = "/\(Self.folder)/Golden/\(name).txt"
    if Self.isRecording {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name): a recording is no check")
      return
    }
    let golden = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    let isSame = golden == text
    #expect(isSame, "\(name) differs from its golden; RECORD_GOLDEN=1 records it")
  }

  @Test("in Italian")
  func italian() throws {
    for (name, document) in Specimen.documents(Specimen.imprint(Specimen.words("it"))) {
      try compare(document.text, "\(name).it")
    }
  }

  @Test("of a desk whose clock is wrong, with its times marked")
  func clockOff() throws {
    let imprint = Specimen.imprint(Specimen.words("it"), isClockOff: true)
    let receipt = Specimen.documents(imprint)[0]
    let isMarked = receipt.document.text.contains("(ora postazione)")
    #expect(isMarked)
    try compare(receipt.document.text, "\(receipt.name)-orologio.it")
  }

  @Test("of exemptions, in every language with the Italian beside it", arguments: Specimen.languages)
  func esenzioni(language: String) throws {
    let second = language == "it" ? nil : Specimen.words("it")
    for (name, document) in Specimen.esenzioni(
      Specimen.imprint(Specimen.words(language), second: second))
    {
      try compare(document.text, "\(name).\(language)")
    }
  }

  @Test("of exemptions in Bolzano, with the German beside the Italian")
  func bolzano() throws {
    let imprint = Specimen.imprint(Specimen.words("it"), second: Specimen.words("de"))
    for (name, document) in Specimen.esenzioni(imprint) where name == "autocertificazione" {
      try compare(document.text, "\(name)-bolzano.it")
    }
  }

  @Test("of codes and cards, in Italian")
  func codes() throws {
    for (name, document) in Specimen.codePapers(Specimen.imprint(Specimen.words("it"))) {
      try compare(document.text, "\(name).it")
    }
  }

  @Test(
    "of codes, in every language: who declares for a relative, and the leaflet", arguments: Specimen.languages
  )
  func codes(language: String) throws {
    for (name, document) in Specimen.codePapers(Specimen.imprint(Specimen.words(language)))
    where ["mod-3", "mod-10"].contains(name) {
      try compare(document.text, "\(name).\(language)")
    }
  }

  @Test("of codes in Bolzano, with the German beside the Italian, in two copies")
  func codesInBolzano() throws {
    let imprint = Specimen.imprint(Specimen.words("it"), second: Specimen.words("de"))
    for (name, document) in Specimen.codePapers(imprint) where name == "mod-1" {
      try compare(document.text, "\(name)-bolzano.it")
    }
  }

  @Test("in every language, the three receipts and the letter", arguments: Specimen.languages)
  func languages(language: String) throws {
    let kinds = [
      "ricevuta-scelta-provvisoria", "ricevuta-scelta-definitiva", "ricevuta-scelta-promemoria",
      "ricevuta-scelta-elenco-completo", "lettera-scelta",
    ]
    for (name, document) in Specimen.documents(Specimen.imprint(Specimen.words(language)))
    where kinds.contains(name) {
      try compare(document.text, "\(name).\(language)")
    }
  }

  @Test("in the demo, reprinted")
  func demo() throws {
    let imprint = Specimen.imprint(Specimen.words("it"), isDemo: true, reprint: 2)
    let receipt = Specimen.documents(imprint)[0]
    try compare(receipt.document.text, "\(receipt.name)-demo.it")
  }
}
