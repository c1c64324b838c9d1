import Domain
import FHIR
import Glibc
import Registry
import SQLite
import Store
import Sync
import Testing
import Workflow

@testable import Counter

@Suite("The clerk over the queue of a real store")
struct ClerkQueueTests {
  private let folder: String
  private let desk: SmallDesk
  private let clerk: Clerk

  init() async throws {
    var template = Array("/tmp/sportello-clerk-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    folder = String(cString: made)
    desk = try await SmallDesk(folder: folder + "/stampe")
    clerk = try await desk.clerk()
  }

  private func cleanUp() { rmdir(folder) }

  private func rows() async throws -> [QueueRow] {
    guard case .queue(let rows) = await clerk.answer(.queue) else { throw Failure.printer }
    return rows
  }

  /// A practice of this desk that the registry refused.
  private func refused(_ index: Int = 0) async throws -> Identifier<Practice> {
    let (practice, _) = try await desk.desk.commit(try await desk.registry.revoca(index))
    try await desk.store.apply(.sendingStarted, to: practice.id, at: desk.clock.now)
    try await desk.store.apply(
      .rejected([RejectionReason(code: "MAX-01")]), to: practice.id, at: desk.clock.now)
    return practice.id
  }

  @Test("copies are kept in the second folder, and a folder that is missing is said once and tried again")
  func copies() async throws {
    let second = folder + "/copie"
    defer {
      for name in names(second) { unlink(second + "/" + name) }
      rmdir(second)
      cleanUp()
    }
    var clerk = clerk
    clerk.spool = second
    for _ in 1...2 { await clerk.keepCopies(tellsOthers: true) }
    #expect(desk.notices.filter { $0 == "avviso.copia.non_scritta" }.count == 1)
    mkdir(second, 0o700)
    desk.cut()
    _ = await clerk.answer(.submit(try await desk.registry.revoca(), partOf: nil))
    _ = await clerk.answer(.queue)
    #expect(names(second).count == 1)
    close(open(second + "/altra.coda", O_WRONLY | O_CREAT, 0o600))
    await clerk.keepCopies(tellsOthers: true)
    #expect(desk.notices.contains("avviso.copia.trovate"))
    #expect(names(second).count == 2)
  }

  private func names(_ path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".coda") { names.append(name) }
    }
    return names
  }

  @Test("a scelta tells which version of the medico's list was seen")
  func seenPanel() async throws {
    defer { cleanUp() }
    let person = try await desk.registry.revoca().assistito
    let medico = try #require(try await desk.registry.registry.medico("mmg-001"))
    let content = SceltaCase(
      assistito: person, medico: medico.medico, medicoAmbito: medico.ambito,
      request: SceltaRequest(effectiveDate: testDay))
    let seen = await clerk.registry.seen(by: .scelta(content))
    let panel = try await desk.store.cached("Group", id: "panel-mmg-001")
    #expect(seen.panel != nil && seen.panel == panel?.version)
  }

  private func closing(
    _ practice: Identifier<Practice>, _ told: WorkClosing.Told, work: Int?
  ) -> WorkClosing {
    WorkClosing(work: work, practice: practice, told: told, toldAt: desk.clock.now, note: "segreteria")
  }

  @Test("who was sought and not reached leaves the refused practice and its work open, every time")
  func notReached() async throws {
    defer { cleanUp() }
    let practice = try await refused()
    let work = try #require(try await rows().first?.work?.id)
    for attempt in 1...2 {
      let answer = await clerk.answer(.close(closing(practice, .notReached, work: work)))
      guard case .queueRow(let row) = answer else {
        Issue.record("\(answer)")
        return
      }
      #expect(row.state == .rejected && row.work?.id == work)
      let item = try #require(try await desk.store.openWork().first)
      #expect(item.id == work && item.attempts.count == attempt)
      #expect(item.attempts.allSatisfy { !$0.isReached && $0.note == "segreteria" })
    }
    _ = await clerk.answer(.close(closing(practice, .telephone, work: work)))
    #expect(try await desk.store.practice(practice)?.entry.state.kind == .closed)
    #expect(try await desk.store.openWork().isEmpty)
  }

  @Test("an attempt about a practice without work opens a work item for it")
  func notReachedWithoutWork() async throws {
    defer { cleanUp() }
    let practice = try await refused()
    for item in try await desk.store.openWork() {
      try await desk.store.closeWork(.rejected, about: practice, at: desk.clock.now)
      _ = item
    }
    _ = await clerk.answer(.close(closing(practice, .notReached, work: nil)))
    #expect(try await desk.store.openWork().map(\.attempts.count) == [1])
    #expect(try await desk.store.practice(practice)?.entry.state.kind == .rejected)
  }

  @Test("a refused practice stays in the queue behind any number of newer ones")
  func oldRows() async throws {
    defer { cleanUp() }
    let old = try await refused()
    let doubtful = try await desk.desk.commit(try await desk.registry.revoca(1)).0
    try await desk.store.apply(.sendingStarted, to: doubtful.id, at: desk.clock.now)
    try await desk.store.apply(.unanswered, to: doubtful.id, at: desk.clock.now)
    let content = try await desk.registry.revoca(2)
    for _ in 1...201 {
      let (practice, _) = try await desk.desk.commit(content)
      try await desk.store.apply(.withdrawn, to: practice.id, at: desk.clock.now)
    }
    let rows = try await rows()
    #expect(rows.contains { $0.practice?.id == old && $0.work != nil })
    #expect(rows.contains { $0.practice?.id == doubtful.id && $0.state == .unknown })
    #expect(rows.count <= 202)
  }

  @Test("one damaged work item hides no row, and shows that something is damaged")
  func damagedWork() async throws {
    defer { cleanUp() }
    let practices = [try await refused(), try await refused(1)]
    try await desk.store.executeForTest("UPDATE work SET sealed = x'00' WHERE id = 1")
    let rows = try await rows()
    for practice in practices { #expect(rows.contains { $0.practice?.id == practice }) }
    #expect(rows.contains { $0.practice == nil && $0.work?.id == 1 })
    // Closing the damaged item touches no practice: nothing vouches for what it is about.
    let answer = await clerk.answer(
      .close(WorkClosing(work: 1, practice: nil, told: .nobody, toldAt: desk.clock.now, note: "")))
    #expect(answer == .done)
    #expect(try await desk.store.practice(practices[0])?.entry.state.kind == .rejected)
    #expect(try await self.rows().allSatisfy { $0.practice != nil })
  }

  @Test("what was handed over at the end of a shift stands in the queue until somebody closes it")
  func handOver() async throws {
    defer { cleanUp() }
    _ = try await refused()
    let label = try #require(try await rows().first?.label)
    let handOver = HandOver(rows: [label], to: "Bianchi", note: "richiamare")
    #expect(await clerk.answer(.handOver(handOver)) == .done)
    let note = try #require(try await rows().first { $0.practice == nil })
    #expect(note.handOver == HandOverNote(from: "anna", to: "Bianchi", rows: label, text: "richiamare"))
    await clerk.tellHandOvers()
    #expect(desk.notices.contains("avviso.consegne"))
    let work = try #require(note.work)
    let answer = await clerk.answer(
      .close(WorkClosing(work: work.id, practice: nil, told: .nobody, toldAt: desk.clock.now, note: "")))
    #expect(answer == .done)
    #expect(try await rows().allSatisfy { $0.practice != nil })
  }

  private func row(_ practice: Identifier<Practice>) async throws -> QueueRow {
    try #require(try await rows().first { $0.practice?.id == practice })
  }

  private func submitted(
    _ index: Int = 0, partOf: Identifier<Practice>? = nil
  ) async throws -> Identifier<Practice> {
    let answer = await clerk.answer(.submit(try await desk.registry.revoca(index), partOf: partOf))
    guard case .submitted(let submission) = answer else { throw Failure.printer }
    return submission.practice.id
  }

  private func printReceipt(_ practice: Identifier<Practice>) async throws {
    guard case .printed = await clerk.answer(.print(.receipt(practice))) else { throw Failure.printer }
  }

  private func lineBack() async {
    desk.registry.breakLine(nil)
    await clerk.driver.tryNow()
    await desk.desk.settle()
    await desk.desk.pass(clerk.driver, rounds: 8)
  }

  private func forgetPrints() {
    PrintFile.forget(folder: folder + "/stampe", olderThanSeconds: -10)
    rmdir(folder + "/stampe")
    cleanUp()
  }

  @Test("a definitive receipt is owed until it is printed, and more so where the provisional one is out")
  func owedPaper() async throws {
    defer { forgetPrints() }
    let online = try await submitted(0)
    #expect(try await row(online).owedPaper == .first)
    try await printReceipt(online)
    #expect(try await row(online).owedPaper == nil)
    desk.cut()
    let away = try await submitted(1)
    #expect(try await row(away).owedPaper == nil, "there is no definitive one yet")
    try await printReceipt(away)
    await lineBack()
    let settled = try await row(away)
    #expect(settled.state == .confirmed && settled.owedPaper == .replacesProvisional)
    #expect(settled.resolutions.first == .reprint)
    try await printReceipt(away)
    #expect(try await row(away).owedPaper == nil)
  }

  @Test(
    "what was made anew is closed when the definitive receipt of the new practice is printed, and not before")
  func closedByPrint() async throws {
    defer { forgetPrints() }
    let refused = try await refused()
    desk.cut()
    let new = try await submitted(0, partOf: refused)
    try await printReceipt(new)
    #expect(try await row(refused).needsPerson, "a provisional receipt tells nothing yet")
    await lineBack()
    #expect(try await row(new).state == .confirmed)
    #expect(try await row(refused).needsPerson)
    try await printReceipt(new)
    let closed = try await row(refused)
    #expect(closed.state == .closed && closed.closing?.closedBy == desk.author.operatorName.rawValue)
    #expect(closed.closing?.note.contains("coda.chiusa.rifatta") == true)
    #expect(try await desk.store.openWork().isEmpty)
    let journal = try await desk.store.journal(of: refused)
    #expect(journal.last { $0.state?.kind == .closed }?.signature == Signature(desk.author))
  }

  @Test("the sentence of a refusal goes from the registry to the row of the queue")
  func variant() async throws {
    defer { cleanUp() }
    _ = try await submitted()
    let second = try await submitted()
    let reason = try #require(try await row(second).reasons.first)
    #expect(reason.code == "PRA-04" && reason.variant == "ended" && reason.arguments.count == 1)
  }
}
