import Domain
import Terminal

/// The first screen: a code, a card, a name or a transaction, all in one field.
struct HomeFlow: Flow {
  var form: Form
  private var asked: Question?
  private var found: [PersonSummary] = []
  private var isSearching = false
  private var pendingRoute: TransactionCode?
  /// Who answers now to a code that was another one's: opened when Enter is pressed once more.
  private var successor: Assistito?

  init(_ scene: Scene) { form = Form(spec: scene.spec("home")) }

  mutating func start(_ scene: Scene) -> [Step] {
    refresh(scene)
    form.setFocus("entry")
    return []
  }

  mutating func refresh(_ scene: Scene) {
    let codes = TransactionCode.allCases.filter { scene.admits($0) }
    form.setProse(
      "codes", codes.map { "\($0.rawValue)   \(scene.text($0.titleKey))" })
    show(found, scene)
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .changed("entry"): search(scene)
    case .left("entry"), .action(.confirm): enter(scene)
    case .rowOpened("found", let row): open(row, scene)
    // Who looks at the queue has the line tried.
    case .action(.refresh): [.say(Notice(.note, "stato.anagrafe.riprova")), .ask(.queue)]
    case .scan(let reading): scanned(reading, scene)
    default: signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .people(let people):
      guard question == asked else { return [] }
      isSearching = false
      show(people, scene)
      return people.isEmpty ? [.say(Self.nobody(scene))] : []
    case .person(let person?, _):
      if case .person(let key) = question, let notice = PersonLookUp.succession(of: key, to: person, scene) {
        successor = person
        return [.say(notice), .bell]
      }
      let route = route(for: person)
      clear(scene)
      return [.open(route)]
    default:
      pendingRoute = nil
      return answer.usualSteps
    }
  }

  private mutating func search(_ scene: Scene) -> [Step] {
    pendingRoute = nil
    successor = nil
    switch Entry(form.value(of: "entry"), today: scene.today) {
    case .names(let query), .transactionSearch(_, let query):
      asked = .people(query)
      isSearching = true
      return [.ask(.people(query))]
    case .nothing, .transaction, .person, .unfinished, .wrongCode:
      asked = nil
      show([], scene)
      return []
    }
  }

  /// Nobody was found; while the registry is away that is only true of the desk's own copy.
  private static func nobody(_ scene: Scene) -> Notice {
    scene.isRegistryAway
      ? Notice(.warning, "errore.anagrafe.irraggiungibile") : Notice(.note, "stato.ricerca.vuota")
  }

  private mutating func enter(_ scene: Scene) -> [Step] {
    if let successor { return [.ask(.person(.id(successor.id)))] }
    return enter(form.value(of: "entry"), scene)
  }

  /// Does what a line asks for, typed here or given on the command line.
  mutating func enter(_ line: String, _ scene: Scene) -> [Step] {
    switch Entry(line, today: scene.today) {
    case .nothing:
      return []
    case .transaction(let code, let key):
      guard let key else {
        clear(scene)
        return [.transaction(code)]
      }
      return ask(key, for: code, scene)
    case .person(let key):
      return ask(key, for: nil, scene)
    case .names: return takeOnly(scene)
    case .transactionSearch(let code, _):
      if let refusal = scene.refusal(of: code.capability) { return [.say(Notice(.error, refusal)), .bell] }
      pendingRoute = code
      return takeOnly(scene)
    case .unfinished:
      form.setFocus("entry")
      return [.say(Notice(.note, "errore.ingresso.incompleto")), .bell]
    case .wrongCode(let key, let arguments):
      form.setFocus("entry")
      form.setError("entry", FieldError(key, arguments))
      return [.bell]
    }
  }

  /// Opens the only person found; one of several is chosen in the list.
  private func takeOnly(_ scene: Scene) -> [Step] {
    if found.count == 1 { return [.ask(.person(.id(found[0].id)))] }
    guard found.isEmpty else { return [] }
    return [.say(isSearching ? Notice(.note, "stato.ricerca.in_corso") : Self.nobody(scene)), .bell]
  }

  /// A scan opens the person, or the transaction whose two letters were typed before it.
  private mutating func scanned(_ reading: ScanReading, _ scene: Scene) -> [Step] {
    successor = nil
    var code: TransactionCode?
    if case .transaction(let typed, nil) = Entry(form.value(of: "entry"), today: scene.today) { code = typed }
    if let refusal = scene.refusal(of: code?.capability) { return [.say(Notice(.error, refusal)), .bell] }
    pendingRoute = code
    return PersonLookUp.steps(of: reading)
  }

  /// Asks for a person, or says why this operator may not open one, or not for this.
  private mutating func ask(_ key: PersonKey, for code: TransactionCode?, _ scene: Scene) -> [Step] {
    if let refusal = scene.refusal(of: code?.capability) { return [.say(Notice(.error, refusal)), .bell] }
    pendingRoute = code
    return [.ask(.person(key))]
  }

  private mutating func open(_ row: RowID, _ scene: Scene) -> [Step] {
    guard let id = Identifier<Assistito>(row.rawValue) else { return [] }
    guard case .transactionSearch(let code, _) = Entry(form.value(of: "entry"), today: scene.today) else {
      return [.ask(.person(.id(id)))]
    }
    return ask(.id(id), for: code, scene)
  }

  /// Empties the field for the next person: home was asked for at home.
  mutating func startOver(_ scene: Scene) { clear(scene) }

  private func route(for person: Assistito) -> Route {
    pendingRoute?.route(with: person) ?? .position(person)
  }

  private mutating func show(_ people: [PersonSummary], _ scene: Scene) {
    found = people
    _ = form.setRows("found", PersonLookUp.rows(people, scene))
    form.setVisible("found", !people.isEmpty)
    form.setVisible("codes", people.isEmpty)
  }

  private mutating func clear(_ scene: Scene) {
    form.set("entry", to: "")
    asked = nil
    pendingRoute = nil
    successor = nil
    show([], scene)
    form.setFocus("entry")
  }
}
