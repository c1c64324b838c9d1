import Domain
import Paper
import Testing

@Suite("The check code") struct CheckCodeTests {
  @Test("is the beginning of the operation id, in groups")
  func text() {
    let code = CheckCode(of: "3f2a91c0-7b1d-4c7e-9a50-0123456789ab")
    #expect(code.text.hasPrefix("3F2A-91C0-"))
    #expect(code.barCodeText == "*" + code.text.filter { $0 != "-" } + "*")
    #expect(CheckCode(code.text.lowercased()) == code)
  }

  @Test("follows the example of the standard")
  func standard() {
    // A1-2425G-ABC1234002-M, a Global Release Identifier, whose check follows MOD 37,36.
    #expect(CheckCode.checkCharacter(of: Array("A12425GABC1234002".utf8)) == UInt8(ascii: "M"))
  }

  @Test("tells every single wrong character and every swap of neighbours")
  func slips() {
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let right = Array(CheckCode(of: "3f2a91c0").text.filter { $0 != "-" })
    for index in right.indices {
      for letter in alphabet where letter != right[index] {
        var wrong = right
        wrong[index] = letter
        #expect(CheckCode(String(wrong)) == nil)
      }
    }
    for index in right.indices.dropLast() where right[index] != right[index + 1] {
      var wrong = right
      wrong.swapAt(index, index + 1)
      #expect(CheckCode(String(wrong)) == nil)
    }
  }

  @Test("is not read from other texts", arguments: ["", "3F2A-91C0", "3F2A-91C0-è", "3F2A-91C0-XX"])
  func wrong(text: String) { #expect(CheckCode(text) == nil) }
}
