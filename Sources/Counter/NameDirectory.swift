import Domain
import Store
import Workflow

/// The index of names in memory: filled after start, asked at every key.
actor NameDirectory {
  private var index: PeopleIndex?
  private let summaries: @Sendable ([Int32]) async throws(Failure) -> [PersonSummary]

  init(summaries: @escaping @Sendable ([Int32]) async throws(Failure) -> [PersonSummary]) {
    self.summaries = summaries
  }

  /// Takes the names of everybody; the old index answers until the new one is ready.
  func fill(_ people: [IndexedPerson]) { index = PeopleIndex(people, expected: people.count) }

  /// The people whose names begin so; `nil` while there is no index, or for a query by code.
  func search(_ query: PersonQuery) async throws(Failure) -> [PersonSummary]? {
    guard case .names(let surname, let name, let birth) = query, let index else { return nil }
    let records = index.matches(surname: surname, name: name, birth: birth, limit: Question.limit)
    return try await summaries(records)
  }
}
