import TestThreads
import Testing

@Suite("sportello at a real desk, as a program", .onOwnThreads)
struct DeskConfigurationProgramTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func configuration(_ change: (String) -> String = { $0 }) throws -> String {
    let text = """
      {
        "data": "\(folder.path)/data",
        "profile": "italia",
        "desk": { "id": "SPORTELLO-7", "kind": "asl", "asl": "990101" },
        "registry": { "url": "http://127.0.0.1:9/fhir" }
      }
      """
    try folder.write(change(text), to: "config.json")
    return "\(folder.path)/config.json"
  }

  @Test(
    "a wrong configuration is refused with line and key path",
    arguments: [
      (#""profile": "italia","#, #""profile": "italia", "colour": 1,"#, "config.json:3: colour"),
      (#""kind": "asl""#, #""kind": "shop""#, "config.json:4: desk.kind"),
      (#""id": "SPORTELLO-7", "#, "", "config.json:4: desk.id"),
      (#""asl": "990101""#, #""asl": 990101"#, "config.json:4: desk.asl"),
      (#""italia""#, #""italia""#, "config.json:2: data"),
      (#""http:"#, #""ftp:"#, "config.json:5: registry.url"),
      (#""url""#, #""embedded""#, "config.json:5: registry.embedded"),
      (#""profile": "italia","#, #""idleMinutes": 0, "profile": "italia","#, "config.json:3: idleMinutes"),
    ])
  func wrong(old: String, new: String, place: String) throws {
    let path = try configuration { text in
      let text = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false).joined(
        separator: new)
      return place.hasSuffix(": data") ? text.replacing(folder.path + "/data", with: "data") : text
    }
    let run = try Sportello("--config '\(path)'")
    #expect(run.status == 78)
    #expect(run.errors.contains(place))
  }

  @Test("a missing configuration and a missing operator say what to do")
  func beginnings() throws {
    let missing = try Sportello("--config '\(folder.path)/none.json'")
    #expect(missing.status == 78)
    #expect(missing.errors.contains("sportello demo"))
    let nobody = try Sportello("--config '\(try configuration())'")
    #expect(nobody.status == 78)
    #expect(nobody.errors.contains("sportello operators add"))
  }

  @Test("a desk without a registry says so, and one whose tokens others may read is refused")
  func registry() throws {
    let path = try configuration {
      $0.replacing(",\n  \"registry\": { \"url\": \"http://127.0.0.1:9/fhir\" }", with: "")
    }
    #expect(
      try Sportello("operators add anna --config '\(path)'", input: "quattro parole a caso\n").status == 0)
    let none = try Sportello("--config '\(path)' --linear")
    #expect(none.status == 78)
    #expect(none.errors.contains("registry.url"))
    try folder.write("segreto\n", to: "token")
    let open = try Sportello(
      "--config '\(path)' --registry http://127.0.0.1:9/fhir --token '\(folder.path)/token' --linear")
    #expect(open.status == 77)
    #expect(open.errors.contains("0600"))
    let plain = try Sportello("--config '\(path)' --registry http://anagrafe.invalid/fhir --linear")
    #expect(plain.status == 78)
    #expect(plain.errors.contains("https"))
  }

  @Test("a round with the registry takes the data folder that is named, as every sub-command does")
  func syncFolder() throws {
    let data = "\(folder.path)/altrove"
    _ = try Sportello("demo --offline --linear --people 400 --data '\(data)'", input: ":3\n")
    let path = try configuration()
    #expect(try Sportello("sync --once --config '\(path)'").status == 66)
    let named = try Sportello("sync --once --seconds 5 --data '\(data)' --config '\(path)'")
    #expect(named.status == 0 && named.output.hasPrefix("settled\tyes\n"))
    #expect(try Sportello("sync --help").output.contains("--data DIR"))
  }

  @Test("an operator logs in with the passphrase only, and only at the right kind of desk")
  func logIn() throws {
    let path = try configuration()
    for (name, desk) in [("anna", "asl"), ("bruno", "farmacia"), ("carla", "asl")] {
      let added = try Sportello(
        "operators add \(name) --desk \(desk) --config '\(path)'", input: "quattro parole a caso\n")
      #expect(added.status == 0)
    }
    #expect(try Sportello("operators disable carla --config '\(path)'").status == 0)
    let refused = try Sportello("--config '\(path)' --linear", input: "anna\nuna frase sbagliata\n")
    #expect(refused.output.contains("non corretti"))
    let elsewhere = try Sportello("--config '\(path)' --linear", input: "bruno\nquattro parole a caso\n")
    #expect(elsewhere.output.contains("questo tipo di postazione"))
    let disabled = try Sportello("--config '\(path)' --linear", input: "carla\nquattro parole a caso\n")
    #expect(disabled.output.contains("disabilitato"))
    let unsure = try Sportello("--config '\(path)' --linear", input: "carla\nuna frase sbagliata\n")
    #expect(!unsure.output.contains("disabilitato"))
    let welcome = try Sportello("--config '\(path)' --linear", input: "anna\nquattro parole a caso\n")
    #expect(welcome.output.contains("Accesso riuscito: anna."))
    #expect(welcome.status == 0)
  }
}
