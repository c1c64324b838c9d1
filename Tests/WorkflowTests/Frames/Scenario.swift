import Domain
import Registry
import Sync
import Terminal

@testable import Workflow

/// How to come to a frame worth keeping: the keys from an empty home.
struct Scenario: Sendable {
  let name: String
  /// Whether the registry is out of reach from the last key on.
  var losesLine = false
  /// A doctor whose list fills up before the last key.
  var fills: Identifier<Medico>?
  /// What is done to desk and session before the first key.
  var prepare: @Sendable (Harness) async throws -> Void = { _ in }
  /// What happens elsewhere before the last key.
  var meanwhile: (@Sendable (Harness) async throws -> Void)?
  let acts: [Act]

  init(
    _ name: String, _ acts: [Act], losesLine: Bool = false, fills: Identifier<Medico>? = nil,
    meanwhile: (@Sendable (Harness) async throws -> Void)? = nil,
    prepare: @escaping @Sendable (Harness) async throws -> Void = { _ in }
  ) {
    self.meanwhile = meanwhile
    self.prepare = prepare
    self.name = name
    self.losesLine = losesLine
    self.fills = fills
    self.acts = acts
  }

  private static func open(_ code: String, _ caseID: String) -> [Act] {
    [.type(code + " "), .scan(SmallRegion.code(caseID))]
  }

  private static let full = open("SM", "medico-completo") + ["1", "D'ALB", .tab]

  private static let reserved = open("SM", "posti-ignoti") + ["1", "HÖLL", .tab]

