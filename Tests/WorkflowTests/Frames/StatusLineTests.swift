import Domain
import Sync
import Terminal
import Testing

@testable import Workflow

/// One state of the registry to show.
struct RegistryMoment: Sendable, CustomTestStringConvertible {
  let name: String
  var status: RegistryStatus

  var testDescription: String { name }

  static let now = Clock(testDay, hour: 15, minute: 30).now
  private static let since = Clock(testDay, hour: 14, minute: 0).now
  private static let ends = [
    Clock(CivilDate(year: 2026, month: 3, day: 12)!, hour: 8, minute: 0).now,
    Clock(CivilDate(year: 2026, month: 3, day: 12)!, hour: 9, minute: 0).now,
  ]

  static let modes: [(String, RegistryMode)] =
    [
      ("attiva", .active(failures: 0)), ("attiva-incerta", .active(failures: 2)),
      ("irraggiungibile", .unreachable(since: since)), ("sospesa", .suspended(.wire, since: since)),
      ("sospesa-annunciata", .suspended(.announced(ends: ends), since: since)),
      ("ferma", .stopped(since: since)),
      ("sospesa-da-ieri", .suspended(.wire, since: since - .seconds(86_400))),
    ] + RegistryMode.Realignment.allCases.map { ("riallineamento-\($0)", .realigning($0, since: since)) }

  /// Counters: to send, awaiting, to verify, to mend.
  static let counters = [
    [0, 0, 0, 0], [3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [3, 2, 1, 1], [99, 99, 99, 99],
  ]

  static func status(_ mode: RegistryMode, _ counts: [Int]) -> RegistryStatus {
    var tally = OutboxTally()
    tally.toSend = counts[0]
    tally.awaitingDecision = counts[1]
    tally.toVerify = counts[2]
    tally.toMend = counts[3]
    var status = RegistryStatus(mode: mode, tally: tally, heardAt: now)
    status.dataAsOf = Clock(testDay, hour: 15, minute: 20).now
    return status
  }

  /// Troubles beside the mode, each changing a status.
  static let troubles: [(String, @Sendable (inout RegistryStatus) -> Void)] = [
    ("nessuno", { $0.isAuthorized = false }), ("orologio-avanti", { $0.clockAhead = 185_000 }),
    ("orologio-indietro", { $0.clockAhead = -3_600_000 }), ("orologio-tollerato", { $0.clockAhead = 60_000 }),
    ("rete", { $0.isCaptivePortal = true }), ("codice", { $0.stopCode = "HTTP-404" }),
    ("token-assente", { $0.stopCause = .tokenMissing }),
    ("token-rifiutato", { $0.stopCause = .tokenRefused }),
    (
      "dati-vecchi",
      { $0.dataAsOf = Clock(CivilDate(year: 2026, month: 2, day: 27)!, hour: 13, minute: 51).now }
    ),
    (
      "dati-mai",
      {
        $0.dataAsOf = nil
        $0.heardAt = nil
      }
    ),
    ("da-troppo", { $0.oldestUnsent = now - .seconds(31 * 60) }),
  ]

  static let all: [RegistryMoment] =
    modes.flatMap { mode in
      counters.map { counts in
        RegistryMoment(
          name: "\(mode.0) \(counts.map { "\($0)" }.joined(separator: "-"))", status: status(mode.1, counts))
      }
    }
    + modes.flatMap { mode in
      troubles.map { trouble in
        var status = status(mode.1, [3, 0, 1, 0])
        trouble.1(&status)
        return RegistryMoment(name: "\(mode.0) \(trouble.0)", status: status)
      }
    }
}

@Suite("Row 2") struct StatusLineTests {
  private static func session(_ moment: RegistryMoment, _ language: String, columns: Int) -> Session {
    let author = Author(
      operatorName: "demo", role: .responsabile,
      desk: Desk(id: "SPORTELLO-1", kind: .asl, asl: CodiceAsl("990101")!))
    let scene = Scene(
      author: author, profile: Resources.italia, isDemo: true, now: RegistryMoment.now,
      words: Resources.words[language]!, screens: Resources.screens, placeName: Resources.placeName,
      registry: moment.status)
    return Session(scene: scene, size: Size(rows: 24, columns: columns), theme: .standard, isLoggedIn: true)
  }

