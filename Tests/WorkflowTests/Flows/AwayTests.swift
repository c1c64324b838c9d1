import Domain
import Population
import Registry
import Sync
import Terminal
import Testing

@testable import Workflow

@Suite("A scelta while the registry is away") struct AwayTests {
  /// A harness whose registry has been silent for eight minutes; the copy is nine minutes old.
  private static func harness(role: Role = .responsabile) async throws -> Harness {
    let harness = try await Harness(role: role)
    harness.desk.line = .down
    harness.desk.copyFrom = harness.clock.now - .seconds(9 * 60)
    let status = RegistryStatus(
      mode: .unreachable(since: harness.clock.now - .seconds(8 * 60)), heardAt: harness.desk.copyFrom)
    try await harness.give(.registry(status))
    return harness
  }

  @Test("shows the places with their age, and asks nothing more where there are many")
  func many() async throws {
    let harness = try await Self.harness()
    try await harness.run(["SM ", .scan(SmallRegion.code("16-anni")), "1", "MARCH", .tab])
    #expect(harness.rows.contains { $0.contains("visti 09:51, non garantiti") })
    #expect(!harness.form.isVisible("secondMedico"))
    try await harness.confirm()
    #expect(harness.notice == "esito.provvisoria")
  }

  @Test("with few or unknown places demands a second choice that the citizen has signed")
  func few() async throws {
    let harness = try await Self.harness()
    try await harness.run(["SM ", .scan(SmallRegion.code("posti-ignoti")), "1", "HÖLL", .tab])
    #expect(harness.form.isVisible("secondMedico"))
    #expect(harness.rows.contains { $0.contains("serve con firma") })
    #expect(harness.rows.contains { $0.contains("Seconda scelta") && $0.contains(" * ") })
    try await harness.run([.f(10)])
    #expect(harness.notice == "errore.seconda.manca" && harness.form.focus == "secondMedico")
    #expect(harness.submissions == 0)
    try await harness.run(["HÖLL", .tab])
    #expect(harness.form.errors.map(\.error.key) == ["errore.seconda.uguale"])
    try await harness.run([.f(10)])
    #expect(harness.notice == "errore.seconda.uguale")
    try await harness.fill("secondMedico", "ZORZ")
    try await harness.run([.tab, .f(10)])
    #expect(
      harness.notice == "errore.seconda.firma" && harness.submissions == 0,
      "\(harness.findings) \(harness.form.errors) \(harness.notice ?? "") \(harness.rows)")
    try await harness.fill("secondSigned", "s")
    try await harness.run([.f(10), .wait(600), .f(10)])
    #expect(harness.submissions == 1)
    guard case .scelta(let content) = harness.desk.committed.first?.practice?.content else {
      Issue.record("no scelta was taken")
      return
    }
    #expect(content.request.secondChoice == "mmg-007")
    #expect(harness.notice == "esito.provvisoria")
  }

  @Test("a second choice that the rules refuse is told at its own field, and cannot be confirmed")
  func refusedSecond() async throws {
    let harness = try await Self.harness()
    try await harness.run(["SM ", .scan(SmallRegion.code("16-anni")), "1", "SEREN", .tab])
    #expect(harness.form.isVisible("secondMedico"))
    try await harness.fill("secondMedico", "LUNAR")
    try await harness.run([.tab])
    try await harness.fill("secondSigned", "s")
    #expect(harness.findings.contains("REG-30") && harness.findings.contains("AMB-02"))
    #expect(harness.form.errors.map(\.field) == ["secondMedico"])
    // Nothing is asked for that has no field.
    #expect(harness.form.errors.map(\.error.key) == ["regola.AMB-02.second"])
    #expect(
      harness.session.top?.flow.findings.contains { $0.messageKey == "regola.AMB-02.acceptance" } == false)
    try await harness.run([.f(10), .wait(600), .escape, .f(10), .wait(600), .escape])
    #expect(harness.submissions == 0)
    try await harness.fill("secondMedico", "MARCH")
    try await harness.run([.tab])
    #expect(
      !harness.findings.contains("REG-30") && harness.form.errors.isEmpty,
      "\(harness.findings) \(harness.form.errors) \(harness.rows)")
    try await harness.run([.f(10), .wait(600), .f(10)])
    #expect(harness.submissions == 1)
  }

  @Test("one that the citizen has not signed is not carried, and stops nothing")
  func unsignedSecond() async throws {
    let harness = try await Self.harness()
    try await harness.run(["SM ", .scan(SmallRegion.code("16-anni")), "1", "SEREN", .tab])
    try await harness.fill("secondMedico", "LUNAR")
    try await harness.run([.tab])
    try await harness.fill("secondSigned", "n")
    #expect(harness.form.errors.isEmpty && !harness.findings.contains("REG-30"))
    try await harness.run([.f(10), .wait(600), .f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "") \(harness.form.errors)")
    guard case .scelta(let content) = harness.desk.committed.first?.practice?.content else { return }
    #expect(content.request.secondChoice == nil)
  }

  @Test("where the rules admit no second choice the citizen may go without, if the operator says so")
  func noSecond() async throws {
    let harness = try await Self.harness()
    try await harness.run(["SM ", .scan(SmallRegion.code("16-anni")), "1", "SEREN", .tab, .f(10)])
    #expect(harness.notice == "errore.seconda.manca" && harness.submissions == 0)
    try await harness.fill("secondSigned", "n")
    #expect(harness.form.errors.isEmpty, "\(harness.form.errors)")
    try await harness.run([.f(10), .wait(600), .f(10)])
    #expect(harness.submissions == 1, "\(harness.notice ?? "") \(harness.form.errors)")
    guard case .scelta(let content) = harness.desk.committed.first?.practice?.content else { return }
    #expect(content.request.secondChoice == nil)
  }

  @Test("never calls a registry silent that refuses the desk")
  func refusedDesk() async throws {
    for (cause, key) in [
      (RegistryStatus.StopCause.tokenRefused, "errore.anagrafe.token"),
      (.configuration, "errore.anagrafe.postazione"),
    ] {
      let harness = try await Self.harness()
      harness.desk.copyFrom = nil
      var status = RegistryStatus(mode: .stopped(since: harness.clock.now))
      status.stopCause = cause
      try await harness.give(.registry(status))
      try await harness.run(["AS ", .scan(SmallRegion.code("cambio"))])
      #expect(harness.notice == key)
    }
  }

  @Test("the list of doctors says from when it is, or that there is none, and never that nobody was found")
  func directory() async throws {
    let harness = try await Self.harness()
    try await harness.run(["ME", .enter])
    #expect(harness.notice == "medici.elenco_del")
    #expect(harness.rows[22].contains("09:51"))
    try await harness.run(["QQQ"])
    #expect(harness.notice == "medici.elenco_senza")
    harness.desk.copyFrom = nil
    try await harness.run([.f(5)])
    #expect(harness.notice == "medici.non_disponibile")
    try await harness.give(.registry(RegistryStatus(mode: .unreachable(since: harness.clock.now))))
    harness.desk.copyFrom = harness.clock.now
    try await harness.run([.f(5)])
    #expect(harness.notice == "medici.non_disponibile")
    let atHand = try await Harness()
    try await atHand.run(["ME", .enter])
    #expect(atHand.notice == nil)
    try await atHand.run(["QQQ"])
    #expect(atHand.notice == "medici.nessuno")
  }

  @Test("and the same doctor with the registry at hand asks for none") func atHand() async throws {
    let harness = try await Harness()
    try await harness.run(["SM ", .scan(SmallRegion.code("posti-ignoti")), "1", "HÖLL", .tab])
    #expect(!harness.form.isVisible("secondMedico"))
  }

  @Test("the last place offers a second choice and does not demand it") func last() async throws {
    let harness = try await Harness()
    try await harness.run(["SM ", .scan(SmallRegion.code("ultimo-posto")), "1", "ZOR", .tab])
    #expect(harness.form.isVisible("secondMedico"))
    #expect(!harness.rows.contains { $0.contains("Seconda scelta") && $0.contains(" * ") })
    try await harness.confirm()
    #expect(harness.notice == "esito.definitiva")
  }

  @Test("of a restricted record is not taken at all, and at hand only by a supervisor")
  func restricted() async throws {
    let acts: [Act] = ["SM ", .scan(SmallRegion.code("dati-riservati")), "1", "MARCH", .tab]
    let away = try await Self.harness()
    try await away.run(acts + [.f(10), .wait(600), .f(10)])
    #expect(away.notice == "errore.riservati.registro" && away.submissions == 0)
    let clerk = try await Harness(role: .sportello)
    try await clerk.run(acts + [.f(10), .wait(600), .f(10)])
    #expect(clerk.notice == "errore.riservati.ruolo" && clerk.submissions == 0)
  }

  @Test("during an announced stop is refused with a promemoria, and what was typed stays")
  func stop() async throws {
    for (policy, isTaken) in [(Suspension.Policy.blocco, false), (.presaInCarico, true)] {
      let harness = try await Self.harness()
      var status = RegistryStatus(
        mode: .suspended(.announced(ends: []), since: harness.clock.now), heardAt: harness.desk.copyFrom)
      status.windows = [
        Suspension(
          start: harness.clock.now - .seconds(600), announcedEnds: [harness.clock.now + .seconds(36_000)],
          policy: policy, kinds: [.scelta, .revoca], source: "prova")
      ]
      try await harness.give(.registry(status))
      try await harness.run([
        "SM ", .scan(SmallRegion.code("16-anni")), "1", .type(isTaken ? "MARCH" : "SEREN"), .tab,
      ])
      #expect(harness.findings.contains("SOS-01"))
      try await harness.run([.f(10), .wait(600), .f(10)])
      #expect(harness.submissions == (isTaken ? 1 : 0), "\(policy)")
      if isTaken {
        #expect(harness.notice == "esito.provvisoria")
      } else {
        // Nobody is asked for a second choice first.
        #expect(harness.notice == "regola.SOS-01.somePromemoria")
        #expect(harness.screen == "scelta" && harness.desk.drafts.count == 1)
        try await harness.run([.f(9)])
        guard case .promemoria? = harness.desk.printed.last else {
          Issue.record("no promemoria")
          return
        }
      }
    }
  }
}

