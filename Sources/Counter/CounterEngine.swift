import Domain
import Store
import Terminal
import Workflow

/// What both loops share: the session, the work beside it, drafts and the time.
///
/// It belongs to the thread of its loop; other threads reach it only through the mailbox.
final class CounterEngine {
  /// What only a device can do.
  enum DeviceEffect {
    case theme(Theme)
    case bell
    case suspend
  }

  private(set) var session: Session
  private(set) var isQuitting = false
  /// How many pieces of work have been given away and not ended.
  private(set) var work = 0

  private let desk: CounterDesk
  private let mailbox: Mailbox
  private let clerk: Clerk
  private let present: PresentState
  private let perform: (DeviceEffect) -> Void
  private var drafts: [DraftKey: [String: String]] = [:]
  private var draftDeadline: Int?
  private var lastKey = DeskClock.monotonicMilliseconds()

  /// How long after the last key what was typed goes to disk, in milliseconds.
  private static let draftPause = 400

  /// Makes the engine; `wake` ends the wait of the loop from any thread, `perform` is what the device can do.
  init(
    session: Session, desk: CounterDesk, wake: @escaping @Sendable () -> Void,
    perform: @escaping (DeviceEffect) -> Void
  ) {
    self.session = session
    self.desk = desk
    self.perform = perform
    let mailbox = Mailbox(wake: wake)
    self.mailbox = mailbox
    let present = PresentState(author: session.scene.author, words: session.scene.words)
    self.present = present
    let watch = RegistryWatch(mode: session.scene.registry.mode)
    let registry = desk.registry.watched { [clock = desk.clock] isAnswered in
      await watch.note(isAnswered: isAnswered, at: clock.now)
    }
    clerk = Clerk(
      store: desk.store, registry: registry, copy: desk.copy, watch: watch, demo: desk.demo,
      clock: desk.clock,
      printer: Printer(
        settings: desk.printer, clock: desk.clock, placeName: desk.placeName,
        profile: session.scene.profile, isDemo: session.scene.isDemo, present: present),
      names: NameDirectory(summaries: (desk.copy ?? registry).summaries), access: desk.access,
      author: { present.author }, report: { mailbox.post(.event($0)) })
  }

  /// Starts what runs beside the first screen: the index of names and, once somebody works here, the practices
  /// that an earlier run left open.
  func begin() {
    let sends = !session.isLocked
    start { clerk in
      await clerk.fillNames()
      await clerk.tellNews()
      if sends { await clerk.sendOpenPractices() }
    }
  }

  /// Takes one input of the operator.
  func take(_ input: Input) {
    lastKey = DeskClock.monotonicMilliseconds()
    handle(.input(input))
  }

  /// Opens a screen as a command of another screen would.
  func open(_ route: Route) { handle(.open(route)) }

  /// Takes the letters that are there, and what the time brings.
  ///
  /// - Returns: Whether the picture may have changed.
  func takeLettersAndTime() -> Bool {
    var happened = false
    for letter in mailbox.drain() {
      switch letter {
      case .event(let event):
        handle(event)
        happened = true
      case .workEnded: work -= 1
      }
    }
    let tick = DeskClock.monotonicMilliseconds()
    if let draftDeadline, tick >= draftDeadline { flushDrafts() }
    if let idleLimit, !session.isLocked, tick - lastKey >= idleLimit {
      lastKey = tick
      handle(.idle)
      happened = true
    }
    return happened
  }

  private func handle(_ event: Event) {
    let effects = session.handle(event, now: desk.clock.now, tick: DeskClock.monotonicMilliseconds())
    for effect in effects { carryOut(effect) }
  }

  private func carryOut(_ effect: Effect) {
    switch effect {
    case .ask(let ticket, let question):
      start { [mailbox] clerk in mailbox.post(.event(.answer(ticket, await clerk.answer(question)))) }
    case .keepDraft(let key, let values):
      drafts[key] = values
      draftDeadline = DeskClock.monotonicMilliseconds() + Self.draftPause
    case .dropDraft(let key):
      drafts[key] = nil
      start { clerk in await clerk.dropDraft(key) }
    case .speak(let language): speak(language)
    case .theme(let theme): perform(.theme(theme))
    case .bell: perform(.bell)
    case .suspend: if !session.isLocked { perform(.suspend) }
    case .locked: flushDrafts()
    case .loggedIn(let author):
      present.set(author: author)
      start { clerk in await clerk.sendOpenPractices() }
    case .quit: isQuitting = true
    }
  }

  private func speak(_ language: String) {
    guard let words = try? desk.words(language) else { return }
    present.set(words: words)
    handle(.words(words))
  }

  private func start(_ body: @escaping @Sendable (Clerk) async -> Void) {
    work += 1
    Task.detached(executorPreference: desk.executor) { [clerk, mailbox] in
      await body(clerk)
      mailbox.post(.workEnded)
    }
  }

  /// Gives what was typed to the disk.
  func flushDrafts() {
    draftDeadline = nil
    let kept = drafts
    drafts = [:]
    for (key, values) in kept { start { clerk in await clerk.keepDraft(key, values) } }
  }

  /// Ends: drafts to disk, then the work under way, five seconds at most; what was acknowledged is on disk already.
  func finish(wait: (Int) -> Void) {
    flushDrafts()
    let end = DeskClock.monotonicMilliseconds() + 5000
    while work > 0, DeskClock.monotonicMilliseconds() < end {
      wait(50)
      for letter in mailbox.drain() {
        if case .workEnded = letter { work -= 1 }
      }
    }
  }

  private var idleLimit: Int? { desk.idleMinutes.map { $0 * 60_000 } }

  /// How long the loop may sleep; without limit when nothing waits for the clock.
  var timeout: Int? {
    let tick = DeskClock.monotonicMilliseconds()
    let lock = session.isLocked ? nil : idleLimit.map { lastKey + $0 }
    return [draftDeadline, lock].compactMap(\.self).min().map { max(0, $0 - tick) }
  }
}
