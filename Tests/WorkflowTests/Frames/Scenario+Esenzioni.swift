import Domain
import Sync
import Terminal

@testable import Workflow

extension Scenario {
  private static let anna: [Act] = ["ES ", .scan(SmallRegion.code("cambio"))]

  /// The screens of exemptions, over records that only these frames know.
  static let esenzioni: [Scenario] =
    [
      plain("esenzioni-senza-persona", ["ES", .enter, "PROVA"]),
      with("esenzioni", EsenzioneFixture.all, anna),
      with("esenzioni-riservata", EsenzioneFixture.all, anna + [.tab, .down, .down]),
      with("esenzioni-sola-lettura", EsenzioneFixture.all, anna + [.tab, .down, .down, .down, .down]),
      plain("esenzioni-codice", anna + ["IPERT"]),
      plain("esenzioni-ricetta", anna + ["M12"]),
      plain("esenzione-reddito", anna + ["E02", "1", "1", "1"]),
      plain("esenzione-cronica", anna + ["013", .f(10), "1", "1"]),
      plain("esenzione-tumore", anna + ["048", .f(10), "1", "1"]),
      plain("esenzione-rara", anna + ["RG0020", .f(10), "1"]),
      plain("esenzione-invalidita", anna + ["C03", .f(10), "1", "1"]),
      plain("esenzione-stranieri", anna + ["X22", .f(10), "1"]),
      plain("esenzione-riservata", anna + ["020", .f(10), "1", "1"]),
      plain("esenzione-rifiutata", anna + ["E02", "1", "5", "1", "s", .f(10)]),
      with("esenzione-rinnovo", [EsenzioneFixture.lastYear], anna + ["E02", "1"]),
      with("esenzione-scheda", EsenzioneFixture.all, anna + ["020", .f(10), "5", .enter]),
      with("esenzioni-stati", EsenzioneFixture.states, anna + [.tab]),
      with("esenzione-fine", EsenzioneFixture.all, anna + ["013", .f(10), "2"]),
      with("esenzione-bloccata", EsenzioneFixture.states, anna + [.tab, .down, .down, .enter, "2"]),
      plain(
        "esenzione-nucleo",
        anna + ["E02", "1", "1", "1"] + Array(repeating: Act.backTab, count: 3) + ["s", "2"]),
      with("esenzione-revoca", EsenzioneFixture.all, anna + ["013", .f(10), "2", .enter, "1", "1"]),
      Scenario(
        "esenzione-sospesa", anna + ["E02", "1", "1", "1", "s", .f(10)],
        prepare: { harness in
          try await EsenzioneFixture.give([], to: "cambio", on: harness.desk)
          var status = harness.session.scene.registry
          status.windows = [
            Suspension(
              start: harness.clock.now - .seconds(3600),
              announcedEnds: [harness.clock.now + .seconds(3 * 86_400)], policy: .blocco,
              kinds: Set(PracticeKind.allCases), source: "")
          ]
          try await harness.give(.registry(status))
        }),
      with("esenzioni-lotto-chiuso", [], batch),
      series("esenzioni-lotto", batch + [.scan(SmallRegion.code("cambio"))]),
      series(
        "esenzioni-lotto-rifiutata",
        batch + [.scan(SmallRegion.code("cambio")), .tab, .tab, "2", .f(10)]
          + Array(repeating: .tab, count: 5)),
    ]

  private static let batch: [Act] = ["ES", .enter, .command("lotto")]

  /// The renewals in series in a region that takes them all year.
  private static func series(_ name: String, _ acts: [Act]) -> Scenario {
    Scenario(
      name, acts,
      prepare: { harness in
        harness.session.scene.profile.esenzioni.batchFrom = nil
        try await EsenzioneFixture.give([EsenzioneFixture.lastYear], to: "cambio", on: harness.desk)
      })
  }

  private static func plain(_ name: String, _ acts: [Act]) -> Scenario { with(name, [], acts) }

  private static func with(_ name: String, _ records: [Esenzione], _ acts: [Act]) -> Scenario {
    Scenario(
      name, acts,
      prepare: { try await EsenzioneFixture.give(records, to: "cambio", on: $0.desk) })
  }
}
