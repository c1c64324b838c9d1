import Domain
import Sync
import Terminal

/// The desk's own practices and where they stand, transaction `CO`.
struct QueueFlow: Flow {
  var form: Form
  private var rows: [QueueRow] = []

  init(_ scene: Scene) { form = Form(spec: scene.spec("coda")) }

  mutating func start(_ scene: Scene) -> [Step] { [.ask(.queue)] }

  mutating func refresh(_ scene: Scene) {
    _ = form.setRows("rows", rows.map { row($0, scene) })
    describe(row(RowID(rawValue: form.value(of: "rows"))), scene)
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .rowOpened("rows", let row):
      describe(self.row(row), scene)
      return []
    case .action(.refresh): return [.ask(.queue)]
    case .action(.print):
      guard let chosen = row(RowID(rawValue: form.value(of: "rows"))) else { return [] }
      return [.ask(.print(.receipt(chosen.practice.id)))]
    case .action(.position):
      guard let chosen = row(RowID(rawValue: form.value(of: "rows"))) else { return [] }
      return [.open(.position(chosen.practice.content.assistito))]
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .queue(let found):
      rows = found
      refresh(scene)
      return [.say(Notice(.note, "stato.coda", ["\(found.count)"]))]
    default: return answer.usualSteps
    }
  }

  private func row(_ id: RowID) -> QueueRow? { rows.first { "\($0.receiptNumber)" == id.rawValue } }

  private func row(_ row: QueueRow, _ scene: Scene) -> Row {
    let identity = row.practice.content.assistito.identity
    return Row(
      id: RowID(rawValue: "\(row.receiptNumber)"),
      cells: [
        "\(row.receiptNumber)", scene.shown(row.practice.createdAt),
        scene.text("pratica.\(row.practice.content.kind.rawValue)"), "\(identity.surname) \(identity.name)",
        scene.text("coda.stato.\(row.state.kind)"),
      ])
  }

  private mutating func describe(_ row: QueueRow?, _ scene: Scene) {
    guard let row else {
      form.setProse("detail", [])
      return
    }
    let author = row.practice.author
    let lines = [
      scene.text("coda.dettaglio.chi", author.operatorName.rawValue, author.desk.id.rawValue),
      scene.text("coda.spiegazione.\(row.state.kind)"),
    ]
    form.setProse("detail", lines)
  }
}
