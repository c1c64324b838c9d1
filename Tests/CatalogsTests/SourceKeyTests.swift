import Catalogs
import FoundationEssentials
import Testing

@Suite("Keys that the sources name") struct SourceKeyTests {
  /// The areas whose keys are written out in full wherever they are used.
  static let areas: Set<String> = [
    "aiuto", "avviso", "coda", "comando", "errore", "lineare", "messaggio", "parola", "stato", "storia",
  ]

  /// The literals of a source file that are whole keys of these areas.
  static func keys(in source: String) -> Set<String> {
    let pieces = source.split(separator: "\"", omittingEmptySubsequences: false)
    return Set(pieces.filter(isKey).map(String.init))
  }

  static func isKey(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 && areas.contains(String(parts[0]))
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
              UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
              true
            default: false
            }
          }
      }
  }

  @Test("are recognised") func recognised() {
    #expect(
      Self.keys(in: #"text("errore.a.b_c", [x]) + "errore.\(y)" + "errore." + "alt.a""#) == ["errore.a.b_c"])
  }

  @Test("have an Italian sentence, which the other languages then must have as well") func exist() throws {
    let resources = try ResourceDirectory.located()
    let words = try WordCatalog.load(.italian, in: resources).sentences
    let sources = "\(resources.root)/Sources"
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources).filter { $0.hasSuffix(".swift") }
    #expect(files.count > 100)
    for file in files.sorted() {
      let source = try String(contentsOfFile: "\(sources)/\(file)", encoding: .utf8)
      for key in Self.keys(in: source).sorted() where words[key] == nil {
        Issue.record("\(file): \(key)")
      }
    }
  }
}
