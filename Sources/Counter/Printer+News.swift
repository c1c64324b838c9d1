import Domain
import FHIR
import Store
import Sync
import Workflow

extension Printer {
  /// A stored practice as far as the registry has told of it by now.
  ///
  /// Of an exemption that still waited for somebody the position of the person is asked: it says whether it has become
  /// valid, also where the registry never tells of the Task again. While nobody answers, what was known stands.
  ///
  /// - Throws: ``Failure`` for a practice that this desk does not hold, or cannot read.
  func told(
    _ id: Identifier<Practice>, _ clerk: Clerk
  ) async throws(Failure) -> (StoredPractice, Practice) {
    let (stored, practice) = try await held(id, clerk)
    guard case .confirmed(let confirmation) = stored.entry.state,
      confirmation.waiting(for: practice.content.kind) != nil,
      let record = await record(of: practice, clerk), let birth = EsenzioneBirth(record.state),
      birth != confirmation.birth
    else { return (stored, practice) }
    let told = confirmation.told(birth, EsenzioneTerm(record.lastDay))
    do { try await clerk.apply(.confirmed(told), to: id) } catch {
      return (stored, practice)
    }
    return try await held(id, clerk)
  }

  private func held(
    _ id: Identifier<Practice>, _ clerk: Clerk
  ) async throws(Failure) -> (StoredPractice, Practice) {
    let stored = try await clerk.desk { () async throws(StoreError) in try await clerk.store.practice(id) }
    guard let stored, let practice = try? PracticeTask.practice(in: stored.entry.body) else {
      throw .store(messageKey: "errore.archivio.assente", arguments: [])
    }
    return (stored, practice)
  }

  /// The exemption that a practice made as it is in the registry now; `nil` if nobody can say.
  private func record(of practice: Practice, _ clerk: Clerk) async -> Esenzione? {
    guard let found = try? await clerk.registry.person(.id(practice.content.assistito.id)), !found.isFromCache
    else { return nil }
    return found.assistito?.posizione.esenzioni.first { $0.practice == practice.id }
  }
}
