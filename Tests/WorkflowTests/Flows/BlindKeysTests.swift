import Domain
import Terminal
import Testing

@testable import Workflow

@Suite("Keys that nobody meant") struct BlindKeysTests {
  private static let anna = Act.scan(SmallRegion.code("cambio"))
  private static let next = SmallRegion.code("esenzione-revisione")

  /// The card of a record of the person of every test here.
  private static func card(_ code: String) async throws -> Harness {
    let harness = try await Harness()
    try await EsenzioneFixture.give(EsenzioneFixture.all, to: "cambio", on: harness.desk)
    try await harness.run(["ES ", anna, .type(code), .f(10)])
    #expect(harness.screen == "esenzione")
    return harness
  }

  @Test("while the terminal is too small nothing counts but a larger one", arguments: [(79, 24), (80, 23)])
  func tooSmall(columns: Int, rows: Int) async throws {
    let harness = try await Harness()
    try await harness.run(EsenzioniTests.issue("E02") + ["1", "1", "s"])
    let before = GoldenText.render(harness.session.draw())
    try await harness.run([
      .resize(columns, rows), .f(10), .wait(700), .f(10), "X", .escape, .f(3), Self.anna, .paste("X"),
      .f(2), .control("l"),
    ])
    #expect(harness.submissions == 0)
    #expect(!harness.session.isLocked)
    try await harness.run([.resize(80, 24)])
    #expect(GoldenText.render(harness.session.draw()) == before)
    try await harness.run([.f(10), .wait(700), .f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "")")
  }

  @Test("a card that is scanned over a record opens that person's exemptions and orders nothing")
  func scanOverRecord() async throws {
    let harness = try await Self.card("013")
    let anna = try #require(harness.session.person)
    try await harness.run([.scan(Self.next)])
    #expect(harness.screen == "esenzioni")
    #expect(harness.session.person?.id != anna.id)
    #expect(harness.asked { if case .print = $0 { true } else { false } } == 0)
    #expect(harness.form.value(of: "code").isEmpty)
  }

  @Test("the card of the same person scanned again leaves the record as it stands")
  func scanAgain() async throws {
    let harness = try await Self.card("013")
    try await harness.run([Self.anna])
    #expect(harness.screen == "esenzione")
    #expect(harness.asked { if case .print = $0 { true } else { false } } == 0)
  }

  @Test("a number only chooses what is done with a record", arguments: ["1", "2", "3", "4", "5"])
  func numbers(number: String) async throws {
    let harness = try await Self.card("013")
    try await harness.run([.type(number)])
    #expect(harness.screen == "esenzione")
    #expect(harness.asked { if case .print = $0 { true } else { false } } == 0)
  }

  @Test("two digits of a code that is typed lead at most to a form, which commits nothing", arguments: 1...9)
  func twoNumbers(second: Int) async throws {
    let harness = try await Self.card("013")
    try await harness.run(["2", .type("\(second)")])
    #expect(["esenzione", "esenzione-revoca"].contains(harness.screen))
    #expect(harness.submissions == 0)
    #expect(harness.asked { if case .print = $0 { true } else { false } } == 0)
  }

  @Test("the action chosen beforehand ends nothing", arguments: EsenzioneFixture.all)
  func usual(record: Esenzione) async throws {
    let harness = try await Harness()
    try await harness.run([Self.anna])
    let usual = EsenzioneAction.usual(record, of: harness.session.person, harness.session.scene)
    #expect(usual != .revoke && usual != .annul)
    // A verbale of invalidity is not renewed by reading a declaration, nor is what has expired printed again.
    if record.code.rawValue == "C03" { #expect(usual == nil) }
  }

  @Test(
    "what is neither a code nor a card takes nobody in the series, and says so",
    arguments: ["XXXX", "ESEMPIO"])
  func nobody(text: String) async throws {
    let harness = try await Harness()
    try await harness.run(["ES", .enter, .command("lotto"), .type(text), .tab])
    #expect(harness.notice == "errore.lotto.persona")
    #expect(harness.session.person == nil)
  }
}

@Suite("Papers of exemptions") struct EsenzionePapersTests {
  private static func orders(_ harness: Harness) -> [PrintOrder] {
    harness.effects.compactMap { if case .ask(_, .print(let order)) = $0 { order } else { nil } }
  }

  @Test("F9 before F10 prints what has to be signed, under its own name in the legend")
  func declaration() async throws {
    let harness = try await Harness()
    try await harness.run(EsenzioniTests.issue("E02") + ["1", "1", "s"])
    #expect(harness.rows[23].contains("F9 Modulo"))
    try await harness.run([.f(9)])
    guard case .selfDeclaration(let content)? = Self.orders(harness).last else {
      return #expect(Bool(false), "no declaration was printed")
    }
    #expect(content.code.rawValue == "E02")
  }

  @Test("where a doctor signs, F9 prints what to bring")
  func certificate() async throws {
    let harness = try await Harness()
    try await harness.run(["ES ", EsenzioniTests.anna, "013", .enter, "1"])
    #expect(harness.rows[23].contains("F9 Stampa"))
    try await harness.run([.command("modulo")])
    #expect(Self.orders(harness).isEmpty)
    #expect(harness.notice == "stato.esenzione.modulo")
  }

  @Test("a request names no document that nobody saw")
  func seen() async throws {
    let harness = try await Harness()
    try await harness.run(EsenzioniTests.issue("E02") + ["1", "1", "s", .f(10), .wait(700), .f(10)])
    guard case .esenzioneRilascio(let content)? = harness.desk.committed.first?.practice?.content else {
      return #expect(Bool(false), "no exemption was committed: \(harness.notice ?? "")")
    }
    #expect(content.documentsSeen == [.identityDocument, .incomeDeclaration])
  }

  @Test("what another region issued is not attested here")
  func elsewhere() async throws {
    let harness = try await Harness()
    let record = EsenzioneFixture.record(
      "031", from: "2018-01-10", issuer: EsenzioneFixture.elsewhere, origin: .otherRegistry)
    let scene = harness.session.scene
    #expect(EsenzioneAction.reprint.refusal(record, of: nil, scene) == "errore.stampa.esenzione.regione")
    #expect(record.isOfAnotherRegion(than: scene.author.desk.asl))
  }
}
