import Domain
import Population
import Terminal
import Testing

@testable import Workflow

@Suite("Random input") struct StormTests {
  private static let blows = 20_000

  /// One answer of each kind and more, as a desk gives them.
  private static func pool() async throws -> [Answer] {
    let harness = try await Harness()
    let desk = harness.desk
    var pool: [Answer] = [
      .people([]), .person(nil, fromCache: true), .medici([]), .history([]), .queue([]), .expiries([]),
      .draft(nil), .draft(["identityDocument": "9", "medico": "X", "effectiveDate": "2026-99-99"]),
      .unlocked(harness.session.scene.author), .unlocked(nil), .done, .failed(.registryUnreachable),
      .failed(.printer),
      .failed(.denied(reasonKey: "diritto.ruolo")), .printed(.file(path: "x", copy: 2)),
    ]
    for item in SmallRegion.region.demoCases.prefix(20) {
      let person = try await desk.answer(.person(.code(item.code)))
      pool.append(person)
      guard case .person(let found?, _) = person else { continue }
      pool.append(try await desk.answer(.history(found.id)))
      for medico in ["mmg-001", "mmg-002", "pls-001"] {
        pool.append(
          try await desk.answer(
            .facts(FactsQuery(person: found.id, medico: Identifier(medico), relative: nil))))
      }
    }
    pool.append(try await desk.answer(.medici(MedicoQuery(text: "", kind: nil))))
    pool.append(try await desk.answer(.demo(.cases)))
    pool.append(try await desk.answer(.expiries))
    try await harness.run(["SM ", .scan(SmallRegion.code("cambio")), "1", "MARCH", .f(10)])
    pool.append(try await desk.answer(.queue))
    let conflicts = try await QueueFixture.rows(on: desk)
    pool += [.queue(conflicts)] + conflicts.map { .queueRow($0) }
    for case .ask(_, let question) in harness.effects {
      if case .submit = question { pool.append(try await desk.answer(question)) }
    }
    return pool
  }

  @Test("neither traps nor loses the cursor nor empties the stack", arguments: SessionTests.names)
  func storm(screen: String) async throws {
    let harness = try await Harness()
    try await harness.run(SessionTests.screens[screen]!)
    let start = harness.session
    var session = start
    let seed = UInt64(SessionTests.names.firstIndex(of: screen)! + 1)
    var storm = Storm(seed: seed, pool: try await Self.pool(), now: harness.clock.now)
    for blow in 1...Self.blows {
      // A storm ends behind the lock sooner or later: the screen gets its share.
      if blow % 200 == 0 { session = start }
      storm.strike(&session)
      if session.layers.isEmpty { Issue.record("no screen left after \(blow)") }
      guard blow % 16 == 0 else { continue }
      let grid = session.draw()
      if !FrameRules.hasCursor(grid) { Issue.record("no cursor after \(blow)") }
      if grid.size != session.size { Issue.record("wrong size after \(blow)") }
    }
    #expect(session.layers[0].screen == "home")
  }

  @Test("of ten thousand characters or of broken ones fits every screen", arguments: SessionTests.names)
  func long(screen: String) async throws {
    let long = [String(repeating: "字À9 ", count: 2_500), String(repeating: "\u{FFFD}\u{301}", count: 5_000)]
    for text in long {
      let harness = try await Harness()
      try await harness.run(SessionTests.screens[screen]!)
      try await harness.run([.paste(text), .tab])
      #expect(harness.screen == screen)
      #expect(FrameRules.hasCursor(harness.session.draw()))
    }
  }

  @Test("that is no UTF-8 arrives as one sign each and does no harm", arguments: SessionTests.names)
  func broken(screen: String) async throws {
    let harness = try await Harness()
    try await harness.run(SessionTests.screens[screen]!)
    var reader = InputReader(escapeDelayMilliseconds: 25)
    let bytes: [UInt8] = [0xC3, 0x28, 0xFF, 0xFE, 0xE2, 0x82, 0x41, 0xF0, 0x9F, 0x98, 0x80, 0xED, 0xA0, 0x80]
    for input in reader.feed(bytes, atMilliseconds: 5_000) { try await harness.feed(input, after: 50) }
    for input in reader.flush(atMilliseconds: 9_000) { try await harness.feed(input, after: 50) }
    #expect(FrameRules.hasCursor(harness.session.draw()))
    #expect(harness.screen == screen || screen == "home")
  }
}
