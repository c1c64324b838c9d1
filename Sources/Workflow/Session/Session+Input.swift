import Domain
import Terminal

extension Session {
  /// Takes a key, a paste, a scan or a new size: what lies on top gets it first.
  mutating func take(_ input: Input) -> [Effect] {
    if case .resize(let size) = input {
      self.size = size
      return []
    }
    // What cannot be seen cannot be meant: until there is room again nothing but a new size counts.
    guard isRoomy else { return [.bell] }
    // What is on row 23 was not read yet when the habitual Enter comes.
    let isHabit = input == .key(.enter) && overlay == nil && top?.flow.form.expectsHabitualEnter ?? false
    if !isHabit {
      lastMessage = message
      notice = nil
    }
    guard overlay == nil else { return takeInOverlay(input) }
    guard var layer = top else { return [] }
    layer.flow.form.fit(Frame.body(of: size), words: scene.words)
    layer.flow.form.paginate(formArea(layer.flow), words: scene.words)
    let signals = layer.flow.form.handle(input, context: scene.formContext)
    if signals.isEmpty { layer.flow.moved(scene) }
    store(layer)
    var effects: [Effect] = []
    for signal in signals {
      // Who left the last field for something that is under way needs no word about the last field.
      if case .refusedKey("messaggio.ultimo_campo") = signal, !effects.isEmpty || top?.number != layer.number
      {
        continue
      }
      effects += take(signal, layer.number)
    }
    return effects + keepDraft()
  }

  /// Whether the terminal has room for a screen; otherwise only the sentence about its size is shown.
  private var isRoomy: Bool { size.columns >= Frame.smallest.columns && size.rows >= Frame.smallest.rows }

  /// Puts the changed layer back in its place.
  mutating func store(_ layer: Layer) {
    if lock?.number == layer.number {
      lock = layer
    } else if let index = layers.firstIndex(where: { $0.number == layer.number }) {
      layers[index] = layer
    }
  }

  private mutating func take(_ signal: FormSignal, _ number: Int) -> [Effect] {
    switch signal {
    case .action(let action): take(action, number)
    case .refusedKey(let reasonKey): refuse(reasonKey)
    case .changed, .left, .numbered, .lookUp, .chosen, .rowOpened, .scan: pass(signal, to: number)
    }
  }

  /// What every screen does the same way; the rest goes to the screen.
  private mutating func take(_ action: Action, _ number: Int) -> [Effect] {
    if isLocked, action != .confirm, action != .help { return refuse("stato.bloccato") }
    switch action {
    case .help:
      overlay = .help(Help.field(self), isGuide: false)
      return []
    case .commandLine:
      overlay = .commandLine(commandLine())
      return []
    case .home: return goHome()
    case .back: return pop()
    case .lock: return lockScreen(operatorName: scene.author.operatorName.rawValue)
    case .position:
      if let person, layers.last?.screen != "assistito" { return push(.position(person)) }
      return pass(.action(.position), to: number)
    case .nextPage where overlay == nil && !(top?.flow.findings.isEmpty ?? true):
      enterFindings()
      return []
    case .confirm, .print, .refresh, .list, .nextError, .nextPage, .previousPage:
      // The legend and the keys come from one list: what the screen does not offer does nothing here.
      let offered = top?.flow.form.spec.commands.contains(CommandID(rawValue: action.rawValue)) ?? false
      if [.confirm, .print, .refresh].contains(action), !offered {
        return refuse("messaggio.tasto_senza_funzione")
      }
      if let reason = refusal(of: action) { return refuse(reason) }
      let effects = pass(.action(action), to: number)
      let isPaging = action == .nextPage || action == .previousPage
      return isPaging && effects.isEmpty && notice == nil ? refuse("messaggio.nessuna_pagina") : effects
    case .swallowed: return refuse("messaggio.tasto_riservato")
    }
  }

  /// Why a command of the screen cannot be given now; `nil` if it can.
  private func refusal(of action: Action) -> String? {
    for record in commands() where record.action == action {
      if case .refused(let reasonKey) = record.availability { return reasonKey }
    }
    return nil
  }

  private mutating func pass(_ signal: FormSignal, to number: Int) -> [Effect] {
    guard var layer = number == lock?.number ? lock : layers.first(where: { $0.number == number }) else {
      return []
    }
    let steps = layer.flow.handle(signal, scene)
    store(layer)
    return carryOut(steps, from: number)
  }

  private mutating func refuse(_ reasonKey: String) -> [Effect] {
    notice = Notice(.warning, reasonKey)
    return reasonKey == "messaggio.ultimo_campo" ? [] : [.bell]
  }

  /// Performs a command chosen on the command line.
  mutating func perform(_ command: CommandID) -> [Effect] {
    guard var layer = layers.last else { return [] }
    if case .refused(let reasonKey) = layer.flow.availability(of: command, scene) { return refuse(reasonKey) }
    let steps = layer.flow.perform(command, scene)
    store(layer)
    return carryOut(steps, from: layer.number)
  }
}
