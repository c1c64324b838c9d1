import Domain
import SQLite

@testable import Registry

/// What the desk of the tests reads of its registry at once, and a real one over the wire.
extension ReferenceRegistry {
  /// The practices of a person, newest first.
  func history(_ id: Identifier<Assistito>) throws(RegistryFailure) -> [HistoryEntry] {
    guard let number = try number(of: id) else { throw .noSuchPerson }
    return try entries("WHERE person = ? ORDER BY number DESC", [.integer(number)])
  }

  /// What ends soon, from `first` on, by date.
  func expiries(from first: CivilDate) throws(RegistryFailure) -> [Expiry] {
    try catchUp()
    let last = first.adding(days: Expiry.horizonDays + 1)
    let numbers = try storing { () throws(SQLiteError) in
      try database.rows("SELECT number FROM person WHERE due <= ?", [.integer(last.daysSinceEpoch)]) {
        $0.int(0)
      }
    }
    var found: [Expiry] = []
    for number in numbers {
      found += try record(number).expiries(from: first, exemptionDays: EsenzioneParameters().expiringDays)
    }
    return found.sorted {
      ($0.on, $0.person.surname, $0.person.id) < ($1.on, $1.person.surname, $1.person.id)
    }
  }
}
