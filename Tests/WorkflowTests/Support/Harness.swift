import Domain
import Population
import Registry
import Sync
import Terminal
import Testing

@testable import Workflow

/// A session with a desk that answers at once, a clock that a test moves, and keys by script.
final class Harness {
  var session: Session
  let desk: AnswerDesk
  let clock: Clock
  /// Milliseconds of the clock that never jumps; every key takes ``pace``.
  private(set) var tick = 0
  var pace = 100
  /// While `true`, answers wait until ``release()``.
  var isHolding = false
  private(set) var held: [(ticket: Ticket, question: Question)] = []
  /// Every effect so far.
  private(set) var effects: [Effect] = []

  /// A desk of its own over the small region, or that of another session.
  init(
    desk shared: AnswerDesk? = nil, profile: Profile = Resources.italia, role: Role = .responsabile,
    deskKind: DeskKind = .asl, language: String = "it", size: Size = Size(rows: 24, columns: 80),
    at clock: Clock = Clock(testDay), isDemo: Bool = true
  ) async throws {
    let author = Author(
      operatorName: "demo", role: role,
      desk: Desk(
        id: "SPORTELLO-1", kind: deskKind, asl: Region.homeAsl, distretto: Region.homeDistretto))
    if let shared {
      desk = shared
      shared.author = author
    } else {
      desk = try await AnswerDesk(clock: clock, profile: profile, author: author)
    }
    self.clock = desk.clock
    let scene = Scene(
      author: author, profile: profile, isDemo: isDemo, now: desk.clock.now,
      words: Resources.words[language]!, screens: Resources.screens, placeName: Resources.placeName,
      registry: RegistryStatus(mode: .active(failures: 0), heardAt: desk.clock.now))
    session = Session(scene: scene, size: size, theme: .standard, isLoggedIn: true)
  }

  // MARK: Doing

  /// Does everything in order and answers every question in between.
  func run(_ acts: [Act]) async throws {
    for act in acts {
      switch act {
      case .type(let text):
        for character in text { try await press(.character(character)) }
      case .key(let key): try await press(key)
      case .scan(let text):
        for character in text { try await feed(.key(.character(character)), after: 1) }
        try await feed(
          .burst(text: text, keysAlreadyDelivered: text.count, terminator: .enter), after: 1)
      case .paste(let text): try await feed(.paste(text), after: pace)
      case .resize(let columns, let rows):
        try await feed(.resize(Size(rows: rows, columns: columns)), after: 0)
      case .command(let id):
        try await run([.f(2), .type(session.scene.words.text("comando.\(id)")), .enter])
      case .wait(let milliseconds): tick += milliseconds
      }
    }
  }

  func press(_ key: Key) async throws { try await feed(.key(key), after: pace) }

  func feed(_ input: Input, after milliseconds: Int) async throws {
    tick += milliseconds
    try await give(.input(input))
  }

  /// Gives one event and carries its effects out.
  func give(_ event: Event) async throws {
    var waiting = session.handle(event, now: clock.now, tick: tick)
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      effects.append(effect)
      switch effect {
      case .ask(let ticket, let question):
        if isHolding {
          held.append((ticket, question))
        } else {
          let answer = try await desk.answer(question)
          waiting += session.handle(.answer(ticket, answer), now: clock.now, tick: tick)
          if case .demo(.date) = question {
            waiting += session.handle(.clock, now: clock.now, tick: tick)
          }
        }
      case .keepDraft(let key, let values): desk.keep(key, values)
      case .dropDraft(let key): desk.drop(key)
      case .speak(let language):
        if let words = Resources.words[language] {
          waiting += session.handle(.words(words), now: clock.now, tick: tick)
        }
      case .theme, .bell, .suspend, .locked, .loggedIn, .quit: break
      }
    }
  }

  /// Answers what is held, the newest first if `reversed`, and holds nothing any more.
  func release(reversed: Bool = false) async throws {
    isHolding = false
    let waiting = reversed ? held.reversed() : held
    held = []
    for (ticket, question) in waiting { try await give(.answer(ticket, try await desk.answer(question))) }
  }

  // MARK: Looking

  var screen: String { session.top?.screen.rawValue ?? "" }

  var form: Form { session.top!.flow.form }

  /// Logs somebody else in at the same desk.
  func work(as role: Role) {
    let author = session.scene.author
    session.scene.author = Author(operatorName: author.operatorName, role: role, desk: author.desk)
  }

  /// The key of the sentence on row 23.
  var notice: String? { session.notice?.key }

  var findings: [String] { session.top!.flow.findings.map(\.rule.id) }

  var rows: [String] { session.draw().lines.map { String($0) } }

  /// The questions asked so far of a kind.
  func asked(_ isWanted: (Question) -> Bool) -> Int {
    effects.count { if case .ask(_, let question) = $0 { isWanted(question) } else { false } }
  }

  /// How many practices were handed over to be committed.
  var submissions: Int { asked { if case .submit = $0 { true } else { false } } }
}

extension Harness {
  /// Fills fields in, as typing would, and lets the screen hear of each.
  func set(_ values: KeyValuePairs<FieldID, String>) async throws {
    let index = session.layers.count - 1
    for (field, value) in values {
      session.layers[index].flow.form.set(field, to: value)
      _ = session.layers[index].flow.handle(.left(field), session.scene)
    }
  }
}
