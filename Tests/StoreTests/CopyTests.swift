import Domain
import Store
import Sync
import Testing
import Vault

@Suite("Copies of a receipt")
struct CopyTests {
  let store: DeskStore

  init() throws { store = try DeskStore(inMemoryWith: .random()) }

  private func print(_ isDelivered: Bool) async throws -> Int {
    let copy = try await store.beginPrint(of: "op-1", by: anna, at: now)
    try await store.endPrint(of: "op-1", copy: copy, isDelivered: isDelivered, by: anna, at: now)
    return copy
  }

  @Test("the first delivered copy is the original, failures count for nothing")
  func counting() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    var copies: [Int] = []
    for isDelivered in [false, false, true, true, false, true] { copies.append(try await print(isDelivered)) }
    #expect(copies == [0, 0, 0, 1, 2, 2])
    #expect(try await store.practice("op-1")?.copies == 3)
    let steps = try await store.journal(of: "op-1").map(\.what).dropFirst()
    #expect(steps.filter { $0 == "printing" }.count == 6)
    #expect(steps.filter { $0 == "printed" }.count == 3)
    #expect(steps.filter { $0 == "print-failed" }.count == 3)
    #expect(try await store.verify().isClean)
  }

  @Test("a copy whose end was never heard counts as printed")
  func interrupted() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    #expect(try await store.beginPrint(of: "op-1", by: anna, at: now) == 0)
    #expect(try await print(true) == 1)
  }

  @Test("a number is not given back past a copy that came later")
  func overtaken() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    let first = try await store.beginPrint(of: "op-1", by: anna, at: now)
    #expect(try await print(true) == 1)
    try await store.endPrint(of: "op-1", copy: first, isDelivered: false, by: anna, at: now)
    #expect(try await print(true) == 2)
  }

  @Test(
    "each paper of a practice has an original of its own; what was printed before papers were told apart counts"
  )
  func papers() async throws {
    _ = try await store.submit(submission("op-1"), at: now)
    func print(_ paper: String, _ isDelivered: Bool = true) async throws -> Int {
      let copy = try await store.beginPrint(of: "op-1", paper: paper, by: anna, at: now)
      try await store.endPrint(
        of: "op-1", paper: paper, copy: copy, isDelivered: isDelivered, by: anna, at: now)
      return copy
    }
    #expect(try await print("provvisoria") == 0)
    #expect(try await print("provvisoria") == 1)
    #expect(try await print("definitiva", false) == 0)
    #expect(try await print("definitiva") == 0)
    #expect(try await print("definitiva") == 1)
    let stored = try #require(try await store.practice("op-1"))
    #expect(stored.copies == 4 && stored.copiesByPaper == ["provvisoria": 2, "definitiva": 2])
  }

  @Test("what is not there cannot be printed")
  func unknown() async throws {
    await #expect(throws: StoreError.notFound) { try await print(true) }
  }

  @Test("open operations are listed oldest first, all of them")
  func operations() async throws {
    for number in 1...300 { _ = try await store.submit(submission("op-\(number)"), at: now) }
    try await store.apply(.withdrawn, to: "op-7", by: anna, at: now)
    let open = try await store.operations(in: [.queued, .unknown])
    #expect(open.map(\.rawValue) == (1...300).filter { $0 != 7 }.map { "op-\($0)" })
    #expect(try await store.operations(in: []).isEmpty)
  }

  @Test("a row that does not open is named with its number and state")
  func damaged() async throws {
    for number in 1...3 { _ = try await store.submit(submission("op-\(number)"), at: now) }
    try await store.executeForTest("UPDATE outbox SET progress = x'00' WHERE operation = 'op-2'")
    #expect(try await store.practices().map(\.number) == [3, 1])
    let damaged = try await store.queue(finished: 0).entries.compactMap { entry in
      if case .damaged(let damaged) = entry.content { damaged } else { nil }
    }
    #expect(damaged.map(\.operation) == ["op-2"])
    #expect(damaged.map(\.number) == [2])
    #expect(damaged.map(\.state) == [.queued])
  }

  @Test("the list holds everything open, whatever is worked on, what is damaged, and the last that are done")
  func queue() async throws {
    for number in 1...9 { _ = try await store.submit(submission("op-\(number)"), at: now) }
    for number in 2...9 {
      try await store.apply(.withdrawn, to: Identifier(unchecked: "op-\(number)"), by: anna, at: now)
    }
    try await store.openWork(.integrity, about: "op-3", at: now)
    try await store.executeForTest("UPDATE outbox SET progress = x'00' WHERE operation = 'op-4'")
    func operations() async throws -> [String] {
      try await store.queue(finished: 2).entries.map { entry in
        switch entry.content {
        case .practice(let practice): practice.entry.operation.rawValue
        case .damaged(let damaged): damaged.operation.rawValue
        }
      }
    }
    #expect(try await operations() == ["op-9", "op-8", "op-3", "op-1"])
    _ = try await store.verify()
    #expect(try await operations() == ["op-9", "op-8", "op-4", "op-3", "op-1"])
  }

  @Test("the list holds every confirmed practice without a definitive receipt, however old")
  func withoutDefinitive() async throws {
    for number in 1...6 {
      let operation = Identifier<Practice>(unchecked: "op-\(number)")
      _ = try await store.submit(submission("op-\(number)"), at: now)
      try await store.apply(.sendingStarted, to: operation, by: anna, at: now)
      try await store.apply(
        .confirmed(Confirmation(reference: "7", effectiveDate: nil)), to: operation, by: anna, at: now)
    }
    func operations() async throws -> [String] {
      try await store.queue(finished: 1).entries.compactMap { entry in
        guard case .practice(let practice) = entry.content else { return nil }
        return practice.entry.operation.rawValue
      }
    }
    func print(_ operation: Identifier<Practice>, _ paper: ReceiptKind, isDelivered: Bool = true) async throws
    {
      let copy = try await store.beginPrint(of: operation, paper: paper.rawValue, by: anna, at: now)
      try await store.endPrint(
        of: operation, paper: paper.rawValue, copy: copy, isDelivered: isDelivered, by: anna, at: now)
    }
    #expect(try await operations() == ["op-6", "op-5", "op-4", "op-3", "op-2", "op-1"])
    try await print("op-1", .definitiva)
    try await print("op-2", .provvisoria)
    try await print("op-3", .definitiva, isDelivered: false)
    try await print("op-6", .definitiva)
    #expect(try await operations() == ["op-6", "op-5", "op-4", "op-3", "op-2"])
    // A mark that is missing, as after an earlier program, is made good from what lies sealed.
    try await store.executeForTest("UPDATE outbox SET definitive = 0")
    #expect(try await operations() == ["op-6", "op-5", "op-4", "op-3", "op-2"])
    #expect(try await store.verify().isClean)
  }
}