@Suite("What another desk does meanwhile") struct MeanwhileTests {
  @Test("is told to the second desk, which may confirm as a new linked request")
  func overtaken() async throws {
    let first = try await Harness()
    let acts: [Act] = ["SM ", .scan(SmallRegion.code("posti-ignoti")), "1", "FABBR", .tab]
    try await first.run(acts)
    let second = try await Harness(desk: first.desk)
    try await second.run(["SM ", .scan(SmallRegion.code("posti-ignoti")), "1", "HÖLL", .tab])
    try await second.confirm()
    #expect(second.notice == "esito.definitiva", "\(second.findings)")
    try await first.run([.f(10), .wait(600), .f(10)])
    #expect(first.notice == "esito.promemoria")
    #expect(first.rows.contains { $0.contains("un altro sportello ha cambiato la posizione") })
    #expect(first.rows.contains { $0.contains("Höllriegel Jürgen") })
    let refused = try #require(first.desk.committed.first?.practice)
    try await first.run([.command("correggi")])
    #expect(first.screen == "scelta" && first.notice == "stato.correzione")
    try await first.run(["1", .f(10)])
    #expect(first.notice == "esito.definitiva", "\(first.findings) \(first.notice ?? "")")
    #expect(first.desk.committed.first?.practice?.partOf == refused.id)
  }

