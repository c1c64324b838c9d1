import Glibc
import TestThreads
import Testing

@Suite("sportello cf, as a program", .onOwnThreads) struct CodiceFiscaleProgramTests {
  static func run(_ arguments: String, input: String) throws -> (output: String, status: Int32) {
    let program = try Sportello("cf \(arguments)", input: input)
    return (program.output, program.status)
  }

  @Test("answers line by line, in order, whatever the line ends") func lines() throws {
    let answer = try Self.run("verify", input: "PRVNNA80A41Y000J\r\n\nPRVGNI65T10Y001X")
    #expect(
      answer.output
        == "PRVNNA80A41Y000J\tok\t\n\terrore.codice.vuoto\t\nPRVGNI65T10Y001X\terrore.cf.controllo\t\n")
    #expect(answer.status == 65)
  }

  @Test("finds the table of places by itself") func places() throws {
    let answer = try Self.run("describe --json --at 2026-11-21", input: "PRVNNA80A41Y000J\n")
    #expect(answer.output.contains(#""placeName":"Roccaverza""#))
    #expect(answer.status == 0)
  }

  @Test(
    "gives the exit codes that its help promises",
    arguments: [
      ("verify", "", 0), ("--help", "", 0), ("verify --help", "", 0), ("", "", 64),
      ("verify --nothing", "", 64),
      ("verify PRVNNA80A41Y000J", "", 64), ("describe --at 2026-02-30", "", 64),
      ("describe --resources /nonexistent", "", 72), ("verify", "X", 65),
    ])
  func exitCodes(arguments: String, input: String, status: Int32) throws {
    #expect(try Self.run(arguments, input: input).status == status)
  }

  @Test("keeps blocks of input together") func blocks() throws {
    let answer = try Self.run("verify", input: String(repeating: "PRVNNA80A41Y000J\n", count: 1_500))
    #expect(answer.output == String(repeating: "PRVNNA80A41Y000J\tok\t\n", count: 1_500))
  }
}
