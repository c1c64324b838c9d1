import Cases
import Domain

/// What the standard elements of a Patient tell, where the registry sent no attachment.
extension Assistito {
  /// Builds what can be built; what is absent stays empty, and nobody may take it for known.
  ///
  /// - Throws: ``FHIRError`` without a birth date.
  init(standardElements patient: Element, id: Identifier<Assistito>) throws(FHIRError) {
    guard let birthDate = patient.day("birthDate") else { throw patient.missing("birthDate") }
    let names = patient.elements("name")
    let name = names.first { $0.text("use") == "official" } ?? names.first
    let identifiers = patient.elements("identifier")
    let asl = patient.element("managingOrganization")?.element("identifier")
      .flatMap { Systems.asl.matches($0.text("system")) ? $0.text("value") : nil }
      .flatMap { CodiceAsl($0) }
    let identity = Generalita(
      codes: Self.codes(identifiers),
      idANPR: identifiers.first { Systems.anpr.matches($0.text("system")) }?.text("value")
        .flatMap { try? IdentificativoANPR($0) },
      surname: name?.text("family") ?? "", name: name?.texts("given").joined(separator: " ") ?? "",
      sex: patient.text("gender").flatMap { Sex(gender: $0) } ?? .female, birthDate: birthDate,
      birthPlace: patient.extension(Systems.birthPlace)?.element("valueAddress")?.place ?? .nowhere,
      citizenships: patient.citizenships)
    let telecom = patient.elements("telecom")
    func contact(_ system: String) -> String? {
      telecom.first { $0.text("system") == system }?.text("value")
    }
    self.init(
      id: id, identity: identity,
      posizione: Posizione(standardElements: patient, birthDate: birthDate, asl: asl),
      contacts: Contacts(telephone: contact("phone"), email: contact("email")),
      tessera: identifiers.lazy.compactMap { Tessera($0) }.first)
  }

  /// The codes, the one in force first.
  private static func codes(_ identifiers: [Element]) -> [PersonCode] {
    let systems = [Systems.codiceFiscale, Systems.stp, Systems.eni]
    let codes = identifiers.filter { element in systems.contains { $0.matches(element.text("system")) } }
    let ordered = codes.filter { $0.text("use") != "old" } + codes.filter { $0.text("use") == "old" }
    return ordered.compactMap { $0.text("value") }.compactMap { try? PersonCode.parse($0) }
  }
}

extension Tessera {
  fileprivate init?(_ identifier: Element) {
    guard Systems.tessera.matches(identifier.text("system")),
      let number = identifier.text("value").flatMap({ try? NumeroTessera($0) }),
      let period = identifier.element("period"), let issued = period.day("start"),
      let expires = period.day("end")
    else { return nil }
    self.init(number: number, issued: issued, expires: expires)
  }
}

extension Posizione {
  fileprivate init(standardElements patient: Element, birthDate: CivilDate, asl: CodiceAsl?) {
    let addresses = patient.elements("address")
    let home = addresses.first { $0.text("use") == "home" } ?? addresses.first { $0.text("use") == nil }
    var scelte: [Scelta] = []
    if let scelta = patient.elements("generalPractitioner").lazy.compactMap({ Scelta($0) }).first {
      scelte = [scelta]
    }
    self.init(
      birthDate: birthDate,
      deathDate: patient.day("deceasedDateTime"),
      residence: home.map { Residence($0, asl: asl) } ?? .none(struckOff: false),
      scelte: scelte, standing: ResourceMeta(patient).isRestricted ? .restricted : .ordinary)
  }
}

extension Residence {
  fileprivate init(_ address: Element, asl: CodiceAsl?) {
    let since = address.element("period")?.day("start")
    if let country = address.text("country"), address.place == nil, address.text("city") == nil, let since {
      self = .abroad(state: country, since: since)
      return
    }
    guard let asl else {
      self = .none(struckOff: false)
      return
    }
    let whole = Identifier<Ambito>(unchecked: asl.rawValue)
    let territory = Territory(
      municipality: address.place ?? .nowhere, asl: asl, distretto: .init(unchecked: asl.rawValue),
      ambitoMMG: whole, ambitoPLS: whole)
    self = .italy(
      Address(
        street: address.texts("line").joined(separator: ", "), postalCode: address.text("postalCode") ?? "",
        territory: territory),
      since: since, state: .confirmed)
  }
}

extension Scelta {
  /// The medico of a Patient; one without a first day tells no relation.
  fileprivate init?(_ reference: Element) {
    guard let text = reference.text("reference"),
      let medico = Element.id(inReference: text, .practitionerRole).flatMap({ Identifier<Medico>($0) }),
      let period = reference.element("identifier")?.element("period"), let start = period.day("start")
    else { return nil }
    self.init(
      medico: medico, medicoName: reference.text("display") ?? "", kind: .mmg, start: start, motive: .first,
      until: period.day("end"), author: "")
  }
}

extension Element {
  /// The code of the municipality of an address.
  var place: PlaceCode? {
    element("_city")?.elements("extension").lazy
      .compactMap { $0.element("valueCoding") }
      .first { $0.text("system") == Systems.places }?.text("code").flatMap { PlaceCode($0) }
  }

  fileprivate var citizenships: [String] {
    elements("extension").filter { $0.text("url") == Systems.citizenship }.compactMap {
      $0.extension("code")?.element("valueCodeableConcept")?.code { _ in true }
    }
  }
}
