import Domain
import Store
import Sync
import Synchronization
import Testing
import Vault
import Workflow

@testable import Counter

private let start = Instant(milliseconds: 1_772_000_000_000)

/// A line to a registry that a test cuts and mends.
private final class Line: Sendable {
  private let state = Mutex((isUp: true, sent: [String](), planned: [Int?]()))

  var isUp: Bool {
    get { state.withLock { $0.isUp } }
    set { state.withLock { $0.isUp = newValue } }
  }

  /// The bodies that were delivered or tried, in order.
  var sent: [String] { state.withLock { $0.sent } }

  /// The pauses that were asked for, in order.
  var planned: [Int?] { state.withLock { $0.planned } }

  func plan(_ pause: Int?) { state.withLock { $0.planned.append(pause) } }

  func deliver(_ body: [UInt8]) throws(Failure) -> RegistryAnswer {
    let isUp = state.withLock { state in
      state.sent.append(String(decoding: body, as: UTF8.self))
      return state.isUp
    }
    guard isUp else { throw .registryUnreachable }
    return .alreadyAnswered(protocolNumber: "2026/1", effectiveDate: CivilDate(iso: "2026-03-02")!)
  }
}

@Suite("The courier")
struct CourierTests {
  private let store: DeskStore
  private let line = Line()

  init() throws { store = try DeskStore(inMemoryWith: .random()) }

  private func courier() -> Courier {
    Courier(
      store: store, submit: { [line] body throws(Failure) in try line.deliver(body) },
      clock: DeskClock(startingAt: start), plan: { [line] in line.plan($0) }, draw: { $0.upperBound })
  }

  private func submit(_ numbers: ClosedRange<Int>) async throws {
    for number in numbers {
      let signature = Signature(operatorName: "anna", role: "sportello", desk: "D1")
      let submission = Store.Submission(
        operation: Identifier(unchecked: "op-\(number)"), kind: .scelta, codes: [], signature: signature,
        body: Array("\(number)".utf8))
      _ = try await store.submit(submission, at: start)
    }
  }

  private func states() async throws -> [OutboxState.Kind] {
    try await store.practices(PracticeFilter(limit: .max)).reversed().map(\.entry.state.kind)
  }

  @Test("everything open is sent, oldest first, however much it is")
  func all() async throws {
    try await submit(1...450)
    await courier().deliverOpen()
    #expect(line.sent == (1...450).map(String.init))
    #expect(try await store.tally().isClear)
    #expect(line.planned == [nil])
  }

  @Test("a dead line is tried three times, then again after longer and longer pauses, until nothing is open")
  func backOff() async throws {
    try await submit(1...10)
    line.isUp = false
    let courier = courier()
    for _ in 1...10 { await courier.deliverOpen() }
    #expect(line.sent.count == 30)
    #expect(
      line.planned == [4000, 8000, 16000, 32000, 64000, 128_000, 256_000, 300_000, 300_000, 300_000])
    line.isUp = true
    await courier.deliverOpen()
    #expect(line.planned.last == .some(nil))
    #expect(try await store.tally().isClear)
  }

  @Test("with nothing open nothing is planned")
  func idle() async throws {
    await courier().deliverOpen()
    #expect(line.planned == [nil])
    #expect(line.sent.isEmpty)
  }

  @Test("the first answer after a failure calls for the others at once")
  func mended() async throws {
    try await submit(1...2)
    let courier = courier()
    line.isUp = false
    _ = await courier.deliver("op-1", [49])
    #expect(line.planned == [2000])
    line.isUp = true
    _ = await courier.deliver("op-2", [50])
    #expect(line.planned == [2000, 0])
    await courier.deliverOpen()
    #expect(line.sent == ["1", "2", "1"])
    #expect(try await states() == [.confirmed, .confirmed])
  }

  @Test("an answer that cannot be written down is not taken for final, and is asked for again")
  func notRecorded() async throws {
    try await submit(1...1)
    let courier = courier()
    let updates = Mutex(0)
    await store.setFault { _, sql in
      guard sql.hasPrefix("UPDATE outbox") else { return nil }
      return updates.withLock { count in
        count += 1
        return count > 1 ? 10 : nil
      }
    }
    guard case .answered(_, isRecorded: false) = await courier.deliver("op-1", [49]) else {
      Issue.record("it was taken for final")
      return
    }
    #expect(try await states() == [.sending])
    #expect(line.planned == [2000])
    await store.setFault(nil)
    await courier.deliverOpen()
    #expect(try await states() == [.confirmed])
    #expect(line.sent == ["1", "1"])
  }

  @Test("while the registry is known not to answer, it is asked something else before practices go out")
  func probe() async throws {
    try await submit(1...2)
    let line = line
    line.isUp = false
    let courier = Courier(
      store: store, submit: { body throws(Failure) in try line.deliver(body) },
      clock: DeskClock(startingAt: start), isSending: { line.isUp }, plan: { line.plan($0) },
      draw: { $0.upperBound })
    guard case .open = await courier.deliver("op-1", [49]) else {
      Issue.record("it was sent")
      return
    }
    await courier.deliverOpen()
    #expect(line.sent.isEmpty)
    #expect(try await states() == [.queued, .queued])
    #expect(line.planned == [2000, 4000])
    line.isUp = true
    await courier.deliverOpen()
    #expect(line.sent == ["1", "2"])
    #expect(line.planned.last == .some(nil))
  }

  @Test("a practice that is on its way is not sent a second time")
  func once() async throws {
    try await submit(1...1)
    let (entered, enter) = AsyncStream<Void>.makeStream()
    let (released, release) = AsyncStream<Void>.makeStream()
    let courier = Courier(
      store: store,
      submit: { [line] body throws(Failure) in
        enter.yield()
        for await _ in released { break }
        return try line.deliver(body)
      }, clock: DeskClock(startingAt: start), plan: { [line] in line.plan($0) })
    async let first = courier.deliver("op-1", [49])
    for await _ in entered { break }
    await courier.deliverOpen()
    guard case .open = await courier.deliver("op-1", [49]) else {
      Issue.record("it was sent twice")
      return
    }
    #expect(line.sent.isEmpty)
    release.yield()
    _ = await first
    #expect(line.sent == ["1"])
    #expect(try await states() == [.confirmed])
  }
}
