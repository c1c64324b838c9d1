import Domain
import Terminal
import Testing

@testable import Workflow

@Suite("Looking for a code of exemption") struct EsenzioneLookUpTests {
  @Test(
    "a text that leads to no code says why at the field and offers nothing",
    arguments: [
      ("M12", "esenzione.ricetta."), ("ZZZ9", "errore.esenzione.sconosciuta"),
      ("S04", "errore.esenzione.superata"),
      // A guess is no fact: what is said of a code that only looks alike is not said of this text.
      ("Z99", "errore.esenzione.sconosciuta.forse"), ("Q99", "errore.esenzione.sconosciuta.forse"),
      ("X99", "errore.esenzione.sconosciuta.forse"), ("CIAO", "errore.esenzione.sconosciuta"),
    ])
  func nothing(text: String, key: String) async throws {
    let harness = try await Harness()
    try await harness.run(["ES ", EsenzioniTests.anna, .type(text)])
    #expect(harness.form.error(of: "code")?.key.hasPrefix(key) ?? false, "\(text)")
    try await harness.run([.enter])
    #expect(harness.screen == "esenzioni")
    #expect(harness.submissions == 0)
  }

  @Test("old spellings and superseded codes lead to what took their place", arguments: ["002A", "034"])
  func successors(text: String) async throws {
    let harness = try await Harness()
    let found = EsenzioneLookUp(text, harness.session.scene)
    #expect(!found.entries.isEmpty && found.entries.allSatisfy { $0.isIssuable })
    #expect(found.certain == nil)
    #expect(found.note != nil)
  }

  @Test("the words for a code that does not exist name those that look like it")
  func proposals() async throws {
    let harness = try await Harness()
    try await harness.run(["ES ", EsenzioniTests.anna, "Q99"])
    #expect(harness.form.error(of: "code")?.arguments.first?.contains("M99") ?? false)
    #expect(harness.rows.contains { $0.contains("Codice sconosciuto") && $0.contains("M99") })
    #expect(!harness.rows.contains { $0.contains("gravidanza") })
  }

  @Test("everything that the catalogue issues can be reached by its code, and nothing else is offered")
  func reachable() async throws {
    let harness = try await Harness()
    let scene = harness.session.scene
    for entry in scene.profile.esenzioni.catalog.entries where entry.holds(in: scene.profile.esenzioni.region)
    {
      let found = EsenzioneLookUp(entry.code.rawValue, scene)
      #expect(found.entries.allSatisfy { $0.isIssuable }, "\(entry.code.rawValue)")
      if entry.isIssuable {
        #expect(found.entries.contains { $0.code == entry.code }, "\(entry.code.rawValue)")
      } else {
        #expect(found.error != nil || found.note != nil, "\(entry.code.rawValue)")
      }
    }
  }

  @Test("a whole code and Enter take that code, also where longer ones begin with it")
  func exact() async throws {
    let harness = try await Harness()
    try await harness.run(["ES ", EsenzioniTests.anna, "013", .enter])
    #expect(harness.screen == "esenzione-rilascio", "\(harness.notice ?? "")")
    #expect(harness.form.value(of: "code") == "013|nazionale")
    // The same in the field of the form itself, and a longer code still wins over its beginning.
    for (typed, code) in [("016", "016|nazionale"), ("013.250", "013.250|nazionale")] {
      let other = try await Harness()
      try await other.run(["ES ", EsenzioniTests.anna, "013", .enter, .backTab, .backTab])
      other.session.layers[other.session.layers.count - 1].flow.form.setFocus("code")
      try await other.run([.control("u"), .type(typed), .enter])
      #expect(other.form.value(of: "code") == code)
    }
    // A beginning is none: the operator has to choose.
    try await harness.run([.f(3), "ES ", EsenzioniTests.anna, "01", .enter])
    #expect(harness.screen == "esenzioni")
  }

  @Test("two letters and Enter take nothing", arguments: ["DM", "SM", "AL"])
  func twoLetters(text: String) async throws {
    let harness = try await Harness()
    try await harness.run(["ES ", EsenzioniTests.anna, .type(text), .enter, .f(10)])
    #expect(harness.screen == "esenzioni")
  }

  @Test("a code of another region says so and offers none that looks like it")
  func elsewhere() async throws {
    let harness = try await Harness()
    let found = EsenzioneLookUp("E05", harness.session.scene)
    #expect(found.error?.key == "errore.esenzione.altra_regione")
    #expect(found.entries.isEmpty)
  }

  @Test(
    "spoken words offer what is meant",
    arguments: [("invalido civile", "C01"), ("tumore", "048"), ("celiachia", "059")])
  func spoken(text: String, code: String) async throws {
    let harness = try await Harness()
    let found = EsenzioneLookUp(text, harness.session.scene)
    #expect(found.entries.first?.code.rawValue == code)
    #expect(found.error == nil)
  }
}
