/// The six digits of an asl: three of the region, three of the asl (`090201`).
public struct CodiceAsl: Hashable, Comparable, Sendable {
  public let rawValue: String

  /// Takes exactly six ASCII digits; anything else is `nil`.
  public init?(_ text: String) {
    guard text.utf8.count == 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rawValue = text
  }

  /// The three digits of the region (`090` Toscana).
  public var region: String { String(rawValue.prefix(3)) }

  public static func < (left: CodiceAsl, right: CodiceAsl) -> Bool { left.rawValue < right.rawValue }
}

/// A district of an asl.
public struct Distretto: Hashable, Sendable {
  public let id: Identifier<Distretto>
  public let name: String
  public let asl: CodiceAsl

  public init(id: Identifier<Distretto>, name: String, asl: CodiceAsl) {
    self.id = id
    self.name = name
    self.asl = asl
  }
}

/// The unit inside which the medico is chosen freely.
public struct Ambito: Hashable, Sendable {
  public let id: Identifier<Ambito>
  public let name: String
  public let distretto: Identifier<Distretto>
  public let asl: CodiceAsl
  /// The ambiti that border on this one (rule AMB-03).
  public let neighbours: Set<Identifier<Ambito>>

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
  public let municipality: PlaceCode
  public let asl: CodiceAsl
  public let distretto: Identifier<Distretto>
  public let ambitoMMG: Identifier<Ambito>
  public let ambitoPLS: Identifier<Ambito>

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

  public var territory: Territory? {
    switch self {
    case .italy(let address, _, _): address.territory
    case .abroad, .none: nil
    }
  }
}

/// A street address with its place in the health service.
public struct Address: Hashable, Sendable {
  public let street: String
  public let postalCode: String
  public let territory: Territory

  public init(street: String, postalCode: String, territory: Territory) {
    self.street = street
    self.postalCode = postalCode
    self.territory = territory
  }
}

/// The declared domicile of who lives away from the residence (rules DOM).
public struct Domicile: Hashable, Sendable {
  public let address: Address
  public let reason: Reason
  public let since: CivilDate
  /// Last day, inclusive; `nil` for an unlimited one.
  public let until: CivilDate?

  public enum Reason: String, CaseIterable, Hashable, Sendable {
    case work, study, health, familyOfWorker, assistsRelative, assistedByRelative, facility, fosterCare
    case over75, unemployment, compulsoryStay, other
  }

  public init(address: Address, reason: Reason, since: CivilDate, until: CivilDate?) {
    self.address = address
    self.reason = reason
    self.since = since
    self.until = until
  }
}
