import Domain
import Glibc
import Testing

@testable import Counter

@Suite("Files of tokens")
struct TokenFilesTests {
  private let folder: String

  init() throws {
    var template = Array("/tmp/sportello-token-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
  }

  private func write(_ text: String, mode: mode_t = 0o600) -> String {
    let path = folder + "/token"
    unlink(path)
    let file = open(path, O_WRONLY | O_CREAT, mode)
    fchmod(file, mode)
    _ = text.withCString { Glibc.write(file, $0, strlen($0)) }
    close(file)
    return path
  }

  private func cleanUp() {
    unlink(folder + "/token")
    rmdir(folder)
  }

  @Test(
    "the first line is the token; what cannot stand in a header field is none",
    arguments: [
      ("abc\n", "abc"), ("abc\r\nrest\n", "abc"), ("abc", "abc"), ("", nil), ("\nabc\n", nil), ("a b\n", nil),
      ("a\u{1}b\n", nil), ("à\n", nil),
    ] as [(String, String?)])
  func line(text: String, token: String?) async {
    defer { cleanUp() }
    let files = TokenFiles([.sportello: write(text)])
    #expect(await files.provider(.sportello, false) == token)
    #expect(await files.provider(.responsabile, false) == nil)
  }

  @Test("a file is read again only when the registry refused what it said")
  func renewal() async {
    defer { cleanUp() }
    let files = TokenFiles([.sportello: write("one\n")])
    #expect(await files.provider(.sportello, false) == "one")
    _ = write("two\n")
    #expect(await files.provider(.sportello, false) == "one")
    #expect(await files.provider(.sportello, true) == "two")
    #expect(await files.provider(.sportello, false) == "two")
  }

  @Test(
    "a file that others may read holds no token, and is refused at the start",
    arguments: [0o640, 0o604, 0o644] as [mode_t])
  func mode(mode: mode_t) async {
    defer { cleanUp() }
    let files = TokenFiles([.sportello: write("one\n", mode: mode)])
    #expect(await files.provider(.sportello, false) == nil)
    #expect(throws: TokenFileError.self) { try files.check() }
  }

  @Test("a file that is missing may still come")
  func missing() async throws {
    defer { cleanUp() }
    let files = TokenFiles([.sportello: folder + "/token"])
    try files.check()
    #expect(!files.hasToken(.sportello))
    _ = write("late\n")
    #expect(files.hasToken(.sportello))
  }
}
