import Domain
import Terminal

/// The trainer's levers, transaction `DM`: cases worth showing, the date, a fresh region.
struct DemoFlow: Flow {
  var form: Form
  private var cases: [DemoCase] = []

  init(_ scene: Scene) { form = Form(spec: scene.spec("demo")) }

  mutating func start(_ scene: Scene) -> [Step] {
    form.set("reset", to: "no")
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
  }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .rowOpened("cases", let row):
      guard let item = cases.first(where: { $0.id == row.rawValue }) else { return [] }
      return [.ask(.person(.id(item.person.id)))]
    case .action(.confirm):
      guard form.confirm(scene.formContext) else { return [.bell] }
      if form.value(of: "reset") == "yes" { return [.ask(.demo(.reset))] }
      if !form.value(of: "line").isEmpty {
        return [.ask(.demo(.line(form.value(of: "line") == "no" ? .down : .works)))]
      }
      guard let date = CivilDate(iso: form.value(of: "date")) else {
        return [.say(Notice(.note, "demo.niente"))]
      }
      return [.ask(.demo(.date(date)))]
    default: return signal.usualSteps
    }
  }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .demoCases(let found):
      cases = found
      refresh(scene)
      return []
    case .done:
      form.set("date", to: "")
      form.set("reset", to: "no")
      form.set("line", to: "")
      return [.say(Notice(.success, "demo.fatto", [scene.shown(scene.now)])), .ask(.demo(.cases))]
    default: return answer.usualSteps
    }
  }
}
