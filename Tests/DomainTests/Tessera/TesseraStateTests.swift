import Domain
import Testing

@Suite("A card goes through its states") struct TesseraStateTests {
  private static let day = Fixture.day("2026-06-15")
  private static let number = try! NumeroTessera("80380000300000000018")
  private static let states: [Tessera.State] = [
    .notActivated, .active(since: day), .suspended(since: day), .revoked(on: day, reason: .theft),
    .replaced(on: day),
  ]
  private static let events: [TesseraEvent] = [
    .codesHandedOver(day), .suspend(day), .reactivate(day), .revoke(day, .theft), .replace(day),
  ]
  /// The state after each event, by its place in the list; `nil` where the event is refused.
  private static let legal: [[Int?]] = [
    [1, nil, nil, 3, 4], [1, 2, nil, 3, 4], [nil, nil, 1, 3, 4], [nil, nil, nil, nil, nil],
    [nil, nil, nil, nil, nil],
  ]

  @Test("by the table, and no other way") func table() {
    for (from, state) in Self.states.enumerated() {
      for (number, event) in Self.events.enumerated() {
        #expect((try? state.after(event)) == Self.legal[from][number].map { Self.states[$0] })
      }
    }
  }

  @Test("and codes handed over again do not change since when it is active") func again() throws {
    let state = try Tessera.State.active(since: Self.day).after(.codesHandedOver(Self.day.adding(days: 9)))
    #expect(state == .active(since: Self.day))
  }

  @Test("and its last day still counts", arguments: [true, false]) func standing(hasChip: Bool) {
    let last = Self.day
    for state in Self.states {
      let card = Tessera(
        number: Self.number, issued: last.adding(years: -6), expires: last, hasChip: hasChip, state: state)
      let onLast: TesseraStanding
      let after: TesseraStanding
      switch state {
      case .notActivated: (onLast, after) = (hasChip ? .notActivated : .chipless, .expired)
      case .active: (onLast, after) = (hasChip ? .active : .chipless, .expired)
      case .suspended: (onLast, after) = (hasChip ? .suspended : .chipless, .expired)
      case .revoked: (onLast, after) = (.revoked, .revoked)
      case .replaced: (onLast, after) = (.replaced, .replaced)
      }
      #expect(card.standing(on: last) == onLast)
      #expect(card.standing(on: last.adding(days: 1)) == after)
      let ends = after == .expired
      #expect(card.isExpiring(on: last.adding(days: -60), within: 60) == ends)
      #expect(!card.isExpiring(on: last.adding(days: -61), within: 60))
      #expect(card.isExpiring(on: last, within: 60) == ends)
      #expect(!card.isExpiring(on: last.adding(days: 1), within: 60))
    }
  }

  @Test("and the newest of a person is the card in force") func newest() throws {
    var person = Fixture.assistito()
    #expect(person.tessera == nil)
    let old = Tessera(number: Self.number, issued: Self.day, expires: Self.day)
    let new = Tessera(number: try NumeroTessera("80380000300000000034"), issued: Self.day, expires: Self.day)
    person.tessera = old
    person.tessera = new
    #expect(person.posizione.tessere == [new, old])
    #expect(person.posizione.card(nil) == new && person.posizione.card(old.number) == old)
    var changed = new
    changed.hasChip = false
    person.tessera = changed
    #expect(person.posizione.tessere == [changed, old])
    person.tessera = nil
    #expect(person.posizione.tessere.isEmpty)
  }

  @Test("and tells nothing of itself in logs") func hidden() {
    let card = Tessera(number: Self.number, issued: Self.day, expires: Self.day)
    #expect("\(card)" == "Tessera(TS(8038000030**********))")
    #expect(Mirror(reflecting: card).children.isEmpty)
  }
}
