public import Domain
import FHIR
import SQLite

extension ReferenceRegistry {
  /// The person with this code, a current or a historic one; `nil` if there is none.
  public func person(_ code: PersonCode) throws(RegistryFailure) -> Assistito? {
    try catchUp()
    return try number(locatedBy: code.rawValue).flatMap { number throws(RegistryFailure) in try told(number) }
  }

  /// The person to whom this card was issued; `nil` if there is none.
  public func person(card: NumeroTessera) throws(RegistryFailure) -> Assistito? {
    try catchUp()
    return try number(locatedBy: card.rawValue).flatMap { number throws(RegistryFailure) in try told(number) }
  }

  /// The person with this id; `nil` if there is none.
  public func person(_ id: Identifier<Assistito>) throws(RegistryFailure) -> Assistito? {
    try catchUp()
    return try number(of: id).flatMap { number throws(RegistryFailure) in try told(number) }
  }

  /// How many people ``search(_:)`` tells at most.
  public static let searchLimit = 50

  /// People by code, card, or prefixes of their names, by surname and name.
  public func search(_ query: PersonQuery) throws(RegistryFailure) -> [PersonSummary] {
    try catchUp()
    switch query {
    case .code(let code):
      return try summaries("JOIN locator ON person = number WHERE value = ?", [.text(code.rawValue)])
    case .tessera(let card):
      return try summaries("JOIN locator ON person = number WHERE value = ?", [.text(card.rawValue)])
    case .names(let surname, let name, let birth):
      let surname = Folding.ascii(surname)
      let name = Folding.ascii(name)
      guard !surname.isEmpty || !name.isEmpty else { return [] }
      var condition =
        "WHERE folded_surname >= ? AND folded_surname < ? AND folded_name >= ? AND folded_name < ?"
      var values: [SQLValue] = [.text(surname), .text(surname + "~"), .text(name), .text(name + "~")]
      switch birth {
      case .date(let day):
        condition += " AND birth = ?"
        values.append(.integer(day.daysSinceEpoch))
      case .year(let year):
        guard let first = CivilDate(year: year, month: 1, day: 1) else { return [] }
        condition += " AND birth >= ? AND birth < ?"
        values += [.integer(first.daysSinceEpoch), .integer(first.adding(years: 1).daysSinceEpoch)]
      case nil: break
      }
      let order = " ORDER BY folded_surname, folded_name, birth LIMIT \(Self.searchLimit)"
      return try summaries(condition + order, values)
    }
  }

  /// Everybody's names, for the desk's index, each with a record number that ``summaries(_:)`` takes.
  ///
  /// - Parameter make: Makes of number, surname, name and birth date what the index takes.
  /// - Returns: What `make` made, in the order of the numbers.
  /// - Throws: ``RegistryFailure/storage(_:)``.
  /// - Complexity: O(people), about 2 µs each in a release build.
  public func roster<Element: Sendable>(
    _ make: @Sendable (Int32, String, String, CivilDate) -> Element
  ) throws(RegistryFailure) -> [Element] {
    try storing { () throws(SQLiteError) in
      try database.rows("SELECT number, surname, name, birth FROM person ORDER BY number") { row in
        make(
          Int32(truncatingIfNeeded: row.integer(0)), row.text(1), row.text(2),
          CivilDate(daysSinceEpoch: row.int(3)))
      }
    }
  }

  /// The people behind record numbers, in the same order; those not there are left out.
  public func summaries(_ records: [Int32]) throws(RegistryFailure) -> [PersonSummary] {
    var found: [PersonSummary] = []
    for record in records { found += try summaries("WHERE number = ?", [.integer(Int(record))]) }
    return found
  }

  private static let summaryColumns = "id, code, surname, name, birth, municipality"

  private func summaries(_ condition: String, _ values: [SQLValue]) throws(RegistryFailure) -> [PersonSummary]
  {
    try storing { () throws(SQLiteError) in
      try database.rows("SELECT \(Self.summaryColumns) FROM person \(condition)", values, Self.summary)
        .compactMap(\.self)
    }
  }

  private static func summary(_ row: borrowing Row) -> PersonSummary? {
    guard let id = Identifier<Assistito>(row.text(0)), let code = try? PersonCode.parse(row.text(1))
    else { return nil }
    return PersonSummary(
      id: id, code: code, surname: row.text(2), name: row.text(3),
      birthDate: CivilDate(daysSinceEpoch: row.int(4)),
      municipality: row.optionalText(5).flatMap { PlaceCode($0) })
  }

