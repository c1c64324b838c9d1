import Domain
import Terminal

/// Who stands at the counter of an exercise, with what: in words, one line a subject.
struct DrillSituation {
  private let scene: Scene
  private let drill: Drill

  init(_ drill: Drill, _ scene: Scene) {
    self.drill = drill
    self.scene = scene
  }

  /// The lines, as long as their words make them: the screen wraps them.
  var lines: [String] {
    switch drill.content {
    case .rilascioPin(let content): lines(of: content)
    case .tessera(let content): lines(of: content)
    case .scelta, .revoca, .ricusazione, .esenzioneRilascio, .esenzioneRevoca:
      [holder(drill.content.assistito)]
    }
  }

  private func lines(of content: PinCase) -> [String] {
    var last = [form(!content.formsSigned.isEmpty)] + content.contacts.compactMap(contact)
    if content.isOperatorInvolved { last.append(scene.text("formazione.operatore")) }
    return [
      "\(scene.text("motivo.codici.\(content.trouble.rawValue)")) · \(place(content.desk))",
      "\(holder(content.assistito)) \(card(content.record))",
      scene.text("formazione.chip.\(chip(content.chip))"),
    ] + people(content.applicant, content.representative) + papers(content.documents)
      + [last.joined(separator: " ")]
  }

  private func lines(of content: TesseraCase) -> [String] {
    var asked = scene.text("richiesta.tessera.\(request(content.request))")
    switch content.request {
    case .duplicate(let reason): asked += ": " + scene.text("motivo.duplicato.\(reason.rawValue)")
    case .revocation(let reason): asked += ": " + scene.text("motivo.tessera.\(reason.rawValue)")
    case .destruction(let signatures): asked += ": " + scene.text("formazione.firme", String(signatures))
    case .suspension, .reactivation: break
    }
    var last = [form(!content.formsSigned.isEmpty)]
    if asksReport(content.request) {
      last.append(scene.text(content.hasReport ? "formazione.denuncia.si" : "formazione.denuncia.no"))
    }
    if content.isOldCardHandedIn { last.append(scene.text("formazione.tessera.consegnata")) }
    if content.isOperatorInvolved { last.append(scene.text("formazione.operatore")) }
    return [
      "\(asked) · \(place(content.desk))",
      "\(holder(content.assistito)) \(card(content.assistito.posizione.card(content.card)))",
    ] + people(content.applicant, content.representative) + papers(content.documents)
      + [last.joined(separator: " ")]
  }

  private func place(_ desk: CodeDesk) -> String { scene.text("sportello.codici.\(desk.rawValue)") }

  private func request(_ request: TesseraCase.Request) -> String {
    switch request {
    case .duplicate: "duplicate"
    case .suspension: "suspension"
    case .reactivation: "reactivation"
    case .revocation: "revocation"
    case .destruction: "destruction"
    }
  }

  private func asksReport(_ request: TesseraCase.Request) -> Bool {
    switch request {
    case .duplicate(let reason): reason == .theft || reason == .loss
    case .revocation(let reason): reason == .theft || reason == .loss
    case .suspension, .reactivation, .destruction: false
    }
  }

  private func holder(_ person: Assistito) -> String {
    let birth = person.posizione.birthDate
    return scene.text("formazione.titolare", scene.shown(birth), String(birth.age(on: drill.today)))
  }

  private func card(_ card: Tessera?) -> String {
    guard let card else { return scene.text("tessera.nessuna") }
    let standing = scene.text("tessera.stato.\(card.standing(on: drill.today).rawValue)")
    return scene.text("formazione.tessera", standing, scene.shown(card.expires))
  }

  private func chip(_ chip: ChipFinding) -> String {
    switch chip {
    case .read(let code, _): drill.content.assistito.identity.codes.contains(code) ? "read" : "other"
    case .readElsewhere: "readElsewhere"
    case .unreadable: "unreadable"
    case .noReader: "noReader"
    }
  }

  private func people(_ applicant: CodeApplicant, _ representative: CodeRepresentative?) -> [String] {
    var who = scene.text("richiedente.codici.\(applicant.kind.rawValue)")
    if let representative {
      who += " (\(representative.fullName)"
      if let birth = representative.birthDate { who += ", \(scene.shown(birth))" }
      who += ")"
    }
    var lines = [scene.text("formazione.viene", who)]
    if applicant.isByCourtAct { lines.append(act(applicant.act)) }
    if case .delegate(let delegation) = applicant { lines.append(relative(delegation)) }
    if case .remote(let request) = applicant { lines.append(remote(request)) }
    return lines
  }

  private func act(_ act: CourtAct?) -> String {
    guard let act else { return scene.text("formazione.atto.no") }
    let end = act.expires.map { " · " + scene.text("tessera.scade", scene.shown($0)) } ?? ""
    return scene.text(act.coversCodes ? "formazione.atto.si" : "formazione.atto.poteri", act.reference) + end
  }

  private func relative(_ delegation: CodeDelegation) -> String {
    var parts = [scene.text("parente.\(delegation.relative.rawValue)")]
    if delegation.hasSpouse { parts.append(scene.text("formazione.coniuge")) }
    if delegation.hasChildren { parts.append(scene.text("formazione.figli")) }
    if delegation.declaresImpediment { parts.append(scene.text("formazione.impedimento")) }
    if let certificate = delegation.certificate {
      parts.append(length(certificate.length))
      if !certificate.isSigned { parts.append(scene.text("formazione.certificato.firma")) }
      if !certificate.isDated { parts.append(scene.text("formazione.certificato.data")) }
      if certificate.showsDiagnosis { parts.append(scene.text("formazione.certificato.diagnosi")) }
    }
    return parts.joined(separator: " · ")
  }

  private func length(_ length: ImpedimentCertificate.Length?) -> String {
    switch length {
    case nil: scene.text("formazione.certificato.durata")
    case .months(let months): scene.text("formazione.certificato.mesi", String(months))
    case .period(let first, let last):
      scene.text("formazione.certificato.periodo", scene.shown(first), scene.shown(last))
    }
  }

  private func remote(_ request: RemoteRequest) -> String {
    let papers = RemoteRequest.Paper.allCases.filter(request.papers.contains).map {
      scene.text("facciata.\($0.rawValue)")
    }
    return scene.text("formazione.facciate", papers.joined(separator: ", "))
  }

  private func papers(_ documents: [ShownDocument]) -> [String] {
    documents.map { document in
      let name = scene.text("riconoscimento.\(document.kind.rawValue)")
      let end =
        document.expires.flatMap {
          $0 < CivilDate.latest ? scene.text("tessera.scade", scene.shown($0)) : nil
        }
        ?? scene.text("formazione.senza_scadenza")
      return scene.text("formazione.documento.\(document.owner.rawValue)", name, end)
    }
  }

  private func form(_ isSigned: Bool) -> String {
    scene.text(isSigned ? "formazione.modulo.si" : "formazione.modulo.no")
  }

  /// `nil` for one that a scenario leaves out: it plays no part then.
  private func contact(_ contact: CodeContact) -> String? {
    if case .recorded = contact.address { return nil }
    let key = contact.isConfirmed ? "formazione.recapito.si" : "formazione.recapito.no"
    return scene.text(key, contact.masked)
      + (contact.isOfDesk ? " · " + scene.text("formazione.recapito.sportello") : "")
  }
}
