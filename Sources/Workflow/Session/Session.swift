public import Domain
public import Terminal

/// The whole program as a pure value: a stack of screens, what lies over them, and the one message line.
///
/// ``handle(_:now:tick:)`` is the only way in; the effects it returns are the only way out.
public struct Session: Sendable {
  /// One screen of the stack; its number joins answers to it.
  struct Layer: Sendable {
    let number: Int
    let screen: ScreenID
    let title: String?
    var flow: any Flow
  }

  /// What lies over the screen and takes the keys first.
  enum Overlay: Hashable, Sendable {
    case help(HelpPane, isGuide: Bool)
    case commandLine(Terminal.CommandLine)
    /// The cursor stands in the findings.
    case findings(FindingsPane)
  }

  /// What every screen may look at.
  public internal(set) var scene: Scene
  /// The size of the terminal.
  public internal(set) var size: Size
  /// How styles look.
  public internal(set) var theme: Theme
  var layers: [Layer] = []
  var overlay: Overlay?
  var notice: Notice?
  /// What row 23 said before the last key: F1 shows it whole.
  var lastMessage: Terminal.Message?
  /// The screen of the lock, over everything; `nil` while unlocked.
  var lock: Layer?
  var waiting: [Ticket: (layer: Int, question: Question)] = [:]
  var lastTicket = 0
  var lastLayer = 0

  /// Starts on the home screen, or with the question of who works here.
  ///
  /// - Parameters:
  ///   - scene: Who, where, when, in which words.
  ///   - size: The size of the terminal.
  ///   - theme: How styles look.
  ///   - isLoggedIn: `false` asks for name and passphrase first.
  public init(scene: Scene, size: Size, theme: Theme, isLoggedIn: Bool) {
    self.scene = scene
    self.size = size
    self.theme = theme
    _ = push(.home)
    if !isLoggedIn { _ = lockScreen(operatorName: nil) }
  }

  /// Says something before the first key, such as what the start found.
  public mutating func tell(_ notice: Notice) { self.notice = notice }

  /// Takes one event in and says what is to be done.
  ///
  /// - Parameters:
  ///   - event: What happened.
  ///   - now: The time of the desk's clock.
  ///   - tick: Milliseconds of a clock that never jumps.
  /// - Returns: The effects, in order.
  public mutating func handle(_ event: Event, now: Instant, tick: Int) -> [Effect] {
    scene.now = now
    scene.tick = tick
    switch event {
    case .input(let input): return take(input)
    case .answer(let ticket, let answer): return take(answer, to: ticket)
    case .registry(let line):
      scene.registry = line
      return []
    case .words(let words):
      scene.words = words
      refresh()
      return []
    case .idle: return lockScreen(operatorName: scene.author.operatorName.rawValue)
    case .clock:
      refresh()
      return []
    }
  }

  /// Whether the screen is locked or nobody is logged in.
  public var isLocked: Bool { lock != nil }

  /// The person on the screen, for the transactions that follow.
  public var person: Assistito? { layers.last { $0.flow.person != nil }?.flow.person }

  private mutating func refresh() {
    for index in layers.indices { layers[index].flow.refresh(scene) }
    lock?.flow.refresh(scene)
  }

  // MARK: Screens

  /// The layer that takes keys.
  var top: Layer? { lock ?? layers.last }

  mutating func push(_ route: Route) -> [Effect] {
    lastLayer += 1
    let number = lastLayer
    let flow = route.flow(scene)
    layers.append(Layer(number: number, screen: flow.form.spec.id, title: nil, flow: flow))
    overlay = nil
    let steps = layers[layers.count - 1].flow.start(scene)
    return carryOut(steps, from: number)
  }

  mutating func pop() -> [Effect] {
    guard layers.count > 1 else { return [.bell] }
    let effects = keepDraft()
    layers.removeLast()
    overlay = nil
    return effects
  }

  mutating func goHome() -> [Effect] {
    let effects = keepDraft()
    layers = Array(layers.prefix(1))
    overlay = nil
    layers[0].flow.refresh(scene)
    return effects
  }

