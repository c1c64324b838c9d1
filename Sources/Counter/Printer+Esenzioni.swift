import Domain
import FHIR
import Paper
import Store
import Workflow

extension Printer {
  /// The certificates of a part of what a person has in the registry now; sensitive ones behind a cover.
  ///
  /// A copy of the desk's own will not do: it may have been revoked since. Where none counts, nothing is
  /// attested: a request under way has its provisional receipt.
  func esenzioneCertificate(
    _ id: Identifier<Assistito>, _ part: EsenzionePart, _ clerk: Clerk
  ) async throws(Failure) -> PrintOutcome {
    let found = try await clerk.registry.person(.id(id))
    guard let person = found.assistito, !found.isFromCache else { throw .registryUnreachable }
    let desk = present.author.desk.asl
    let everywhere = PrintableEsenzioni(of: person, on: clock.now.romeDate, parameters: profile.esenzioni)
    let all = everywhere.only { !$0.esenzione.isOfAnotherRegion(than: desk) }
    let esenzioni =
      switch part {
      case .plain, .reprint: all.only { !$0.isSensitive }
      case .sensitive: all.only(\.isSensitive)
      case .record(let id): all.only { $0.esenzione.id == id }
      }
    guard !esenzioni.rows.isEmpty else {
      // What another region issued counts here as well, and has its paper from there.
      let isElsewhere = all.rows.isEmpty && !everywhere.rows.isEmpty
      throw .store(
        messageKey: isElsewhere ? "errore.stampa.esenzione.regione" : "errore.stampa.esenzione.nessuna",
        arguments: [])
    }
    return try await counted(
      esenzioni.subject, name: "attestato-esenzione", isSensitive: esenzioni.isSensitive,
      esenzioni.isSensitive ? .inEnvelope : .openly, isReprint: part.isReprint, clerk
    ) { imprint in
      Document.esenzioneCertificates(
        of: person, esenzioni, isEnclosed: esenzioni.isSensitive, imprint: imprint)
    }
  }

  /// The form by which an exemption is declared.
  func selfDeclaration(_ content: EsenzioneCase, _ clerk: Clerk) async throws(Failure) -> PrintOutcome {
    let entry = profile.esenzioni.catalog.entry(content.code, scope: content.scope)
    let decision = Esenzione.decide(content, profile: profile, now: clock.now)
    let record = content.assistito.posizione.esenzioni.first {
      $0.code == content.code && $0.scope == content.scope && $0.start == content.effectiveDate
    }
    let subject =
      "autocertificazione/\(content.assistito.id.rawValue)/\(content.code.rawValue)/"
      + "\(content.scope.rawValue)/\(content.effectiveDate.iso)"
    return try await counted(
      subject, name: "autocertificazione", isSensitive: entry?.isSensitive ?? true,
      content.privateHandOver ? .inEnvelope : .openly, clerk
    ) { imprint in
      Document.selfDeclaration(
        content, decision: decision, protocolNumber: record?.protocolNumber ?? "", imprint: imprint)
    }
  }

  /// The list of exemptions that end soon, which spells out no sensitive code.
  func esenzioneReminder(_ expiries: [Expiry], _ clerk: Clerk) async throws(Failure) -> PrintOutcome {
    let count = expiries.count { $0.kind == .esenzione }
    let (signature, now) = (Signature(present.author), clock.now)
    try await clerk.desk { () async throws(StoreError) in
      try await clerk.store.note("printing", note: "scadenze-esenzioni \(count)", by: signature, at: now)
    }
    return try deliver(
      Document.esenzioneReminder(expiries, imprint: imprint()), name: "scadenze-esenzioni", copy: 0)
  }

  /// Prints what is counted by its subject: the first delivered copy is the original, every other is marked.
  ///
  /// A reprint follows an original also where this desk has counted none. How it is handed over stands in the journal before the page is out: a disk that refuses stops the print.
  private func counted(
    _ subject: String, name: String, isSensitive: Bool, _ handOver: EsenzioneHandOver,
    isReprint: Bool = false, _ clerk: Clerk, make: (Imprint) -> Document?
  ) async throws(Failure) -> PrintOutcome {
    if isSensitive, settings.device == nil { throw .denied(reasonKey: "errore.stampa.diretta") }
    let (signature, now) = (Signature(present.author), clock.now)
    let copy = try await clerk.desk { () async throws(StoreError) in
      try await clerk.store.note(
        "esenzione-consegna", note: "\(handOver.rawValue) \(subject)", by: signature, at: now)
      let copy = try await clerk.store.beginCopy(of: subject, by: signature, at: now)
      guard copy == 0, isReprint else { return copy }
      return try await clerk.store.beginCopy(of: subject, by: signature, at: now)
    }
    let imprint = imprint(
      reprint: copy == 0 ? nil : copy, isClockOff: await clerk.driver.isClockOff)
    let outcome = Result { () throws(Failure) in
      guard let document = make(imprint) else { throw .printer }
      return try deliver(document, name: name, copy: copy, isSensitive: isSensitive)
    }
    var isDelivered = false
    if case .success = outcome { isDelivered = true }
    // A disk that refuses now leaves the copy counted: the page may be out, and a second original is worse.
    try? await clerk.store.endCopy(
      of: subject, copy: copy, isDelivered: isDelivered, by: signature, at: now)
    return try outcome.get()
  }
}
