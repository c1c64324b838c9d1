import Cases
import Domain
import FHIR
import SQLite

/// Writes every resource anew from the tables: after filling, and for a file of before there were resources.
extension ReferenceRegistry {
  /// Fills the tables of resources if the file has people and none.
  func rebuildIfMissing() throws(RegistryFailure) {
    try sealIfOpen()
    guard !hasResources, let day = try currentDay() else { return }
    hasResources = try state("wire") != nil
    guard !hasResources else { return }
    try database.inTransaction { () throws(RegistryFailure) in
      try rebuild(today: day) { visit throws(RegistryFailure) in try visitUnwritten(visit) }
    }
  }

  /// Calls a closure with number and record of everybody.
  typealias Everybody = (_ visit: (Int, Assistito) throws(RegistryFailure) -> Void) throws(RegistryFailure) ->
    Void

  /// Writes every resource in its first version; there must be none.
  ///
  /// The times lie before now, a millisecond apart, so that what happens next is newer.
  ///
  /// - Complexity: O(people).
  func rebuild(today: CivilDate, _ everybody: Everybody) throws(RegistryFailure) {
    // What is asked on the way must not begin it again.
    hasResources = true
    mayHaveWaiting = false
    defer { mayHaveWaiting = true }
    do throws(RegistryFailure) { try writeAll(today: today, everybody) } catch {
      hasResources = false
      throw error
    }
  }

  private func writeAll(today: CivilDate, _ everybody: Everybody) throws(RegistryFailure) {
    let directory = try loadedDirectory()
    rebuiltStamp = now().milliseconds - (try stampsNeeded(directory))
    lastStamp = nil
    for distretto in directory.distretti.values.sorted(by: { $0.id < $1.id }) {
      let key = ResourceKey(
        type: .organization, id: distretto.id.rawValue, identifier: distretto.id.rawValue, status: "true",
        place: distretto.asl.rawValue)
      try insert(key, stamp: nextRebuilt()) { meta throws(RegistryFailure) in
        (PlaceResource.encode(distretto, meta: meta), nil)
      }
    }
    for ambito in directory.ambiti.values.sorted(by: { $0.id < $1.id }) {
      let key = ResourceKey(
        type: .location, id: ambito.id.rawValue, identifier: ambito.id.rawValue, status: "active",
        place: ambito.distretto.rawValue)
      try insert(key, stamp: nextRebuilt()) { meta throws(RegistryFailure) in
        (PlaceResource.encode(ambito, meta: meta), nil)
      }
    }
    // No day passes here: it would look for the people, whose resources are still to be written.
    for view in try everyMedico().sorted(by: { $0.medico.id < $1.medico.id }) {
      let medico = view.medico
      let key = ResourceKey(
        type: .practitionerRole, id: medico.id.rawValue, identifier: medico.regionalCode,
        status: medico.engagement.suspended ? "false" : "true", code: medico.kind.rawValue.uppercased(),
        place: medico.ambito.rawValue)
      var plain = medico
      plain.load = nil
      try insert(key, stamp: nextRebuilt()) { meta throws(RegistryFailure) in
        (MedicoResource.encode(plain, meta: meta), nil)
      }
      try insert(Self.listKey(of: medico), stamp: nextRebuilt()) { meta throws(RegistryFailure) in
        (PanelResource.encode(medico, meta: meta), nil)
      }
    }
    try everybody { number, person throws(RegistryFailure) in
      try insertPerson(person, number: number, today: today)
    }
    // The Tasks look up their people among the resources.
    try storing { () throws(SQLiteError) in try database.execute(RegistrySchema.indexes) }
    try rebuildPractices()
    try setState("wire", 1)
  }

  private func nextRebuilt() -> Int {
    rebuiltStamp += 1
    return rebuiltStamp
  }

  /// More than the resources that will be written.
  private func stampsNeeded(_ directory: Directory) throws(RegistryFailure) -> Int {
    let counted = try storing { () throws(SQLiteError) in
      try database.first("SELECT (SELECT COUNT(*) FROM person) * 10 + (SELECT COUNT(*) FROM practice)") {
        $0.int(0)
      }
    }
    return (counted ?? 0) + directory.distretti.count + directory.ambiti.count + 2 * directory.medici.count
      + 1
  }