  // MARK: Rows

  func number(locatedBy value: String) throws(RegistryFailure) -> Int? {
    try storing { () throws(SQLiteError) in
      try database.first("SELECT person FROM locator WHERE value = ?", [.text(value)]) { $0.int(0) }
    }
  }

  func number(of id: Identifier<Assistito>) throws(RegistryFailure) -> Int? {
    try storing { () throws(SQLiteError) in
      try database.first("SELECT number FROM person WHERE id = ?", [.text(id.rawValue)]) { $0.int(0) }
    }
  }

  /// The record as it is kept in the Patient, without what is looked up for the reader.
  func record(_ number: Int) throws(RegistryFailure) -> Assistito {
    let found = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT id, body FROM resource WHERE person = ? AND type = ?",
        [.integer(number), .integer(ServedType.patient.rawValue)]
      ) { ($0.text(0), $0.blob(1)) }
    }
    guard let (id, closed) = found, let body = seal.opened(closed, .resource(.patient, id: id)),
      var person = try? PatientResource.whole(body[...])
    else { throw .damaged }
    person.family = person.family.map(\.withoutMedico)
    return person
  }

  /// The id of a record.
  func id(of number: Int) throws(RegistryFailure) -> Identifier<Assistito> {
    let id = try storing { () throws(SQLiteError) in
      try database.first("SELECT id FROM person WHERE number = ?", [.integer(number)]) { $0.text(0) }
    }
    guard let id = id.flatMap({ Identifier<Assistito>($0) }) else { throw .damaged }
    return id
  }

  /// Writes the columns that repeat parts of a changed record; ``tell(_:number:)`` writes the record itself.
  private func update(_ person: Assistito, number: Int, today: CivilDate) throws(RegistryFailure) {
    try storing { () throws(SQLiteError) in
      try database.run(
        "UPDATE person SET medico = ?, due = ? WHERE number = ?",
        [
          .text(optional: person.posizione.activeScelta(on: today)?.medico.rawValue),
          .integer(optional: person.posizione.nextDue(after: today)),
          .integer(number),
        ])
    }
  }

  /// Writes a changed record: the Patient, and the columns by which it is found.
  func keep(_ person: Assistito, number: Int, today: CivilDate) throws(RegistryFailure) {
    try update(person, number: number, today: today)
    try tell(person, number: number)
  }

  // MARK: Telling

  /// The record as it is told: relatives with their doctors, every group with owner and time.
  ///
  /// Of a restricted record contacts, family, notes and the scelte are held back: no medico shown does not
  /// mean that there is none.
  private func told(_ number: Int) throws(RegistryFailure) -> Assistito {
    var person = try record(number)
    let at = now()
    if person.posizione.standing == .restricted {
      person.contacts = Contacts()
      person.family = []
      person.notes = []
      person.tessera = nil
      person.posizione.scelte = []
      person.posizione.esenzioni = []
    }
    var family: [FamilyMember] = []
    for member in person.family { family.append(try withMedico(member)) }
    person.family = family
    for group in RecordGroup.allCases {
      person.provenance[group] = Provenance(owner: group.usualOwner, readAt: at)
    }
    return person
  }

  func withMedico(_ member: FamilyMember) throws(RegistryFailure) -> FamilyMember {
    let medico = try currentMedico(of: member.code)
    let directory = try loadedDirectory()
    return FamilyMember(
      code: member.code, fullName: member.fullName, birthDate: member.birthDate, kinship: member.kinship,
      medico: medico, medicoName: medico.flatMap { directory.name(of: $0) })
  }

  /// On whose list the person with this code is today; `nil` if on none, or nobody has the code.
  func currentMedico(of code: PersonCode) throws(RegistryFailure) -> Identifier<Medico>? {
    let id = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT medico FROM person JOIN locator ON person = number WHERE value = ?", [.text(code.rawValue)]
      ) { $0.optionalText(0) }
    }
    return id.flatMap { $0 }.flatMap { Identifier($0) }
  }
}

extension FamilyMember {
  /// The relative as kept: the medico is looked up whenever it is told.
  fileprivate var withoutMedico: FamilyMember {
    FamilyMember(
      code: code, fullName: fullName, birthDate: birthDate, kinship: kinship, medico: nil,
      medicoName: nil)
  }
}
