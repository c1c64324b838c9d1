import Domain
import FHIR
import SQLite

/// Writes the resources that tell of people, doctors and territory, whenever what they tell has changed.
extension ReferenceRegistry {
  // MARK: People

  /// Writes everything that tells of a person after a change: the record itself, the Patient, the relations.
  ///
  /// A change of the medico is told on the Patients of the family too, who show the doctors of the relatives.
  ///
  /// - Parameters:
  ///   - person: The record as it is now.
  ///   - before: The record as it was, and the day for which its relations were told.
  ///   - number: The record number.
  ///   - today: The day of the registry.
  /// - Throws: ``RegistryFailure``; the transaction around it is then undone.
  func save(
    _ person: Assistito, before: (record: Assistito, day: CivilDate), number: Int, today: CivilDate
  ) throws(RegistryFailure) {
    try keep(person, number: number, today: today)
    try tellRelations(person, before: before, number: number, today: today)
    try tellExemptions(person, before: before, number: number, today: today)
    let isRestricted = person.posizione.standing == .restricted
    if isRestricted != (before.record.posizione.standing == .restricted) {
      try mask(number, isRestricted)
    }
    let medico = person.posizione.activeScelta(on: today)?.medico
    guard medico != before.record.posizione.activeScelta(on: before.day)?.medico else { return }
    for member in person.family {
      guard let relative = try self.number(locatedBy: member.code.rawValue), relative != number else {
        continue
      }
      try tell(record(relative), number: relative)
    }
  }

  /// Hides what was told of a person beside the Patient, or shows it again; no version changes by it.
  private func mask(_ number: Int, _ isRestricted: Bool) throws(RegistryFailure) {
    try storing { () throws(SQLiteError) in
      try database.run(
        "UPDATE resource SET masked = ? WHERE person = ? AND type <> ?",
        [isRestricted ? .blob([]) : .null, .integer(number), .integer(ServedType.patient.rawValue)])
    }
  }

  /// Writes the Patient of a record.
  func tell(_ person: Assistito, number: Int) throws(RegistryFailure) {
    let whole = try withFamily(person)
    let successor = try successor(of: number)
    try write(Self.key(of: person, number: number)) { meta throws(RegistryFailure) in
      Self.patient(whole, meta, replacedBy: successor)
    }
  }

  static func key(of person: Assistito, number: Int) -> ResourceKey {
    ResourceKey(type: .patient, id: person.id.rawValue, person: number)
  }

  /// The Patient, and what those get of it who may not see a restricted record.
  static func patient(
    _ whole: Assistito, _ meta: ResourceMeta, replacedBy: Identifier<Assistito>?
  ) -> Encoded {
    let body = PatientResource.encode(whole, meta: meta, replacedBy: replacedBy)
    guard whole.posizione.standing == .restricted else { return (body, nil) }
    return (body, PatientResource.encode(whole.masked, meta: meta, replacedBy: replacedBy))
  }

  /// The record with the doctors of the relatives.
  func withFamily(_ person: Assistito) throws(RegistryFailure) -> Assistito {
    guard !person.family.isEmpty else { return person }
    var whole = person
    var family: [FamilyMember] = []
    for member in person.family { family.append(try withMedico(member)) }
    whole.family = family
    return whole
  }

  // MARK: Relations

  /// Writes the relations that changed, or whose status another day has changed.
  private func tellRelations(
    _ person: Assistito, before: (record: Assistito, day: CivilDate), number: Int, today: CivilDate
  ) throws(RegistryFailure) {
    let earlier = before.record.posizione.scelte
    let scelte = person.posizione.scelte
    for (index, scelta) in scelte.enumerated() {
      let place = scelte.count - index
      let old = place <= earlier.count ? earlier[earlier.count - place] : nil
      if let old, old == scelta, old.standing(on: before.day) == scelta.standing(on: today) { continue }
      let key = Self.key(of: scelta, place: place, of: person, number: number, today: today)
      try write(key) { meta throws(RegistryFailure) in
        Self.relation(scelta, key.id, person, meta, today: today)
      }
    }
  }