  @Test("a confirmed practice is not to be made anew") func confirmed() async throws {
    let harness = try await Harness()
    try await harness.run(["SM ", .scan(SmallRegion.code("cambio")), "1", "MARCH", .f(10)])
    try await harness.run([.command("correggi")])
    #expect(harness.screen == "esito" && harness.notice != "stato.correzione")
  }
}

@Suite("The levers of the trainer") struct LeverTests {
  /// A lever, by the fields that set it and the field's key strokes.
  static let all: [(fields: [(FieldID, String)], lever: DemoLever)] =
    zip(1..., DemoLever.Line.allCases).map { ([("line", "\($0)")], .line($1)) }
    + [
      ([("stop", "3")], .resume), ([("reverse", "s")], .reverseLast), ([("reset", "s")], .reset),
      ([("clock", "1")], .deskClock(minutes: 0)), ([("clock", "2")], .deskClock(minutes: 3)),
      ([("clock", "3")], .deskClock(minutes: -3)), ([("clock", "4")], .deskClock(minutes: 1440)),
      ([("medico", "MARCH")], .fill("mmg-003")),
    ]

  @Test("pull what they say, each once", arguments: all.indices)
  func levers(place: Int) async throws {
    let item = Self.all[place]
    let harness = try await Harness()
    try await harness.run(["DM", .enter])
    for (field, text) in item.fields {
      try await harness.lever(field, text)
    }
    try await harness.run([.f(10)])
    let pulled = harness.effects.compactMap { effect -> DemoLever? in
      if case .ask(_, .demo(let lever)) = effect, lever != .cases { lever } else { nil }
    }
    #expect(pulled == [item.lever])
    if case .line(let line) = item.lever {
      #expect(harness.notice == "demo.fatto.linea.\(line.rawValue)")
    } else {
      #expect(harness.notice == "demo.fatto")
      #expect(harness.session.notice?.arguments.last == "in linea")
    }
  }