  mutating func lockScreen(operatorName: String?) -> [Effect] {
    guard lock == nil else { return [] }
    lastLayer += 1
    overlay = nil
    notice = operatorName == nil ? nil : Notice(.note, "stato.bloccato")
    let effects = operatorName == nil ? [] : keepDraft() + [.locked]
    var flow = AccessFlow(lockedBy: operatorName, scene)
    let steps = flow.start(scene)
    lock = Layer(number: lastLayer, screen: "accesso", title: nil, flow: flow)
    return effects + carryOut(steps, from: lastLayer)
  }

  /// The draft of the top screen, if something was typed.
  mutating func keepDraft() -> [Effect] {
    guard let layer = layers.last, layer.flow.form.isDirty, let key = draftKey(of: layer) else { return [] }
    let values = layer.flow.form.draft.map { ($0.key.rawValue, $0.value) }
    return [.keepDraft(key, Dictionary(uniqueKeysWithValues: values))]
  }

  private func draftKey(of layer: Layer) -> DraftKey? {
    guard layer.flow.keepsDraft else { return nil }
    return DraftKey(screen: layer.screen.rawValue, person: layer.flow.person?.id)
  }

  // MARK: Steps

  /// Carries out what a screen wants next; what concerns the world outside becomes an effect.
  mutating func carryOut(_ steps: [Step], from layer: Int) -> [Effect] {
    var effects: [Effect] = []
    for step in steps {
      switch step {
      case .ask(let question):
        lastTicket += 1
        let ticket = Ticket(number: lastTicket)
        waiting[ticket] = (layer, question)
        effects.append(.ask(ticket, question))
      case .say(let notice): self.notice = notice
      case .open(let route): effects += push(route)
      case .transaction(let code): effects += run(code)
      case .replace(let route):
        if layers.count > 1 { layers.removeAll { $0.number == layer } }
        effects += push(route)
      case .back: effects += pop()
      case .home: effects += goHome()
      case .dropDraft:
        if let found = layers.first(where: { $0.number == layer }), let key = draftKey(of: found) {
          effects.append(.dropDraft(key))
        }
      case .bell: effects.append(.bell)
      case .lock: effects += lockScreen(operatorName: scene.author.operatorName.rawValue)
      case .quit: effects += keepDraft() + [.quit]
      }
    }
    return effects
  }

  /// What a transaction code does, or why it may not.
  mutating func run(_ code: TransactionCode) -> [Effect] {
    if let capability = code.capability, case .denied(let reasonKey) = scene.permission(capability) {
      notice = Notice(.error, reasonKey)
      return [.bell]
    }
    switch code {
    case .blocca: return lockScreen(operatorName: scene.author.operatorName.rawValue)
    case .esci: return keepDraft() + [.quit]
    case .assistito, .scelta, .revoca, .ricusazione, .medici, .coda, .scadenze, .demo:
      guard let route = code.route(with: person) else { return [] }
      if route == .home { return goHome() }
      return push(route)
    }
  }

  // MARK: Answers

  private mutating func take(_ answer: Answer, to ticket: Ticket) -> [Effect] {
    guard let (number, question) = waiting.removeValue(forKey: ticket) else { return [] }
    if case .unlocked(let author?) = answer { return unlock(for: author) }
    if lock?.number == number, var layer = lock {
      let steps = layer.flow.receive(answer, to: question, scene)
      lock = layer
      return carryOut(steps, from: number)
    }
    guard let index = layers.firstIndex(where: { $0.number == number }) else {
      return late(answer)
    }
    let steps = layers[index].flow.receive(answer, to: question, scene)
    return carryOut(steps, from: number)
  }

  /// The same operator goes on where the screen was; another one starts at home, and the drafts are kept.
  private mutating func unlock(for author: Author) -> [Effect] {
    lock = nil
    let isSame = author.operatorName == scene.author.operatorName
    scene.author = author
    let effects = isSame ? [] : goHome()
    notice = Notice(.note, "stato.sbloccato")
    refresh()
    return effects + [.loggedIn(author)]
  }

  /// An answer whose screen is gone: only what became of a practice is still worth a word.
  private mutating func late(_ answer: Answer) -> [Effect] {
    switch answer {
    case .submitted(let submission):
      notice = Notice(.warning, "stato.esito.tardivo", ["\(submission.receiptNumber)"])
    case .failed(let failure): notice = failure.notice
    case .people, .person, .medici, .facts, .history, .queue, .expiries, .printed, .draft, .demoCases,
      .unlocked, .done:
      break
    }
    return []
  }
}
