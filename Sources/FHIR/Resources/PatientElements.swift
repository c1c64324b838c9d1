import Cases
import Domain

/// The standard elements of a Patient, written.
extension Assistito {
  func identifiers(_ generation: Systems.Generation) -> [JSONValue] {
    let codes = identity.codes.enumerated().map { index, code in
      code.identifier(generation, use: index == 0 ? "official" : "old")
    }
    let anpr = identity.idANPR.map { JSONValue.identifier(Systems.anpr.uri(generation), $0.rawValue) }
    let card = tessera.map {
      JSONValue.identifier(
        Systems.tessera.uri(generation), $0.number.rawValue, period: .period($0.issued, $0.expires))
    }
    return codes + [anpr, card].compactMap { $0 }
  }
}

extension Generalita {
  var humanName: JSONValue? {
    let given = name.split(separator: " ").map { JSONValue.string(String($0)) }
    guard !given.isEmpty || !surname.isEmpty else { return nil }
    return .element(["family": .text(surname), "given": .array(given), "use": .string("official")])
  }

  var birthPlaceExtension: JSONValue? {
    birthPlace == .nowhere
      ? nil
      : .element([
        "url": .string(Systems.birthPlace),
        "valueAddress": .element(["_city": .element(["extension": .list(.place(birthPlace))])]),
      ])
  }
}

extension Sex {
  var gender: String {
    switch self {
    case .female: "female"
    case .male: "male"
    }
  }

  init?(gender: String) {
    switch gender {
    case "female": self = .female
    case "male": self = .male
    default: return nil
    }
  }
}

extension Contacts {
  var telecom: [JSONValue] {
    [("phone", telephone), ("email", email)].compactMap { system, value in
      guard let value = JSONValue.text(value) else { return nil }
      return .element(["system": .string(system), "value": value])
    }
  }
}

extension Posizione {
  var addresses: [JSONValue] {
    var addresses: [JSONValue] = []
    switch residence {
    case .italy(let address, let since, _): addresses.append(address.json("home", .period(since)))
    case .abroad(let state, let since):
      addresses.append(
        .element(["country": .text(state), "period": .period(since), "use": .string("home")]))
    case .none: break
    }
    if let domicile {
      addresses.append(domicile.address.json("temp", .period(domicile.since, domicile.until)))
    }
    return addresses
  }

  /// The medico in charge on the day of the version; without a time the one of whom no end is known.
  func generalPractitioner(at instant: Instant?) -> JSONValue? {
    let scelta = instant.map { presentScelta(on: $0.romeDate) } ?? openScelta
    return scelta.map { scelta in
      .list(
        .reference(
          .practitionerRole, scelta.medico.rawValue,
          identifier: .element(["period": .period(scelta.start, scelta.end?.on ?? scelta.until)]),
          display: scelta.medicoName))
    }
  }
}

extension Address {
  func json(_ use: String, _ period: JSONValue) -> JSONValue {
    .element([
      "_city": .element(["extension": .list(.place(territory.municipality))]),
      "line": .list(.text(street)), "period": period, "postalCode": .text(postalCode), "use": .string(use),
    ])
  }
}

extension JSONValue {
  /// The code of a municipality beside the name that a catalogue knows.
  static func place(_ code: PlaceCode) -> JSONValue {
    .element([
      "url": .string(Systems.codedString), "valueCoding": .coding(Systems.places, code.rawValue),
    ])
  }

  static func citizenship(_ country: String) -> JSONValue {
    .element([
      "extension": .list(
        .element([
          "url": .string("code"), "valueCodeableConcept": .concept(Systems.country, country),
        ])),
      "url": .string(Systems.citizenship),
    ])
  }
}
