import Domain
import Terminal
import Testing

@testable import Workflow

@Suite("Home") struct HomeTests {
  @Test(
    "says at the field what is wrong with a code",
    arguments: [
      ("PRVNNA80A41Y000X", "errore.cf.controllo"),
      ("PRVNNA80A41Y000", "errore.cf.lunghezza"),
      ("PRVNNA80B71Y000J", "errore.cf.data"),
      ("PRVNN180A41Y000J", "errore.cf.carattere"),
      ("123456789012", "errore.provvisorio"),
    ])
  func wrongCode(code: String, key: String) async throws {
    let harness = try await Harness()
    try await harness.run([.type(code), .enter])
    #expect(harness.screen == "home")
    #expect(harness.form.error(of: "entry")?.key.hasPrefix(key) == true)
    #expect(harness.form.value(of: "entry") == code)
    #expect(harness.form.focus == "entry")
    #expect(harness.effects.contains(.bell))
  }

  @Test("says that nobody has a code which is right", arguments: ["PRVGNI65T10Y001V", "CCCFBA85D03Z105P"])
  func unknown(code: String) async throws {
    let harness = try await Harness()
    try await harness.run([.type(code), .enter])
    #expect(harness.screen == "home" || harness.screen == "assistito")
    if harness.screen == "home" {
      #expect(harness.notice?.hasPrefix("errore.") == true || harness.form.error(of: "entry") != nil)
    }
  }

  @Test("asks to go on typing what is nothing yet", arguments: ["P", "PR", "XX", "7"])
  func unfinished(text: String) async throws {
    let harness = try await Harness()
    try await harness.run([.type(text), .enter])
    #expect(harness.screen == "home")
    #expect(harness.notice == "errore.ingresso.incompleto")
  }

  @Test("opens by code, card, name and row the same person")
  func ways() async throws {
    let desk = try await Harness().desk
    let code = SmallRegion.code("cambio")
    let ways: [[Act]] = [
      [.type(code), .enter], [.type(code.lowercased()), .enter], [.scan(code)], [.paste(code), .enter],
      ["PROVA ANNA", .enter], ["prova, a", .enter], ["PROVA 1980", .enter],
      ["PROVA", .down, .enter],
    ]
    for way in ways {
      let harness = try await Harness(desk: desk)
      try await harness.run(way)
      #expect(harness.screen == "assistito", "\(way)")
      #expect(harness.session.person?.identity.surname == "Prova", "\(way)")
    }
  }

  @Test("shows only the people of what stands in the field, however late the others come")
  func lateAnswers() async throws {
    let harness = try await Harness()
    harness.isHolding = true
    try await harness.run(["PRO", "VA GI"])
    try await harness.release(reversed: true)
    let shown = harness.rows.filter { $0.contains("Prova") }
    #expect(shown.count == 1)
    #expect(shown[0].contains("Gino"))
  }

  @Test("F5 has the registry tried, and says where the answer shows")
  func tryAgain() async throws {
    let harness = try await Harness()
    try await harness.run([.f(5)])
    #expect(harness.asked { $0 == .queue } == 1)
    #expect(harness.notice == "stato.anagrafe.riprova")
    #expect(harness.screen == "home")
  }

  @Test("forgets what was found when the field is emptied before the answer")
  func lateAfterErasing() async throws {
    let harness = try await Harness()
    harness.isHolding = true
    try await harness.run(["PROVA", .control("u")])
    try await harness.release()
    #expect(!harness.form.isVisible("found"))
  }

  @Test("opens a transaction for the person typed behind its code", arguments: ["SM", "RM", "RC", "AS"])
  func withPerson(code: String) async throws {
    let harness = try await Harness()
    let screens = ["SM": "scelta", "RM": "revoca", "RC": "ricusazione", "AS": "assistito"]
    try await harness.run([.type("\(code) \(SmallRegion.code("cambio"))"), .enter])
    #expect(harness.screen == screens[code])
    #expect(harness.session.person?.identity.name == "Anna")
    try await harness.run([.f(3)])
    #expect(harness.form.value(of: "entry") == "")
  }
}
