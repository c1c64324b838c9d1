import Domain
import Sync
import Terminal

@testable import Workflow

/// Random inputs for a session: keys, pastes, bursts, sizes, answers late, twice and to the wrong question.
struct Storm {
  private var dice: Dice
  private let pool: [Answer]
  private let words: [Words]
  private var open: [Ticket] = []
  private var tick = 0
  private var now: Instant
  /// Events that belong together and come next.
  private var next: [Event] = []

  /// Answers to draw from, and the words of every language there is.
  init(seed: UInt64, pool: [Answer], now: Instant) {
    dice = Dice(seed: seed)
    self.pool = pool
    self.now = now
    words = Resources.languages.compactMap { Resources.words[$0] }
  }

  private static let functions = (1...12).map { Key.function($0) }
  private static let movers: [Key] = [
    .enter, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete,
    .backspace, .escape, .controlLeft, .controlRight, .alt("x"),
  ]
  private static let texts = [
    "SM", "RM", "RC", "ES", "PI", "TS", "E02", "020", "ME", "SC", "CO", "FT", "DM", "AS", "BL", "PROVA",
    "MARCH",
    "o",
    "o-7", "1.2.80",
    "3103",
    "SM " + SmallRegion.code("cambio"), SmallRegion.code("medico-completo"),
  ]
  private static let characters = Array("aàßPRS019 .,;-+*?%$@[]\\\u{301}\u{FFFD}字😀é")

  /// Gives one random event.
  mutating func strike(_ session: inout Session) {
    tick += dice.roll(900)
    if next.isEmpty { next = session.isLocked && dice.roll(8) == 0 ? Self.unlocking : [event()] }
    var event = next.removeFirst()
    if next.isEmpty, session.isLocked, case .clock = event, let ticket = open.last {
      event = .answer(ticket, .unlocked(session.scene.author))
    }
    let effects = session.handle(event, now: now, tick: tick)
    for effect in effects { if case .ask(let ticket, _) = effect { open.append(ticket) } }
    if open.count > 12 { open.removeFirst(4) }
  }

  private mutating func event() -> Event {
    switch dice.roll(100) {
    case 0..<30: return .input(.key(.character(dice.pick(Self.characters))))
    case 30..<50: return .input(.key(dice.pick(Self.movers)))
    case 50..<62: return .input(.key(dice.pick(Self.functions)))
    case 62..<64: return .input(.key(.control(dice.pick(Array("abcdefgklnopqrstuvwxyz\\]^_@")))))
    case 64..<70: return .input(.paste(text()))
    case 70..<76:
      return .input(
        .burst(
          text: text(), keysAlreadyDelivered: dice.roll(30), terminator: dice.pick([nil, .enter, .tab])))
    case 76: return .input(.resize(Size(rows: 1 + dice.roll(60), columns: 1 + dice.roll(160))))
    case 77..<80:
      if dice.roll(40) == 0 { return .idle }
      next = [
        .input(.key(.control("u"))), .input(.paste(dice.pick(Self.texts))), .input(.key(.enter)),
      ]
      return .input(.key(.function(3)))
    case 80: return dice.roll(2) == 0 ? .clock : .words(dice.pick(words))
    case 81: return .registry(RegistryStatus(mode: .unreachable(since: now), heardAt: now))
    default: return answer()
    }
  }

  /// A name and a passphrase; the last event gives place to the answer that they are right.
  private static let unlocking: [Event] = [
    .input(.key(.escape)), .input(.key(.escape)), .input(.key(.character("x"))),
    .input(.key(.function(10))), .clock,
  ]

  private mutating func answer() -> Event {
    guard !open.isEmpty else { return .input(.key(.enter)) }
    let place = dice.roll(open.count)
    let ticket = open[place]
    if dice.roll(4) > 0 { open.remove(at: place) }
    return .answer(ticket, dice.pick(pool))
  }

  private mutating func text() -> String {
    dice.roll(3) > 0
      ? dice.pick(Self.texts)
      : String((0..<dice.roll(40)).map { _ in dice.pick(Self.characters) })
  }
}
