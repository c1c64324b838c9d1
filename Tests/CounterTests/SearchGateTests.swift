import Domain
import Testing

@testable import Counter
@testable import Workflow

@Suite("Searches by names")
struct SearchGateTests {
  private static func names(_ surname: String) -> Question {
    .people(.names(surname: surname, name: "", birth: nil))
  }

  @Test("only the last of a row of keys is asked, when the pause is over")
  func pause() {
    var gate = SearchGate(pause: 250)
    let tickets = (1...3).map { Ticket(number: $0) }
    #expect(gate.admit(Self.names("PRO"), tickets[0], now: 0) == .hold(insteadOf: nil))
    #expect(gate.admit(Self.names("PROV"), tickets[1], now: 100) == .hold(insteadOf: tickets[0]))
    #expect(gate.release(now: 349) == nil)
    #expect(gate.held?.due == 350)
    let released = gate.release(now: 350)
    #expect(released?.ticket == tickets[1] && released?.question == Self.names("PROV"))
    #expect(gate.held == nil && gate.release(now: 1_000) == nil)
    #expect(gate.admit(Self.names("PROVA"), tickets[2], now: 2_000) == .hold(insteadOf: nil))
  }

  @Test("what is no search by names passes, and everything where searches cost nothing")
  func passing() {
    var gate = SearchGate(pause: 250)
    let ticket = Ticket(number: 1)
    #expect(gate.admit(.queue, ticket, now: 0) == .pass)
    #expect(gate.admit(.medici(MedicoQuery(text: "mar")), ticket, now: 0) == .pass)
    var open = SearchGate(pause: nil)
    #expect(open.admit(Self.names("PRO"), ticket, now: 0) == .pass)
    #expect(gate.held == nil && open.held == nil)
  }
}
