import Domain
import Sync
import Terminal
import Testing

@testable import Workflow

@Suite("Codes of a card, on the screens PI and of the hand-over") struct CodesTests {
  private static let lombardia = Resources.profile("lombardia")
  /// The plain case: everything told, and the contact on file typed again.
  private static let plain: [Act] = [
    "PI ", .scan(SmallRegion.code("cambio")), "1", "31122030", .tab, "s", "s",
  ]

  private static func contact(_ harness: Harness) -> String { harness.form.value(of: "contact") }

  /// Up to the first half on the screen.
  private func showing(_ harness: Harness) async throws {
    try await harness.run(Self.plain)
    try await harness.run([.type(Self.contact(harness)), .f(10)])
    #expect(harness.screen == "consegna", "\(harness.notice ?? "") \(harness.findings)")
  }

  @Test("the plain case is handed over and leaves a fact with a masked contact and a number, in few keys")
  func plain() async throws {
    let harness = try await Harness(profile: Self.lombardia)
    try await harness.run(Self.plain)
    let address = Self.contact(harness)
    #expect(!address.isEmpty)
    try await harness.run([.type(address), .f(10)])
    #expect(harness.screen == "consegna" && harness.submissions == 0)
    try await harness.run([.f(10)])
    #expect(harness.screen == "esito", "\(harness.notice ?? "")")
    guard case .rilascioPin(let fact)? = harness.desk.committed.first?.practice?.content else {
      Issue.record("nothing was stored")
      return
    }
    #expect(fact.handOver?.rawValue == "C-2026-000001")
    #expect(fact.contacts.map(\.channel) == [.email] && !fact.contacts.contains { $0.masked == address })
    // Asked: the chip, the day, form, identity, the address, and whether the citizen has the half. The rest are
    // the two letters of the screen, the scan, the end of the day, and F10.
    let keys = 3 + 1 + 1 + 8 + 1 + 1 + 1 + address.count + 1 + 1
    let unknowable = 1 + 8 + 1 + 1 + address.count + 1
    #expect(keys - 1 <= 1 + unknowable + 4)
    // The form is done: behind the outcome is home.
    try await harness.run([.escape])
    #expect(harness.screen == "home")
  }

