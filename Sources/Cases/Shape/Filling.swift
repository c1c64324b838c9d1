import Domain

/// Facts that a hand-written case leaves out because they follow from others.
///
/// They are filled in before the values are read, so that the types stay whole.
extension Shape {
  /// The same shape, whose objects are completed by `complete` before they are read.
  func filled(_ complete: @escaping @Sendable (JSONObject) -> JSONObject) -> Shape {
    let read = read
    return Shape(
      schema: schema, write: write,
      read: { json throws(CaseError) in
        guard let object = json.object else { return try read(json) }
        return try read(.object(complete(object)))
      })
  }
}

extension JSONObject {
  /// The object with `value` under `key` if there is none yet.
  func filling(_ key: String, with value: JSONValue?) -> JSONObject {
    guard let value, self[key] == nil else { return self }
    return JSONObject(members.filter { $0.key != key } + [Member(key, value)])
  }

  /// The object with the value under `key`, if it is an object, completed by `complete`.
  func completing(_ key: String, _ complete: (JSONObject) -> JSONObject) -> JSONObject {
    guard let inner = self[key]?.object else { return self }
    return JSONObject(members.map { $0.key == key ? Member(key, .object(complete(inner))) : $0 })
  }

  /// An address whose distretto and ambiti are, if unsaid, called like the asl.
  func fillingPlace() -> JSONObject {
    let distretto = filling("distretto", with: self["asl"])
    let mmg = distretto.filling("ambitoMMG", with: distretto["distretto"])
    return mmg.filling("ambitoPLS", with: mmg["ambitoMMG"])
  }

  /// An address in Italy, completed; a residence of another kind as it is.
  func fillingResidence() -> JSONObject {
    (self["kind"]?.string ?? "italy") == "italy" ? fillingPlace() : self
  }

  /// A person whose birth date stands once, and who has a code.
  func fillingIdentity() -> JSONObject {
    filling("identity", with: .object(JSONObject([])))
      .completing("identity") { identity in
        let dated = identity.filling("birthDate", with: self["birthDate"])
        return dated.filling("codes", with: dated.expectedCodes)
      }
  }

  /// The codice fiscale that follows from the names, the sex, the birth date and the place of an identity,
  /// each of which may be missing; `nil` without a birth date.
  private var expectedCodes: JSONValue? {
    guard let birthDate = self["birthDate"]?.string.flatMap({ CivilDate(iso: $0) }) else { return nil }
    let person = PersonalData(
      surname: self["surname"]?.string ?? "", name: self["name"]?.string ?? "", birthDate: birthDate,
      sex: self["sex"]?.string.flatMap(Sex.init(letter:)) ?? .female,
      birthPlace: self["birthPlace"]?.string.flatMap { PlaceCode($0) } ?? .nowhere)
    return .array([.string(CodiceFiscale.expected(person).rawValue)])
  }

  /// A case whose documents were seen, if nothing is said of them.
  ///
  /// Not the acceptance of the medico: that is a fact of its own.
  func fillingDocuments() -> JSONObject {
    let kinds = DocumentKind.allCases.filter { $0 != .medicoAcceptance }
    return filling("documentsSeen", with: .array(kinds.map { .string($0.rawValue) }))
  }

  /// A case whose doctors work, if unsaid, where the person lives: at the domicile, else the residence.
  func fillingMedico() -> JSONObject {
    let person = self["assistito"]?.object
    guard let place = (person?["domicile"] ?? person?["residence"])?.object?.fillingPlace() else {
      return self
    }
    let fill: (JSONObject) -> JSONObject = { medico in
      let isPaediatrician = medico["kind"]?.string == "pls"
      return medico.filling("asl", with: place["asl"])
        .filling("distretto", with: place["distretto"])
        .filling("ambito", with: place[isPaediatrician ? "ambitoPLS" : "ambitoMMG"])
    }
    let filled = completing("medico", fill).completing("currentMedico", fill)
    guard let medico = filled["medico"]?.object else { return filled }
    return filled.completing("medicoAmbito") { ambito in
      ambito.filling("id", with: medico["ambito"])
        .filling("asl", with: medico["asl"])
        .filling("distretto", with: medico["distretto"])
    }
  }
}
