import Counter
import Glibc
import Synchronization
import Testing

/// Counts, as a default actor that tasks of any executor share.
private actor Tally {
  private(set) var count = 0
  func add() { count += 1 }
}

struct WorkThreadsTests {
  @Test("a thousand tasks all end, with their hops to actors")
  func thousand() async throws {
    let threads = try #require(WorkThreads())
    let tally = Tally()
    let tasks = (0..<1000).map { _ in Task.detached(executorPreference: threads) { await tally.add() } }
    for task in tasks { await task.value }
    #expect(await tally.count == 1000)
  }

  @Test("three tasks that block leave a thread for the fourth")
  func blocked() async throws {
    let threads = try #require(WorkThreads())
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    let blocked = (0..<3).map { _ in
      Task.detached(executorPreference: threads) {
        var byte: UInt8 = 0
        return read(reading, &byte, 1)
      }
    }
    // Were there no thread left, this would never end.
    await Task.detached(executorPreference: threads) {}.value
    _ = write(writing, "abc", 3)
    for task in blocked { #expect(await task.value == 1) }
    close(reading)
    close(writing)
  }
}
