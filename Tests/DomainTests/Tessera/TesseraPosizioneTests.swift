import Domain
import Testing

private typealias F = TesseraFixture

@Suite("Codes and cards change the position") struct TesseraPosizioneTests {
  private static func state(after content: PracticeCase, _ profile: Profile = F.lombardia) -> Tessera.State? {
    let decision = content.decide(profile: profile, now: F.now)
    return content.assistito.posizione.after(content, decision: decision, author: "prova").tessere.first?
      .state
  }

  @Test("only once the registry has handed codes over") func handOver() {
    #expect(Self.state(after: .rilascioPin(F.content())) == .notActivated)
    #expect(Self.state(after: .rilascioPin(F.content().recorded("consegna-1"))) == .active(since: F.today))
    let refused = F.content { $0.documents = [] }.recorded("consegna-1")
    #expect(Self.state(after: .rilascioPin(refused)) == .notActivated)
  }

  @Test("by suspension, its end and revocation, and not by asking for another card") func certificate() {
    let active = F.holder(F.tessera(.active(since: F.today)))
    let suspended = F.holder(F.tessera(.suspended(since: F.today)))
    #expect(Self.state(after: .tessera(F.request(.suspension, active))) == .suspended(since: F.today))
    #expect(Self.state(after: .tessera(F.request(.reactivation, suspended))) == .active(since: F.today))
    #expect(
      Self.state(after: .tessera(F.request(.revocation(.theft), active)))
        == .revoked(on: F.today, reason: .theft))
    #expect(
      Self.state(after: .tessera(F.request(.duplicate(.theft), active, desk: .spazioRegione)))
        == .active(since: F.today))
    #expect(
      Self.state(after: .tessera(F.request(.destruction(signatures: 2), active))) == .active(since: F.today))
  }

  @Test("of the card that is named, and of no other") func named() throws {
    var person = F.holder(F.tessera(.active(since: F.today)))
    let old = try NumeroTessera("80380000300000000029")
    person.posizione.tessere.append(
      Tessera(number: old, issued: F.today, expires: F.today, state: .active(since: F.today)))
    let content = PracticeCase.tessera(F.request(.revocation(.loss), person) { $0.card = old })
    let decision = content.decide(profile: F.lombardia, now: F.now)
    let after = person.posizione.after(content, decision: decision, author: "prova").tessere
    #expect(after.map(\.state) == [.active(since: F.today), .revoked(on: F.today, reason: .loss)])
    let restored = person.posizione.after(content, decision: decision, author: "prova")
      .restoring(person.posizione.tessere[1])
    #expect(restored == person.posizione)
    #expect(person.posizione.restoring(nil) == person.posizione)
  }

  @Test("the dead's card is revoked by the office, with nobody at the counter") func dead() {
    let person = F.holder(F.tessera(.active(since: F.today))) { $0.posizione.deathDate = F.today }
    let content = PracticeCase.tessera(
      F.request(.revocation(.death), person) {
        $0.documents = []; $0.formsSigned = []
      })
    #expect(Self.state(after: content) == .revoked(on: F.today, reason: .death))
  }

  @Test("a stop of the registry comes before every other reason (CHK-01)", arguments: [true, false])
  func suspension(isTessera: Bool) {
    var profile = F.lombardia
    profile.suspensions = [
      Suspension(
        start: F.now, announcedEnds: [F.now + .seconds(60), F.now + .seconds(120)], policy: .blocco,
        kinds: [.rilascioPin, .tessera], source: "seed 000")
    ]
    let content: PracticeCase =
      isTessera
      ? .tessera(F.request(.suspension, F.holder(nil)) { $0.isOperatorInvolved = true })
      : .rilascioPin(F.content(desk: .farmacia) { $0.isOperatorInvolved = true })
    func headline(_ seconds: Int, answers: Bool = false) -> String? {
      content.decide(profile: profile, now: F.now + .seconds(seconds), registryAnswers: answers).headline?
        .rule.id
    }
    #expect(headline(0) == "SOS-01" && headline(90) == "SOS-01")
    #expect(headline(90, answers: true) != "SOS-01" && headline(120) != "SOS-01")
  }
}
