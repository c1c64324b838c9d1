import Domain
import Registry
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

  @Test("a code that was unified opens whoever has it now only when that was said and Enter pressed again")
  func unified() async throws {
    let harness = try await Harness()
    let (old, new) = (SmallRegion.code("cambio"), SmallRegion.code("posti-ignoti"))
    let registry = harness.desk.registry
    let gone = try #require(try await registry.person(PersonCode.parse(old)))
    let kept = try #require(try await registry.person(PersonCode.parse(new)))
    try await registry.merge(gone.id, into: kept.id)
    try await harness.run([.type("SM " + old), .enter])
    #expect(harness.screen == "home" && harness.notice == "stato.codice.unificato")
    #expect(harness.session.notice?.arguments.first == old)
    try await harness.run([.enter])
    #expect(
      harness.screen == "scelta" && harness.session.person?.id == kept.id,
      "\(harness.screen) \(harness.notice ?? "")")
    try await harness.run([.f(3), .scan(old)])
    #expect(harness.screen == "home" && harness.notice == "stato.codice.unificato")
    // Whoever types on has somebody else in mind.
    try await harness.run(["X", .enter])
    #expect(harness.screen == "home")
    // Under the code that counts nothing has to be said.
    try await harness.run([.control("u"), .scan(new)])
    #expect(harness.screen == "assistito" && harness.notice != "stato.codice.unificato")
  }

  @Test("a scanned code whose last letter is wrong is said so at once, and stays to be looked at")
  func wrongScan() async throws {
    let harness = try await Harness()
    let right = SmallRegion.code("cambio")
    let code = String(right.dropLast()) + (right.last == "A" ? "B" : "A")
    for text in [code, "RC " + code] {
      try await harness.run([.scan(text)])
      #expect(harness.notice?.hasPrefix("errore.cf") == true)
      #expect(harness.form.value(of: "entry") == text && harness.screen == "home")
      try await harness.run([.control("u")])
    }
  }

  @Test("the code of an operation and a surname behind it search for the person it is for")
  func operationAndName() async throws {
    let harness = try await Harness()
    let code = try PersonCode.parse(SmallRegion.code("cambio"))
    let person = try #require(try await harness.desk.registry.person(code))
    let name = "\(person.identity.surname), \(person.identity.name)"
    try await harness.run([.type("RM \(name)"), .enter])
    #expect(harness.screen == "revoca" && harness.session.person?.id == person.id)
    try await harness.run([.f(3), .type("RM \(name)"), .down, .enter])
    #expect(harness.screen == "revoca" && harness.session.person?.id == person.id)
    try await harness.run([.f(3), .type("RM ZZZZZ"), .enter])
    #expect(harness.screen == "home" && harness.notice == "stato.ricerca.vuota")
    let pharmacy = try await Harness(role: .consultazione)
    try await pharmacy.run([.type("RM \(name)"), .enter])
    #expect(pharmacy.screen == "home")
  }

  @Test("F3 at home empties the field for the next person")
  func startOver() async throws {
    let harness = try await Harness()
    try await harness.run(["PROVA", .f(3)])
    #expect(harness.form.value(of: "entry").isEmpty && harness.form.focus == "entry")
    try await harness.run(["SM", .enter])
    #expect(harness.screen == "scelta")
  }

  @Test("below the list of doctors stands the one under the cursor")
  func medicoUnderCursor() async throws {
    let harness = try await Harness()
    try await harness.run(["ME", .enter, .tab, .tab])
    for _ in 0..<3 {
      try await harness.run([.down])
      let id = Identifier<Medico>(harness.form.value(of: "rows"))
      let medico = try #require(
        try await harness.desk.registry.medici(MedicoQuery()).first { $0.medico.id == id }?.medico)
      let name = MedicoRows.name(medico)
      // Once in the list, once below it.
      #expect(harness.rows.count { $0.contains(name) } == 2, "\(name)")
    }
  }

  @Test("a list of expiries from the desk's own copy says that it is no whole one")
  func partialExpiries() async throws {
    let harness = try await Harness()
    try await harness.run(["SC", .enter])
    #expect(harness.notice == "stato.scadenze")
    let steps = { (isPartial: Bool) in
      var flow = ExpiriesFlow(harness.session.scene)
      return flow.receive(.expiries([], isPartial: isPartial), to: .expiries, harness.session.scene)
    }
    #expect(steps(true) == [.say(Notice(.warning, "stato.scadenze.parziale", ["0"]))])
    #expect(steps(false) == [.say(Notice(.note, "stato.scadenze", ["0"]))])
    for isPartial in [true, false] {
      var flow = ExpiriesFlow(harness.session.scene)
      _ = flow.receive(.expiries([], isPartial: isPartial), to: .expiries, harness.session.scene)
      let printed = flow.handle(.action(.print), harness.session.scene)
      #expect(printed == [.ask(.print(.expiries([], isPartial: isPartial)))])
    }
  }
}
