import Domain
import Testing

@testable import Sync

private let confirmation = Confirmation(reference: "P1", effectiveDate: CivilDate(iso: "2026-03-02")!)
private let other = Confirmation(reference: "P2", effectiveDate: CivilDate(iso: "2026-03-02")!)
private let reasons = [RejectionReason(code: "MAX-01")]
private let closing = Closing(closedBy: "anna", closedAt: Instant(milliseconds: 5))

private let states: [OutboxState] = [
  .queued(tries: 2), .sending(tries: 2), .unknown(tries: 2), .accepted(tries: 2), .confirmed(confirmation),
  .rejected(reasons), .withdrawn, .closed(reasons, closing), .held(tries: 2, reasons), .reversed(reasons[0]),
]

private let events: [OutboxEvent] = [
  .sendingStarted, .notSent, .turnedAway, .unanswered, .restarted, .absent, .accepted,
  .confirmed(confirmation),
  .rejected(reasons), .held(reasons), .released, .reversed(reasons[0]), .withdrawn, .closed(closing),
]

/// One line a state, one word an event, in the order of `events`; nil is an event that cannot happen.
private let table: [[OutboxState.Kind?]] = [
  [.sending, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil],
  [
    nil, .queued, .queued, .unknown, .unknown, nil, .accepted, .confirmed, .rejected, .held, nil, .reversed,
    nil, nil,
  ],
  [
    nil, nil, nil, .unknown, nil, .queued, .accepted, .confirmed, .rejected, .held, nil, .reversed, nil, nil,
  ],
  [
    nil, nil, nil, .accepted, nil, .unknown, .accepted, .confirmed, .rejected, .held, nil, .reversed, nil,
    nil,
  ],
  [nil, nil, nil, nil, nil, nil, nil, .confirmed, nil, nil, nil, .reversed, nil, nil],
  [nil, nil, nil, nil, nil, nil, nil, nil, .rejected, nil, nil, nil, nil, .closed],
  Array(repeating: nil, count: 14),
  Array(repeating: nil, count: 14),
  [nil, nil, nil, nil, nil, nil, nil, nil, nil, .held, .unknown, nil, nil, .closed],
  [nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, .reversed, nil, .closed],
]

@Suite("The life of an operation")
struct OutboxStateTests {
  @Test("every event in every state leads where the table says", arguments: states.indices)
  func transitions(row: Int) {
    for (column, event) in events.enumerated() {
      #expect(states[row].after(event)?.kind == table[row][column], "\(states[row].kind) \(event)")
    }
  }

  @Test("the states of the table are all there are")
  func allKinds() {
    #expect(states.map(\.kind) == OutboxState.Kind.allCases)
  }

  @Test("only sending counts as a try")
  func tries() {
    #expect(states[0].after(.sendingStarted) == .sending(tries: 3))
    #expect(states[1].after(.notSent) == .queued(tries: 1))
    #expect(states[1].after(.turnedAway) == .queued(tries: 2))
    #expect(states[1].after(.restarted) == .unknown(tries: 2))
    #expect(states[2].after(.absent) == .queued(tries: 2))
  }

  @Test("only what never travelled is withdrawn, or held by the desk")
  func withdrawal() {
    #expect(OutboxState.queued(tries: 0).after(.held(reasons)) == .held(tries: 0, reasons))
    #expect(OutboxState.queued(tries: 0).after(.withdrawn) == .withdrawn)
    #expect(OutboxState.queued(tries: 1).after(.withdrawn) == nil)
    let neverLeft = OutboxState.queued(tries: 0).after(.sendingStarted)?.after(.notSent)
    #expect(neverLeft?.after(.withdrawn) == .withdrawn)
  }

  @Test("what was held goes on with a question if it may have travelled")
  func release() {
    #expect(OutboxState.held(tries: 0, reasons).after(.released) == .queued(tries: 0))
    #expect(OutboxState.held(tries: 1, reasons).after(.released) == .unknown(tries: 1))
  }

