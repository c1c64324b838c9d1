import Domain
import Store
import Synchronization
import Terminal
public import TerminalCurses
public import Workflow

/// The loop of the counter: waits for keys and letters, hands them to the session, carries its effects out.
///
/// It runs on the thread that owns the terminal and never waits for anything else: work is given to tasks that
/// answer through the mailbox.
public final class CounterLoop {
  private var session: Session
  private let device: TerminalDevice
  private let desk: CounterDesk
  private let mailbox: Mailbox
  private let clerk: Clerk
  private let present: PresentState
  private var drafts: [DraftKey: [String: String]] = [:]
  private var draftDeadline: Int?
  private var lastKey = DeskClock.monotonicMilliseconds()
  private var work = 0
  private var isQuitting = false

  /// How long after the last key what was typed goes to disk, in milliseconds.
  private static let draftPause = 400

  /// Prepares the loop; nothing is drawn before ``run()``.
  public init(session: Session, device: TerminalDevice, desk: CounterDesk) {
    self.session = session
    self.device = device
    self.desk = desk
    let mailbox = Mailbox(wake: device.waker)
    self.mailbox = mailbox
    let present = PresentState(author: session.scene.author, words: session.scene.words)
    self.present = present
    clerk = Clerk(
      store: desk.store, registry: desk.registry, demo: desk.demo, clock: desk.clock,
      printer: Printer(
        settings: desk.printer, clock: desk.clock, placeName: desk.placeName,
        profile: session.scene.profile, isDemo: session.scene.isDemo, present: present),
      names: NameDirectory(summaries: desk.registry.summaries), access: desk.access,
      author: { present.author }, report: { mailbox.post(.event($0)) })
  }

  /// Runs until the operator leaves or the terminal is gone.
  ///
  /// - Returns: The signal that ended it; `nil` when the operator left.
  public func run() -> TerminalSignal? {
    device.paint(session.draw())
    start { clerk in
      await clerk.fillNames()
      await clerk.sendOpenPractices()
    }
    while true {
      let reasons = device.wait(timeoutMilliseconds: timeout)
      if let signal = TerminalSignal(reasons) {
        flushDrafts()
        finish()
        return signal
      }
      if takeEverything() { device.paint(session.draw()) }
      if isQuitting {
        flushDrafts()
        finish()
        return nil
      }
    }
  }

  /// Takes inputs and letters that are there, and what the time brings.
  ///
  /// - Returns: Whether anything happened, so that the picture may have changed.
  private func takeEverything() -> Bool {
    var happened = false
    for input in device.readInputs() {
      lastKey = DeskClock.monotonicMilliseconds()
      handle(.input(input))
      happened = true
    }
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
    case .theme(let theme): device.setTheme(theme)
    case .bell: device.bell()
    case .suspend: if !session.isLocked { _ = device.suspend() }
    case .locked: flushDrafts()
    case .quit: isQuitting = true
    }
  }

  private func speak(_ language: String) {
    guard let words = try? desk.words(language) else { return }
    present.set(words: words)
    handle(.words(words))
  }

  // MARK: Work beside the loop

  private func start(_ body: @escaping @Sendable (Clerk) async -> Void) {
    work += 1
    Task.detached { [clerk, mailbox] in
      await body(clerk)
      mailbox.post(.workEnded)
    }
  }

  private func flushDrafts() {
    draftDeadline = nil
    let kept = drafts
    drafts = [:]
    for (key, values) in kept { start { clerk in await clerk.keepDraft(key, values) } }
  }

  /// Waits for the work under way, five seconds at most: what was acknowledged is on disk already.
  private func finish() {
    let end = DeskClock.monotonicMilliseconds() + 5000
    while work > 0, DeskClock.monotonicMilliseconds() < end {
      _ = device.wait(timeoutMilliseconds: 50)
      for letter in mailbox.drain() {
        if case .workEnded = letter { work -= 1 }
      }
    }
  }

  // MARK: Time

  private var idleLimit: Int? { desk.idleMinutes.map { $0 * 60_000 } }

  /// How long the loop may sleep; without limit when nothing waits for the clock.
  private var timeout: Int? {
    let tick = DeskClock.monotonicMilliseconds()
    let lock = session.isLocked ? nil : idleLimit.map { lastKey + $0 }
    return [draftDeadline, lock].compactMap(\.self).min().map { max(0, $0 - tick) }
  }
}

/// Who works and in which words, for the tasks beside the loop.
final class PresentState: Sendable {
  private let state: Mutex<(author: Author, words: Words)>

  init(author: Author, words: Words) { state = Mutex((author, words)) }

  var author: Author { state.withLock { $0.author } }

  var words: Words { state.withLock { $0.words } }

  func set(words: Words) { state.withLock { $0.words = words } }

  func set(author: Author) { state.withLock { $0.author = author } }
}

/// A signal that ends the loop.
public enum TerminalSignal: Hashable, Sendable {
  case terminate
  case hangup
  case guardLost

  init?(_ reasons: WakeReasons) {
    if reasons.contains(.terminate) {
      self = .terminate
    } else if reasons.contains(.hangup) {
      self = .hangup
    } else if reasons.contains(.guardLost) {
      self = .guardLost
    } else {
      return nil
    }
  }
}
