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
      guard let practice = chosen.practice else { return Self.damaged }
      return [.ask(.print(.receipt(practice.id)))]
    case .action(.position):
      guard let chosen = row(RowID(rawValue: form.value(of: "rows"))) else { return [] }
      guard let practice = chosen.practice else { return Self.damaged }
      return [.open(.position(practice.content.assistito))]
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

  private static let damaged: [Step] = [.say(Notice(.error, "errore.archivio.pratica_alterata")), .bell]

  private func row(_ id: RowID) -> QueueRow? { rows.first { "\($0.receiptNumber)" == id.rawValue } }

  private func row(_ row: QueueRow, _ scene: Scene) -> Row {
    let id = RowID(rawValue: "\(row.receiptNumber)")
    let state = row.state.map { scene.text("coda.stato.\($0)") } ?? ""
    guard let practice = row.practice else {
      return Row(id: id, cells: ["\(row.receiptNumber)", "", scene.text("coda.alterata"), "", state])
    }
    let identity = practice.content.assistito.identity
    return Row(
      id: id,
      cells: [
        "\(row.receiptNumber)", scene.shown(practice.createdAt),
        scene.text("pratica.\(practice.content.kind.rawValue)"), "\(identity.surname) \(identity.name)",
        state,
      ])
  }

  private mutating func describe(_ row: QueueRow?, _ scene: Scene) {
    guard let row else {
      form.setProse("detail", [])
      return
    }
    guard let author = row.practice?.author else {
      form.setProse("detail", [scene.text("errore.archivio.pratica_alterata")])
      return
    }
    let explanation = row.state.map { scene.text("coda.spiegazione.\($0)") }
    let who = scene.text("coda.dettaglio.chi", author.operatorName.rawValue, author.desk.id.rawValue)
    form.setProse("detail", [who] + [explanation].compactMap(\.self))
  }
}
