import Domain

/// The parts that several prints share.
extension Imprint {
  func field(_ key: String, _ value: String?) -> [Block] {
    guard let value, !value.isEmpty else { return [] }
    return [.field(text("campo.\(key)"), value)]
  }

  func person(_ assistito: Assistito) -> [Block] {
    let identity = assistito.identity
    let birth = text("nascita", date(identity.birthDate), place(identity.birthPlace))
    return field("assistito", fullName(identity)) + field("codice", identity.currentCode?.rawValue)
      + field("nascita", birth)
  }

  func fullName(_ identity: Generalita) -> String {
    "\(identity.surname) \(identity.name)".uppercased().trimmed
  }

  func citizenship(_ assistito: Assistito) -> [Block] {
    field("cittadinanza", assistito.identity.citizenships.joined(separator: ", "))
  }

  func residence(_ residence: Residence) -> [Block] {
    let value =
      switch residence {
      case .italy(let address, _, _): self.address(address)
      case .abroad(let state, let since): text("residenza.estero", state, date(since))
      case .none: text("residenza.nessuna")
      }
    return field("residenza", value)
  }

  func domicile(_ domicile: Domicile?) -> [Block] {
    guard let domicile else { return [] }
    return field("domicilio", address(domicile.address))
      + field("domicilio.motivo", text("domicilio.\(domicile.reason.rawValue)"))
      + field("domicilio.fine", domicile.until.map(date))
  }

  func address(_ address: Address) -> String {
    let town = "\(address.postalCode) \(place(address.territory.municipality))".trimmed
    return [address.street, town].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  func medicoName(_ medico: Medico) -> String {
    let name = "\(medico.surname) \(medico.name)".trimmed
    return medico.regionalCode.isEmpty ? name : text("medico", name, medico.regionalCode)
  }

  func surgery(_ medico: Medico) -> [Block] {
    let place = [medico.surgery.street, place(medico.surgery.municipality)].filter { !$0.isEmpty }
    return field("ambulatorio", place.joined(separator: ", "))
      + field("telefono", medico.surgery.telephone) + field("orari", medico.surgery.hours)
  }

  func applicant(_ applicant: Applicant) -> String {
    switch applicant {
    case .self: text("richiedente.assistito")
    case .parent: text("richiedente.genitore")
    case .tutore: text("richiedente.tutore")
    case .amministratoreDiSostegno: text("richiedente.amministratore")
    case .delegate: text("richiedente.delegato")
    case .familyMember: text("richiedente.familiare")
    case .affidatario: text("richiedente.affidatario")
    }
  }

  func applicant(_ applicant: CodeApplicant) -> String {
    switch applicant {
    case .holder, .online: text("richiedente.assistito")
    case .parent, .actsForParent: text("richiedente.genitore")
    case .tutore: text("richiedente.tutore")
    case .amministratoreDiSostegno: text("richiedente.amministratore")
    case .curatore, .curatore473bis7: text("richiedente.curatore")
    case .delegate: text("richiedente.delegato")
    case .remote(let request):
      switch request.form {
      case .direct: text("richiedente.assistito")
      case .delegate: text("richiedente.delegato")
      case .representative: text("richiedente.rappresentante")
      }
    }
  }

  /// The name of the medico in charge, hidden where the registry hides it; `nil` if there is none.
  func medicoInCharge(_ content: PracticeCase) -> String? {
    let posizione = content.assistito.posizione
    if posizione.standing == .restricted { return text("riservato") }
    switch content {
    case .scelta(let scelta):
      return scelta.currentMedico.map(medicoName)
        ?? posizione.presentScelta(on: printedAt.romeDate)?.medicoName
    case .revoca, .esenzioneRilascio, .esenzioneRevoca, .rilascioPin, .tessera:
      return posizione.presentScelta(on: printedAt.romeDate)?.medicoName
    case .ricusazione(let ricusazione): return medicoName(ricusazione.medico)
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
