import Cases
import Domain
import FHIR
import SQLite

/// One row of the table of practices.
struct PracticeRow {
  let id: Identifier<Practice>
  /// The record number of the person, 0 for one whom the registry does not know.
  let person: Int
  let kind: PracticeKind
  let at: Instant
  let outcome: Outcome
  var protocolNumber: String?
  var effective: CivilDate?
  var answer: RegistryAnswer?
  let entry: HistoryEntry
  /// As the desk sent it.
  let body: [UInt8]

  enum Outcome: String {
    case accepted, rejected, pending
  }
}

extension ReferenceRegistry {
  func insertPractice(_ row: PracticeRow) throws(RegistryFailure) {
    try storing { () throws(SQLiteError) in
      try database.run(
        """
        INSERT INTO practice (id, person, kind, at, outcome, protocol, effective, answer, entry, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .text(row.id.rawValue), .integer(row.person), .text(row.kind.rawValue),
          .integer(row.at.milliseconds),
          .text(row.outcome.rawValue), .text(optional: row.protocolNumber),
          .integer(optional: row.effective.map { Int64($0.daysSinceEpoch) }),
          .blob(optional: row.answer.map { closed(CaseCoding.encode(answer: $0), row.id, "answer") }),
          .blob(closed(CaseCoding.encode(historyEntry: row.entry), row.id, "entry")),
          .blob(closed(row.body, row.id, "body")),
        ])
    }
  }

  private func closed(_ bytes: [UInt8], _ id: Identifier<Practice>, _ column: String) -> [UInt8] {
    seal.closed(bytes, .practice(id.rawValue, column: column))
  }

  /// The practice of an operation that was accepted; `nil` if there is none, or it has no case.
  func acceptedPractice(_ id: Identifier<Practice>) throws(RegistryFailure) -> Practice? {
    let body = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT body FROM practice WHERE id = ? AND outcome = 'accepted'", [.text(id.rawValue)]
      ) { $0.blob(0) }
    }
    guard let body, !body.isEmpty else { return nil }
    guard let open = seal.opened(body, .practice(id.rawValue, column: "body")),
      let practice = try? PracticeTask.practice(in: open)
    else { throw .damaged }
    return practice
  }

  /// What was answered to a practice before; `nil` if it is new or still pending.
  func earlierAnswer(to id: Identifier<Practice>) throws(RegistryFailure) -> RegistryAnswer? {
    let found = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT outcome, protocol, effective, answer FROM practice WHERE id = ?", [.text(id.rawValue)]
      ) { ($0.text(0), $0.optionalText(1), $0.int(2), $0.blob(3)) }
    }
    guard let (outcome, protocolNumber, effective, answer) = found else { return nil }
    switch PracticeRow.Outcome(rawValue: outcome) {
    case .accepted:
      guard let protocolNumber else { throw .damaged }
      return .alreadyAnswered(
        protocolNumber: protocolNumber, effectiveDate: CivilDate(daysSinceEpoch: effective))
    case .rejected:
      guard let open = seal.opened(answer, .practice(id.rawValue, column: "answer")),
        let rejection = try? CaseCoding.decodeAnswer(open)
      else { throw .damaged }
      return rejection
    case .pending: return nil
    case nil: throw .damaged
    }
  }

  /// The practice of a person that nobody has decided, another than `own`.
  func pendingPractice(
    of person: Int, otherThan own: Identifier<Practice>?
  ) throws(RegistryFailure) -> Identifier<Practice>? {
    let id = try storing { () throws(SQLiteError) in
      try database.first(
        "SELECT id FROM practice WHERE person = ? AND outcome = 'pending' AND id <> ?",
        [.integer(person), .text(own?.rawValue ?? "")]
      ) { $0.text(0) }
    }
    return id.flatMap { Identifier($0) }
  }

  /// The next protocol number of the year of `day`: `P-2026-000123`.
  func nextProtocol(on day: CivilDate) throws(RegistryFailure) -> String {
    try nextNumber("protocol", letter: "P", on: day)
  }

  /// The next number of a series in the year of `day`: `P-2026-000123`.
  func nextNumber(_ series: String, letter: String, on day: CivilDate) throws(RegistryFailure) -> String {
    let key = "\(series)-\(day.year)"
    let next = (try state(key) ?? 0) + 1
    try setState(key, next)
    let digits = String(next)
    return "\(letter)-\(day.year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
