import Domain
import Terminal

/// Writes a person into the read-only fields of the position, with owner and time of each group.
enum PositionFields {
  static func fill(_ form: inout Form, _ person: Assistito, _ scene: Scene) {
    identity(&form, person, scene)
    residence(&form, person, scene)
    assistance(&form, person, scene)
    contacts(&form, person, scene)
    esenzioni(&form, person, scene)
    _ = form.setRows("family", person.family.map { family($0, scene) })
    form.setProse(
      "notes",
      person.notes.map { note in
        "\(scene.shown(note.at)) \(note.author): \(note.text)"
      })
  }

  private static func identity(_ form: inout Form, _ person: Assistito, _ scene: Scene) {
    let identity = person.identity
    let source = PersonStrip.source(.identity, person, scene)
    let age = scene.text("formato.eta", "\(identity.birthDate.age(on: scene.today))")
    form.setReadOnly("surname", value: identity.surname, source: "")
    form.setReadOnly("name", value: identity.name)
    form.setReadOnly("code", value: identity.currentCode?.rawValue ?? "", source: "")
    form.setReadOnly("birth", value: "\(scene.shown(identity.birthDate)) · \(age)")
    form.setReadOnly(
      "birthPlace", value: scene.placeName(identity.birthPlace, identity.birthDate), source: source)
    form.setReadOnly("anpr", value: identity.idANPR?.rawValue ?? "", source: source)
  }

  private static func residence(_ form: inout Form, _ person: Assistito, _ scene: Scene) {
    form.setReadOnly(
      "residence", value: scene.shown(person.posizione.residence),
      source: PersonStrip.source(.residence, person, scene))
    let domicile =
      person.posizione.domicile.map { domicile in
        let end = domicile.until.map { scene.text("parola.fino_al", scene.shown($0)) } ?? ""
        return
          "\(scene.shown(domicile.address)) \(scene.text("domicilio.\(domicile.reason.rawValue)")) \(end)"
      } ?? ""
    form.setReadOnly("domicile", value: domicile, source: PersonStrip.source(.domicile, person, scene))
  }

  private static func assistance(_ form: inout Form, _ person: Assistito, _ scene: Scene) {
    let posizione = person.posizione
    form.setReadOnly(
      "assistenza", value: posizione.assistenza.map { shown($0, scene) } ?? scene.text("parola.non_iscritto"),
      source: PersonStrip.source(.assistenza, person, scene))
    let source = PersonStrip.source(.medico, person, scene)
    let scelta = posizione.presentScelta(on: scene.today)
    form.setReadOnly(
      "medico",
      value: scelta.map { "\($0.medicoName) (\($0.kind.word(scene)))" } ?? scene.text("parola.nessun_medico"),
      source: source)
    form.setReadOnly("medicoSince", value: scelta.map { scene.shown($0.start) } ?? "", source: "")
    let last = scelta?.end?.on ?? scelta?.until
    form.setReadOnly("medicoUntil", value: last.map { scene.shown($0) } ?? "", source: "")
    let states = person.identity.citizenships.joined(separator: " ")
    form.setReadOnly(
      "entitlement", value: "\(states) · \(title(posizione.entitlement, scene))",
      source: PersonStrip.source(.identity, person, scene))
  }

  /// How many exemptions there are, for who may see them: which ones is read on `ES`, where the look is written down
  /// (rule PR-07).
  private static func esenzioni(_ form: inout Form, _ person: Assistito, _ scene: Scene) {
    let isShown = scene.refusal(of: .esenzioni) == nil
    form.setVisible("esenzioni", isShown)
    let standings = isShown ? person.posizione.esenzioni.map { scene.standing(of: $0) } : []
    let counting = standings.count { $0.counts }
    let ending = standings.count { $0 == .expiring }
    form.setReadOnly("esenzioni", value: scene.text("parola.esenzioni", "\(counting)", "\(ending)"))
  }

  private static func contacts(_ form: inout Form, _ person: Assistito, _ scene: Scene) {
    form.setReadOnly("telephone", value: person.contacts.telephone ?? "", source: "")
    form.setReadOnly(
      "email", value: person.contacts.email ?? "", source: PersonStrip.source(.contacts, person, scene))
    let card = person.tessera.map {
      scene.text("parola.tessera_fino", $0.number.rawValue, scene.shown($0.expires))
    }
    form.setReadOnly("tessera", value: card ?? "", source: PersonStrip.source(.tessera, person, scene))
    form.setReadOnly(
      "alignment", value: person.provenance[.alignment].map { scene.shown($0.readAt) } ?? "",
      source: PersonStrip.source(.alignment, person, scene))
  }

  private static func shown(_ assistenza: Assistenza, _ scene: Scene) -> String {
    if let ended = assistenza.ended {
      return scene.text("parola.iscrizione.cessata", assistenza.asl.rawValue, scene.shown(ended.on))
    }
    switch assistenza.kind {
    case .unlimited:
      return scene.text(
        "parola.iscrizione.illimitata", assistenza.asl.rawValue, scene.shown(assistenza.start))
    case .temporary(let until):
      return scene.text("parola.iscrizione.temporanea", assistenza.asl.rawValue, scene.shown(until))
    }
  }

  private static func title(_ entitlement: Entitlement, _ scene: Scene) -> String {
    switch entitlement {
    case .italian: scene.text("titolo.italiano")
    case .european(let title): scene.text("titolo.europeo.\(title.word)")
    case .thirdCountry(let permit):
      scene.text(
        permit.renewalRequestedOn == nil ? "titolo.permesso" : "titolo.permesso.rinnovo",
        scene.text("permesso.\(permit.category.rawValue)"), scene.shown(permit.validUntil))
    case .irregularMinor: scene.text("titolo.minore")
    case .irregularAdult: scene.text("titolo.stp")
    case .europeanWithoutRights: scene.text("titolo.eni")
    }
  }

  private static func family(_ member: FamilyMember, _ scene: Scene) -> Row {
    Row(
      id: RowID(rawValue: member.code.rawValue),
      cells: [
        member.fullName, scene.text("parentela.\(member.kinship.rawValue)"), scene.shown(member.birthDate),
        member.medicoName ?? "",
      ])
  }
}

extension EuropeanTitle {
  /// The last part of the key of its word.
  var word: String {
    switch self {
    case .worker: "lavoratore"
    case .selfEmployed: "autonomo"
    case .seasonalWorker: "stagionale"
    case .formS1: "s1"
    case .permanentStay: "soggiorno_permanente"
    case .unemployed: "disoccupato"
    case .trainee: "formazione"
    case .dependant: "familiare"
    case .shortStay: "breve"
    }
  }
}
