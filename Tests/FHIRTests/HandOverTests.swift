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

  private static func reply(_ state: CodeHandOver = CodeHandOver()) -> HandOverReply {
    HandOverReply(id: "C-2026-000001", handOver: state, until: until)
  }

  @Test("a request is read back as it was written, with its whole case", arguments: [0, 1])
  func request(step: Int) throws {
    let practice = try #require(Samples.practices.first { $0.content.kind == .rilascioPin })
    let request: HandOverRequest = step == 0 ? .prepare(practice) : .acknowledge(practice.id)
    #expect(try HandOverRequest(request.bytes) == request)
    #expect(request.operation == practice.id)
    #expect("\(request)" == "HandOverRequest(\(practice.id.rawValue))")
    let card = try NumeroTessera("80380000300000000011")
    #expect(HandOverRequest.path(card) == "Device/80380000300000000011/$consegna-codici")
  }

  @Test("a request without operation, of another step or about another case is refused")
  func badRequests() throws {
    let practice = try #require(Samples.practices.first { $0.content.kind == .rilascioPin })
    let bytes = HandOverRequest.prepare(practice).bytes
    let other = String(practice.id.rawValue.reversed())
    for (from, to) in [
      ("urn:uuid:\(practice.id.rawValue)", "urn:uuid:\(other)"), ("\"prepara\"", "\"attendi\""),
      ("\"prepara\"", "\"altro\""), ("\"operazione\"", "\"altra\""), ("\"caso\"", "\"cosa\""),
      ("\"Parameters\"", "\"Task\""),
    ] {
      let changed = String(decoding: bytes, as: UTF8.self).replacing(from, with: to)
      #expect(throws: FHIRError.self, "\(from)") { try HandOverRequest(Array(changed.utf8)) }
    }
  }

  @Test("an answer is read back in every state")
  func replies() throws {
    #expect(Self.states.count == 8)
    for state in Self.states {
      let reply = Self.reply(state)
      #expect(try HandOverReply(reply.bytes()) == reply)
      #expect(try HandOverReply(reply.bytes(room: [(.pin, 2), (.puk, 2)])) == reply)
    }
    let impossible = String(decoding: Self.reply().bytes(), as: UTF8.self)
      .replacing("\"valueBoolean\":false", with: "\"valueBoolean\":true")
    #expect(throws: FHIRError.self) { try HandOverReply(Array(impossible.utf8)) }
  }

  @Test("codes are filled in and taken out in place, and nothing else of the body is touched")
  func codes() throws {
    let lengths: [(name: CodeName, count: Int)] = [(.pin, 2), (.puk, 6), (.cip, 24)]
    let empty = Self.reply().bytes(room: lengths)
    var body = empty
    var room: [Int] = []
    #expect(
      CodeFields.visit(&body) { name, place in
        room.append(place.count)
        place.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "7"))
      } == 3)
    #expect(room == [2, 6, 24] && body.count == empty.count)
    let text = String(decoding: body, as: UTF8.self)
    #expect(text.contains("\"77\"") && text.contains("\"777777\""))
    var taken: [CodeName: Int] = [:]
    _ = CodeFields.visit(&body) { name, place in
      taken[name] = place.count { $0 == UInt8(ascii: "7") }
      place.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "0"))
    }
    #expect(taken == [.pin: 2, .puk: 6, .cip: 24] && body == empty)
  }

  @Test("codes are found however another registry orders and spaces the answer, and only in the first half")
  func otherOrders() {
    var body = Array(
      """
      { "parameter" : [ {"valueString":"11","name":"pin"},
        {"part":[{"valueString": "22", "name": "pin"}, {"name":"altro","valueString":"33"}],
         "name":"prima-meta", "id":"x"}, {"name":"seconda-meta","part":[{"name":"pin","valueString":"44"}]} ],
        "resourceType":"Parameters" }
      """.utf8)
    var found: [String] = []
    #expect(CodeFields.visit(&body) { found.append(String(decoding: $1, as: UTF8.self)) } == 1)
    #expect(found == ["22"])
  }

  @Test(
    "of broken bytes and codes with escapes nothing is lent",
    arguments: [
      "", "{", "[]",
      #"{"parameter":[{"name":"prima-meta","part":[{"name":"pin","valueString":"1\u0032"}]}]}"#,
      #"{"parameter":[{"name":"prima-meta","part":[{"name":"pin","valueString":12}]}]}"#,
      #"{"parameter":[{"name":"prima-meta","part":[{"name":"pin","valueString":"12"}]}"#,
    ])
  func broken(text: String) {
    var body = Array(text.utf8)
    #expect(CodeFields.visit(&body) { _, _ in Issue.record("lent") } == nil)
  }
}
