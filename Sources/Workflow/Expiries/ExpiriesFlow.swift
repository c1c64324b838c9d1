import Domain
import Terminal

/// What ends in the next 90 days, transaction `SC`.
struct ExpiriesFlow: Flow {
  var form: Form
  private var expiries: [Expiry] = []
  /// The row whose person was asked for last.
  private var opened: Expiry?
  /// Whether only people of the desk's copy are among them.
  private var isPartial = false

  init(_ scene: Scene) { form = Form(spec: scene.spec("scadenze")) }

  mutating func start(_ scene: Scene) -> [Step] { [.ask(.expiries)] }

  mutating func refresh(_ scene: Scene) {
    _ = form.setRows(
      "rows",
      expiries.enumerated().map { index, expiry in
        Row(
          id: RowID(rawValue: "\(index)"),
          cells: [
            scene.shown(expiry.on), scene.text("scadenza.\(expiry.kind.rawValue)"),
            "\(expiry.person.surname) \(expiry.person.name)",
            // Which exemption is nobody's business who looks at a list of many people (rule PR-06).
            expiry.kind == .esenzione ? scene.text("scadenza.esenzione.dove") : expiry.medicoName,
          ])
      })
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .rowOpened("rows", let row):
      guard let index = Int(row.rawValue), expiries.indices.contains(index) else { return [] }
      opened = expiries[index]
      return [.ask(.person(.id(expiries[index].person.id)))]
    case .action(.refresh): return [.ask(.expiries)]
    case .action(.print): return [.ask(.print(.expiries(expiries, isPartial: isPartial)))]
    default: return signal.usualSteps
    }
  }

  mutating func perform(_ command: CommandID, _ scene: Scene) -> [Step] {
    guard command == "richiami" else { return [] }
    let ending = expiries.filter { $0.kind == .esenzione }
    guard !ending.isEmpty else { return [.say(Notice(.note, "stato.esenzione.nessun_richiamo"))] }
    return [.ask(.print(.esenzioneReminder(ending)))]
  }

  func availability(of command: CommandID, _ scene: Scene) -> CommandRecord.Availability {
    guard command == "richiami" else { return .available }
    return scene.refusal(of: .print).map { .refused(reasonKey: $0) } ?? .available
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .expiries(let found, let isPartial):
      expiries = found
      self.isPartial = isPartial
      refresh(scene)
      guard !isPartial else { return [.say(Notice(.warning, "stato.scadenze.parziale", ["\(found.count)"]))] }
      return [.say(Notice(.note, "stato.scadenze", ["\(found.count)"]))]
    case .person(let found?, _):
      guard opened?.kind == .esenzione, opened?.person.id == found.id,
        scene.refusal(of: TransactionCode.esenzioni.capability) == nil
      else { return answer.usualSteps }
      return [.open(.esenzioni(found))]
    default: return answer.usualSteps
    }
  }
}
