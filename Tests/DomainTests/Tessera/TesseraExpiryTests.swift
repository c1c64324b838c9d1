import Domain
import Testing

private typealias F = TesseraFixture

@Suite("The newest card is among what ends") struct TesseraExpiryTests {
  /// The days from today to the last one of the card, its state, and whether it is listed.
  static let rows: [(days: Int, state: Tessera.State, isListed: Bool)] = [
    (-1, .notActivated, false), (0, .notActivated, true), (60, .notActivated, true),
    (61, .notActivated, false),
    (0, .active(since: F.today), true), (60, .suspended(since: F.today), true),
    (30, .revoked(on: F.today, reason: .theft), false), (30, .replaced(on: F.today), false),
  ]

  private static func card(_ days: Int, _ state: Tessera.State = .notActivated) -> Tessera {
    Tessera(number: F.number, issued: F.today, expires: F.today.adding(days: days), state: state)
  }

  @Test("through its last day, sixty days ahead, while it is in force", arguments: rows)
  func edges(days: Int, state: Tessera.State, isListed: Bool) {
    let listed = F.holder(Self.card(days, state)).expiries(from: F.today, exemptionDays: 60)
      .filter { $0.kind == .tessera }
    #expect(listed.map(\.on) == (isListed ? [F.today.adding(days: days)] : []))
    #expect(listed.allSatisfy { $0.medicoName.isEmpty && $0.esenzione == nil })
  }

  @Test("so many days ahead as the profile says, and never further than the list goes")
  func days() {
    func listed(_ cardDays: Int, horizon: Int = 90) -> Int {
      F.holder(Self.card(30)).expiries(
        from: F.today, days: horizon, exemptionDays: 60, cardDays: cardDays
      ).count { $0.kind == .tessera }
    }
    #expect(listed(29) == 0 && listed(30) == 1 && listed(366, horizon: 29) == 0)
  }

  @Test("not for the dead, nor the card before the newest, and by date among the others")
  func others() {
    #expect(
      F.holder(Self.card(10)) { $0.posizione.deathDate = F.today }.expiries(from: F.today, exemptionDays: 60)
        .isEmpty)
    let renewed = F.holder(Self.card(2_000)) { person in
      var old = Self.card(10)
      old.number = F.card("090")
      person.posizione.tessere.append(old)
    }
    #expect(renewed.expiries(from: F.today, exemptionDays: 60).isEmpty)
    for (days, place) in [(10, 0), (30, 1)] {
      let person = F.holder(Self.card(days)) {
        $0.posizione.assistenza = Assistenza(
          asl: F.asl, start: F.today, kind: .temporary(until: F.today.adding(days: 20)))
      }
      let kinds = person.expiries(from: F.today, exemptionDays: 60).map(\.kind)
      #expect(kinds.count == 2 && kinds[place] == .tessera)
    }
  }

  @Test("and time changes nothing of it: the registry has no event of a card")
  func events() {
    let posizione = F.holder(Self.card(10)).posizione
    #expect(posizione.events(from: F.today, through: F.today.adding(days: 90)).isEmpty)
  }
}
