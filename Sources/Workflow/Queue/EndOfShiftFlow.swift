import Domain
import Sync
import Terminal

/// What is still open when an operator leaves, and to whom it is left: transaction `FT`, and `US` with open rows.
///
/// Leaving stays possible at any moment: nothing here is required, and `US` once more ends the program.
struct EndOfShiftFlow: Flow {
  var form: Form
  private let isLeaving: Bool
  private var rows: [QueueRow] = []
  private var isSending = false

  init(isLeaving: Bool, _ scene: Scene) {
    self.isLeaving = isLeaving
    form = Form(spec: scene.spec("turno"))
  }

  mutating func start(_ scene: Scene) -> [Step] {
    form.setFocus("to")
    return [.ask(.queue)]
  }

  mutating func resume(_ scene: Scene) -> [Step] { [.ask(.queue)] }

  mutating func refresh(_ scene: Scene) {
    _ = form.setRows(
      "rows",
      rows.map { row in
        Row(
          id: RowID(rawValue: row.id), cells: QueueWords.cells(row, scene),
          style: QueueAge.isLate(row, scene) ? .warning : .plain)
      })
    form.setEcho("to", QueueWords.owed(rows, scene))
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .rowOpened("rows", let id):
      guard let row = rows.first(where: { $0.id == id.rawValue }) else { return [] }
      guard row.practice != nil || row.work != nil else {
        return [.say(Notice(.error, "errore.archivio.pratica_alterata")), .bell]
      }
      return [.open(.queueRow(row))]
    case .action(.refresh): return [.ask(.queue)]
    case .action(.confirm):
      guard !isSending else { return [.say(Notice(.note, "stato.invio.in.corso"))] }
      guard form.confirm(scene.formContext) else { return [.bell] }
      guard !rows.isEmpty else { return leave([.say(Notice(.success, "stato.turno.vuoto"))]) }
      isSending = true
      return [
        .ask(
          .handOver(
            HandOver(
              rows: rows.map(\.label).filter { !$0.isEmpty }, to: form.value(of: "to"),
              note: form.value(of: "note"))))
      ]
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    isSending = false
    switch answer {
    case .queue(let found):
      rows = found.filter(QueueFilter.open.admits)
      refresh(scene)
      guard !rows.isEmpty else { return [.say(Notice(.success, "stato.turno.vuoto"))] }
      let owed = rows.count(where: \.owesDefinitive)
      return [
        .say(
          owed == 0
            ? Notice(.warning, "stato.turno.aperte", ["\(rows.count)"])
            : Notice(.warning, "stato.turno.stampare", ["\(rows.count)", "\(owed)"]))
      ]
    case .done: return leave([.say(Notice(.success, "stato.turno.consegnato", ["\(rows.count)"]))])
    default: return answer.usualSteps
    }
  }

  private func leave(_ steps: [Step]) -> [Step] { steps + [isLeaving ? .quit : .back] }
}
