public import Domain
import SQLite

extension ReferenceRegistry {
  /// The day of the registry: that of its clock, or a later one to which time has passed already.
  func today() throws(RegistryFailure) -> CivilDate {
    max(now().romeDate, try currentDay() ?? .earliest)
  }

  /// Lets the days pass that the clock has gone ahead, before anything is told or decided.
  func catchUp() throws(RegistryFailure) {
    try rebuildIfMissing()
    guard let day = try currentDay() else { return }
    let today = now().romeDate
    if day < today { try dayPassed(to: today) }
    try settleWaiting()
  }

  /// Settles what has waited long enough, unless it is known that nothing has, or a stop lets nothing be issued.
  private func settleWaiting() throws(RegistryFailure) {
    guard mayHaveWaiting, !stopsIssues else { return }
    try settleDue()
    mayHaveWaiting = false
  }

  /// Lets the days pass up to `day`, which is included: birthdays, ricusazioni, transfers, ends.
  ///
  /// All in one transaction; then exemptions that waited long enough are settled, each in its own. A day already
  /// past changes nothing: time does not run back but by ``populate(_:)``.
  ///
  /// - Returns: How many events happened.
  /// - Complexity: O(people with an event in the span).
  @discardableResult
  public func dayPassed(to day: CivilDate) throws(RegistryFailure) -> Int {
    guard let before = try currentDay(), before < day else { return 0 }
    let happened = try database.inTransaction { () throws(RegistryFailure) in
      let numbers = try storing { () throws(SQLiteError) in
        try database.rows(
          "SELECT number FROM person WHERE due <= ? ORDER BY number", [.integer(day.daysSinceEpoch)]
        ) { $0.int(0) }
      }
      var happened = 0
      var touched: Set<Identifier<Medico>> = []
      for number in numbers {
        happened += try passDays(for: number, from: before, to: day, &touched)
        passing?(.personPassed)
      }
      try tellLists(of: touched.sorted())
      try setState("day", day.daysSinceEpoch)
      mayHaveWaiting = true
      passing?(.daysWritten)
      return happened
    }
    passing?(.daysCommitted)
    try settleWaiting()
    return happened
  }

  private func passDays(
    for number: Int, from before: CivilDate, to day: CivilDate, _ touched: inout Set<Identifier<Medico>>
  ) throws(RegistryFailure) -> Int {
    let earlier = try record(number)
    var person = earlier
    let places = person.posizione.places(on: before)
    var happened = 0
    // One event may bring the next one nearer or make it pointless, so they are asked for one by one.
    while happened < 20, let event = person.posizione.events(from: before.adding(days: 1), through: day).first
    {
      let next = person.posizione.after(event)
      guard next != person.posizione else { break }
      person.posizione = next
      happened += 1
      try storing { () throws(SQLiteError) in
        try database.run(
          "INSERT INTO event (person, kind, due, at) VALUES (?, ?, ?, ?)",
          [
            .integer(number), .text(event.kind.rawValue), .integer(event.due.daysSinceEpoch),
            .integer(now().milliseconds),
          ])
      }
    }
    touched.formUnion(try moveCounters(from: places, to: person.posizione.places(on: day)))
    try save(person, before: (earlier, before), number: number, today: day)
    return happened
  }
}
