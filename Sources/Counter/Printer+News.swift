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
      let birth = await standing(of: practice, clerk), birth != confirmation.birth
    else { return (stored, practice) }
    do { try await clerk.apply(.confirmed(confirmation.told(birth)), to: id) } catch {
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

  /// How the exemption that a practice made stands in the registry now; `nil` if nobody can say, or it has ended.
  private func standing(of practice: Practice, _ clerk: Clerk) async -> EsenzioneBirth? {
    guard let found = try? await clerk.registry.person(.id(practice.content.assistito.id)), !found.isFromCache
    else { return nil }
    let record = found.assistito?.posizione.esenzioni.first { $0.practice == practice.id }
    return record.flatMap { EsenzioneBirth($0.state) }
  }
}
