/// The six digits of an asl: three of the region, three of the asl (`090201`).
public struct CodiceAsl: Hashable, Comparable, Sendable {
  /// The six digits.
  public let rawValue: String

  /// Takes exactly six ASCII digits; anything else is `nil`.
  public init?(_ text: String) {
    guard text.utf8.count == 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rawValue = text
  }

  /// The three digits of the region (`090` Toscana).
  public var region: String { String(rawValue.prefix(3)) }

  /// The order of the digits.
  public static func < (left: CodiceAsl, right: CodiceAsl) -> Bool { left.rawValue < right.rawValue }
}

/// A district of an asl.
public struct Distretto: Hashable, Sendable {
  /// The registry's id.
  public let id: Identifier<Distretto>
  /// The name.
  public let name: String
  /// The asl it belongs to.
  public let asl: CodiceAsl

  /// Gathers the parts; nothing is checked.
  public init(id: Identifier<Distretto>, name: String, asl: CodiceAsl) {
    self.id = id
    self.name = name
    self.asl = asl
  }
}

/// The unit inside which the medico is chosen freely.
public struct Ambito: Hashable, Sendable {
  /// The registry's id.
  public let id: Identifier<Ambito>
  /// The name.
  public let name: String
  /// The distretto it lies in.
  public let distretto: Identifier<Distretto>
  /// The asl it belongs to.
  public let asl: CodiceAsl
  /// The ambiti that border on this one (rule AMB-03).
  public let neighbours: Set<Identifier<Ambito>>

  /// Gathers the parts; nothing is checked.
  public init(
    id: Identifier<Ambito>, name: String, distretto: Identifier<Distretto>, asl: CodiceAsl,
    neighbours: Set<Identifier<Ambito>> = []
  ) {
    self.id = id
    self.name = name
    self.distretto = distretto
    self.asl = asl
    self.neighbours = neighbours
  }
}

/// Where an address lies in the health service.
///
/// MMG and PLS may be organised in different ambiti for the same municipality.
public struct Territory: Hashable, Sendable {
  /// The comune.
  public let municipality: PlaceCode
  /// The asl of the comune.
  public let asl: CodiceAsl
  /// The distretto.
  public let distretto: Identifier<Distretto>
  /// The ambito for MMG.
  public let ambitoMMG: Identifier<Ambito>
  /// The ambito for PLS.
  public let ambitoPLS: Identifier<Ambito>

  /// Gathers the parts; nothing is checked.
  public init(
    municipality: PlaceCode, asl: CodiceAsl, distretto: Identifier<Distretto>,
    ambitoMMG: Identifier<Ambito>, ambitoPLS: Identifier<Ambito>
  ) {
    self.municipality = municipality
    self.asl = asl
    self.distretto = distretto
    self.ambitoMMG = ambitoMMG
    self.ambitoPLS = ambitoPLS
  }

  /// The ambito that counts for doctors of `kind`.
  public func ambito(for kind: Medico.Kind) -> Identifier<Ambito> {
    switch kind {
    case .mmg: ambitoMMG
    case .pls: ambitoPLS
    }
  }
}

/// Residence as ANPR knows it: read-only at the desk.
public enum Residence: Hashable, Sendable {
  case italy(Address, since: CivilDate?, state: Verification)
  /// Enrolled in AIRE (rule SP-04).
  case abroad(state: String, since: CivilDate)
  /// Without a residence (rule SP-05) or struck off (rule SP-10).
  case none(struckOff: Bool)

  /// A residence just declared may be undone by the Comune within 45 days.
  public enum Verification: Hashable, Sendable {
    case confirmed
    case pending(since: CivilDate)
  }

  /// Where it lies; `nil` abroad or without residence.
  public var territory: Territory? {
    switch self {
    case .italy(let address, _, _): address.territory
    case .abroad, .none: nil
    }
  }
}

/// A street address with its place in the health service.
public struct Address: Hashable, Sendable {
  /// Street and number.
  public let street: String
  /// The postal code.
  public let postalCode: String
  /// Where it lies.
  public let territory: Territory

  /// Gathers the parts; nothing is checked.
  public init(street: String, postalCode: String, territory: Territory) {
    self.street = street
    self.postalCode = postalCode
    self.territory = territory
  }
}

/// The declared domicile of who lives away from the residence (rules DOM).
public struct Domicile: Hashable, Sendable {
  /// Where.
  public let address: Address
  /// Why there.
  public let reason: Reason
  /// First day, inclusive.
  public let since: CivilDate
  /// Last day, inclusive; `nil` for an unlimited one.
  public let until: CivilDate?

  /// The reasons known; the profile says which are accepted.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    case work, study, health, familyOfWorker, assistsRelative, assistedByRelative, facility, fosterCare
    case over75, unemployment, compulsoryStay, other
  }

  /// Gathers the parts; nothing is checked.
  public init(address: Address, reason: Reason, since: CivilDate, until: CivilDate?) {
    self.address = address
    self.reason = reason
    self.since = since
    self.until = until
  }
}
