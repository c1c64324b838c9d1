import Domain
import Store
import Sync
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
  /// How many exchanges with the registry are under way that nobody here waits for: a start settles what an end
  /// cut off.
  private(set) var traffic = 0

  private let desk: CounterDesk
  private let mailbox: Mailbox
  private let clerk: Clerk
  private let present: PresentState
  private let perform: (DeviceEffect) -> Void
  /// Where the first half of codes lies until it was shown.
  let half: HeldHalf
  /// When the codes on the screen are taken away; `nil` while none are there.
  private var codesDeadline: Int?
  private var drafts: [DraftKey: [String: String]] = [:]
  private var draftDeadline: Int?
  /// The drafts of practices that are being committed: not written before it is known what became of them.
  private var committing: [Ticket: DraftKey] = [:]
  /// The last of the writes of drafts, which follow one another in the order in which they were asked for.
  private var draftWrites: Task<Void, Never>?
  private var nextTick: Int?
  private var searches: SearchGate
  private var lastKey = DeskClock.monotonicMilliseconds()

  /// How long codes stand on the screen at most, in milliseconds.
  private static let codesTime = 30_000
  /// How long after the last key what was typed goes to disk, in milliseconds.
  private static let draftPause = 400

  /// Makes the engine; `wake` ends the wait of the loop from any thread, `perform` is what the device can do.
  init(
    session: Session, desk: CounterDesk, half: HeldHalf = HeldHalf(), pausesSearches: Bool = true,
    wake: @escaping @Sendable () -> Void,
    perform: @escaping (DeviceEffect) -> Void
  ) {
    self.session = session
    searches = SearchGate(pause: pausesSearches ? desk.searchPause : nil)
    if let notice = desk.startNotice { self.session.tell(notice) }
    self.desk = desk
    self.perform = perform
    self.half = half
    let mailbox = Mailbox(wake: wake)
    self.mailbox = mailbox
    let present = PresentState(author: session.scene.author, words: session.scene.words)
    self.present = present
    let executor = desk.executor
    let author: @Sendable () -> Author = { present.author }
    let start: @Sendable (@escaping @Sendable () async -> Void) -> Void = { body in
      mailbox.post(.trafficBegan)
      Task.detached(executorPreference: executor) {
        await body()
        mailbox.post(.trafficEnded)
      }
    }
    let (keeper, names) = (DirectoryKeeper(store: desk.store), NameDirectory(store: desk.store))
    let driver = RegistryDriver(
      RegistryDriver.Surroundings(
        store: desk.store, link: desk.registry, keeper: keeper, names: names, clock: desk.clock,
        profile: session.scene.profile, author: author, start: start,
        plan: { mailbox.post(.tickDriver($0)) }, report: { mailbox.post(.event($0)) },
        monotonic: { DeskClock.monotonicMilliseconds() }), seed: UInt64.random(in: 0 ... .max),
      pace: desk.pace)
    desk.control?.attach(driver)
    clerk = Clerk(
      store: desk.store,
      registry: RegistryAccess(
        link: desk.registry, store: desk.store, keeper: keeper, names: names, clock: desk.clock,
        profile: session.scene.profile, author: author,
        witness: RegistryWitness(
          isServing: { await driver.isServing }, missed: { await driver.missed() },
          heard: { await driver.heardOfRead($0) },
          changed: { await driver.personChanged($0, $1) })),
      driver: driver, demo: desk.demo, clock: desk.clock,
      printer: Printer(
        settings: desk.printer, clock: desk.clock, placeName: desk.placeName,
        profile: session.scene.profile, isDemo: session.scene.isDemo, present: present,
        words: { [words = desk.words] in try? words($0) }),
      access: desk.access, half: half, author: author, report: { mailbox.post(.event($0)) }, start: start,
      spool: desk.spool)
  }

  /// Starts what runs beside the first screen: the index of names and the worker, which sends nothing before
  /// somebody works here.
  func begin() {
    let isStaffed = !session.isLocked
    start { clerk in
      await clerk.noteStart(isStaffed: isStaffed)
      if isStaffed { await clerk.tellOpenCodes() }
      await clerk.keepCopies(tellsOthers: true)
      await clerk.driver.begin(isStaffed: isStaffed)
      clerk.printer.forgetOldPages()
      await clerk.registry.names.fill()
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
    var happened = takeLetters()
    let tick = DeskClock.monotonicMilliseconds()
    if let nextTick, tick >= nextTick {
      self.nextTick = nil
      start { clerk in await clerk.driver.tick() }
    }
    if let draftDeadline, tick >= draftDeadline { flushDrafts() }
    if let search = searches.release(now: tick) { give(search.ticket, search.question) }
    if let codesDeadline, tick >= codesDeadline {
      blankCodes()
      happened = true
    }
    if let idleLimit, !session.isLocked, tick - lastKey >= idleLimit {
      lastKey = tick
      handle(.idle)
      happened = true
    }
    return happened
  }

  /// The codes stand on the screen from now on, for ``codesTime`` at most.
  func showedCodes() { codesDeadline = DeskClock.monotonicMilliseconds() + Self.codesTime }

  /// The codes were taken from the screen, or are to be; what was held of them is wiped.
  func blankCodes() {
    codesDeadline = nil
    half.drop()
    handle(.codesBlanked)
  }

  private func takeLetters() -> Bool {
    var happened = false
    for letter in mailbox.drain() {
      switch letter {
      case .event(let event):
        if case .answer(let ticket, let answer) = event { settleDraft(of: ticket, answer) }
        handle(event)
        // Nobody looks at what came too late, or under something else: it is wiped, and counts as shown.
        if case .answer(_, .codes) = event, session.codesToTell.isEmpty { half.drop() }
        if case .answer(_, .submitted(let submission)) = event, !submission.isRecorded {
          handle(.notice(Notice(.error, "avviso.esito.non_scritto", ["\(submission.receiptNumber)"])))
        }
        happened = true
      case .workEnded: work -= 1
      case .trafficBegan: traffic += 1
      case .trafficEnded: traffic -= 1
      case .tickDriver(let pause): nextTick = pause.map { DeskClock.monotonicMilliseconds() + $0 }
      }
    }
    return happened
  }

  /// A committed practice has no draft any more; one that was not taken keeps what was typed.
  private func settleDraft(of ticket: Ticket, _ answer: Answer) {
    guard let key = committing.removeValue(forKey: ticket) else { return }
    if case .submitted = answer {
      drafts[key] = nil
    } else if drafts[key] != nil {
      draftDeadline = DeskClock.monotonicMilliseconds() + Self.draftPause
    }
  }

  private func handle(_ event: Event) {
    let effects = session.handle(event, now: desk.clock.now, tick: DeskClock.monotonicMilliseconds())
    for effect in effects { carryOut(effect) }
  }

  private func carryOut(_ effect: Effect) {
    switch effect {
    case .ask(let ticket, let question): ask(ticket, question)
    case .keepDraft(let key, let values):
      drafts[key] = values
      draftDeadline = DeskClock.monotonicMilliseconds() + Self.draftPause
    case .dropDraft(let key):
      drafts[key] = nil
      writeDrafts { clerk in await clerk.dropDraft(key) }
    case .speak(let language): speak(language)
    case .theme(let theme): perform(.theme(theme))
    case .bell: perform(.bell)
    case .suspend: if !session.isLocked { perform(.suspend) }
    case .locked: flushDrafts()
    case .loggedIn(let author):
      present.set(author: author)
      start { clerk in
        await clerk.tellHandOvers()
        await clerk.tellInterrupted()
        await clerk.tellOpenCodes()
        await clerk.keepCopies(tellsOthers: true)
        await clerk.driver.staffed(true)
      }
    case .quit: isQuitting = true
    }
  }

  private func speak(_ language: String) {
    guard let words = try? desk.words(language) else { return }
    present.set(words: words)
    handle(.words(words))
  }

  /// Gives a question away; commits and looks for drafts wait until the drafts typed so far are on disk.
  private func ask(_ ticket: Ticket, _ question: Question) {
    switch searches.admit(question, ticket, now: DeskClock.monotonicMilliseconds()) {
    case .pass: give(ticket, question)
    case .hold(insteadOf: nil): break
    // Who asked has asked anew, and looks at the newer answer only.
    case .hold(insteadOf: let earlier?): handle(.answer(earlier, .people([])))
    }
  }

  private func give(_ ticket: Ticket, _ question: Question) {
    switch question {
    case .submit(let content, _):
      flushDrafts()
      committing[ticket] = DraftKey(of: content)
    case .draft: flushDrafts()
    case .codes(.print):
      // Given away at once: what stands on the screen is covered then, and what stays there is not printed.
      let lines = desk.printer.device == nil ? nil : half.take()
      start { [mailbox] clerk in mailbox.post(.event(.answer(ticket, clerk.printHalf(lines)))) }
      return
    case .people, .person, .medici, .facts, .history, .queue, .queueRead, .verify, .withdraw, .release,
      .close, .handOver,
      .expiries, .note, .consult, .print, .codes, .drills, .demo, .unlock:
      start { [mailbox] clerk in mailbox.post(.event(.answer(ticket, await clerk.answer(question)))) }
      return
    }
    start { [mailbox, draftWrites] clerk in
      await draftWrites?.value
      mailbox.post(.event(.answer(ticket, await clerk.answer(question))))
    }
  }

  private func writeDrafts(_ body: @escaping @Sendable (Clerk) async -> Void) {
    work += 1
    draftWrites = Task.detached(executorPreference: desk.executor) { [clerk, mailbox, draftWrites] in
      await draftWrites?.value
      await body(clerk)
      mailbox.post(.workEnded)
    }
  }

  private func start(_ body: @escaping @Sendable (Clerk) async -> Void) {
    work += 1
    Task.detached(executorPreference: desk.executor) { [clerk, mailbox] in
      await body(clerk)
      mailbox.post(.workEnded)
    }
  }

  /// Gives what was typed to the disk, but for practices that are being committed.
  func flushDrafts() {
    draftDeadline = nil
    let held = Set(committing.values)
    for (key, values) in drafts where !held.contains(key) {
      drafts[key] = nil
      writeDrafts { clerk in await clerk.keepDraft(key, values) }
    }
  }

  /// Ends: drafts to disk, then the work under way, five seconds at most; what was acknowledged is on disk already.
  ///
  /// Letters still reach the session, so that what is committed while the program ends leaves no draft.
  func finish(wait: (Int) -> Void) {
    flushDrafts()
    start { clerk in await clerk.noteEnd() }
    let end = DeskClock.monotonicMilliseconds() + 5000
    while work > 0, DeskClock.monotonicMilliseconds() < end {
      wait(50)
      _ = takeLetters()
      if draftDeadline != nil { flushDrafts() }
    }
  }

  private var idleLimit: Int? { desk.idleMinutes.map { $0 * 60_000 } }

  /// How long the loop may sleep; without limit when nothing waits for the clock.
  var timeout: Int? {
    let tick = DeskClock.monotonicMilliseconds()
    let lock = session.isLocked ? nil : idleLimit.map { lastKey + $0 }
    return [draftDeadline, nextTick, lock, searches.held?.due, codesDeadline].compactMap(\.self).min().map {
      max(0, $0 - tick)
    }
  }
}