  @Test("the frame keeps a blank place for each code, and no mark is ever drawn or spoken")
  func places() async throws {
    for language in Session.languages {
      for size in [Size(rows: 24, columns: 80), Size(rows: 43, columns: 132)] {
        let harness = try await Harness(profile: Self.lombardia, language: language, size: size)
        try await showing(harness)
        let frame = harness.session.frame()
        #expect(
          frame.codes.map(\.part) == [.pin, .puk] && frame.codes.map(\.count) == [2, 2], "\(language)")
        for place in frame.codes {
          for column in place.position.column..<place.position.column + place.count {
            #expect(frame.grid[place.position.row, column].character == " ")
          }
        }
        let drawn = harness.session.draw().lines.joined()
        #expect(!drawn.contains { CodeMark.part($0) != nil } && harness.session.codesToTell == [.pin, .puk])
        let spoken = harness.session.linearScene
        #expect(spoken.form?.isVisible("pin") == false && spoken.form?.isVisible("puk") == false)
      }
    }
  }

  static let covers: [(name: String, acts: [Act])] = [
    ("help", [.f(1)]), ("the command line", [.f(2)]), ("the lock", [.control("l")]), ("home", [.f(3)]),
    ("back", [.escape]), ("handed over", [.f(10)]), ("the print", [.f(9)]),
  ]

  @Test("whatever lies over the codes leaves them no place", arguments: covers.indices)
  func covered(row: Int) async throws {
    let harness = try await Harness(profile: Self.lombardia)
    try await showing(harness)
    #expect(!harness.session.frame().codes.isEmpty)
    harness.isHolding = Self.covers[row].name == "handed over"
    try await harness.run(Self.covers[row].acts)
    let isCovered = harness.session.frame().codes.isEmpty
    // F9 has no place on this screen yet: nothing happens.
    #expect(isCovered || Self.covers[row].name == "the print", "\(Self.covers[row].name)")
  }

  @Test("once covered, the half is not shown again, and the citizen may still have it")
  func blanked() async throws {
    let harness = try await Harness(profile: Self.lombardia)
    try await showing(harness)
    try await harness.give(.codesBlanked)
    #expect(harness.session.frame().codes.isEmpty && harness.notice == "stato.codici.coperti")
    try await harness.run([.f(5)])
    #expect(harness.session.frame().codes.isEmpty && harness.screen == "consegna")
    try await harness.run([.f(10)])
    #expect(harness.screen == "esito" && harness.submissions == 0)
    #expect(harness.desk.codeSteps.contains { if case .acknowledge = $0 { true } else { false } })
  }

  @Test("without the registry nothing is asked for, the form stays, and no draft holds the address")
  func offline() async throws {
    let harness = try await Harness(profile: Self.lombardia)
    try await harness.run(Self.plain)
    let address = Self.contact(harness)
    try await harness.run([.type(address)])
    let away = RegistryStatus(mode: .unreachable(since: harness.clock.now), heardAt: harness.clock.now)
    try await harness.give(.registry(away))
    try await harness.run([.f(10), .wait(700), .f(10)])
    #expect(harness.screen == "rilascio-pin-ts-cns" && harness.notice == "errore.codici.fuori_linea")
    #expect(!harness.desk.codeSteps.contains { if case .prepare = $0 { true } else { false } })
    let drafts = harness.desk.drafts.values
    #expect(!drafts.isEmpty && !drafts.contains { $0.values.contains { $0.contains(address) } })
  }

  @Test("what the registry refuses is said with its rule, and the form is still there")
  func refused() async throws {
    let harness = try await Harness(profile: Self.lombardia)
    harness.desk.codeRefusals = [RejectionReason(code: "REG-19")]
    try await harness.run(Self.plain)
    try await harness.run([.type(Self.contact(harness)), .f(10)])
    #expect(harness.screen == "rilascio-pin-ts-cns" && harness.notice == "regola.REG-19")
    #expect(!harness.form.value(of: "contactAgain").isEmpty)
  }

  @Test("codes that come after their screen was left are named, and have no place")
  func late() async throws {
    let harness = try await Harness(profile: Self.lombardia)
    try await harness.run(Self.plain)
    try await harness.run([.type(Self.contact(harness))])
    harness.isHolding = true
    try await harness.run([.f(10), .f(3)])
    try await harness.release()
    #expect(harness.screen == "home" && harness.notice == "avviso.codici.aperti")
    #expect(harness.session.frame().codes.isEmpty && harness.session.codesToTell.isEmpty)
  }

  /// How a hand-over that an earlier run began stands, and the sentence that says what comes next.
  static let open: [(state: CodeHandOver, notice: String)] = [
    (CodeHandOver(stage: .shown, wasShown: true, second: .kept)!, "stato.codici.aperta"),
    (CodeHandOver(stage: .acknowledged, wasShown: true, second: .sending)!, "stato.codici.aperta"),
    (CodeHandOver(stage: .acknowledged, wasShown: true, second: .notSent)!, "stato.codici.aperta"),
    (CodeHandOver(stage: .expired, wasShown: true, second: .kept)!, "stato.codici.aperta"),
  ]

  @Test(
    "a hand-over that is not at its end comes back with its person, and shows no code",
    arguments: open.indices)
  func reopened(row: Int) async throws {
    let first = try await Harness(profile: Self.lombardia)
    try await showing(first)
    first.desk.handOver = Self.open[row].state
    let harness = try await Harness(desk: first.desk, profile: Self.lombardia)
    try await harness.run(["PI ", .scan(SmallRegion.code("cambio"))])
    #expect(harness.screen == "consegna" && harness.notice == Self.open[row].notice)
    #expect(harness.session.frame().codes.isEmpty)
  }

  @Test("one whose second half has left is registered as soon as it is seen again")
  func registered() async throws {
    let first = try await Harness(profile: Self.lombardia)
    try await showing(first)
    first.desk.handOver = CodeHandOver(stage: .acknowledged, wasShown: true, second: .sent)!
    let harness = try await Harness(desk: first.desk, profile: Self.lombardia)
    try await harness.run(["PI ", .scan(SmallRegion.code("cambio"))])
    #expect(harness.screen == "esito")
    #expect(first.desk.codeSteps.contains { if case .record = $0 { true } else { false } })
  }

  @Test("who comes in place of the holder is asked what the region wants, and nothing else")
  func people() async throws {
    let rows: [(profile: String, kind: CodeApplicant.Kind, relative: Relative?, visible: Set<FieldID>)] = [
      ("lombardia", .holder, nil, ["contact"]),
      ("lombardia", .delegate, .spouse, ["contact", "relative", "impediment"]),
      ("lombardia", .delegate, .child, ["contact", "relative", "impediment", "hasSpouse"]),
      (
        "lombardia", .delegate, .sibling,
        ["contact", "relative", "impediment", "hasSpouse", "hasChildren"]
      ),
      ("valle-d-aosta", .parent, nil, ["contact", "parentCard"]),
      (
        "valle-d-aosta", .delegate, Relative.none,
        ["contact", "relative", "certificate", "holderDocumentCopy"]
      ),
      ("sardegna", .holder, nil, ["envelope"]),
    ]
    let all: Set<FieldID> = [
      "contact", "relative", "impediment", "hasSpouse", "hasChildren", "parentCard", "certificate",
      "holderDocumentCopy", "envelope",
    ]
    for row in rows {
      let harness = try await Harness(profile: Resources.profile(row.profile))
      try await harness.run(["PI ", .scan(SmallRegion.code("cambio"))])
      try await harness.set(["applicant": row.kind.rawValue])
      if let relative = row.relative { try await harness.set(["relative": relative.rawValue]) }
      for field in all {
        #expect(harness.form.isVisible(field) == row.visible.contains(field), "\(row) \(field)")
      }
    }
  }

  @Test("a certificate that shows a diagnosis is given back before anything else of it is asked")
  func certificate() async throws {
    let harness = try await Harness(profile: Resources.profile("valle-d-aosta"))
    try await harness.run(["PI ", .scan(SmallRegion.code("cambio"))])
    try await harness.set(["applicant": "delegate", "relative": "none", "certificate": "yes"])
    #expect(harness.form.isVisible("certificateDiagnosis") && !harness.form.isVisible("certificateMonths"))
    try await harness.set(["certificateDiagnosis": "yes"])
    #expect(harness.findings.contains("R-CERT-04") && !harness.form.isVisible("certificateMonths"))
    try await harness.set([
      "certificateDiagnosis": "no", "certificateSigned": "yes", "certificateMonths": "2",
    ])
    #expect(harness.findings.contains("R-CERT-02") && !harness.findings.contains("R-CERT-04"))
    try await harness.set(["certificateMonths": "3"])
    #expect(harness.findings.contains("T-01") && !harness.findings.contains("R-CERT-02"))
  }

  @Test("a contact that is none, or not the same twice, is said at its field and stops F10")
  func contacts() async throws {
    let harness = try await Harness(profile: Self.lombardia)
    try await harness.run(Self.plain)
    try await harness.set(["contact": "nessuno", "contactAgain": "nessuno"])
    #expect(harness.form.error(of: "contact")?.key == "errore.recapito.cellulare")
    try await harness.set(["contact": "333 1234567", "contactAgain": "+39 333 1234568"])
    try await harness.run([.f(10)])
    #expect(harness.form.error(of: "contactAgain")?.key == "errore.recapito.diverso")
    #expect(harness.screen == "rilascio-pin-ts-cns")
    try await harness.set(["contactAgain": "+39 333 1234567"])
    try await harness.run([.f(10)])
    #expect(harness.screen == "consegna", "\(harness.notice ?? "")")
  }

  @Test("in a closed envelope the codes are handed over at once, and the fact bears its number")
  func envelope() async throws {
    let harness = try await Harness(profile: Resources.profile("sardegna"))
    try await harness.run(Self.plain)
    try await harness.set(["envelope": "B-2026-0007"])
    try await harness.run([.f(10), .wait(700), .f(10)])
    guard case .rilascioPin(let fact)? = harness.desk.committed.first?.practice?.content else {
      Issue.record("\(harness.screen) \(harness.notice ?? "") \(harness.findings)")
      return
    }
    #expect(fact.handOver?.rawValue == "B-2026-0007" && fact.contacts.isEmpty)
    #expect(!harness.desk.codeSteps.contains { if case .prepare = $0 { true } else { false } })
  }
}
