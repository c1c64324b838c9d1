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

  @Test("in the demo, reprinted")
  func demo() throws {
    let imprint = Specimen.imprint(Specimen.words("it"), isDemo: true, reprint: 2)
    let receipt = Specimen.documents(imprint)[0]
    try compare(receipt.document.text, "\(receipt.name)-demo.it")
  }
}
