import Domain
import FHIR
import Paper
import RegistryClient
import Store
import Sync
import Terminal
import Workflow

/// Makes pages and puts them into files or gives them to the printer of the system.
struct Printer: Sendable {
  let settings: PrinterSettings
  let clock: DeskClock
  let placeName: @Sendable (PlaceCode, CivilDate) -> String
  let profile: Profile
  let isDemo: Bool
  let present: PresentState
  /// The words of another language, for sentences of the law; `nil` if they cannot be read.
  var words: @Sendable (String) -> Words? = { _ in nil }

  /// Prints what was ordered.
  ///
  /// - Throws: ``Failure``; nothing was printed and no copy was counted.
  func print(_ order: PrintOrder, _ clerk: Clerk) async throws(Failure) -> PrintOutcome {
    switch order {
    case .receipt(let practice): return try await receipt(practice, clerk)
    case .attestato(let id):
      guard let person = try await clerk.registry.person(.id(id)).assistito else {
        throw .registryUnreachable
      }
      var medico: Medico?
      if let scelta = person.posizione.presentScelta(on: clock.now.romeDate) {
        medico = try await clerk.registry.facts(
          FactsQuery(person: id, medico: scelta.medico, relative: nil)
        ).currentMedico
      }
      let document = Document.enrolmentCertificate(
        of: person, medico: medico, distretto: await distretto(of: person, clerk), imprint: imprint())
      return try deliver(document, name: "attestato", copy: 0)
    case .residenceNote(let id, let text):
      guard let person = try await clerk.registry.person(.id(id)).assistito else {
        throw .registryUnreachable
      }
      let report = ResidenceReport(
        assistito: person, declared: text, readAt: person.provenance[.residence]?.readAt,
        reference: clerk.newOperation())
      return try deliver(
        Document.residenceReport(report, imprint: imprint()), name: "segnalazione", copy: 0)
    case .expiries(let expiries, let isPartial):
      let today = clock.now.romeDate
      let document = Document.expiries(
        expiries, from: today, to: today.adding(days: 90), isPartial: isPartial, imprint: imprint())
      return try deliver(document, name: "scadenze", copy: 0)
    case .letter(let practice): return try await letter(practice, clerk)
    case .esenzioneCertificate(let person, let part):
      return try await esenzioneCertificate(person, part, clerk)
    case .selfDeclaration(let content): return try await selfDeclaration(content, clerk)
    case .esenzioneReminder(let expiries): return try await esenzioneReminder(expiries, clerk)
    case .codeForm(let content): return try codeForm(content)
    case .cardForm(let content): return try cardForm(content)
    case .codeLeaflet:
      return try deliver(
        Document.codeLeaflet(profile.tessera, imprint: imprint()), name: "informativa-codici", copy: 0)
    case .drillSheet(let run): return try drillSheet(run)
    case .promemoria(let content):
      let practice = Practice(
        id: clerk.newOperation(), content: content, author: present.author, createdAt: clock.now)
      let rules = await rules(clerk)
      let end = rules.suspensions.filter { $0.stops(content.kind, at: clock.now) }
        .compactMap { $0.announcedEnds.max() }.max()
      let document = Document.receipt(
        of: practice, status: .promemoria(returnFrom: end),
        decision: content.decide(profile: rules, now: practice.createdAt), imprint: imprint())
      return try deliver(document, name: "promemoria", copy: 0)
    }
  }

  /// The rules with the stops that the registry announces itself, also before this run: the screens' rules too.
  private func rules(_ clerk: Clerk) async -> Profile {
    var rules = profile
    let told = await clerk.driver.announcedStops
    rules.suspensions += told.filter { !profile.suspensions.contains($0) }
    return rules
  }

  /// The name of the distretto that looks after a person, as the desk's copy has it; `nil` where it has none.
  private func distretto(of person: Assistito, _ clerk: Clerk) async -> String? {
    guard let id = person.posizione.territory(on: clock.now.romeDate)?.distretto,
      let copy = try? await clerk.store.cached("Organization", id: id.rawValue),
      let distretto = try? PlaceResource.decodeDistretto(copy.body), !distretto.name.isEmpty
    else { return nil }
    return distretto.name
  }

