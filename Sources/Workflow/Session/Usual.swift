import Domain
import Terminal

// What nearly every screen does with an answer or a signal that is not its own. These two switches are the
// exhaustive ones: a flow names what it treats itself and leaves the rest to them with `default`.

extension Answer {
  /// What a screen does with an answer that means nothing special to it.
  var usualSteps: [Step] {
    switch self {
    case .failed(let failure): [.say(failure.notice), .bell]
    case .printed(let outcome): [.say(outcome.notice)]
    case .person(let person?, _): [.open(.position(person))]
    case .person(nil, _): [.say(Notice(.error, "errore.assistito.sconosciuto")), .bell]
    case .people, .medici, .facts, .submitted, .history, .queue, .queueRow, .expiries, .draft, .demoCases,
      .codes, .drills, .leverPulled, .unlocked, .done:
      []
    }
  }
}

extension FormSignal {
  /// What a screen does with a signal that means nothing special to it: a card opens its person.
  var usualSteps: [Step] {
    switch self {
    case .scan(let reading): PersonLookUp.steps(of: reading)
    case .changed, .left, .numbered, .lookUp, .chosen, .rowOpened, .action, .refusedKey: []
    }
  }
}
