import Domain
import Terminal

/// The three lines on top of every practice: who, with which medico, resident where.
enum PersonStrip {
  static func fill(_ form: inout Form, _ person: Assistito, _ scene: Scene) {
    form.setReadOnly("person", value: title(person, scene), source: source(.identity, person, scene))
    let current =
      person.posizione.presentScelta(on: scene.today).map { medico($0, scene) }
      ?? scene.text("parola.nessun_medico")
    form.setReadOnly("currentMedico", value: current, source: source(.medico, person, scene))
    form.setReadOnly(
      "residence", value: scene.shown(person.posizione.residence), source: source(.residence, person, scene))
  }

  /// `BIANCHI ADA (MMG)`, with the last day if one is known: no practice may pass over it.
  private static func medico(_ scelta: Scelta, _ scene: Scene) -> String {
    let name = "\(scelta.medicoName) (\(scelta.kind.word(scene)))"
    guard let last = scelta.end?.on ?? scelta.until else { return name }
    return scene.text("parola.medico_fino", name, scene.shown(last))
  }

  /// Hides everything of a practice but the field in which the person is looked for.
  static func askForPerson(_ form: inout Form) {
    for field in form.spec.fields { form.setVisible(field.id, field.id == "subject") }
  }

  /// Shows what the screen's file shows at the start, without the field of the person.
  static func show(_ form: inout Form) {
    for field in form.spec.fields { form.setVisible(field.id, field.startsVisible && field.id != "subject") }
  }

  /// Surname, name, birth date and age: `PROVA GIULIA · 15/06/1985 · 41 anni`; of who has died the day instead of the
  /// age.
  static func title(_ person: Assistito, _ scene: Scene) -> String {
    let identity = person.identity
    let age =
      person.posizione.deathDate.map { scene.text("formato.decesso", scene.shown($0)) }
      ?? scene.text("formato.eta", "\(identity.birthDate.age(on: scene.today))")
    return "\(identity.surname) \(identity.name) · \(scene.shown(identity.birthDate)) · \(age)"
  }

  /// Owner and time of a group of fields, empty if the registry said nothing.
  static func source(_ group: RecordGroup, _ person: Assistito, _ scene: Scene) -> String {
    guard let provenance = person.provenance[group] else { return "" }
    let rome = RomeTime(at: provenance.readAt)
    let when = rome.date == scene.today ? rome.time.iso : scene.shown(rome.date)
    return "\(scene.text("proprietario.\(provenance.owner.rawValue)")) \(when)"
  }
}

extension Medico.Kind {
  /// MMG or PLS, as the current language abbreviates them.
  func word(_ scene: Scene) -> String { scene.text("parola.\(rawValue)") }
}

extension Scene {
  /// A residence in one line.
  func shown(_ residence: Residence) -> String {
    switch residence {
    case .italy(let address, _, let state):
      switch state {
      case .confirmed: shown(address)
      case .pending(let since): "\(text("parola.residenza.in_verifica", shown(since))): \(shown(address))"
      }
    case .abroad(let state, let since): text("parola.residenza.aire", state, shown(since))
    case .none(let struckOff):
      text(struckOff ? "parola.residenza.irreperibile" : "parola.residenza.nessuna")
    }
  }

  /// An address in one line.
  func shown(_ address: Address) -> String {
    "\(address.street), \(address.postalCode) \(placeName(address.territory.municipality, today))"
  }
}
