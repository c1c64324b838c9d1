import Domain
import Terminal
import Testing

@testable import Workflow

@Suite("Whatever the screen") struct SessionTests {
  /// How to open each screen.
  static let screens: [String: [Act]] = [
    "home": [],
    "assistito": [.scan(SmallRegion.code("cambio"))],
    "scelta": ["SM ", .scan(SmallRegion.code("cambio")), "1"],
    "revoca": ["RM ", .scan(SmallRegion.code("cambio")), "1"],
    "ricusazione": ["RC ", .scan(SmallRegion.code("cambio")), "o"],
    "esenzioni": ["ES ", .scan(SmallRegion.code("cambio")), "CARD"],
    "esenzione-rilascio": ["ES ", .scan(SmallRegion.code("cambio")), "E02", "1"],
    "esenzione": ["ES ", .scan(SmallRegion.code("esenzione-revisione")), .tab, .enter],
    "esenzione-revoca": [
      "ES ", .scan(SmallRegion.code("esenzione-revisione")), .tab, .enter, "2", .enter, "1",
    ],
    "esenzioni-lotto": ["ES", .enter, .command("lotto"), "PRV"],
    "rilascio-pin-ts-cns": ["PI ", .scan(SmallRegion.code("cambio")), "1"],
    "consegna": [
      "PI ", .scan(SmallRegion.code("cambio")), "1", "31122030", .tab, "s", "s", "p0@posta.example", .f(10),
    ],
    "tessera": ["TS ", .scan(SmallRegion.code("cambio")), "1"],
    "medici": ["ME", .enter, "MAR"],
    "scadenze": ["SC", .enter],
    "coda": ["CO", .enter],
    "turno": ["FT", .enter],
    "demo": ["DM", .enter],
    "segnalazione": [.scan(SmallRegion.code("cambio")), .command("segnala"), "MANCA"],
    "esito": ["SM ", .scan(SmallRegion.code("ricongiungimento")), "1", "SEREN", .f(10)],
  ]

  static let names = screens.keys.sorted()

  @Test("the command line changes the language and nothing that was typed", arguments: names)
  func language(screen: String) async throws {
    let harness = try await Harness()
    try await harness.run(Self.screens[screen]!)
    #expect(harness.screen == screen)
    let typed = harness.form.draft
    let focus = harness.form.focus
    for (name, code) in [("DEUTSCH", "de"), ("FRANÇAIS", "fr"), ("SLOVENŠČINA", "sl"), ("ENGLISH", "en")] {
      try await harness.run([.f(2), .type(name), .enter])
      #expect(harness.effects.contains(.speak(language: code)), "\(name)")
      guard Resources.words[code] != nil else { continue }
      #expect(harness.session.scene.words.language == code)
      #expect(harness.screen == screen)
      #expect(FrameRules.missingKeys(harness.session.draw()) == [], "\(code)")
    }
    #expect(harness.form.draft == typed)
    #expect(harness.form.focus == focus)
  }

  @Test("F1, F1 again and Escape leave it as it was", arguments: names)
  func help(screen: String) async throws {
    let harness = try await Harness()
    try await harness.run(Self.screens[screen]!)
    let before = harness.session.draw().lines.map { String($0) }.dropLast(2)
    try await harness.run([.f(1), .f(1), .escape])
    #expect(harness.session.overlay == nil)
    #expect(harness.screen == screen)
    #expect(harness.session.draw().lines.map { String($0) }.dropLast(2) == before)
  }

  @Test("the lock hides it, and the right passphrase brings it back", arguments: names)
  func lock(screen: String) async throws {
    let harness = try await Harness()
    try await harness.run(Self.screens[screen]!)
    let person = harness.session.person?.identity.surname
    let before = harness.form.draft
    try await harness.run([.control("l")])
    #expect(harness.session.isLocked)
    if let person { #expect(!harness.rows.contains { $0.contains(person) }) }
    for key in [Act.f(2), .f(3), .f(6), .escape] {
      try await harness.run([key])
      #expect(harness.session.isLocked)
    }
    try await harness.run(["sbagliata", .f(10)])
    #expect(harness.notice == "errore.accesso")
    try await harness.run([.type(harness.desk.passphrase), .f(10)])
    #expect(!harness.session.isLocked)
    #expect(harness.screen == screen)
    #expect(harness.form.draft == before)
  }

  @Test("a smaller and a larger terminal show the same screen", arguments: names)
  func resize(screen: String) async throws {
    let harness = try await Harness()
    try await harness.run(Self.screens[screen]!)
    let before = harness.session.draw()
    try await harness.run([.resize(40, 10)])
    #expect(FrameRules.hasCursor(harness.session.draw()))
    try await harness.run([.resize(132, 43)])
    #expect(FrameRules.hasCursor(harness.session.draw()))
    try await harness.run([.resize(80, 24)])
    #expect(GoldenText.render(harness.session.draw()) == GoldenText.render(before))
  }

  @Test("Tab and Shift-Tab take the cursor along with the focus", arguments: names, Resources.languages)
  func cursor(screen: String, language: String) async throws {
    let harness = try await Harness(language: language)
    try await harness.run(Self.screens[screen]!)
    let words = harness.session.scene.words
    for key in [Key.tab, .backTab] {
      for _ in 0..<30 {
        try await harness.press(key)
        let grid = harness.session.draw()
        guard let focus = harness.form.focus, let place = harness.form.spec.place(of: focus) else { continue }
        let cursor = try #require(grid.cursor)
        let field = harness.form.spec.fields[place]
        switch field.kind {
        case .list, .prose: break
        case .text, .masked, .date, .choice, .yesNo, .secret, .lookUp, .readOnly:
          let row = String(grid.lines[cursor.row])
          #expect(row.contains(words.text(field.labelKey)), "\(focus): \(row)")
        }
      }
    }
  }

  @Test("keys without a meaning are refused with a word", arguments: ["c", "s", "q", "v", "d", "\\"])
  func swallowed(letter: Character) async throws {
    let harness = try await Harness()
    try await harness.run([.control(letter)])
    #expect(harness.notice == "messaggio.tasto_riservato")
  }

  @Test("US leaves the program and keeps the draft")
  func quit() async throws {
    let harness = try await Harness()
    try await harness.run(Self.screens["scelta"]! + [.f(2), "US", .enter])
    #expect(harness.effects.last == .quit)
    #expect(harness.desk.drafts.count == 1)
  }
}
