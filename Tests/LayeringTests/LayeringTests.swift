import FoundationEssentials
import Testing

/// The arrows between the modules, read from the sources themselves.
@Suite("Layering") struct LayeringTests {
  struct Layer: CustomTestStringConvertible {
    let module: String
    let imports: Set<String>
    var testDescription: String { module }
  }

  static let system: Set<String> = ["Glibc", "Synchronization"]
  static let essentials = system.union(["FoundationEssentials"])

  static let layers: [Layer] = [
    Layer(module: "Domain", imports: []),
    Layer(module: "Terminal", imports: []),
    Layer(module: "Sync", imports: ["Domain"]),
    Layer(module: "Population", imports: ["Domain"]),
    Layer(module: "Workflow", imports: ["Domain", "Sync", "Terminal"]),
    Layer(module: "Paper", imports: ["Domain", "Terminal"]),
    Layer(module: "Cases", imports: essentials.union(["Domain"])),
    Layer(module: "Catalogs", imports: essentials.union(["Domain", "Terminal"])),
    Layer(module: "SQLite", imports: essentials.union(["CSQLite"])),
    Layer(module: "Vault", imports: essentials.union(["CSodium"])),
    Layer(module: "Store", imports: essentials.union(["Domain", "Sync", "SQLite", "Vault"])),
    Layer(module: "Simulation", imports: ["Synchronization", "Domain", "Sync"]),
    // Wire types carry the whole case as Cases writes it, and read and write JSON with its parser.
    Layer(module: "FHIR", imports: essentials.union(["Domain", "Cases"])),
    Layer(module: "RegistryClient", imports: essentials.union(["Domain", "Sync", "FHIR"])),
    Layer(module: "RegistryHTTP", imports: essentials.union(["RegistryClient", "FHIR", "CCurl"])),
    Layer(module: "Registry", imports: essentials.union(["Domain", "Cases", "FHIR", "SQLite", "Vault"])),
    Layer(module: "RegistryServer", imports: essentials.union(["Registry", "FHIR", "CMicrohttpd"])),
    Layer(module: "Delivery", imports: essentials.union(["Domain", "CCurl"])),
    // What the programs tell a shell.
    Layer(module: "Command", imports: ["Glibc"]),
    Layer(module: "TerminalCurses", imports: system.union(["Terminal", "CTerm"])),
    Layer(
      module: "Counter",
      imports: essentials.union([
        "Domain", "Terminal", "Sync", "Workflow", "Paper", "Cases", "Catalogs", "Store", "Vault",
        "FHIR", "RegistryClient", "RegistryHTTP", "TerminalCurses",
      ])),
  ]

  @Test("a module imports only what its layer admits", arguments: layers)
  func imports(layer: Layer) throws {
    let found = try Sources.imports(of: layer.module)
    #expect(found.subtracting(layer.imports).isEmpty, "\(layer.module) imports too much")
  }

  @Test("every module but the programs and the C libraries has its layer here")
  func complete() throws {
    let programs: Set<String> = [
      "sportello", "anagrafe", "sportello-bench", "CTerm", "CCurl", "CMicrohttpd", "CSQLite", "CSodium",
    ]
    let modules = Set(try FileManager.default.contentsOfDirectory(atPath: Sources.folder))
    #expect(modules.subtracting(programs) == Set(Self.layers.map(\.module)))
  }

  @Test("nothing imports full Foundation")
  func noFoundation() throws {
    for module in try FileManager.default.contentsOfDirectory(atPath: Sources.folder) {
      let found = try Sources.imports(of: module)
      #expect(found.isDisjoint(with: ["Foundation", "FoundationNetworking"]), "\(module)")
    }
  }

  @Test("the top level holds what it should and nothing else")
  func topLevel() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Sources.root)
    let visible = Set(names.filter { !$0.hasPrefix(".") && $0 != "Package.resolved" })
    #expect(visible == ["Package.swift", "Sources", "Tests", "Screens", "Localization", "README.md"])
  }
}

/// Reads the import lines of the modules.
private enum Sources {
  static let root = String(#filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" })
  static let folder = root + "/Sources"

  static func imports(of module: String) throws -> Set<String> {
    var found: Set<String> = []
    let files = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(module)")
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(folder)/\(module)/\(file)", encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "import"), at + 1 < words.count, words.first != "//" else {
          continue
        }
        guard
          words[..<at].allSatisfy({ ["public", "internal", "private", "package", "@testable"].contains($0) })
        else { continue }
        found.insert(String(words[at + 1]))
      }
    }
    return found.subtracting([module])
  }
}