  @Test("nobody is refused or held without a reason")
  func reasonsAreThere() {
    for state in states {
      #expect(state.after(.rejected([])) == nil)
      #expect(state.after(.held([])) == nil)
    }
    let decision = Decision(findings: [])
    #expect(OutboxEvent(.rejected(decision)) == .rejected([.unexplained]))
  }

  @Test("a confirmation keeps that the second choice was registered", arguments: [true, false])
  func secondChoice(isTaken: Bool) {
    let rule = Rule(isTaken ? Decision.secondChoiceRule : "REV-02", source: "test", confidence: .design)
    let answer = RegistryAnswer.accepted(
      protocolNumber: "P1", effectiveDate: confirmation.effectiveDate,
      decision: Decision(findings: [Finding(rule, .note)]))
    let expected = Confirmation(
      reference: "P1", effectiveDate: confirmation.effectiveDate, tookSecondChoice: isTaken)
    #expect(OutboxEvent(answer) == .confirmed(expected))
  }

  @Test(
    "a confirmation keeps how an exemption stands and until when", arguments: EsenzioneBirth.allCases,
    [nil, CivilDate(iso: "2027-03-31")])
  func birth(_ birth: EsenzioneBirth, _ last: CivilDate?) {
    let answer = RegistryAnswer.accepted(
      protocolNumber: "P1", effectiveDate: confirmation.effectiveDate,
      decision: Decision(findings: [], endDate: last, birth: birth))
    let term: EsenzioneTerm = last.map { .until($0) } ?? .unlimited
    #expect(OutboxEvent(answer) == .confirmed(confirmation.told(birth, term)))
    // What is told later without a day leaves the day that was told.
    let kept = OutboxState.confirmed(confirmation.told(birth, term))
    #expect(kept.after(.confirmed(confirmation.told(birth))) == kept)
    let waiting = confirmation.told(birth).waiting(for: .esenzioneRilascio)
    #expect((waiting == nil) == (birth == .valid))
    #expect(confirmation.waiting(for: .esenzioneRilascio) == .untold)
    for kind in PracticeKind.allCases where kind != .esenzioneRilascio {
      #expect(confirmation.told(birth).waiting(for: kind) == nil)
    }
  }

  @Test("an exemption only comes nearer to being valid, and what is not told again changes nothing")
  func laterNews() {
    let order: [EsenzioneBirth?] = [nil, .inVerification, .inEvaluation, .valid]
    for (early, known) in order.enumerated() {
      for (late, heard) in order.enumerated() {
        let before = OutboxState.confirmed(known.map { confirmation.told($0) } ?? confirmation)
        let news = OutboxEvent.confirmed(heard.map { confirmation.told($0) } ?? confirmation)
        let expected: OutboxState? =
          heard == nil ? before : late < early ? nil : .confirmed(confirmation.told(heard!))
        #expect(before.after(news) == expected, "\(early) \(late)")
      }
    }
    #expect(OutboxState.confirmed(confirmation).after(.confirmed(other.told(.valid))) == nil)
  }

  @Test("a second, different answer is not believed in silence")
  func contradiction() {
    #expect(states[4].after(.confirmed(other)) == nil)
    #expect(states[5].after(.rejected([])) == nil)
    #expect(states[4].after(.rejected(reasons)) == nil)
  }

  @Test("an entry keeps its bytes whatever happens, and never prints them")
  func frozenBody() throws {
    let entry = OutboxEntry(
      operation: "a", sequence: 1, submittedAt: Instant(milliseconds: 0), body: Array("Rossi".utf8))
    let sent = try #require(entry.after(.sendingStarted)?.after(.restarted)?.after(.absent))
    #expect(sent.body == entry.body)
    #expect(sent.state == .queued(tries: 1))
    #expect(entry.after(.closed(closing)) == nil)
    var dumped = ""
    dump(entry, to: &dumped)
    #expect(!dumped.contains("82"))
  }

  @Test("the tally counts each open kind once and no final one")
  func tally() {
    for kind in OutboxState.Kind.allCases {
      var tally = OutboxTally()
      tally.add(kind)
      #expect(tally.isClear != kind.isOpen)
      #expect(tally.toSend + tally.toVerify + tally.awaitingDecision + tally.toMend == (kind.isOpen ? 1 : 0))
    }
  }
}