  /// The receipt of a committed practice: of each of its papers the first delivered copy is the original, every
  /// other is marked.
  ///
  /// The number is taken before the page goes out and given back when it does not: see
  /// ``DeskStore/beginPrint(of:paper:by:at:)``. What lies in the folder plays no part.
  private func receipt(
    _ id: Identifier<Practice>, _ clerk: Clerk
  ) async throws(Failure) -> PrintOutcome {
    let (stored, practice) = try await told(id, clerk)
    let signature = Signature(present.author)
    let now = clock.now
    let row = QueueRow(practice: practice, receiptNumber: stored.number, state: stored.entry.state)
    guard row.admitsReceipt else { throw .store(messageKey: "errore.stampa.deceduto", arguments: []) }
    let status = try await status(of: stored, practice, clerk)
    let paper = status.paper
    let copy = try await clerk.desk { () async throws(StoreError) in
      try await clerk.store.beginPrint(of: id, paper: paper, by: signature, at: now)
    }
    let second = await clerk.secondChoice(of: practice)
    // A receipt names the medico who was registered, not the one whose list was full.
    var written = practice
    var full: Medico?
    if row.confirmation?.tookSecondChoice ?? false, let second, case .scelta(let scelta) = practice.content {
      written = practice.with(secondChoice: second)
      full = scelta.medico
    }
    let document = Document.receipt(
      of: written, status: status, decision: decision(of: practice, row), conflict: row.conflict,
      secondChoice: second,
      facts: ReceiptFacts(
        number: stored.number,
        replacesProvisional: stored.copiesByPaper[ReceiptKind.provvisoria.rawValue, default: 0] > 0,
        fullMedico: full, wasRegistered: row.confirmation?.wasRegistered ?? false,
        term: row.confirmation?.term),
      imprint: imprint(
        reprint: copy == 0 ? nil : copy, isClockOff: await clerk.driver.isClockOff))
    let outcome = Result { () throws(Failure) in
      try deliver(document, name: "ricevuta-\(stored.number)", copy: copy)
    }
    var isDelivered = false
    if case .success = outcome { isDelivered = true }
    // A disk that refuses now leaves the copy counted: the page may be out, and a second original is worse.
    try? await clerk.store.endPrint(
      of: id, paper: paper, copy: copy, isDelivered: isDelivered, by: signature, at: now)
    if isDelivered, case .definitiva = status {
      await clerk.closeCorrected(by: practice, number: stored.number)
    }
    return try outcome.get()
  }

  /// The letter about a practice, refused by ``Document`` where none may be written.
  private func letter(
    _ id: Identifier<Practice>, _ clerk: Clerk
  ) async throws(Failure) -> PrintOutcome {
    let (stored, practice) = try await told(id, clerk)
    let row = QueueRow(practice: practice, receiptNumber: stored.number, state: stored.entry.state)
    let document = Document.letter(
      about: practice, status: try await status(of: stored, practice, clerk),
      decision: decision(of: practice, row),
      conflict: row.conflict, imprint: imprint())
    guard let document else { throw .store(messageKey: "errore.chiusura.lettera", arguments: []) }
    return try deliver(document, name: "lettera-\(stored.number)", copy: 0)
  }

  private func status(
    of stored: StoredPractice, _ practice: Practice, _ clerk: Clerk
  ) async throws(Failure) -> ReceiptStatus {
    switch stored.entry.state {
    case .confirmed(let confirmation):
      if let waiting = confirmation.waiting(for: practice.content.kind) {
        .inAttesa(waiting, protocolNumber: confirmation.reference, outcome: outcomeNotice(of: practice))
      } else {
        .definitiva(protocolNumber: confirmation.reference, effectiveDate: confirmation.effectiveDate)
      }
    case .closed: .nonRegistrata(try await wasReversed(stored, clerk) ? .reversed : .refused)
    case .rejected: .nonRegistrata(.refused)
    case .withdrawn: .nonRegistrata(.withdrawn)
    case .reversed: .nonRegistrata(.reversed)
    case .queued, .sending, .unknown, .accepted, .held: provvisoria(practice)
    }
  }

  private func provvisoria(_ practice: Practice) -> ReceiptStatus {
    .provvisoria(outcome: outcomeNotice(of: practice, isRegistryDue: true))
  }

