import Domain
import Terminal

/// The trainer's levers, transaction `DM`: cases worth showing, and what may happen to registry, line and people.
///
/// F10 pulls every lever that is set, in one order, and clears it.
struct DemoFlow: Flow {
  var form: Form
  private var cases: [DemoCase] = []
  /// Which levers are pulled; `nil` until that is told.
  private var standing: DemoStanding?
  private var lookUps = LookUpTickets()
  /// How many levers were pulled and not answered yet.
  private var underWay = 0
  private var hasFailed = false
  /// The levers that were answered, in order.
  private var pulled: [DemoLever] = []

  init(_ scene: Scene) { form = Form(spec: scene.spec("demo")) }

  mutating func start(_ scene: Scene) -> [Step] {
    clear()
    form.setFocus("cases")
    return [.ask(.demo(.cases))]
  }

  mutating func refresh(_ scene: Scene) {
    _ = form.setRows(
      "cases",
      cases.map { item in
        Row(
          id: RowID(rawValue: item.id),
          cells: [
            scene.words.text("demo.caso.\(item.id)", item.arguments),
            "\(item.person.surname) \(item.person.name)",
          ])
      })
    form.setProse("now", standing.map { TextLayout.wrap(told($0, scene), width: Self.proseWidth) } ?? [])
  }

  /// Cells of a line of prose on the narrowest terminal.
  private static let proseWidth = 77

  /// Which levers are pulled, in the words in which they are set.
  private func told(_ standing: DemoStanding, _ scene: Scene) -> String {
    var parts = [scene.text("demo.linea.\(standing.line.rawValue)")]
    if let stop = standing.stop, ![.over, .before].contains(stop.phase(at: scene.now)) {
      let policy = scene.text("demo.adesso.\(stop.policy.rawValue)")
      parts.append(stop.announcedEnds.max().map { "\(policy) (\(short($0, scene)))" } ?? policy)
    }
    if standing.clockMinutes != 0 {
      parts.append(scene.text("demo.fatto.clock", clockWord(standing.clockMinutes, scene)))
    }
    return scene.text("demo.adesso", parts.joined(separator: " · "))
  }

  private func short(_ instant: Instant, _ scene: Scene) -> String {
    let rome = RomeTime(at: instant)
    return "\(scene.shownShort(rome.date)) \(rome.time.iso)"
  }