  @Test("is the one that is kept, for every mode, counter and trouble", arguments: Resources.languages)
  func kept(language: String) throws {
    var lines: [String] = []
    for moment in RegistryMoment.all {
      let session = Self.session(moment, language, columns: 80)
      lines.append("\(moment.name)")
      lines.append("  80  " + String(session.draw().lines[1]))
      lines.append("  F1  " + RegistryWords.whole(session.scene))
    }
    try Golden.compare(lines.joined(separator: "\n") + "\n", "riga-anagrafe.\(language).txt")
  }

  @Test("shows every counter that is not zero, with its number, in 80 cells", arguments: Resources.languages)
  func counters(language: String) {
    for moment in RegistryMoment.all {
      let session = Self.session(moment, language, columns: 80)
      let shown = session.registryLine.fitting(width: 80)
      let line = shown.map(\.shown).joined(separator: " · ")
      #expect(line.count <= 79, "\(moment.name): \(line)")
      let tally = moment.status.tally
      for (rank, count) in [
        (1, tally.toMend), (2, tally.toVerify), (3, tally.toSend), (4, tally.awaitingDecision),
      ] {
        let parts = shown.filter { $0.priority == rank }
        #expect(parts.count == (count == 0 ? 0 : 1), "\(moment.name): \(line)")
        for part in parts {
          #expect(
            part.text.split(whereSeparator: { !$0.isNumber }).map(String.init) == ["\(count)"],
            "\(moment.name)")
        }
      }
      #expect(shown.filter { $0.priority == 0 }.count == 1, "\(moment.name): \(line)")
    }
  }

  @Test(
    "names the practices that stop, and never calls a stop of some one of everything",
    arguments: Resources.languages)
  func stops(language: String) {
    for count in 1...PracticeKind.allCases.count {
      var moment = RegistryMoment(
        name: "stop", status: RegistryMoment.status(.active(failures: 0), [3, 0, 1, 0]))
      moment.status.windows = [
        Suspension(
          start: RegistryMoment.now - .seconds(3600), announcedEnds: [RegistryMoment.now + .seconds(86_400)],
          policy: .blocco, kinds: Set(PracticeKind.allCases.prefix(count)), source: "")
      ]
      let session = Self.session(moment, language, columns: 80)
      let line = session.registryLine.fitting(width: 80).map(\.shown).joined(separator: " · ")
      #expect(line.count <= 79, "\(line)")
      let whole = RegistryWords.whole(session.scene)
      let words = Resources.words[language]!
      let isPart = count < PracticeKind.allCases.count
      #expect(whole.contains(words.text("pratica.plurale.scelta")) == isPart, "\(whole)")
      #expect(
        (line.contains(words.text("pratica.plurale.scelta"))
          || line.contains(words.text("stato.anagrafe.alcune"))) == isPart, "\(line)")
    }
  }

  @Test("is green only if nothing is open or wrong and the data are younger than a quarter of an hour")
  func green() {
    for moment in RegistryMoment.all {
      let session = Self.session(moment, "it", columns: 80)
      let isGreen = session.registryLine.parts.contains(where: \.isGood)
      let status = moment.status
      let isClear = status.mode.isSending && status.tally.isClear
      #expect(isGreen == isClear, "\(moment.name)")
    }
    for (minutes, isGreen) in [(0, true), (14, true), (15, false), (60, false)] {
      var status = RegistryMoment.status(.active(failures: 0), [0, 0, 0, 0])
      status.dataAsOf = RegistryMoment.now - .seconds(minutes * 60)
      let session = Self.session(RegistryMoment(name: "", status: status), "it", columns: 80)
      let isShownGreen = session.registryLine.parts.contains(where: \.isGood)
      #expect(isShownGreen == isGreen, "\(minutes)")
    }
    for trouble in RegistryMoment.troubles.prefix(3) + [RegistryMoment.troubles[4]] {
      var status = RegistryMoment.status(.active(failures: 0), [0, 0, 0, 0])
      trouble.1(&status)
      let session = Self.session(RegistryMoment(name: trouble.0, status: status), "it", columns: 80)
      let isGreen = session.registryLine.parts.contains(where: \.isGood)
      #expect(!isGreen, "\(trouble.0)")
    }
  }
}
