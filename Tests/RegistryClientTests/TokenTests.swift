import Domain
import RegistryClient
import Synchronization
import Testing

@Suite("Tokens from files") struct TokenTests {
  @Test(
    "blanks and line ends around a token are none of it",
    arguments: [
      ("abc", "abc"), ("abc\n", "abc"), ("\r\n abc.DEF_9~+/-== \r\n", "abc.DEF_9~+/-=="), ("", nil),
      ("\n", nil),
      ("a b", nil), ("abc\nX-Other: 1", nil), ("abcü", nil), ("\"abc\"", nil),
    ])
  func text(file: String, token: String?) async {
    let files = TokenFiles { _ in Array(file.utf8) }
    #expect(await files.provider(.sportello, false) == token)
  }

  @Test("a file is read once, and again when the token is refused or everything is forgotten")
  func renewing() async {
    let reads = Mutex<[Role]>([])
    let files = TokenFiles { role in
      reads.withLock { reads in
        reads.append(role)
        return Array("\(role)-\(reads.count)".utf8)
      }
    }
    let provider = files.provider
    #expect(await provider(.sportello, false) == "sportello-1")
    #expect(await provider(.sportello, false) == "sportello-1")
    #expect(await provider(.responsabile, false) == "responsabile-2")
    #expect(await provider(.sportello, true) == "sportello-3")
    #expect(await provider(.sportello, false) == "sportello-3")
    files.forget()
    #expect(await provider(.sportello, false) == "sportello-4")
  }

  @Test("a missing file gives no token, and is looked for again")
  func missing() async {
    let there = Mutex(false)
    let files = TokenFiles { _ in there.withLock { $0 } ? Array("abc".utf8) : nil }
    #expect(await files.provider(.sportello, false) == nil)
    there.withLock { $0 = true }
    #expect(await files.provider(.sportello, false) == "abc")
  }
}