  /// The id of a relation: that of the person, and its place in the order in which they were made, from 1.
  static func relationID(_ place: Int, of person: Identifier<Assistito>) -> String {
    "\(person.rawValue)-s\(place)"
  }

  static func key(
    of scelta: Scelta, place: Int, of person: Assistito, number: Int, today: CivilDate
  ) -> ResourceKey {
    ResourceKey(
      type: .episodeOfCare, id: relationID(place, of: person.id), person: number,
      status: scelta.standing(on: today).rawValue, code: scelta.medico.rawValue)
  }

  static func relation(
    _ scelta: Scelta, _ id: String, _ person: Assistito, _ meta: ResourceMeta, today: CivilDate
  ) -> Encoded {
    let body = EpisodeOfCareResource.encode(
      scelta, id: id, person: person.id, asl: person.posizione.assistenza?.asl, on: today, meta: meta)
    // Who may not see the record must not learn from the relation which medico it is.
    return (body, person.posizione.standing == .restricted ? [] : nil)
  }

  // MARK: Exemptions

  /// Writes the exemptions that changed, or whose status another day has changed.
  private func tellExemptions(
    _ person: Assistito, before: (record: Assistito, day: CivilDate), number: Int, today: CivilDate
  ) throws(RegistryFailure) {
    let earlier = before.record.posizione.esenzioni
    for esenzione in person.posizione.esenzioni.reversed() {
      if let old = earlier.first(where: { $0.id == esenzione.id }), old == esenzione,
        CoverageResource.status(of: old, on: before.day) == CoverageResource.status(of: esenzione, on: today)
      {
        continue
      }
      try write(Self.key(of: esenzione, number: number, today: today)) { meta throws(RegistryFailure) in
        Self.exemption(esenzione, person, meta, today: today)
      }
    }
  }

  /// The key holds no code: what somebody is exempt for stands in the body alone.
  static func key(of esenzione: Esenzione, number: Int, today: CivilDate) -> ResourceKey {
    ResourceKey(
      type: .coverage, id: esenzione.id.rawValue, person: number,
      status: CoverageResource.resourceStatus(of: esenzione, on: today))
  }

  static func exemption(
    _ esenzione: Esenzione, _ person: Assistito, _ meta: ResourceMeta, today: CivilDate
  ) -> Encoded {
    let body = CoverageResource.encode(esenzione, person: person.id, on: today, meta: meta)
    return (body, person.posizione.standing == .restricted ? [] : nil)
  }

  // MARK: Doctors

  /// Writes the lists of doctors whose counters have changed.
  func tellLists(of medici: some Sequence<Identifier<Medico>>) throws(RegistryFailure) {
    for id in medici {
      guard let medico = try medico(id)?.medico else { continue }
      try write(Self.listKey(of: medico)) { meta throws(RegistryFailure) in
        (PanelResource.encode(medico, meta: meta), nil)
      }
      passing?(.listTold)
    }
  }

  static func listKey(of medico: Medico) -> ResourceKey {
    let id = PanelResource.id(of: medico.id)
    return ResourceKey(
      type: .group, id: id, identifier: medico.id.rawValue, status: "true", code: medico.id.rawValue)
  }
}

extension Assistito {
  /// What is shown of a restricted record: who it is, and that there is more.
  ///
  /// No medico shown does not mean that there is none.
  var masked: Assistito {
    var masked = self
    masked.contacts = Contacts()
    masked.family = []
    masked.notes = []
    masked.tessera = nil
    masked.posizione.scelte = []
    masked.posizione.esenzioni = []
    masked.posizione.residence = .none(struckOff: false)
    masked.posizione.domicile = nil
    return masked
  }
}

extension Scelta {
  /// How a relation stands on a day, in the codes of EpisodeOfCare.
  enum Standing: String {
    case planned, active, finished
  }

  func standing(on day: CivilDate) -> Standing {
    if day < start { return .planned }
    guard let last = end?.on ?? until else { return .active }
    return last < day ? .finished : .active
  }
}
