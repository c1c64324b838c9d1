import Cases
import Domain
import Testing

@testable import FHIR

@Suite("The operation that hands codes over, on the wire") struct HandOverWireTests {
  private static let until = Instant(iso: "2026-11-21T10:10:00.000Z")!

  private static let states: [CodeHandOver] = CodeHandOver.Stage.allCases.flatMap { stage in
    CodeHandOver.SecondHalf.allCases.flatMap { second in
      [true, false].compactMap { CodeHandOver(stage: stage, wasShown: $0, second: second) }
    }
  }

  private static let key = HandOverKey([UInt8](0..<32))!

  private static func reply(
    _ state: CodeHandOver = CodeHandOver(), box: [UInt8]? = nil
  ) -> HandOverReply {
    HandOverReply(id: "C-2026-000001", handOver: state, until: until, box: box)
  }

  @Test("a request is read back as it was written, with its whole case", arguments: [0, 1, 2])
  func request(step: Int) throws {
    let practice = try #require(Samples.practices.first { $0.content.kind == .rilascioPin })
    let requests: [HandOverRequest] = [
      .prepare(practice, Self.key), .ask(practice.id), .acknowledge(practice.id),
    ]
    let request = requests[step]
    #expect(try HandOverRequest(request.bytes) == request)
    #expect(request.operation == practice.id)
    #expect("\(request)" == "HandOverRequest(\(practice.id.rawValue))")
    let card = try NumeroTessera("80380000300000000011")
    #expect(HandOverRequest.path(card) == "Device/80380000300000000011/$consegna-codici")
  }

  @Test("a request without operation, of another step or about another case is refused")
  func badRequests() throws {
    let practice = try #require(Samples.practices.first { $0.content.kind == .rilascioPin })
    let bytes = HandOverRequest.prepare(practice, Self.key).bytes
    let other = String(practice.id.rawValue.reversed())
    for (from, to) in [
      ("urn:uuid:\(practice.id.rawValue)", "urn:uuid:\(other)"), ("\"prepara\"", "\"registra\""),
      ("\"chiave\"", "\"chiavi\""), ("\"AAECAw", "\"AAEC"), ("\"AAECAw", "\"AAECAwQFBgc"),
      ("\"prepara\"", "\"altro\""), ("\"operazione\"", "\"altra\""), ("\"caso\"", "\"cosa\""),
      ("\"Parameters\"", "\"Task\""),
    ] {
      let changed = String(decoding: bytes, as: UTF8.self).replacing(from, with: to)
      #expect(throws: FHIRError.self, "\(from)") { try HandOverRequest(Array(changed.utf8)) }
    }
  }

  @Test("a desk that names no key for the box is told so, and not that something else is wrong")
  func withoutKey() throws {
    let practice = try #require(Samples.practices.first { $0.content.kind == .rilascioPin })
    let text = String(decoding: HandOverRequest.prepare(practice, Self.key).bytes, as: UTF8.self)
    let old = text.replacing("\"chiave\"", with: "\"altro\"")
    #expect(throws: FHIRError(.missing, at: "Parameters.chiave")) { try HandOverRequest(Array(old.utf8)) }
    #expect(HandOverKey([]) == nil && HandOverKey([UInt8](repeating: 1, count: 33)) == nil)
  }

  @Test("an answer is read back in every state, with its box and without")
  func replies() throws {
    #expect(Self.states.count == 8)
    for state in Self.states {
      for box in [nil, [7], [UInt8](0..<99)] {
        let reply = Self.reply(state, box: box)
        #expect(try HandOverReply(reply.bytes) == reply)
      }
    }
    let text = String(decoding: Self.reply(box: [7]).bytes, as: UTF8.self)
    for (from, to) in [
      ("\"valueBoolean\":false", "\"valueBoolean\":true"), ("\"Bw==\"", "\"Bw=\""),
      ("valueBase64Binary", "valueString"),
    ] {
      #expect(throws: FHIRError.self, "\(from)") {
        try HandOverReply(Array(text.replacing(from, with: to).utf8))
      }
    }
  }

  @Test("codes are written into lines and found there again, in place")
  func lines() {
    let lengths: [(name: CodeName, count: Int)] = [(.pin, 2), (.puk, 6), (.cip, 24)]
    var text = [UInt8](repeating: 0, count: CodeLines.count(lengths))
    text.withUnsafeMutableBytes { bytes in
      CodeLines.write(into: bytes, lengths) { name, place in
        place.initializeMemory(as: UInt8.self, repeating: name == .puk ? 0x37 : 0x38)
      }
    }
    #expect(text == Array("pin 88\npuk 777777\ncip \(String(repeating: "8", count: 24))\n".utf8))
    let places = text.withUnsafeBytes { CodeLines.places(in: $0) }
    #expect(places?.map(\.name) == [.pin, .puk, .cip] && places?.map(\.range.count) == [2, 6, 24])
  }

  @Test(
    "lines of anything else hold no code, and nothing that a terminal would obey",
    arguments: [
      "", "\n", "pin", "pin 12", "pin \n", "pin 12\npin 34\n", "pan 12\n", "pin 1 2\n", "pin \u{1B}c\n",
      "pin 12\n\n", "pin \u{7F}\n", "pin à\n", "pin \(String(repeating: "1", count: 65))\n", " 12\n",
    ])
  func badLines(text: String) {
    #expect(Array(text.utf8).withUnsafeBytes { CodeLines.places(in: $0)?.count } == nil)
  }
}
