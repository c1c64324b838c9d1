import Domain
import Population
import Registry
import Terminal
import Testing

@testable import Workflow

@Suite("The card, on the screen TS") struct TesseraTests {
  private static let open: [Act] = ["TS ", .scan(SmallRegion.code("cambio"))]

  /// The case that was stored; `nil` if none was.
  private func committed(_ harness: Harness) -> TesseraCase? {
    guard case .tessera(let content)? = harness.desk.committed.first?.practice?.content else { return nil }
    return content
  }

  @Test("a duplicate for a loss is stored once the form lies signed, and not before")
  func duplicate() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open + ["1", "2", "1", "31122030"])
    #expect(harness.form.isVisible("hasReport") && !harness.form.isVisible("revocationReason"))
    try await harness.set(["hasReport": "no", "formSigned": "no"])
    try await harness.run([.f(10), .wait(700), .f(10)])
    #expect(harness.submissions == 0)
    #expect(harness.form.focus == "formSigned", "\(harness.findings)")
    try await harness.set(["formSigned": "yes"])
    try await harness.run([.f(10), .wait(700), .f(10)])
    let content = try #require(committed(harness), "\(harness.notice ?? "") \(harness.findings)")
    #expect(content.request == .duplicate(.loss) && content.formsSigned == [.duplicate])
    #expect(content.applicant == .holder && content.desk == .sceltaRevoca)
    #expect(content.documents.map(\.owner) == [.holder])
  }

  @Test("each request asks only what it needs")
  func fields() async throws {
    let rows: [(keys: String, visible: Set<FieldID>)] = [
      ("1", ["duplicateReason", "obstacle", "formSigned", "applicant"]),
      ("2", ["formSigned", "applicant"]), ("3", ["formSigned", "applicant"]),
      ("4", ["revocationReason", "formSigned", "applicant"]), ("5", ["signatures", "oldCardHandedIn"]),
    ]
    let all = Set(rows.flatMap(\.visible))
    for row in rows {
      let harness = try await Harness()
      try await harness.run(Self.open + [.type(row.keys)])
      for field in all {
        #expect(harness.form.isVisible(field) == row.visible.contains(field), "\(row.keys) \(field)")
      }
    }
  }

  @Test("who comes in place of the holder is named, and with a court act that is asked for too")
  func people() async throws {
    let rows: [(CodeApplicant.Kind, Set<FieldID>)] = [
      (.holder, []), (.parent, ["representativeName", "representativeBirth"]),
      (.delegate, ["representativeName", "representativeBirth", "relative", "holderDocument"]),
      (.tutore, ["representativeName", "representativeBirth", "act", "actCovers", "actEnds"]),
      (.curatore473bis7, ["representativeName", "representativeBirth", "act", "actCovers", "actEnds"]),
    ]
    let all = Set(rows.flatMap(\.1))
    for (kind, visible) in rows {
      let harness = try await Harness()
      try await harness.run(Self.open + ["2"])
      try await harness.set(["applicant": kind.rawValue])
      for field in all {
        #expect(harness.form.isVisible(field) == visible.contains(field), "\(kind) \(field)")
      }
    }
  }

  @Test("what was typed of a court act counts no more once the holder came after all")
  func hidden() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open + ["2", "1", "31122030"])
    try await harness.set([
      "applicant": "tutore", "act": "n. 7 del 2025", "representativeName": "PROVA GIANNI",
    ])
    try await harness.set(["applicant": "holder", "formSigned": "yes"])
    try await harness.run([.f(10), .wait(700), .f(10)])
    if let content = committed(harness) {
      #expect(content.applicant == .holder && content.representative == nil)
    } else {
      #expect(harness.findings.contains("TES-02"), "\(harness.findings)")
    }
  }

  @Test("F9 orders the form that has to be signed, with nothing stored")
  func form() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open + ["1", "2", "1", "31122030", .f(9)])
    let orders = harness.effects.compactMap { effect -> TesseraCase? in
      guard case .ask(_, .print(.cardForm(let content))) = effect else { return nil }
      return content
    }
    #expect(orders.map(\.request) == [.duplicate(.loss)])
    #expect(harness.submissions == 0)
  }

  @Test("an operator whose own card it is, is refused at once, and led to what he said")
  func ownCard() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open + ["1", "2", "1", "31122030"])
    try await harness.set(["operatorInvolved": "yes", "hasReport": "no", "formSigned": "yes"])
    #expect(harness.findings.contains("R-OP-01"))
    try await harness.run([.f(10)])
    let focus = harness.form.focus
    #expect(focus == "operatorInvolved" && harness.submissions == 0, "\(harness.notice ?? "")")
  }

  @Test("no rule speaks of a missing last day before it could be typed")
  func undated() async throws {
    let harness = try await Harness()
    try await harness.run(Self.open + ["1", "2", "1"])
    #expect(harness.form.isVisible("documentExpires") && !harness.findings.contains("R-DOC-03"))
    try await harness.set(["documentExpires": "2020-01-01"])
    #expect(harness.findings.contains("R-DOC-03"))
  }

  @Test("a certificate is revoked also where codes are handed over elsewhere")
  func otherDesk() async throws {
    var profile = Resources.italia
    profile.tessera.desks = [.comune]
    let harness = try await Harness(profile: profile)
    try await harness.run(Self.open + ["4", "1", "1", "31122030"])
    #expect(!harness.findings.contains("R-DESK-03"))
  }

  @Test("the line of the card is whole in every language and state", arguments: Session.languages)
  func line(language: String) async throws {
    let harness = try await Harness(language: language)
    let code = try PersonCode.parse(SmallRegion.code("cambio"))
    let card = try #require(try await harness.desk.registry.person(code)?.tessera)
    let day = harness.session.scene.today
    for state: Tessera.State in [
      .notActivated, .active(since: day), .suspended(since: day), .revoked(on: day, reason: .loss),
      .replaced(on: day),
    ] {
      var card = card
      card.state = state
      #expect(TesseraWords.line(card, harness.session.scene).count <= 52)
    }
  }
}
