import Domain
import Store
import Testing
import Vault

@Suite("Copies of a print that belongs to no practice")
struct PrintCopyTests {
  let store: DeskStore

  init() throws { store = try DeskStore(inMemoryWith: .random()) }

  private func print(_ subject: String, _ isDelivered: Bool = true) async throws -> Int {
    let copy = try await store.beginCopy(of: subject, by: anna, at: now)
    try await store.endCopy(of: subject, copy: copy, isDelivered: isDelivered, by: anna, at: now)
    return copy
  }

  @Test("the first delivered copy is the original, failures count for nothing")
  func counting() async throws {
    var copies: [Int] = []
    for isDelivered in [false, false, true, true, false, true] {
      copies.append(try await print("attestato/p1/e1", isDelivered))
    }
    #expect(copies == [0, 0, 0, 1, 2, 2])
    #expect(try await print("attestato/p1/e1,e2") == 0)
    #expect(try await store.verify().isClean)
  }

  @Test("a copy whose end was never heard counts as printed, and a number is not given back past a later one")
  func interrupted() async throws {
    let first = try await store.beginCopy(of: "a", by: anna, at: now)
    #expect(try await print("a") == 1)
    try await store.endCopy(of: "a", copy: first, isDelivered: false, by: anna, at: now)
    #expect(try await print("a") == 2)
  }
}
