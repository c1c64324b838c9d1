package import Domain
import FHIR
import RegistryClient
package import Store
import Workflow

/// The index of the names in the desk's copy, in memory: filled after start, asked at every key.
package actor NameDirectory {
  private var index: PeopleIndex?
  private let store: DeskStore
  /// Whether everybody of the asl is in the copy, so that who is not found need not be asked for elsewhere.
  private(set) var isWhole = false

  private static let type = PulledType.patient.rawValue

  package init(store: DeskStore) { self.store = store }

  /// Fills the index from the copy; the old one answers until the new one is ready.
  package func fill() async {
    var people: [IndexedPerson] = []
    do throws(StoreError) {
      let scope = try await store.cacheScope()
      people.reserveCapacity(try await store.cachedCount(Self.type))
      while true {
        let page = try await store.roster(Self.type, after: people.last?.record ?? 0, limit: 5_000)
        people += page.map {
          IndexedPerson(
            record: $0.record, surname: $0.line.surname, name: $0.line.name, birthDate: $0.line.birthDate)
        }
        if page.count < 5_000 { break }
      }
      index = PeopleIndex(people, expected: people.count)
      let pull = try await store.pullState(of: Self.type)
      isWhole = scope == .asl && pull.completedAt != nil
    } catch { return }
  }

  /// The people whose names begin so; `nil` while there is no index, or for a query by code.
  package func search(_ query: PersonQuery) async -> [PersonSummary]? {
    guard case .names(let surname, let name, let birth) = query, let index else { return nil }
    var found: [PersonSummary] = []
    for record in index.matches(surname: surname, name: name, birth: birth, limit: Question.limit) {
      guard let cached = try? await store.cached(Self.type, record: record),
        let summary = ResourceCopy.summary(cached)
      else { continue }
      found.append(summary)
    }
    return found
  }
}
