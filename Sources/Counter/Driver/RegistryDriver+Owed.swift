import Domain
import FHIR
import RegistryClient
import Store
import Sync

extension RegistryDriver {
  /// Reads whose practice was carried out once more, beside: the desk's copy still shows the person as before.
  ///
  /// Nobody waits for it. Practices that wait to be sent go first. While the registry does not answer the reading
  /// stays owed, and whoever opens the person is told that the data are those of the last reading.
  func readOwed() {
    guard !isReadingOwed, mayReadOwed else { return }
    isReadingOwed = true
    surroundings.start { await self.readEveryOwed() }
  }

  private var mayReadOwed: Bool {
    !owedReadings.isEmpty && isPermitted && isServing && surroundings.monotonic() >= owedNotBefore
      && machine.status(at: surroundings.clock.now).tally.toSend == 0
  }

  private func readEveryOwed() async {
    while mayReadOwed, let operation = owedReadings.first {
      do throws(ReadFailure) { try await readPerson(of: operation) } catch {
        switch error {
        case .denied, .gone: break
        case .unreachable, .suspended, .throttled, .misconfigured, .clockOrCertificate, .captivePortal,
          .unreadable:
          owedNotBefore = surroundings.monotonic() + Self.owedPause
          if error.isAboutLine, let outcome = WireOutcome(error) { await hear(.noticed(outcome)) }
          isReadingOwed = false
          return
        }
      }
      owedReadings.removeAll { $0 == operation }
    }
    isReadingOwed = false
  }

  /// How long nobody is read after an attempt that failed, in milliseconds; something else has to happen as well.
  private static let owedPause = 5_000

  /// Reads the person of a practice in the role in which it was signed; who is not in the copy shows nothing old.
  private func readPerson(of operation: Identifier<Practice>) async throws(ReadFailure) {
    guard let stored = try? await store.practice(operation),
      let id = (try? PracticeTask.practice(in: stored.entry.body))?.content.assistito.id,
      let known = (try? await store.cached(PulledType.patient.rawValue, id: id.rawValue)) ?? nil
    else { return }
    let author = surroundings.author()
    let role = Role(rawValue: stored.signature.role) ?? author.role
    let (before, isPartial) = (ResourceCopy.person(known), isPartial(role))
    let reading = try await link.client.person(
      id, ifNoneMatch: before == nil ? nil : CopyView.condition(known, readerIsPartial: isPartial), role: role
    )
    link.learn(clock: reading.clock)
    let (type, now) = (PulledType.patient.rawValue, surroundings.clock.now)
    switch reading.value {
    case .found(let record):
      guard let resource = ResourceCopy.pulled(record.resource, now: now, isPartial: isPartial) else {
        throw .unreadable
      }
      if !CopyView.isLess(record.resource, isPartial: isPartial, than: known) {
        _ = try? await store.remember(resource, of: type, source: link.client.base, at: now)
      }
      let reasons = PersonChange.reasons(from: before?.assistito, to: record, at: author.desk.asl)
      if !reasons.isEmpty { await personChanged([id, record.assistito.id], reasons) }
    case .notModified: try? await store.touch(known.id, of: type, isFresh: true, at: now)
    case .replaced, .gone:
      try? await store.forget(known.id, of: type)
      await personChanged([id], ["unificata"])
    }
  }
}

extension ReadFailure {
  /// Whether it says something of the line: what one question met says nothing of the queue, unless nothing at all
  /// can pass.
  fileprivate var isAboutLine: Bool {
    switch self {
    case .misconfigured: isAboutDesk
    case .unreachable, .suspended, .throttled, .clockOrCertificate, .captivePortal: true
    case .denied, .gone, .unreadable: false
    }
  }
}
