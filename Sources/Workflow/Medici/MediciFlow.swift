import Domain
import Terminal

/// Doctors and places, transaction `ME`.
struct MediciFlow: Flow {
  var form: Form
  private var asked: Question?
  private var views: [MedicoView] = []

  init(_ scene: Scene) { form = Form(spec: scene.spec("medici")) }

  mutating func start(_ scene: Scene) -> [Step] {
    form.set("kind", to: "all")
    form.setFocus("search")
    return search()
  }

  mutating func refresh(_ scene: Scene) { show(scene) }

  mutating func handle(_ signal: FormSignal, _ scene: Scene) -> [Step] {
    switch signal {
    case .changed("search"), .changed("kind"), .action(.refresh): return search()
    case .rowOpened("rows", let row):
      describe(row, scene)
      return []
    default: return signal.usualSteps
    }
  }

  /// The text below tells of the row on which the cursor stands now.
  mutating func moved(_ scene: Scene) { describe(RowID(rawValue: form.value(of: "rows")), scene) }

  mutating func receive(_ answer: Answer, to question: Question, _ scene: Scene) -> [Step] {
    switch answer {
    case .medici(let found):
      guard question == asked else { return [] }
      views = found
      show(scene)
      return notice(scene).map { [.say($0)] } ?? []
    case .failed(.registryUnreachable): return [.say(Notice(.warning, "medici.non_disponibile"))]
    default: return answer.usualSteps
    }
  }

  /// What the list is worth: one of a registry that is away is as old as the last reading.
  private func notice(_ scene: Scene) -> Notice? {
    guard scene.isRegistryAway else { return views.isEmpty ? Notice(.note, "medici.nessuno") : nil }
    guard let read = scene.registry.dataAsOf ?? scene.registry.heardAt else {
      return Notice(.warning, views.isEmpty ? "medici.non_disponibile" : "medici.elenco_vecchio")
    }
    return Notice(.warning, views.isEmpty ? "medici.elenco_senza" : "medici.elenco_del", [scene.shown(read)])
  }

  private mutating func search() -> [Step] {
    let query = Question.medici(
      MedicoQuery(text: form.value(of: "search"), kind: Medico.Kind(rawValue: form.value(of: "kind"))))
    asked = query
    return [.ask(query)]
  }

  private mutating func show(_ scene: Scene) {
    _ = form.setRows("rows", views.map { MedicoRows.fullRow($0, scene) })
    let chosen = form.value(of: "rows")
    if let view = views.first(where: { $0.medico.id.rawValue == chosen }) ?? views.first {
      describe(RowID(rawValue: view.medico.id.rawValue), scene)
    } else {
      form.setProse("detail", [])
    }
  }

  private mutating func describe(_ row: RowID, _ scene: Scene) {
    guard let medico = views.first(where: { $0.medico.id.rawValue == row.rawValue })?.medico else { return }
    let surgery = medico.surgery
    var lines = [
      scene.text(
        "medico.dettaglio.ambulatorio", MedicoRows.name(medico), surgery.street,
        scene.placeName(surgery.municipality, scene.today)),
      scene.text("medico.dettaglio.orari", surgery.hours, surgery.telephone),
      scene.text(
        "medico.dettaglio.incarico", medico.regionalCode,
        scene.text("qualifica.\(medico.engagement.qualification.rawValue)"),
        medico.association?.name ?? scene.text("parola.nessuna")),
    ]
    if medico.selfLimited { lines.append(scene.text("medico.dettaglio.autolimitato")) }
    form.setProse("detail", lines)
  }
}
