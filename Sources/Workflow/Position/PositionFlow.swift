import Domain
import Terminal

/// The position of an assistito, transaction `AS`: every field with its owner and the time it was read.
struct PositionFlow: Flow {
  var form: Form
  private(set) var person: Assistito?
  private var history: [HistoryEntry] = []
  /// The operator asked for it, so that the answer deserves a word.
  private var isRefreshing = false

  init(_ person: Assistito, _ scene: Scene) {
    self.person = person
    form = Form(spec: scene.spec("assistito"))
  }

  mutating func start(_ scene: Scene) -> [Step] {
    refresh(scene)
    guard let person else { return [] }
    // What another screen handed over may be older than the registry's last practice.
    var steps: [Step] = [.ask(.person(.id(person.id)))]
    if scene.permission(.history) == .granted { steps.append(.ask(.history(person.id))) }
    if let warning = warning(person, scene) { steps.append(.say(warning)) }
    return steps
  }

  mutating func refresh(_ scene: Scene) {
    guard let person else { return }
    PositionFields.fill(&form, person, scene)
    _ = form.setRows("history", PositionHistory.rows(person, history, scene))
  }

  /// What was done above may have changed the position, its history or its notes.
  mutating func resume(_ scene: Scene) -> [Step] {
    guard let person else { return [] }
    let history: [Step] = scene.permission(.history) == .granted ? [.ask(.history(person.id))] : []
    return [.ask(.person(.id(person.id)))] + history
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .action(.refresh):
      guard let person else { return [] }
      isRefreshing = true
      return [.ask(.person(.id(person.id)))]
    case .action(.print):
      guard let person else { return [] }
      return [.ask(.print(.attestato(person.id)))]
    case .rowOpened("family", let row):
      guard let member = person?.family.first(where: { $0.code.rawValue == row.rawValue }) else { return [] }
      return [.ask(.person(.code(member.code)))]
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .person(let found?, let fromCache):
      guard found.id == person?.id else {
        // Another member of the family was asked for, or the record lives on under another id.
        guard case .person(.id) = question else { return [.replace(.position(found))] }
        return [.say(Notice(.warning, "stato.posizione.unificata")), .replace(.position(found))]
      }
      person = found
      refresh(scene)
      if fromCache { return [.say(scene.oldReading)] }
      guard isRefreshing else { return [] }
      isRefreshing = false
      return [.say(Notice(.note, "stato.posizione.letta"))]
    case .history(let entries):
      history = entries
      refresh(scene)
      return []
    default: return answer.usualSteps
    }
  }

  mutating func perform(_ command: CommandID, _ scene: Scene) -> [Step] {
    guard let person else { return [] }
    switch command {
    case "scelta": return [.transaction(.scelta)]
    case "revoca": return [.transaction(.revoca)]
    case "ricusazione": return [.transaction(.ricusazione)]
    case "segnala": return [.open(.residenceNote(person))]
    default: return []
    }
  }

  func availability(of command: CommandID, _ scene: Scene) -> CommandRecord.Availability {
    let capability: Capability? =
      switch command {
      case "scelta": .scelta
      case "revoca": .revoca
      case "ricusazione": .ricusazione
      case "segnala": .reportResidence
      case "print": .print
      default: nil
      }
    return scene.refusal(of: capability).map { .refused(reasonKey: $0) } ?? .available
  }

  /// What must be seen before anything else: death, hidden data, a residence that may be undone.
  private func warning(_ person: Assistito, _ scene: Scene) -> Notice? {
    if let death = person.posizione.deathDate {
      return Notice(.error, "stato.posizione.deceduto", [scene.shown(death)])
    }
    if person.posizione.standing == .restricted { return Notice(.warning, "stato.posizione.riservata") }
    if let ended = person.posizione.assistenza?.ended, ended.reason == .transferred,
      let asl = person.posizione.residence.territory?.asl
    {
      return Notice(.warning, "stato.posizione.altra_asl", [asl.rawValue, scene.shown(ended.on)])
    }
    if case .italy(_, _, .pending(let since)) = person.posizione.residence {
      return Notice(.warning, "stato.posizione.residenza_in_verifica", [scene.shown(since)])
    }
    return nil
  }
}
