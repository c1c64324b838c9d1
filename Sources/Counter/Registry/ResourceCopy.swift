import Domain
import FHIR
import RegistryClient
import Store
import Workflow

/// How resources of the registry lie in the desk's own copy: the bytes as they came, found by codes and ids.
enum ResourceCopy {
  /// The types that every desk copies whole, in the order in which they are read.
  static let directoryTypes: [PulledType] = [.organization, .location, .practitionerRole, .group]

  /// A resource on its way into the copy; `nil` if it cannot be read, and would only be in the way.
  ///
  /// `isPartial` says whether the registry left the exemptions of people out for who read it.
  static func pulled(_ resource: RawResource, now: Instant, isPartial: Bool) -> PulledResource? {
    let bytes = Array(resource.bytes)
    var codes: [String] = []
    var line: RosterLine?
    switch PulledType(rawValue: resource.type) {
    case .patient:
      // A region of a million people: what finds a person is read without building the person.
      if let scan = try? PatientScan(resource.bytes), let found = rosterLine(of: scan) {
        codes = cacheCodes(scan.codes, scan.card)
        line = found
      } else {
        guard let person = try? PatientResource.decode(bytes).assistito else { return nil }
        codes = cacheCodes(of: person)
        line = rosterLine(of: person)
      }
    case .practitionerRole: guard (try? MedicoResource.decode(bytes)) != nil else { return nil }
    case .group: guard (try? PanelResource.decode(bytes)) != nil else { return nil }
    case .location: guard (try? PlaceResource.decodeAmbito(bytes)) != nil else { return nil }
    case .organization: guard (try? PlaceResource.decodeDistretto(bytes)) != nil else { return nil }
    case .task, nil: return nil
    }
    return PulledResource(
      id: resource.id,
      // A registry without versions and times has something new every time.
      version: CopyView.version(
        resource.version ?? resource.lastUpdated?.iso ?? "\(now.milliseconds)",
        isPartial: isPartial && resource.type == PulledType.patient.rawValue),
      lastUpdated: resource.lastUpdated ?? now, codes: codes, line: line, body: bytes)
  }

  /// Under what a person is found.
  static func cacheCodes(of person: Assistito) -> [String] {
    cacheCodes(person.identity.codes, person.tessera?.number)
  }

  private static func cacheCodes(_ codes: [PersonCode], _ card: NumeroTessera?) -> [String] {
    var keys = codes.map { PersonKey.code($0).cacheCode }
    if let card { keys.append(PersonKey.tessera(card).cacheCode) }
    return keys
  }

  /// The line of a scanned person; `nil` without a birth date, which only the whole person may tell.
  private static func rosterLine(of scan: PatientScan) -> RosterLine? {
    scan.birthDate.map { birthDate in
      RosterLine(
        surname: scan.surname, name: scan.name, birthDate: birthDate, code: scan.codes.first?.rawValue ?? "",
        municipality: scan.municipality?.rawValue ?? "")
    }
  }

  private static func rosterLine(of person: Assistito) -> RosterLine {
    RosterLine(
      surname: person.identity.surname, name: person.identity.name, birthDate: person.identity.birthDate,
      code: person.identity.currentCode?.rawValue ?? "",
      municipality: person.posizione.residence.territory?.municipality.rawValue ?? "")
  }

  /// The row of a list of a person in the copy, read without building the person where that is enough.
  ///
  /// - Returns: `nil` if the copy does not hold a readable person with a code.
  static func summary(_ cached: CachedResource) -> PersonSummary? {
    (try? PatientScan(cached.body[...]))?.summary ?? person(cached)?.assistito.summary
  }

  /// The person in a resource of the copy, with the time at which the desk heard of each group.
  ///
  /// - Returns: `nil` if the copy does not hold a readable person.
  static func person(_ cached: CachedResource) -> PatientResource.Record? {
    guard let record = try? PatientResource.decode(cached.body) else { return nil }
    return record
  }
}

extension Assistito {
  /// The same person, every group of whom was read at a moment.
  func read(at moment: Instant) -> Assistito {
    var next = self
    for group in RecordGroup.allCases {
      let owner = provenance[group]?.owner ?? group.usualOwner
      next.provenance[group] = Provenance(owner: owner, readAt: moment)
    }
    return next
  }

  /// The row of this person in a list; `nil` for a person without code.
  var summary: PersonSummary? {
    guard let code = identity.currentCode else { return nil }
    return PersonSummary(
      id: id, code: code, surname: identity.surname, name: identity.name, birthDate: identity.birthDate,
      municipality: posizione.residence.territory?.municipality)
  }
}
