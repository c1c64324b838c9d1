import Domain
import Sync
import Terminal

/// The desk's own practices, what waits for whom, and the way to each: transaction `CO`.
struct QueueFlow: Flow {
  var form: Form
  private var rows: [QueueRow] = []
  /// Whether row 23 still owes a word to somebody who asked for the list.
  private var isAsked = false

  init(_ scene: Scene) { form = Form(spec: scene.spec("coda")) }

  mutating func start(_ scene: Scene) -> [Step] {
    form.set("filter", to: QueueFilter.all.rawValue)
    form.setFocus("rows")
    return ask()
  }

  /// What became of the row that was left stays said.
  mutating func resume(_ scene: Scene) -> [Step] { [.ask(.queue)] }

  /// The list follows without a word: what row 23 says was asked for.
  mutating func queueMoved(_ scene: Scene) -> [Step] { [.ask(.queueRead)] }

  private mutating func ask() -> [Step] {
    isAsked = true
    return [.ask(.queue)]
  }

  mutating func refresh(_ scene: Scene) {
    let filter = QueueFilter(rawValue: form.value(of: "filter")) ?? .all
    _ = form.setRows(
      "rows",
      rows.filter(filter.admits).map { row in
        Row(
          id: RowID(rawValue: row.id), cells: QueueWords.cells(row, scene),
          style: QueueAge.isLate(row, scene) ? .warning : .plain)
      })
    form.setEcho("filter", QueueWords.owed(rows, scene))
    describe(scene)
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .changed("filter"):
      refresh(scene)
      return []
    case .rowOpened("rows", let id):
      guard let row = row(id) else { return [] }
      return row.practice == nil && row.work == nil ? Self.damaged : [.open(.queueRow(row))]
    case .action(.refresh): return verify()
    case .action(.print):
      guard let chosen else { return [] }
      guard let practice = chosen.practice else { return Self.damaged }
      return [.ask(.print(.receipt(practice.id)))]
    case .action(.position):
      guard let chosen else { return [] }
      guard let practice = chosen.practice else { return Self.damaged }
      return [.open(.position(practice.content.assistito))]
    case .action(.confirm):
      guard let chosen else { return [] }
      return handle(.rowOpened("rows", RowID(rawValue: chosen.id)), scene)
    default: return signal.usualSteps
    }
  }

  /// The text below tells of the row on which the cursor stands now.
  mutating func moved(_ scene: Scene) { describe(scene) }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .queue(let found):
      rows = found
      refresh(scene)
      defer { isAsked = false }
      guard isAsked else { return [] }
      let late = found.count { QueueAge.isLate($0, scene) }
      guard late == 0 else { return [.say(Notice(.warning, "stato.coda.tardi", ["\(late)"]))] }
      let owed = found.count(where: \.owesDefinitive)
      guard owed == 0 else {
        return [.say(Notice(.warning, "stato.coda.definitive", ["\(found.count)", "\(owed)"]))]
      }
      return [.say(Notice(.note, "stato.coda", ["\(found.count)"]))]
    case .queueRow(let row):
      guard let place = rows.firstIndex(where: { $0.id == row.id }) else { return [] }
      rows[place] = row
      refresh(scene)
      return [.say(QueueRowFlow.notice(of: row))]
    // The paper may have been what was missing.
    case .printed: return answer.usualSteps + [.ask(.queue)]
    default: return answer.usualSteps
    }
  }

  /// Cells of a line of prose on the narrowest terminal.
  private static let proseWidth = 77
  private static let damaged: [Step] = [.say(Notice(.error, "errore.archivio.pratica_alterata")), .bell]

  /// Asks the registry about the row under the cursor if its outcome is uncertain, else for the list anew.
  private mutating func verify() -> [Step] {
    guard let chosen, chosen.state == .unknown, let practice = chosen.practice else { return ask() }
    return [.ask(.verify(practice.id))]
  }

  private var chosen: QueueRow? { row(RowID(rawValue: form.value(of: "rows"))) }

  private func row(_ id: RowID) -> QueueRow? { rows.first { $0.id == id.rawValue } }

  private mutating func describe(_ scene: Scene) {
    guard let chosen else {
      form.setProse("detail", [])
      return
    }
    let next = QueueWords.next(chosen, scene)
    let lines = (next.isEmpty ? [] : [next]) + QueueWords.detail(chosen, scene)
    form.setProse("detail", lines.flatMap { TextLayout.wrap($0, width: Self.proseWidth) })
  }
}