  @Test("say what was done, and how the line behaves since, also when the screen was left in between")
  func told() async throws {
    let harness = try await Harness()
    try await harness.run(["DM", .enter])
    try await harness.lever("line", "3")
    try await harness.run([.f(10)])
    #expect(harness.rows[22].contains("Linea interrotta: le pratiche restano in coda"))
    try await harness.run([.f(3), "DM", .enter])
    try await harness.lever("clock", "2")
    try await harness.run([.f(10)])
    #expect(harness.rows[22].contains("Orologio: avanti 3 minuti. Linea: tagliata: non risponde."))
    try await harness.lever("clock", "1")
    try await harness.lever("line", "1")
    try await harness.run([.f(10)])
    #expect(harness.rows[22].contains("2 leve") && harness.rows[22].contains("Linea: in linea."))
  }

  @Test("stop the registry with a policy, an end and new data", arguments: Suspension.Policy.allCases)
  func stop(policy: Suspension.Policy) async throws {
    let harness = try await Harness()
    try await harness.run(["DM", .enter])
    try await harness.lever("stop", policy == .blocco ? "1" : "2")
    try await harness.lever("hours", "4")
    try await harness.lever("migration", "s")
    try await harness.run([.f(10)])
    let end = harness.clock.now + .seconds(4 * 3_600)
    #expect(harness.desk.levers == [.suspend(policy, isMigration: true, end: end)])
  }

  @Test("let things happen to a person, who has to be named", arguments: DemoLever.PersonEvent.allCases)
  func person(event: DemoLever.PersonEvent) async throws {
    let harness = try await Harness()
    let digit = DemoLever.PersonEvent.allCases.firstIndex(of: event)! + 1
    try await harness.run(["DM", .enter])
    try await harness.lever("event", "\(digit)")
    try await harness.run([.f(10)])
    #expect(harness.notice == "demo.manca_persona" && harness.desk.levers.isEmpty)
    try await harness.run(["PROVA ANNA", .tab, .f(10)])
    guard case .person(let id, event)? = harness.desk.levers.last else {
      Issue.record("\(harness.desk.levers) \(harness.notice ?? "")")
      return
    }
    let person = try await harness.desk.registry.person(id)
    #expect(person?.identity.name.uppercased() == "ANNA")
  }

  @Test("are read back as long as they are pulled, also when the screen was left in between")
  func readBack() async throws {
    let harness = try await Harness()
    func now() -> String { harness.rows[4] }
    try await harness.run(["DM", .enter])
    #expect(now().contains("Adesso: in linea") && !now().contains("·"))
    try await harness.lever("line", "2")
    try await harness.lever("stop", "1")
    try await harness.lever("hours", "4")
    try await harness.run([.f(10)])
    #expect(now().contains("lenta") && now().contains("sospesa, blocco (10/3 14:00)"))
    try await harness.run([.f(3), "DM", .enter])
    try await harness.lever("clock", "4")
    try await harness.lever("stop", "3")
    try await harness.lever("line", "4")
    try await harness.run([.f(10)])
    #expect(now().contains("perde le risposte · Orologio: avanti un giorno"))
    #expect(!now().contains("sospesa"))
    // A stop that has ended by itself is none any more.
    try await harness.lever("stop", "2")
    try await harness.lever("hours", "1")
    try await harness.run([.f(10)])
    #expect(now().contains("in carico"))
    harness.clock.move(to: harness.clock.now + .seconds(7_200))
    try await harness.run([.f(3), "DM", .enter])
    #expect(!now().contains("in carico"))
  }

  @Test("say when none is set") func none() async throws {
    let harness = try await Harness()
    try await harness.run(["DM", .enter, .f(10)])
    #expect(harness.notice == "demo.niente" && harness.desk.levers.isEmpty)
  }
}

extension Harness {
  /// Goes up from the list of cases to a lever and types.
  func lever(_ field: FieldID, _ text: String) async throws {
    for _ in 0..<20 where form.focus != field { try await press(.backTab) }
    for _ in 0..<20 where form.focus != field { try await press(.tab) }
    try #require(form.focus == field, "\(field) cannot be reached")
    try await run([.control("u"), .type(text)])
    if field == "medico" { try await run([.tab]) }
  }
}
