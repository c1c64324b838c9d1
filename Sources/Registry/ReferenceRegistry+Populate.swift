import Cases
import Domain
import SQLite

extension ReferenceRegistry {
  /// Whether the registry has been filled.
  public var isPopulated: Bool {
    get throws(RegistryFailure) { try state("day") != nil }
  }

  /// Fills the registry in one transaction, after emptying it.
  ///
  /// - Throws: ``RegistryFailure``; then the registry is as it was.
  /// - Complexity: O(people), about 50 µs each in a release build.
  public func populate(_ content: RegistryContent) throws(RegistryFailure) {
    directory = nil
    lastStamp = nil
    issuing?.held = [:]
    // A whole region would be written twice, once into the log.
    try storing { () throws(SQLiteError) in try database.setJournal(.rollback) }
    defer { try? database.setJournal(.writeAhead) }
    try database.inTransaction { () throws(RegistryFailure) in
      try storing { () throws(SQLiteError) in try database.execute(RegistrySchema.emptyAll) }
      if mefIsAway { try setState(Self.mefState, 1) }
      try insertTerritory(content)
      try insertPeople(content)
      try insertPending(content)
      try setState("day", content.today.daysSinceEpoch)
      try setState("first", content.today.daysSinceEpoch)
      if seal.isOn { try setState("sealed", 1) }
      try storing { () throws(SQLiteError) in try database.execute(RegistrySchema.peopleIndexes) }
      try rebuild(today: content.today) { visit throws(RegistryFailure) in
        // Drawn a second time: who the doctors of relatives are is known only now.
        var number = 0
        try content.people { person throws(RegistryFailure) in
          number += 1
          try visit(number, person)
        }
      }
    }
  }

  /// Empties the registry; ``isPopulated`` is false afterwards.
  public func reset() throws(RegistryFailure) {
    directory = nil
    lastStamp = nil
    try database.inTransaction { () throws(RegistryFailure) in
      try storing { () throws(SQLiteError) in try database.execute(RegistrySchema.emptyAll) }
      if mefIsAway { try setState(Self.mefState, 1) }
    }
  }

  private func insertTerritory(_ content: RegistryContent) throws(RegistryFailure) {
    try storing { () throws(SQLiteError) in
      for distretto in content.distretti {
        try database.run(
          "INSERT INTO distretto VALUES (?, ?, ?)",
          [.text(distretto.id.rawValue), .text(distretto.name), .text(distretto.asl.rawValue)])
      }
      for ambito in content.ambiti {
        let neighbours = ambito.neighbours.map(\.rawValue).sorted().joined(separator: " ")
        try database.run(
          "INSERT INTO ambito VALUES (?, ?, ?, ?, ?)",
          [
            .text(ambito.id.rawValue), .text(ambito.name), .text(ambito.distretto.rawValue),
            .text(ambito.asl.rawValue), .text(neighbours),
          ])
      }
      for var medico in content.medici {
        let load = medico.load
        medico.load = nil
        try database.run(
          "INSERT INTO medico VALUES (?, ?, ?, ?, ?)",
          [
            .text(medico.id.rawValue), .integer(optional: load.map { Int64($0.permanent) }),
            .integer(optional: load.map { Int64($0.temporary) }),
            .integer(optional: load.map { Int64($0.zeroToSix) }), .blob(CaseCoding.encode(medico: medico)),
          ])
      }
    }
  }

  private func insertPeople(_ content: RegistryContent) throws(RegistryFailure) {
    var number = 0
    try content.people { (person) throws(RegistryFailure) in
      number += 1
      try insert(person, number: number, today: content.today)
    }
  }

  private func insert(_ person: Assistito, number: Int, today: CivilDate) throws(RegistryFailure) {
    guard let code = person.identity.currentCode else { throw .damaged }
    try storing { () throws(SQLiteError) in
      try database.run(
        "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          .integer(number), .text(person.id.rawValue), .text(code.rawValue), .text(person.identity.surname),
          .text(person.identity.name), .text(Folding.ascii(person.identity.surname)),
          .text(Folding.ascii(person.identity.name)), .integer(person.identity.birthDate.daysSinceEpoch),
          .text(optional: person.posizione.residence.territory?.municipality.rawValue),
          .text(optional: person.posizione.activeScelta(on: today)?.medico.rawValue),
          .integer(optional: person.posizione.nextDue(after: today)),
        ])
      for code in person.identity.codes { try insertLocator(code.rawValue, number) }
      if let card = person.tessera { try insertLocator(card.number.rawValue, number) }
    }
    for esenzione in person.posizione.esenzioni { try keepWaiting(esenzione, of: number, from: today) }
  }

  private func insertLocator(_ value: String, _ number: Int) throws(SQLiteError) {
    try database.run("INSERT INTO locator VALUES (?, ?)", [.text(value), .integer(number)])
  }

  private func insertPending(_ content: RegistryContent) throws(RegistryFailure) {
    for pending in content.pending {
      guard let number = try number(of: pending.person) else { continue }
      let at = RomeTime(date: pending.since, time: .midnight).instant
      let entry = HistoryEntry(
        practice: pending.practice, kind: .scelta, at: at, operatorName: "portale", desk: "portale",
        outcome: .pending,
        subject: pending.medico.flatMap { id in
          content.medici.first { $0.id == id }.map { "\($0.surname) \($0.name)" }
        } ?? "")
      try insertPractice(
        PracticeRow(
          id: pending.practice, person: number, kind: .scelta, at: at, outcome: .pending, entry: entry,
          body: []))
    }
  }
}