  /// Visits the records of a file of before the wire, and empties their table.
  private func visitUnwritten(
    _ visit: (Int, Assistito) throws(RegistryFailure) -> Void
  ) throws(RegistryFailure) {
    var last = 0
    while true {
      let rows = try storing { () throws(SQLiteError) in
        try database.rows(
          "SELECT person, body FROM unwritten WHERE person > ? ORDER BY person LIMIT 1000", [.integer(last)]
        ) { ($0.int(0), $0.blob(1)) }
      }
      for (number, body) in rows {
        guard let person = try? CaseCoding.decodeAssistito(body) else { throw .damaged }
        try visit(number, person)
        last = number
      }
      if rows.count < 1_000 { break }
    }
    try storing { () throws(SQLiteError) in try database.execute("DELETE FROM unwritten") }
  }

  private func insertPerson(
    _ person: Assistito, number: Int, today: CivilDate
  ) throws(RegistryFailure) {
    let whole = try withFamily(person)
    try insert(Self.key(of: person, number: number), stamp: nextRebuilt()) { meta throws(RegistryFailure) in
      Self.patient(whole, meta, replacedBy: nil)
    }
    let scelte = person.posizione.scelte
    for (index, scelta) in scelte.enumerated().reversed() {
      let key = Self.key(of: scelta, place: scelte.count - index, of: person, number: number, today: today)
      try insert(key, stamp: nextRebuilt()) { meta throws(RegistryFailure) in
        Self.relation(scelta, key.id, person, meta, today: today)
      }
    }
    for esenzione in person.posizione.esenzioni.reversed() {
      let key = Self.key(of: esenzione, number: number, today: today)
      try insert(key, stamp: nextRebuilt()) { meta throws(RegistryFailure) in
        Self.exemption(esenzione, person, meta, today: today)
      }
    }
  }

  /// The practices of before, as Tasks.
  private func rebuildPractices() throws(RegistryFailure) {
    let numbers = try storing { () throws(SQLiteError) in
      try database.rows("SELECT number FROM practice ORDER BY number") { $0.int(0) }
    }
    for number in numbers {
      let row = try storing { () throws(SQLiteError) in
        try database.first(
          "SELECT id, person, outcome, answer, entry, body FROM practice WHERE number = ?", [.integer(number)]
        ) { ($0.text(0), $0.int(1), $0.text(2), $0.blob(3), $0.blob(4), $0.blob(5)) }
      }
      guard let (id, person, outcome, closedAnswer, closedEntry, closedBody) = row,
        let operation = Identifier<Practice>(id),
        let answer = seal.opened(closedAnswer, .practice(id, column: "answer")),
        let entry = seal.opened(closedEntry, .practice(id, column: "entry")),
        let body = seal.opened(closedBody, .practice(id, column: "body"))
      else { throw .damaged }
      try insertTask(
        operation, person: person, outcome: PracticeRow.Outcome(rawValue: outcome), answer: answer,
        entry: entry, body: body, stamp: nextRebuilt())
    }
  }

  private func insertTask(
    _ operation: Identifier<Practice>, person: Int, outcome: PracticeRow.Outcome?, answer: [UInt8],
    entry: [UInt8], body: [UInt8], stamp: Int
  ) throws(RegistryFailure) {
    let task: [UInt8]
    var place: String?
    if body.isEmpty {
      guard let entry = try? CaseCoding.decodeHistoryEntry(entry) else { throw .damaged }
      task = WaitingTask.body(operation, entry: entry, person: person == 0 ? nil : try id(of: person))
    } else {
      guard let lifted = try? PracticeTask.lifted(body), let practice = try? PracticeTask.practice(in: lifted)
      else { throw .damaged }
      task = lifted
      place = practice.author.desk.id.rawValue
    }
    let decided = answer.isEmpty ? nil : try? CaseCoding.decodeAnswer(answer)
    let status: TaskRecord.Status =
      switch outcome {
      case .accepted: .completed
      case .rejected: .rejected
      case .pending, nil: .requested
      }
    try insert(
      try taskKey(operation, task, person: person == 0 ? nil : person, status: status, place: place),
      stamp: stamp
    ) { meta throws(RegistryFailure) in
      try self.task(task, id: operation.rawValue, meta, status: status, answer: decided, person: person)
    }
  }
}
