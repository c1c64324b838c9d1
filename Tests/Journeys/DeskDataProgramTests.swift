import Glibc
import TestThreads
import Testing

@Suite("sportello operators and queue, as programs", .onOwnThreads)
final class DeskDataProgramTests {
  private let folder: String

  init() throws {
    var template = Array("/tmp/sportello-desk-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
  }

  deinit {
    for name in ["key", "lock", "operators.json", "sportello.sqlite"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  /// Runs the program on the folder, with one line on its standard input.
  private func run(_ arguments: String, input: String = "") throws -> (output: String, status: Int32) {
    let program = try Sportello("\(arguments) --data '\(folder)'", input: input + "\n")
    return (program.output, program.status)
  }

  @Test("an operator is added, listed and disabled")
  func operators() throws {
    #expect(try run("operators list").output == "")
    let added = try run(
      "operators add anna --role responsabile --desk asl,formazione", input: "quattro parole a caso")
    #expect(added == ("", 0))
    #expect(try run("operators list").output == "+\tanna\tresponsabile\tasl,formazione\n")
    #expect(try run("operators list --json").output.hasPrefix("{\"createdAt\":\""))
    #expect(try run("operators add anna", input: "quattro parole a caso").status == 65)
    #expect(try run("operators disable anna").status == 0)
    #expect(try run("operators list").output.hasPrefix("-\tanna\t"))
  }

  @Test(
    "a wrong call and a wrong passphrase are refused with the code that the help promises",
    arguments: [
      ("operators", "", 64), ("operators add", "", 64), ("operators add a b", "", 64),
      ("operators add anna --role nobody", "", 64), ("operators list --nothing", "", 64),
      ("operators add anna", "corta", 65), ("operators add anna", "", 65),
      ("operators disable maria", "", 65), ("operators --help", "", 0), ("queue", "", 64),
      ("queue list", "", 66), ("queue verify", "", 66), ("queue --help", "", 0), ("queue show", "", 64),
    ] as [(String, String, Int32)])
  func exitCodes(arguments: String, input: String, status: Int32) throws {
    #expect(try run(arguments, input: input).status == status)
  }
}
