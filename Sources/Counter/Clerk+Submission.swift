import Domain
import FHIR
import RegistryClient
import Store
import Sync
import Vault
import Workflow

extension Clerk {
  /// Commits a practice, then sends it: the receipt number exists from the commit on.
  ///
  /// The draft it was is forgotten in the same transaction. The bytes that travel are frozen with it.
  ///
  /// - Parameters:
  ///   - content: The case.
  ///   - operation: Under which the registry knows of it already; a new one if `nil`.
  ///   - partOf: The practice that it stands for.
  /// - Returns: What became of it; without an answer while the registry has given none.
  /// - Throws: ``Failure`` where nothing was stored.
  func submit(
    _ content: PracticeCase, as operation: Identifier<Practice>? = nil, partOf: Identifier<Practice>?
  ) async throws(Failure) -> Workflow.Submission {
    let now = clock.now
    let practice = Practice(
      id: operation ?? newOperation(), content: content, author: author(), createdAt: now,
      partOf: partOf)
    let body = PracticeTask.encode(
      practice, seen: await registry.seen(by: content),
      clockUncertainty: registry.link.clock.uncertainty ?? 0)
    let contacts = content.assistito.contacts
    let submission = Store.Submission(
      operation: practice.id, kind: content.kind, codes: content.assistito.identity.codes.map(\.rawValue),
      signature: Signature(practice.author), body: body, draft: DraftName(DraftKey(of: content)),
      partOf: partOf, contact: contacts.telephone ?? contacts.email)
    let receipt = try await desk { () async throws(StoreError) in
      try await store.submit(submission, at: now)
    }
    switch await driver.deliver(practice, sequence: receipt.sequence, at: now) {
    case .answered(let answer, let isRecorded):
      return Workflow.Submission(
        practice: practice, receiptNumber: receipt.number, answer: isRecorded ? answer : nil,
        isRecorded: isRecorded)
    case .open: return Workflow.Submission(practice: practice, receiptNumber: receipt.number, answer: nil)
    }
  }

  /// A new operation id: random, so that no two desks ever draw the same.
  func newOperation() -> Identifier<Practice> { Identifier(unchecked: Randomness.uuid()) }
}

extension RegistryAccess {
  /// What the desk has before its eyes when a practice is confirmed.
  func seen(by content: PracticeCase) async -> SeenVersions {
    let type = "Patient"
    let person = (try? await store.cached(type, id: content.assistito.id.rawValue)) ?? nil
    var seen = SeenVersions(person: person?.version)
    guard case .scelta(let scelta) = content else { return seen }
    let availability = Availability(
      of: scelta.medico, on: scelta.request.effectiveDate,
      temporaryCounts: profile.scelta.temporaryCountsInMaximum)
    if case .free(let places) = availability.permanent { seen.places = places }
    let panel = PanelResource.id(of: scelta.medico.id)
    seen.panel = ((try? await store.cached("Group", id: panel)) ?? nil)?.version
    return seen
  }
}