  /// How the citizen hears of it; only the registry answers by the next working day, nobody else is held to one.
  private func outcomeNotice(of practice: Practice, isRegistryDue: Bool = false) -> OutcomeNotice {
    OutcomeNotice(
      by: isRegistryDue
        ? OutcomeDeadline.day(
          for: practice.content.kind, at: practice.createdAt, suspensions: profile.suspensions) : nil,
      channel: channel(practice))
  }

  /// Whether a closed practice had been registered and was undone: its state does not tell any more.
  private func wasReversed(_ stored: StoredPractice, _ clerk: Clerk) async throws(Failure) -> Bool {
    let journal = try await clerk.desk { () async throws(StoreError) in
      try await clerk.store.journal(of: stored.entry.operation)
    }
    return journal.contains { $0.state?.kind == .reversed }
  }

  private func channel(_ practice: Practice) -> OutcomeNotice.Channel {
    let contacts = practice.content.assistito.contacts
    if contacts.telephone != nil { return .telephone }
    return contacts.email == nil ? .desk : .email
  }

  private func decision(of practice: Practice) -> Decision {
    practice.content.decide(profile: profile, now: practice.createdAt)
  }

  /// What the registry said where it has spoken, else what the rules say here.
  private func decision(of practice: Practice, _ row: QueueRow) -> Decision {
    guard !row.reasons.isEmpty else { return decision(of: practice) }
    return Decision(
      findings: row.reasons.map { reason in
        let rule = RuleBook.entry(reason.code)?.rule ?? Rule(reason.code, source: "", confidence: .law)
        return Finding(rule, .block, variant: reason.variant, arguments: reason.arguments)
      })
  }

  func imprint(reprint: Int? = nil, isClockOff: Bool = false) -> Imprint {
    let today = clock.now.romeDate
    return Imprint(
      words: present.words, isDemo: isDemo, author: present.author, printedAt: clock.now, reprint: reprint,
      isClockOff: isClockOff, second: secondWords, esenzioni: profile.esenzioni,
      drawsBarCodes: settings.drawsBarCodes, contact: settings.contact,
      placeName: { [placeName] in placeName($0, today) })
  }

  /// Italian beside every other language, and beside Italian the language of the region, if it has one.
  private var secondWords: Words? {
    let italian = "it"
    guard present.words.language == italian else { return words(italian) }
    return profile.esenzioni.secondLanguage.flatMap { $0 == italian ? nil : words($0) }
  }

  // MARK: Delivery

  /// Deletes the pages of the folder that are older than ``PrinterSettings/retentionHours``.
  func forgetOldPages() {
    PrintFile.forget(folder: settings.folder, olderThanSeconds: settings.retentionHours * 3600)
  }

  /// Gives the pages to whom they may be given.
  ///
  /// - Parameters:
  ///   - document: The pages.
  ///   - name: What a file is called.
  ///   - copy: 0 for the original.
  ///   - isSensitive: Whether neither a spooler nor a file may hold them: only the direct device.
  /// - Returns: Where they went.
  /// - Throws: ``Failure``; nothing whole was printed.
  func deliver(
    _ document: Document, name: String, copy: Int, isSensitive: Bool = false
  ) throws(Failure) -> PrintOutcome {
    if isSensitive || settings.name == nil, let device = settings.device {
      guard PrintDevice.send(document.deviceText, to: device) else { throw .printer }
      return .printer(name: device, copy: copy)
    }
    guard !isSensitive else { throw .denied(reasonKey: "errore.stampa.diretta") }
    if let printer = settings.name {
      guard PrintQueue.send(document.text, to: printer, title: document.title) else { throw .printer }
      return .printer(name: printer, copy: copy)
    }
    forgetOldPages()
    let suffix = copy == 0 ? "" : "-copia-\(copy)"
    guard let path = PrintFile.write(document.text, folder: settings.folder, name: name + suffix) else {
      throw .printer
    }
    return .file(path: path, copy: copy)
  }
}

extension ReceiptStatus {
  /// Under which name the copies of this paper are counted.
  fileprivate var paper: String {
    switch self {
    case .provvisoria, .inAttesa, .definitiva, .promemoria: kind.rawValue
    case .nonRegistrata(let why): why.rawValue
    }
  }
}
