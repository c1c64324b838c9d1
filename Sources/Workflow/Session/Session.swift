public import Domain
import Sync
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
    case .notice(let notice):
      tell(notice)
      return []
    case .registry(let line):
      // A practice that is turned away waits as before it was sent: only how the registry stands tells of it.
      let isMoved = scene.registry.tally != line.tally || scene.registry.mode != line.mode
      scene.registry = line
      guard isMoved, lock == nil, let last = layers.indices.last else { return [] }
      let steps = layers[last].flow.queueMoved(scene)
      return carryOut(steps, from: layers[last].number)
    case .words(let words):
      scene.words = words
      refresh()
      return []
    case .codesBlanked:
      blankCodes()
      return []
    case .idle: return lockScreen(operatorName: scene.author.operatorName.rawValue)
    case .open(let route): return push(route)
    case .clock:
      refresh()
      return []
    }
  }

  /// Whether the screen is locked or nobody is logged in.
  public var isLocked: Bool { lock != nil }

  /// The person on the screen, for the transactions that follow.
  public var person: Assistito? { layers.last { $0.flow.person != nil }?.flow.person }

  mutating func refresh() {
    for index in layers.indices { layers[index].flow.refresh(scene) }
    lock?.flow.refresh(scene)
  }

  // MARK: Screens

  /// The layer that takes keys.
  var top: Layer? { lock ?? layers.last }

  /// Whether a layer may still lead elsewhere: an answer that comes late must not take the screen away.
  private func isOnTop(_ layer: Int) -> Bool { lock == nil && layers.last?.number == layer }

  mutating func push(_ route: Route) -> [Effect] {
    if let refusal = scene.refusal(of: route.capability) {
      notice = Notice(.error, refusal)
      return [.bell]
    }
    if !layers.isEmpty { layers[layers.count - 1].flow.leave() }
    let below = layers.last?.flow.form
    lastLayer += 1
    let number = lastLayer
    let flow = route.flow(scene)
    layers.append(Layer(number: number, screen: flow.form.spec.id, title: nil, flow: flow))
    overlay = nil
    if isDouble(layers[layers.count - 1]) {
      layers.removeLast()
      return []
    }
    let steps = layers[layers.count - 1].flow.start(scene)
    // A code that is complete opens a screen by itself.
    if let below { layers[layers.count - 1].flow.form.expectHabitualEnter(after: below) }
    return carryOut(steps, from: number)
  }

  /// The same screen for the same person twice would share one draft.
  private func isDouble(_ layer: Layer) -> Bool {
    guard layers.count > 2 else { return false }
    let below = layers[layers.count - 2]
    return below.screen == layer.screen && below.flow.keepsDraft
      && below.flow.person?.id == layer.flow.person?.id
  }

  mutating func pop() -> [Effect] {
    guard layers.count > 1 else { return [.bell] }
    let effects = keepDraft()
    layers.removeLast()
    overlay = nil
    guard var layer = layers.last else { return effects }
    let steps = layer.flow.resume(scene)
    store(layer)
    return effects + carryOut(steps, from: layer.number)
  }

  mutating func goHome() -> [Effect] {
    let effects = keepDraft()
    if layers.count == 1, var home = layers[0].flow as? HomeFlow {
      home.startOver(scene)
      layers[0].flow = home
    }
    layers = Array(layers.prefix(1))
    overlay = nil
    layers[0].flow.refresh(scene)
    return effects
  }

  mutating func lockScreen(operatorName: String?) -> [Effect] {
    guard lock == nil else { return [] }
    if !layers.isEmpty { layers[layers.count - 1].flow.leave() }
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
    layers.last.map(draft(of:)) ?? []
  }

  private func draft(of layer: Layer) -> [Effect] {
    guard layer.flow.hasDraft, let key = draftKey(of: layer) else { return [] }
    let values = layer.flow.form.draft.map { ($0.key.rawValue, $0.value) }
    let draft = Dictionary(uniqueKeysWithValues: values).merging(layer.flow.draftNotes) { field, _ in field }
    return [.keepDraft(key, draft.filter { !layer.flow.unkeptFields.contains(FieldID(rawValue: $0.key)) })]
  }

  func draftKey(of layer: Layer) -> DraftKey? {
    guard layer.flow.keepsDraft else { return nil }
    return DraftKey(screen: layer.screen.rawValue, person: layer.flow.draftPerson)
  }

  // MARK: Steps

  /// Carries out what a screen wants next; what concerns the world outside becomes an effect.
  mutating func carryOut(_ steps: [Step], from layer: Int) -> [Effect] {
    var effects: [Effect] = []
    for step in steps {
      switch step {
      case .ask(let question):
        if let refusal = scene.refusal(of: question.capability) {
          notice = Notice(.error, refusal)
          effects.append(.bell)
          continue
        }
        // The answer that is under way serves both.
        if waiting.values.contains(where: { $0.layer == layer && $0.question == question }) { continue }
        lastTicket += 1
        let ticket = Ticket(number: lastTicket)
        waiting[ticket] = (layer, question)
        effects.append(.ask(ticket, question))
      case .say(let notice): if top?.number == layer { self.notice = notice.told(scene) }
      case .open(let route): if isOnTop(layer) { effects += push(route) }
      case .transaction(let code): if isOnTop(layer) { effects += run(code) }
      case .replace(let route):
        let wasOnTop = layers.last?.number == layer
        guard wasOnTop || route.isOutcome else { continue }
        if layers.count > 1 { layers.removeAll { $0.number == layer } }
        if wasOnTop { effects += push(route) } else { effects += late(route) }
      case .finish(let route): effects += finish(layer, with: route)
      case .back: effects += pop()
      case .home: effects += goHome()
      case .keepDraft:
        if let kept = layers.first(where: { $0.number == layer }) { effects += draft(of: kept) }
      case .dropDraft:
        if let index = layers.firstIndex(where: { $0.number == layer }), let key = draftKey(of: layers[index])
        {
          effects.append(.dropDraft(key))
          // Leaving the screen must not keep again what is done.
          layers[index].flow.form.markClean()
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
    if let refusal = scene.refusal(of: code) {
      notice = Notice(.error, refusal)
      return [.bell]
    }
    switch code {
    case .lock: return lockScreen(operatorName: scene.author.operatorName.rawValue)
    case .quit:
      let isShown = layers.last?.screen == "turno"
      guard !scene.registry.tally.isClear, !isShown, scene.refusal(of: .queue) == nil else {
        return keepDraft() + [.quit]
      }
      return push(.endOfShift(isLeaving: true))
    case .assistito, .scelta, .revoca, .ricusazione, .esenzioni, .codici, .tessera, .medici, .coda,
      .endOfShift, .scadenze, .demo, .drills:
      guard let route = code.route(with: person) else { return [] }
      return route == .home ? goHome() : push(route)
    }
  }
}

extension Route {
  /// Whether it tells what became of a practice, which nobody may miss.
  fileprivate var isOutcome: Bool {
    if case .outcome = self { return true }
    return false
  }
}