  private func clockWord(_ minutes: Int, _ scene: Scene) -> String {
    scene.text("demo.orologio.\(minutes < 0 ? "m" : "")\(minutes.magnitude)")
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .rowOpened("cases", let row):
      guard let item = cases.first(where: { $0.id == row.rawValue }) else { return [] }
      return [.ask(.person(.id(item.person.id)))]
    case .changed("stop"):
      arrange()
      return []
    case .lookUp("person", let text, let ticket):
      return lookUp("person", ticket, PersonLookUp.steps(text, scene))
    case .lookUp("medico", let text, let ticket):
      return lookUp("medico", ticket, [.ask(.medici(MedicoQuery(text: text)))])
    case .action(.confirm):
      guard underWay == 0 else { return [.say(Notice(.note, "stato.invio.in.corso"))] }
      guard form.confirm(scene.formContext) else { return [.bell] }
      if !form.value(of: "event").isEmpty, form.value(of: "person").isEmpty {
        form.setFocus("person")
        return [.say(Notice(.error, "demo.manca_persona")), .bell]
      }
      let levers = levers(scene)
      guard !levers.isEmpty else { return [.say(Notice(.note, "demo.niente"))] }
      underWay = levers.count
      hasFailed = false
      pulled = []
      return levers.map { .ask(.demo($0)) }
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .demoCases(let found, let standing):
      cases = found
      self.standing = standing
      refresh(scene)
      return []
    case .people(let people):
      _ = lookUps.show(PersonLookUp.rows(people, scene), for: question, in: &form)
      return []
    case .medici(let views):
      _ = lookUps.show(views.map { MedicoRows.row($0, scene) }, for: question, in: &form)
      return []
    case .person(let found, _):
      // A code typed into the lever names its person; a case opens it.
      guard lookUps.show(found.map { [Self.row($0)] } ?? [], for: question, in: &form) != nil else {
        return answer.usualSteps
      }
      return []
    case .leverPulled(let standing):
      self.standing = standing
      refresh(scene)
      underWay = max(0, underWay - 1)
      if case .demo(let lever) = question { pulled.append(lever) }
      guard underWay == 0, !hasFailed else { return [] }
      let notice = notice(standing.line, scene)
      clear()
      return [.say(notice), .ask(.demo(.cases))]
    case .failed:
      underWay = max(0, underWay - 1)
      hasFailed = true
      return answer.usualSteps
    default: return answer.usualSteps
    }
  }

  // MARK: What was done

  /// What was done, and how the line behaves since.
  private func notice(_ line: DemoLever.Line, _ scene: Scene) -> Notice {
    if case .line(let line)? = pulled.first, pulled.count == 1 {
      return Notice(.success, "demo.fatto.linea.\(line.rawValue)")
    }
    let done =
      pulled.count == 1
      ? done(pulled[0], scene) : scene.text("demo.fatto.leve", "\(pulled.count)", scene.shown(scene.today))
    return Notice(.success, "demo.fatto", [done, scene.text("demo.linea.\(line.rawValue)")])
  }

  private func done(_ lever: DemoLever, _ scene: Scene) -> String {
    switch lever {
    case .date(let date): scene.text("demo.fatto.date", scene.shown(date))
    case .reset: scene.text("demo.fatto.reset")
    case .fill: scene.text("demo.fatto.fill")
    case .suspend(_, _, let end): scene.text("demo.fatto.suspend", scene.shown(end))
    case .resume: scene.text("demo.fatto.resume")
    case .person(_, let event):
      scene.text("demo.fatto.person", scene.text("demo.evento.\(event.rawValue)"))
    case .reverseLast: scene.text("demo.fatto.reverse")
    case .deskClock(let minutes): scene.text("demo.fatto.clock", clockWord(minutes, scene))
    case .line(let line): scene.text("demo.fatto.linea.\(line.rawValue)")
    case .cases: ""
    }
  }

  // MARK: Levers

  /// What is set, in the order in which it is done: time and region first, then the registry, then people.
  private func levers(_ scene: Scene) -> [DemoLever] {
    var levers: [DemoLever] = []
    if form.value(of: "reset") == "yes" { levers.append(.reset) }
    if let date = form.date("date") { levers.append(.date(date)) }
    if let medico = Identifier<Medico>(form.value(of: "medico")) { levers.append(.fill(medico)) }
    if let event = form.option("event", as: DemoLever.PersonEvent.self),
      let person = Identifier<Assistito>(form.value(of: "person"))
    {
      levers.append(.person(person, event))
    }
    if form.value(of: "reverse") == "yes" { levers.append(.reverseLast) }
    if let minutes = Int(form.value(of: "clock").split(separator: "m").last ?? "") {
      levers.append(.deskClock(minutes: form.value(of: "clock").hasPrefix("m") ? -minutes : minutes))
    }
    switch form.value(of: "stop") {
    case "": break
    case "resume": levers.append(.resume)
    case let policy:
      levers.append(
        .suspend(
          Suspension.Policy(rawValue: policy) ?? .blocco, isMigration: form.answer(of: "migration") == true,
          end: scene.now + .seconds(3_600 * (Int(form.value(of: "hours")) ?? Self.usualHours))))
    }
    if let line = form.option("line", as: DemoLever.Line.self) { levers.append(.line(line)) }
    return levers
  }

  /// How long a stop is announced to last when nothing is typed.
  private static let usualHours = 18

  private mutating func clear() {
    for field: FieldID in ["date", "line", "stop", "hours", "event", "person", "medico", "clock"] {
      form.set(field, to: "")
    }
    for field: FieldID in ["reset", "migration", "reverse"] { form.set(field, to: "no") }
    arrange()
  }

  /// How long and whether data change meanwhile is asked for only where a stop begins.
  private mutating func arrange() {
    let begins = !["", "resume"].contains(form.value(of: "stop"))
    for field: FieldID in ["hours", "migration"] { form.setVisible(field, begins) }
  }

  private mutating func lookUp(_ field: FieldID, _ ticket: Int, _ steps: [Step]) -> [Step] {
    guard steps.contains(where: { if case .ask = $0 { true } else { false } }) else {
      form.setRows(field, [], ticket: ticket)
      return steps
    }
    return lookUps.ask(field, ticket, steps)
  }

  private static func row(_ person: Assistito) -> Row {
    let identity = person.identity
    return Row(
      id: RowID(rawValue: person.id.rawValue), cells: ["\(identity.surname) \(identity.name)"])
  }
}