  /// Every screen, the practices that change something last.
  static let all: [Scenario] =
    [
      Scenario("home", []),
      Scenario("home-trovati", ["PROVA"]),
      Scenario("home-errore", ["PRVNNA80A41Y000X", .enter]),
      Scenario("assistito", [.scan(SmallRegion.code("cambio"))]),
      Scenario("assistito-pagina-2", [.scan(SmallRegion.code("permesso-con-ricevuta")), .f(8), .f(8)]),
      Scenario("scelta-senza-persona", ["SM", .enter, "PROVA"]),
      Scenario("scelta", open("SM", "cambio")),
      Scenario("scelta-medici", open("SM", "cambio") + ["1", "MA"]),
      Scenario("scelta-regole", full),
      Scenario("scelta-regole-cursore", full + [.f(8), .down]),
      Scenario("scelta-documenti", open("SM", "permesso-con-ricevuta") + ["4", "SEREN", .tab]),
      Scenario("scelta-minore", open("SM", "sotto-6-anni") + ["1", "MARCH", .tab]),
      Scenario("scelta-conferma", reserved + [.f(10)]),
      Scenario("scelta-errori", open("SM", "cambio") + [.f(10)]),
      Scenario("scelta-opzioni", open("SM", "cambio") + [.f(4)]),
      Scenario("revoca", open("RM", "cambio") + ["1"]),
      Scenario("ricusazione", open("RC", "cambio") + ["o", .tab]),
      Scenario("tessera", open("TS", "cambio") + ["1", "1"]),
      Scenario("tessera-delega", open("TS", "cambio") + ["4", "1", "1", "31122030"]),
      Scenario("codici", open("PI", "cambio") + ["1", "31122030", .tab, "s", "s"]),
      Scenario("codici-delega", open("PI", "cambio") + ["1", "31122030", .tab, "3"]),
      Scenario("medici", ["ME", .enter]),
      Scenario("scadenze", ["SC", .enter]),
      Scenario("coda-vuota", ["CO", .enter]),
      Scenario("demo", ["DM", .enter]),
      Scenario(
        "demo-linea",
        ["DM", .enter, .key(.home)] + Array(repeating: .key(.backTab), count: 7) + ["3", .f(10)]),
      Scenario("formazione", ["FO", .enter], prepare: { $0.desk.drills = try DrillFixture.series() }),
      Scenario("formazione-domanda", ["FO", .enter, .enter, .down, .enter]),
      Scenario(
        "formazione-formatore", ["FO", .enter, .enter, .down, .enter], prepare: { $0.work(as: .formatore) }),
      Scenario("formazione-fine", ["FO", .enter, .down, .enter] + Array(repeating: .enter, count: 8)),
      Scenario("accesso", [.control("l")]),
      Scenario("aiuto-campo", full + [.f(1)]),
      Scenario("aiuto-guida", open("SM", "cambio") + [.f(1), .f(1)]),
      Scenario("riga-comandi", open("SM", "cambio") + [.f(2)]),
      Scenario("riga-comandi-ricerca", open("SM", "cambio") + [.f(2), "sca", .down]),
      Scenario("segnalazione", [.scan(SmallRegion.code("residenza-in-verifica")), .command("segnala")]),
      Scenario("esito-definitiva", open("SM", "cambio") + ["1", "MARCH", .f(10)]),
      Scenario(
        "esito-provvisoria", open("SM", "ricongiungimento") + ["1", "SEREN", .tab, .f(10)],
        losesLine: true),
      Scenario(
        "esito-promemoria", open("SM", "medico-completo") + ["1", "SEREN", .tab, .f(10)],
        fills: "mmg-001"),
      Scenario(
        "esito-revoca", open("RM", "lavoratore-europeo") + ["1", "2", .f(10)]),
      Scenario(
        "demo-sospensione", ["DM", .enter, .key(.home)] + Array(repeating: .key(.backTab), count: 6) + ["2"]),
      Scenario(
        "scelta-registro-assente", open("SM", "16-anni") + ["1", "MARCH", .tab], prepare: { await away($0) }),
      Scenario(
        "scelta-seconda-manca", open("SM", "posti-ignoti") + ["1", "HÖLL", .tab, .f(10)],
        prepare: { await away($0) }),
      Scenario(
        "esito-superata", open("SM", "posti-ignoti") + ["1", "FABBR", .tab, .f(10), .wait(600), .f(10)],
        meanwhile: { harness in
          let other = try await Harness(desk: harness.desk)
          try await other.run(open("SM", "posti-ignoti") + ["1", "HÖLL", .tab])
          try await other.confirm()
        }),
      Scenario("coda", ["CO", .enter]),
      Scenario("coda-conflitti", ["CO", .enter], prepare: { try await conflicts($0) }),
      Scenario(
        "coda-da-sistemare", ["CO", .enter, .key(.backTab), "5", .tab, .down],
        prepare: { try await conflicts($0) }),
      Scenario("turno", ["US", .enter], prepare: { try await conflicts($0) }),
    ] + Self.esenzioni
    + [
      (2, "da-verificare"), (3, "elenco-completo"), (4, "superata"), (5, "altra-asl"), (6, "deceduto"),
      (7, "unificata"), (8, "dati-riservati"), (9, "doppione"), (10, "stornata"), (11, "rifatta"),
    ].map {
      number, name in
      Scenario(
        "pratica-\(name)", ["CO", .enter] + Array(repeating: .down, count: 14 - number) + [.enter],
        prepare: { try await conflicts($0) })
    }
    + [
      Scenario(
        "consegna",
        open("PI", "cambio") + ["1", "31122030", .tab, "s", "s", "p0@posta.example", .f(10)]),
      Scenario("consegna-aperta", open("PI", "cambio")),
    ]

  /// The line is down since two o'clock, and the desk goes on with its copy.
  private static func away(_ harness: Harness) async {
    harness.desk.line = .down
    harness.desk.copyFrom = harness.clock.now - .seconds(9 * 60)
    let status = RegistryStatus(
      mode: .unreachable(since: harness.clock.now - .seconds(8 * 60)), heardAt: harness.desk.copyFrom)
    try? await harness.give(.registry(status))
  }

  /// A queue with every conflict, and the registry line that counts it.
  private static func conflicts(_ harness: Harness) async throws {
    let rows = try await QueueFixture.rows(on: harness.desk)
    harness.desk.set(rows)
    let status = RegistryStatus(
      mode: .active(failures: 0), tally: QueueFixture.tally(rows), heardAt: harness.clock.now)
    try await harness.give(.registry(status))
  }

  /// Goes to the frame.
  func play(in harness: Harness) async throws {
    defer {
      harness.desk.line = .works
      harness.desk.copyFrom = nil
    }
    try await prepare(harness)
    guard let last = acts.last, losesLine || fills != nil || meanwhile != nil else {
      return try await harness.run(acts)
    }
    try await harness.run(Array(acts.dropLast()))
    if losesLine { harness.desk.line = .down }
    if let fills { _ = try await harness.desk.registry.fill(fills) }
    try await meanwhile?(harness)
    try await harness.run([last])
    harness.desk.line = .works
  }
}
