import Cases
import Testing

@Suite("JSON is read strictly") struct JSONParserTests {
  @Test(
    "a wrong text is refused with its reason",
    arguments: [
      ("", CaseError.Reason.syntax(offset: 0)),
      ("  ", .syntax(offset: 2)),
      ("{} x", .syntax(offset: 3)),
      ("[1,]", .syntax(offset: 3)),
      ("{\"a\":1,}", .syntax(offset: 7)),
      ("{'a':1}", .syntax(offset: 1)),
      ("01", .syntax(offset: 2)),
      ("-", .syntax(offset: 1)),
      ("1.", .syntax(offset: 2)),
      ("1e", .syntax(offset: 2)),
      ("tru", .syntax(offset: 0)),
      ("\"a", .syntax(offset: 2)),
      ("\"\n\"", .syntax(offset: 1)),
      ("\"\\x\"", .syntax(offset: 3)),
      ("\"\\u12\"", .syntax(offset: 3)),
      ("\"\\ud800\"", .syntax(offset: 7)),
      ("\"\\udc00\"", .syntax(offset: 7)),
      ("{\"a\":1,\"a\":2}", .duplicateKey),
      ("{\"a\":1,\"\\u0061\":2}", .duplicateKey),
      (String(repeating: "[", count: 65), .tooDeep(limit: 64)),
      (String(repeating: " ", count: 1 << 20 | 1), .tooLarge(limit: 1 << 20)),
    ])
  func refusals(text: String, reason: CaseError.Reason) {
    let error = #expect(throws: CaseError.self) { try JSONParser.parse(Array(text.utf8)) }
    #expect(error?.reason == reason)
  }

  @Test("bytes that are not UTF-8 are refused")
  func brokenUTF8() {
    #expect(throws: CaseError.self) { try JSONParser.parse([0x22, 0xC3, 0x22]) }
    #expect(throws: CaseError.self) { try JSONParser.parse([0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test(
    "a right text gives its value",
    arguments: [
      ("64 deep", String(repeating: "[", count: 64) + String(repeating: "]", count: 64), nil),
      ("escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e8\\ud834\\udd1e\"", .string("\"\\/\u{8}\u{C}\n\r\tè𝄞")),
      ("integer", "-12", .integer(-12)),
      ("zero", "0", .integer(0)),
      ("fraction", "0.5e+3", .decimal("0.5e+3")),
      ("too large for an integer", "99999999999999999999", .decimal("99999999999999999999")),
      ("blanks", " \t\r\n[ true , false , null ] ", .array([.boolean(true), .boolean(false), .null])),
    ] as [(String, String, JSONValue?)])
  func values(name: String, text: String, value: JSONValue?) throws {
    let parsed = try JSONParser.parse(Array(text.utf8))
    if let value { #expect(parsed == value) }
  }

  @Test("100,000 random and mutilated texts are read or refused, never more")
  func fuzz() {
    var invention = Invention(seed: 11)
    let alphabet = Array("{}[]\",:\\u0123456789abcdef-+.eEtrufalsn \n".utf8)
    var read = 0
    for round in 0..<100_000 {
      var bytes: [UInt8]
      switch round % 3 {
      case 0: bytes = invention.some(upTo: 40) { UInt8($0.number(0...255)) }
      case 1: bytes = invention.some(upTo: 40) { alphabet[$0.number(0...(alphabet.count - 1))] }
      default:
        bytes = Array(#"{"a":[1,-2.5e3,{"b":"\u00e8\n"}],"c":null,"d":true}"#.utf8)
        bytes[invention.number(0...(bytes.count - 1))] = UInt8(invention.number(0...255))
      }
      if let value = try? JSONParser.parse(bytes) {
        read += 1
        var writer = JSONWriter()
        writer.value(value)
        let again = try? JSONParser.parse(writer.bytes)
        #expect(again == value)
      }
    }
    #expect(read > 1_000)
  }
}
