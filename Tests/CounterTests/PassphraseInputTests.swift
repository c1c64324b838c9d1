import Counter
import Glibc
import Testing
import Vault

@Suite("Reading a passphrase")
struct PassphraseInputTests {
  /// Reads from a pipe that holds these bytes.
  private func read(_ bytes: [UInt8]) throws -> [UInt8] {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    _ = write(ends[1], bytes, bytes.count)
    close(ends[1])
    defer { close(ends[0]) }
    return try PassphraseInput.read(prompt: "", from: ends[0]).withBytes { Array($0) }
  }

  @Test(
    "one line is read, without its end", arguments: ["parole\n", "parole\r\n", "parole", "parole\naltre\n"])
  func line(text: String) throws {
    #expect(try read(Array(text.utf8)) == Array("parole".utf8))
  }

  @Test(
    "what is no passphrase is refused",
    arguments: [
      ([], .missing), ([10], .missing), ([13, 10], .missing), ([65, 3, 66], .cancelled),
      (Array(repeating: 65, count: 1025), .tooLong),
    ] as [([UInt8], PassphraseInput.Failure)])
  func refused(bytes: [UInt8], failure: PassphraseInput.Failure) {
    #expect(throws: failure) { try read(bytes) }
  }

  @Test("the longest passphrase is read whole")
  func longest() throws {
    #expect(try read(Array(repeating: 65, count: 1024)).count == 1024)
  }
}
