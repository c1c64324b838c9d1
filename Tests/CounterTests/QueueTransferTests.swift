import Domain
import FHIR
import Glibc
import Registry
import SQLite
import Store
import Sync
import Testing
import Vault
import Workflow

@testable import Counter

@Suite("Practices given to another desk in a file")
struct QueueTransferTests {
  private let registry: TestRegistry
  private let path: String
  private let signature = Signature(operatorName: "admin", role: "amministratore", desk: "D1")
  private let passphrase = "quattro parole a caso"

  init() async throws {
    registry = try await TestRegistry()
    var template = Array("/tmp/sportello-queue-XXXXXX".utf8CString)
    let made = try #require(template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) })
    path = String(cString: made) + "/coda"
  }

  private func cleanUp() {
    unlink(path)
    rmdir(String(path.dropLast("/coda".count)))
  }

  private func ask(_ question: QueueInquiry.Question, _ desk: TestDesk) async throws -> QueueInquiry.Answer {
    let line = await QueueInquiry.answer(question.line, store: desk.store, now: registry.clock.now)
    return try #require(QueueInquiry.Answer(line: line))
  }

  private func export(_ desk: TestDesk, isHandover: Bool) async throws -> QueueTransfer.Report {
    let order = QueueTransfer.Export(
      path: path, passphrase: passphrase, address: nil, isHandover: isHandover, signature: signature)
    return try #require(try await ask(.export(order), desk).transfer)
  }

  @Test("a practice given away is sent by the other desk, once, and the first desk learns of it")
  func handover() async throws {
    defer { cleanUp() }
    let (first, second) = (try TestDesk(registry), try TestDesk(registry, desk: registry.otherDesk()))
    let (practice, _) = try await first.commit(registry.revoca())
    let written = try await export(first, isHandover: true)
    #expect(written.count == 1)
    let signer = try #require(written.signer)
    let order = QueueTransfer.Import(path: path, passphrase: passphrase, signer: signer, signature: signature)
    for known in [0, 1] {
      let read = try #require(try await ask(.import(order), second).transfer)
      #expect(read.count == 1 - known)
      #expect(read.known == known)
    }
    // The desk that gave it away does not send it, whatever happens there.
    let away = await first.workingDriver()
    await first.pass(away, rounds: 3)
    #expect(registry.posted.isEmpty)
    let here = await second.workingDriver()
    await second.pass(here, rounds: 4)
    #expect(try await second.states() == [.confirmed])
    // Refused meanwhile, and accepted again: the answer alone says that nothing stands in the way any more.
    registry.takeTokensAway(true)
    await away.tryNow(reads: true)
    await first.pass(away, rounds: 2)
    guard case .stopped? = first.status?.mode else {
      Issue.record("not refused")
      return
    }
    registry.takeTokensAway(false)
    await away.askAboutHandedOver()
    #expect(first.status?.mode.isSending == true && first.status?.tally.isClear == true)
    #expect(try await first.states() == [.confirmed])
    #expect(registry.posted.count == 1)
    // The registry keeps who confirmed it; the desk that carried it is written down beside.
    let kept = try await registry.registry.practices(limit: 1_000).first { $0.practice == practice.id }
    #expect(kept?.desk == "SPORTELLO-1" && kept?.outcome.isAccepted == true)
  }

  @Test(
    "a practice that this desk may not carry is refused or stays in doubt alone: nothing else is stopped",
    arguments: [(DeskKind.asl, false, OutboxState.Kind.rejected), (.comune, true, .unknown)])
  func foreign(kind: DeskKind, isHome: Bool, state: OutboxState.Kind) async throws {
    defer { cleanUp() }
    let asl = isHome ? registry.desk.asl : try #require(CodiceAsl("999999"))
    let first = try TestDesk(registry)
    let second = try TestDesk(registry, desk: registry.otherDesk(kind, asl: asl))
    _ = try await first.commit(registry.revoca())
    let signer = try #require(try await export(first, isHandover: true).signer)
    let order = QueueTransfer.Import(path: path, passphrase: passphrase, signer: signer, signature: signature)
    _ = try await ask(.import(order), second)
    let here = await second.workingDriver()
    await second.pass(here, rounds: 4)
    #expect(try await second.states() == [state])
    if case .stopped? = second.status?.mode { Issue.record("everything was stopped") }
    #expect(!second.notices.contains("avviso.registro.configurazione"))
  }

