import Testing

@testable import Sync

private func page(_ latest: Int?, at time: Int = 1_000_000, more: Bool = false) -> PullMachine.Event {
  .page(PullMachine.Page(registryTime: time, latestChange: latest, hasNext: more))
}

private func stored(_ watermark: Int?, shadow: Bool = false) -> PullMachine.Effect {
  .store(PullMachine.Storing(isShadow: shadow, watermark: watermark))
}

@Suite("Reading what changed")
struct PullMachineTests {
  @Test("a pull begins 130 s before the watermark and ends at the latest change")
  func changes() {
    var pull = PullMachine(watermark: 500_000)
    #expect(pull.handle(.start(.changes, deskTime: 0)) == .fetchFirst(since: 370_000))
    #expect(pull.handle(page(600_000, more: true)) == stored(nil))
    #expect(pull.watermark == 500_000)
    #expect(pull.handle(.stored) == .fetchNext)
    #expect(pull.handle(page(700_000)) == stored(700_000))
    #expect(pull.watermark == 500_000)
    #expect(pull.handle(.stored) == .finished(.changes, isComplete: true))
    #expect(pull.watermark == 700_000 && !pull.isRunning)
  }

  @Test("the watermark is never after the registry's clock at the first page, and never goes back")
  func cap() {
    var pull = PullMachine(watermark: 500_000)
    _ = pull.handle(.start(.changes, deskTime: 9_000_000))
    _ = pull.handle(page(1_200_000, at: 1_000_000, more: true))
    _ = pull.handle(.stored)
    #expect(pull.handle(page(1_300_000, at: 1_250_000)) == stored(1_000_000))
    _ = pull.handle(.stored)
    _ = pull.handle(.start(.changes, deskTime: 0))
    #expect(pull.handle(page(900_000)) == stored(1_000_000))
  }

  @Test("nothing advances when a page is lost or not stored", arguments: [false, true])
  func failure(hasPage: Bool) {
    var pull = PullMachine(watermark: 500_000)
    _ = pull.handle(.start(.changes, deskTime: 0))
    if hasPage { _ = pull.handle(page(600_000)) }
    #expect(pull.handle(.failed) == .finished(.changes, isComplete: false))
    #expect(pull.watermark == 500_000)
  }

  @Test("expired pages are begun anew three times, then the run fails")
  func expired() {
    var pull = PullMachine(watermark: 500_000)
    _ = pull.handle(.start(.changes, deskTime: 0))
    for _ in 1...PullMachine.toleratedRestarts {
      _ = pull.handle(page(600_000, more: true))
      _ = pull.handle(.stored)
      #expect(pull.handle(.expired) == .fetchFirst(since: 370_000))
    }
    #expect(pull.handle(.expired) == .finished(.changes, isComplete: false))
    #expect(pull.watermark == 500_000)
  }

  @Test("everything is read into a shadow that takes its place with the last page")
  func rebaseline() {
    var pull = PullMachine(watermark: 500_000)
    #expect(pull.handle(.start(.rebaseline, deskTime: 0)) == .fetchFirst(since: nil))
    #expect(pull.handle(page(100_000, more: true)) == stored(nil, shadow: true))
    _ = pull.handle(.stored)
    #expect(pull.handle(page(800_000)) == stored(800_000, shadow: true))
    #expect(pull.handle(.stored) == .finished(.rebaseline, isComplete: true))
  }

  @Test("an empty registry and an empty last page are normal")
  func empty() {
    var pull = PullMachine(watermark: nil)
    #expect(pull.handle(.start(.changes, deskTime: 0)) == .fetchFirst(since: nil))
    #expect(pull.handle(page(600_000, more: true)) == stored(nil))
    _ = pull.handle(.stored)
    #expect(pull.handle(page(nil)) == stored(600_000))
  }

  @Test("one run at a time, and nothing without one")
  func single() {
    var pull = PullMachine(watermark: nil)
    for event in [page(1), .stored, .expired, .failed] { #expect(pull.handle(event) == nil) }
    _ = pull.handle(.start(.changes, deskTime: 0))
    #expect(pull.handle(.start(.rebaseline, deskTime: 0)) == nil)
  }

  @Test("a version that was read takes the place of the same or an older one")
  func replacement() {
    #expect(PullMachine.replaces(stored: nil, read: 1))
    #expect(PullMachine.replaces(stored: 5, read: 5))
    #expect(!PullMachine.replaces(stored: 6, read: 5))
  }
}
