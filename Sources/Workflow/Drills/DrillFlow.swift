import Domain
import Terminal

/// Exercises for trainees, transaction `FO`: who stands there with what, and which rule decides.
///
/// The trainer's screen shows beside it what the rules say and why; everybody else learns after each answer only
/// whether it was right, and the rest from the sheet at the end.
struct DrillFlow: Flow {
  var form: Form
  private var series: [DrillSeries] = []
  private(set) var run: DrillRun?
  /// The drill that is asked, with what the rules say, for the trainer.
  private(set) var findings: [Finding] = []

  init(_ scene: Scene) { form = Form(spec: scene.spec("formazione")) }

  mutating func start(_ scene: Scene) -> [Step] { [.ask(.drills)] }

  mutating func refresh(_ scene: Scene) {
    findings = []
    guard let run else {
      form.setProse("situation", wrapped([scene.text("formazione.inizio")]))
      return show(
        series.enumerated().map { index, series in
          row(index, scene.text("formazione.domande", "\(series.drills.count)"), title(of: series, scene))
        })
    }
    guard let drill = run.current else { return showEnd(run, scene) }
    let place = scene.text(
      "formazione.posto", "\(run.given.count + 1)", "\(run.series.drills.count)", "\(run.score)",
      scene.shown(drill.today), drill.profile)
    form.setProse("situation", wrapped([place] + DrillSituation(drill, scene).lines))
    guard scene.author.role != .formatore else { return showWhy(drill, scene) }
    show(
      run.choices.enumerated().map { index, choice in
        row(index, choice.rule ?? "-", words(of: choice, scene))
      })
  }

  /// Shows the trainer what the rules say; the only row goes on.
  private mutating func showWhy(_ drill: Drill, _ scene: Scene) {
    findings = drill.decision.findings
    form.setVisible("rows", false)
    form.setVisible("next", true)
    _ = form.setRows("next", [row(0, drill.expected.rule ?? "-", drill.title(in: scene.words.language))])
    form.setFocus("next")
  }

  private mutating func showEnd(_ run: DrillRun, _ scene: Scene) {
    let score = scene.text("formazione.punti", "\(run.score)", "\(run.series.drills.count)")
    form.setProse("situation", wrapped([score, scene.text("formazione.fine")]))
    show(
      zip(run.series.drills, run.given).enumerated().map { index, pair in
        let (drill, given) = pair
        let isRight = drill.expected.rule == given.rule
        let right = drill.expected.rule ?? scene.text("formazione.possibile")
        let told = given.rule ?? scene.text("formazione.possibile")
        let title = drill.title(in: scene.words.language)
        return isRight
          ? row(index, scene.text("formazione.giusta"), "\(title): \(right)")
          : row(
            index, scene.text("formazione.sbagliata"),
            "\(title): " + scene.text("formazione.invece", right, told))
      })
  }

  private mutating func show(_ rows: [Row]) {
    form.setVisible("next", false)
    form.setVisible("rows", true)
    _ = form.setRows("rows", rows)
    form.setFocus("rows")
  }

  private func row(_ index: Int, _ first: String, _ second: String) -> Row {
    Row(id: RowID(rawValue: "\(index)"), cells: [first, second])
  }

  /// Cells of a line of prose on the narrowest terminal.
  private static let width = 77

  private func wrapped(_ lines: [String]) -> [String] {
    lines.flatMap { TextLayout.wrap($0, width: Self.width) }
  }

  private func title(of series: DrillSeries, _ scene: Scene) -> String {
    series.isOwn ? series.id : scene.text("formazione.serie.\(series.id)")
  }

  private func words(of answer: DrillAnswer, _ scene: Scene) -> String {
    switch answer {
    case .admitted: scene.text("formazione.ammessa")
    case .finding(let finding): scene.words.text(finding.messageKey, finding.arguments)
    }
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .rowOpened("rows", let row): return open(Int(row.rawValue) ?? -1, scene)
    case .rowOpened("next", _):
      if let drill = run?.current { _ = run?.answer(drill.expected) }
      refresh(scene)
      return []
    case .action(.print):
      guard let run, run.current == nil else {
        return [.say(Notice(.note, "formazione.stampa.dopo")), .bell]
      }
      return [.ask(.print(.drillSheet(run)))]
    default: return signal.usualSteps
    }
  }

  /// Takes a series, or an answer; at the end there is nothing to open.
  private mutating func open(_ index: Int, _ scene: Scene) -> [Step] {
    guard var run else {
      guard series.indices.contains(index) else { return [] }
      self.run = DrillRun(series[index])
      refresh(scene)
      return []
    }
    let choices = run.choices
    guard choices.indices.contains(index) else { return [] }
    let isRight = run.answer(choices[index])
    self.run = run
    refresh(scene)
    return [
      .say(
        isRight
          ? Notice(.success, "formazione.risposta.giusta") : Notice(.warning, "formazione.risposta.sbagliata")
      )
    ]
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .drills(let found, let fault):
      series = found
      refresh(scene)
      if let fault { return [.say(fault.notice), .bell] }
      return found.isEmpty ? [.say(Notice(.warning, "formazione.nessuna"))] : []
    default: return answer.usualSteps
    }
  }
}