  @Test(
    "a practice signed in a role for which the carrying desk has no token is held alone, until there is one")
  func roleWithoutToken() async throws {
    defer { cleanUp() }
    let first = try TestDesk(registry, role: .sportello)
    let second = try TestDesk(registry, desk: registry.otherDesk())
    let (carried, _) = try await first.commit(registry.revoca())
    let signer = try #require(try await export(first, isHandover: true).signer)
    let order = QueueTransfer.Import(path: path, passphrase: passphrase, signer: signer, signature: signature)
    _ = try await ask(.import(order), second)
    _ = try await second.commit(registry.revoca(1))
    registry.takeTokensAway(of: [.sportello])
    let here = await second.workingDriver()
    await second.pass(here, rounds: 6)
    #expect(try await second.states() == [.held, .confirmed])
    #expect(await here.machine.memory.mode == .active(failures: 0))
    let work = try #require(try await second.store.openWork().first)
    #expect(work.operation == carried.id)
    #expect(work.reasons == [WorkReason(code: "token-assente", arguments: ["sportello"])])
    registry.takeTokensAway(of: [])
    try await second.store.apply(.released, to: carried.id, at: registry.clock.now)
    await here.reload()
    await second.settle()
    await second.pass(here, rounds: 6)
    #expect(try await second.states() == [.confirmed, .confirmed])
  }

  @Test("a desk without any token stops everything, also what it carries")
  func noTokenAtAll() async throws {
    defer { cleanUp() }
    let (first, second) = (try TestDesk(registry), try TestDesk(registry, desk: registry.otherDesk()))
    _ = try await first.commit(registry.revoca())
    let signer = try #require(try await export(first, isHandover: true).signer)
    let order = QueueTransfer.Import(path: path, passphrase: passphrase, signer: signer, signature: signature)
    _ = try await ask(.import(order), second)
    registry.takeTokensAway(of: Set(Role.allCases))
    let here = await second.workingDriver()
    await second.pass(here, rounds: 4)
    #expect(try await second.states().allSatisfy { $0 != .held })
    guard case .stopped? = second.status?.mode else {
      Issue.record("not stopped")
      return
    }
    #expect(second.status?.stopCause == .tokenMissing)
  }

  @Test("a practice whose file was lost is taken back by its number, and sent from here after all")
  func takeBack() async throws {
    defer { cleanUp() }
    let desk = try TestDesk(registry)
    _ = try await desk.commit(registry.revoca())
    let order = QueueTransfer.Order("1", signature: signature)
    #expect(try await ask(.takeBack(order), desk).error == "errore.coda.non_consegnata")
    _ = try await export(desk, isHandover: true)
    let again = QueueTransfer.Export(
      path: path, passphrase: passphrase, address: nil, isHandover: true, signature: signature)
    #expect(try await ask(.export(again), desk).error == "errore.trasferimento.esiste")
    let driver = await desk.workingDriver()
    await desk.pass(driver, rounds: 3)
    #expect(registry.posted.isEmpty)
    #expect(try await ask(.takeBack(order), desk).transfer?.takenBack == 1)
    #expect(try await ask(.takeBack(order), desk).error == "errore.coda.non_consegnata")
    await driver.reload()
    await desk.settle()
    await desk.pass(driver, rounds: 4)
    #expect(try await desk.states() == [.confirmed])
    let missing = QueueTransfer.Order("2", signature: signature)
    #expect(try await ask(.takeBack(missing), desk).error != nil)
  }

  @Test("a number that two desks have printed names no practice: the operation does")
  func sameNumber() async throws {
    defer { cleanUp() }
    let (first, second) = (try TestDesk(registry), try TestDesk(registry, desk: registry.otherDesk()))
    let (practice, _) = try await first.commit(registry.revoca())
    _ = try await second.commit(registry.revoca(1))
    let signer = try #require(try await export(first, isHandover: true).signer)
    let order = QueueTransfer.Import(path: path, passphrase: passphrase, signer: signer, signature: signature)
    _ = try await ask(.import(order), second)
    let answer = try await ask(.show(operation: "1"), second)
    #expect(answer.error == "errore.coda.ambiguo" && answer.arguments == ["1", "2"])
    #expect(answer.steps == nil)
    #expect(try await ask(.show(operation: practice.id.rawValue), second).steps?.isEmpty == false)
    let taken = QueueTransfer.Order("1", signature: signature)
    #expect(try await ask(.takeBack(taken), second).error == "errore.coda.ambiguo")
  }

