import Domain
import Terminal

/// The first screen: a code, a card, a name or a transaction, all in one field.
struct HomeFlow: Flow {
  var form: Form
  private var asked: Question?
  private var pendingRoute: TransactionCode?

  init(_ scene: Scene) { form = Form(spec: scene.spec("home")) }

  mutating func start(_ scene: Scene) -> [Step] {
    refresh(scene)
    form.focus("ingresso")
    return []
  }

  mutating func refresh(_ scene: Scene) {
    let codes = TransactionCode.allCases.filter { scene.admits($0) }
    form.setLines(
      "codici", codes.map { StyledLine("\($0.rawValue)   \(scene.text($0.titleKey))", style: .plain) })
    form.setVisible("trovati", !form.rows(of: "trovati").isEmpty)
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .changed("ingresso"): search(scene)
    case .left("ingresso"), .action(.confirm): enter(scene)
    case .rowOpened("trovati", let row): open(row)
    case .scan(let reading): scanned(reading, scene)
    case .changed, .left, .lookUp, .chosen, .rowOpened, .action, .refusedKey: []
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .people(let people):
      guard question == asked else { return [] }
      show(people, scene)
      return people.isEmpty ? [.say(Message(.note, "stato.ricerca.vuota"))] : []
    case .person(let person?, _):
      clear(scene)
      return [.open(route(for: person))]
    case .person(nil, _):
      return [.say(Message(.error, "errore.assistito.sconosciuto")), .bell]
    case .failed(let failure):
      return [.say(failure.message), .bell]
    case .medici, .facts, .submitted, .history, .queue, .expiries, .printed, .draft, .demoCases, .unlocked,
      .done:
      return []
    }
  }

  private mutating func search(_ scene: Scene) -> [Step] {
    pendingRoute = nil
    switch Entry(form.value(of: "ingresso"), today: scene.today) {
    case .names(let query):
      asked = .people(query)
      return [.ask(.people(query))]
    case .nothing, .transaction, .person, .unfinished, .wrongCode:
      asked = nil
      show([], scene)
      return []
    }
  }

  private mutating func enter(_ scene: Scene) -> [Step] {
    switch Entry(form.value(of: "ingresso"), today: scene.today) {
    case .nothing:
      return []
    case .transaction(let code, let key):
      guard let key else {
        clear(scene)
        return [.transaction(code)]
      }
      pendingRoute = code
      return [.ask(.person(key))]
    case .person(let key):
      return [.ask(.person(key))]
    case .names:
      let rows = form.rows(of: "trovati")
      return rows.count == 1 ? open(rows[0].id) : []
    case .unfinished:
      form.focus("ingresso")
      return [.say(Message(.note, "errore.ingresso.incompleto")), .bell]
    case .wrongCode(let key, let arguments):
      form.focus("ingresso")
      form.setError("ingresso", FieldError(key, arguments))
      return [.bell]
    }
  }

  /// A scan opens the person, or the transaction whose two letters were typed before it.
  private mutating func scanned(_ reading: Terminal.ScanReading, _ scene: Scene) -> [Step] {
    if case .transaction(let code, nil) = Entry(form.value(of: "ingresso"), today: scene.today) {
      pendingRoute = code
    }
    return PersonLookUp.steps(of: reading)
  }

  private func open(_ row: RowID) -> [Step] {
    guard let id = Identifier<Assistito>(row.rawValue) else { return [] }
    return [.ask(.person(.id(id)))]
  }

  private func route(for person: Assistito) -> Route {
    pendingRoute?.route(with: person) ?? .position(person)
  }

  private mutating func show(_ people: [PersonSummary], _ scene: Scene) {
    form.setRows("trovati", PersonLookUp.rows(people, scene))
    form.setVisible("trovati", !people.isEmpty)
  }

  private mutating func clear(_ scene: Scene) {
    form.set("ingresso", to: "")
    asked = nil
    show([], scene)
    form.focus("ingresso")
  }
}
