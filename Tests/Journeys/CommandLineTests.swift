import TestThreads
import Testing

@Suite("sportello, as the administrator calls it", .onOwnThreads)
struct CommandLineTests {
  @Test(
    "each sub-command explains itself in English and ends well",
    arguments: [
      "", "desk", "demo", "check", "cf", "decide", "operators", "queue", "screen", "catalog",
    ])
  func help(command: String) throws {
    let run = try Sportello("\(command) --help")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("sportello"))
    #expect(run.errors.isEmpty)
  }

  @Test("the version is one line")
  func version() throws {
    let run = try Sportello("--version")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("sportello ") && run.output.hasSuffix("\n"))
  }

  @Test(
    "a wrong call names what is wrong and ends with 64",
    arguments: [
      ("nothing", "nothing"), ("demo --at yesterday", "--at"), ("demo --role king", "--role"),
      ("demo --people many", "--people"), ("demo --data", "--data"), ("demo --fast", "--fast"),
      ("demo -x", "-x"), ("demo --language xx", "--language"), ("demo --theme pink", "--theme"),
      ("screen nowhere", "home assistito scelta"), ("screen home --size 10x10", "--size"),
      ("catalog", "check"), ("queue list --data /nowhere --wrong", "--wrong"), ("--linear extra", "extra"),
    ])
  func misuse(arguments: String, named: String) throws {
    let run = try Sportello(arguments)
    #expect(run.status == 64)
    #expect(run.errors.split(separator: "\n").first?.contains(named) == true)
    #expect(run.output.isEmpty)
  }

  @Test("a profile that does not exist is answered with those that do")
  func profiles() throws {
    let run = try Sportello("demo --linear --profile zz")
    #expect(run.status != 0)
    for name in ["zz", "italia", "bolzano", "toscana"] { #expect(run.errors.contains(name)) }
  }

  @Test("the files of the program pass their check")
  func catalogCheck() throws {
    let run = try Sportello("catalog check")
    #expect(run.output.isEmpty)
    #expect(run.status == 0)
  }

  private static let names = [
    "home", "assistito", "scelta", "revoca", "ricusazione", "medici", "coda", "scadenze", "segnalazione",
    "esito", "demo", "turno", "pratica", "accesso", "esenzioni", "esenzione",
    "esenzione-rilascio", "esenzione-revoca", "esenzioni-lotto", "tessera",
    "rilascio-pin-ts-cns", "consegna",
  ]

  @Test(
    "every screen draws itself at both sizes in every language without a missing word", arguments: names)
  func everyScreen(name: String) throws {
    for language in ["it", "de", "fr", "sl", "en"] {
      for (size, rows) in [("80x24", 24), ("132x43", 43)] {
        let run = try Sportello("screen \(name) --size \(size) --language \(language)")
        #expect(run.status == 0)
        #expect(run.output.split(separator: "\n", omittingEmptySubsequences: false).count == rows + 1)
        #expect(!run.output.contains("[schermata.") && !run.output.contains("[stato."))
        #expect(run.output.contains("DEMO"))
      }
    }
  }

  @Test("a screen as JSON tells its cursor")
  func screenJSON() throws {
    let run = try Sportello("screen scelta --json")
    #expect(run.output.hasPrefix(#"{"columns":80,"cursor":{"column":"#))
    #expect(run.output.hasSuffix("\"rows\":24,\"screen\":\"scelta\"}\n"))
  }
}