  @Test("the copies of a second folder are taken in over the control socket, and what came is counted")
  func recover() async throws {
    defer { cleanUp() }
    let folder = String(path.dropLast("/coda".count))
    let key = try DataKey.random()
    let lost = try TestDesk(registry, store: DeskStore(inMemoryWith: key))
    try await lost.store.keepSpool(in: folder, desk: "SPORTELLO-1", at: registry.clock.now)
    _ = try await lost.commit(registry.revoca())
    let desk = try TestDesk(registry, store: DeskStore(inMemoryWith: key))
    let order = QueueTransfer.Order(
      folder, signature: Signature(operatorName: "admin", role: "amministratore", desk: "SPORTELLO-1")
    )
    let report = try #require(try await ask(.recover(order), desk).transfer)
    #expect(report.count == 1 && report.known == 0 && report.unreadable == 0)
    let driver = await desk.workingDriver()
    await desk.pass(driver, rounds: 4)
    #expect(try await desk.states() == [.confirmed])
    // Settled while no copies were kept: they go with the next start.
    #expect(try await desk.store.keepSpool(in: folder, desk: "SPORTELLO-1", at: registry.clock.now) == 0)
    #expect(try await ask(.recover(order), desk).transfer?.count == 0)
  }

  @Test(
    "a file signed by another desk, with another passphrase, or cut off is refused, and nothing is stored")
  func refused() async throws {
    defer { cleanUp() }
    let (first, second) = (try TestDesk(registry), try TestDesk(registry))
    _ = try await first.commit(registry.revoca())
    let signer = try #require(try await export(first, isHandover: false).signer)
    let stranger = try #require(try await ask(.keys, second).transfer?.signer)
    let orders: [(QueueTransfer.Import, String)] = [
      (
        .init(path: path, passphrase: passphrase, signer: stranger, signature: signature),
        "errore.trasferimento.firma"
      ),
      (
        .init(path: path, passphrase: "un'altra frase lunga", signer: signer, signature: signature),
        "errore.trasferimento.chiave"
      ),
      (
        .init(path: path, passphrase: passphrase, signer: "12", signature: signature),
        "errore.trasferimento.firmatario"
      ),
      (
        .init(path: path + "x", passphrase: passphrase, signer: signer, signature: signature),
        "errore.trasferimento.file"
      ),
    ]
    for (order, error) in orders { #expect(try await ask(.import(order), second).error == error) }
    truncate(path, 40)
    let cut = QueueTransfer.Import(path: path, passphrase: passphrase, signer: signer, signature: signature)
    #expect(try await ask(.import(cut), second).error?.hasPrefix("errore.trasferimento.") == true)
    #expect(try await second.states().isEmpty)
  }

  @Test("a queue with nothing to give writes no file, and says so", arguments: [true, false])
  func nothing(isHandover: Bool) async throws {
    defer { cleanUp() }
    let desk = try TestDesk(registry)
    let order = QueueTransfer.Export(
      path: path, passphrase: passphrase, address: nil, isHandover: isHandover, signature: signature)
    #expect(try await ask(.export(order), desk).error == "errore.trasferimento.nulla")
    // What the registry refused goes along as a copy, and is not given away.
    let (practice, _) = try await desk.commit(try await registry.revoca())
    try await desk.store.apply(.sendingStarted, to: practice.id, at: registry.clock.now)
    try await desk.store.apply(
      .rejected([RejectionReason(code: "MAX-01")]), to: practice.id, at: registry.clock.now)
    let answer = try await ask(.export(order), desk)
    #expect(answer.error == (isHandover ? "errore.trasferimento.nulla" : nil))
    #expect((access(path, F_OK) == 0) == !isHandover)
  }

  @Test("a short passphrase and a mistyped address write nothing")
  func wrongRecipient() async throws {
    defer { cleanUp() }
    let desk = try TestDesk(registry)
    for (passphrase, address, error) in [
      ("breve", nil, "errore.trasferimento.frase"), (nil, "12 34", "errore.trasferimento.indirizzo"),
      (nil, nil, "errore.trasferimento.frase"),
    ] as [(String?, String?, String)] {
      let order = QueueTransfer.Export(
        path: path, passphrase: passphrase, address: address, isHandover: false, signature: signature)
      #expect(try await ask(.export(order), desk).error == error)
    }
    #expect(access(path, F_OK) != 0)
  }

  @Test("a round with the registry settles what waits, and says what does not")
  func round() async throws {
    defer { cleanUp() }
    let desk = try TestDesk(registry)
    _ = try await desk.commit(registry.revoca())
    let profile = Profile(id: "italia", scelta: SceltaParameters())
    registry.breakLine(.down)
    let down = await SyncRound.run(
      store: desk.store, link: registry.link, clock: registry.clock, profile: profile, desk: registry.desk,
      milliseconds: 1_500)
    #expect(!down.isSettled && down.toSend == 1)
    registry.breakLine(nil)
    let up = await SyncRound.run(
      store: desk.store, link: registry.link, clock: registry.clock, profile: profile, desk: registry.desk,
      milliseconds: 60_000)
    #expect(up.isSettled && up.registry == "active")
    #expect(try await desk.states() == [.confirmed])
  }
}

extension HistoryEntry.Outcome {
  fileprivate var isAccepted: Bool { if case .accepted = self { true } else { false } }
}
