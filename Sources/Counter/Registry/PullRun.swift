package import Domain
package import RegistryClient
package import Store
package import Sync

/// One reading of one type: fetches and stores what `PullMachine` wants.
package struct PullRun {
  let type: PulledType
  let link: RegistryLink
  let store: DeskStore
  let clock: DeskClock
  let role: Role
  /// Looks at each resource before its page counts as read; for types that are not kept.
  let inspect: (@Sendable (RawResource) async -> Void)?
  /// Why the last page did not come; `nil` if it did.
  package private(set) var failure: ReadFailure?
  private var page: Page?
  private var rows: [PulledResource] = []
  /// What came for the page behind ``page``, asked for while that one was being stored.
  private var ahead: (next: PageLink, answer: Answer)?

  private typealias Answer = Result<Reading<PageReading>, ReadFailure>

  package init(
    _ type: PulledType, link: RegistryLink, store: DeskStore, clock: DeskClock, role: Role,
    inspect: (@Sendable (RawResource) async -> Void)? = nil
  ) {
    self.inspect = inspect
    self.type = type
    self.link = link
    self.store = store
    self.clock = clock
    self.role = role
  }

  /// Larger pages for people, of whom there may be a million.
  private var count: Int { type == .patient ? 1_000 : 200 }

  package mutating func run(_ kind: PullKind, watermark: Instant?) async -> Bool {
    var machine = PullMachine(watermark: watermark?.milliseconds)
    var effect = machine.handle(.start(kind, deskTime: clock.now.milliseconds))
    while let next = effect {
      let event: PullMachine.Event
      switch next {
      case .fetchFirst(let since): event = await fetchFirst(since: since, kind)
      case .fetchNext: event = await fetch(since: nil, next: page?.next)
      case .store(let storing): event = await store(storing)
      case .finished(_, let isComplete):
        if !isComplete, kind == .rebaseline {
          try? await store.abandonRebaseline(of: type.rawValue)
        }
        return isComplete
      }
      effect = machine.handle(event)
    }
    return false
  }

  private mutating func fetchFirst(since: Int?, _ kind: PullKind) async -> PullMachine.Event {
    if kind == .rebaseline {
      do throws(StoreError) { try await store.beginRebaseline(of: type.rawValue) } catch {
        return .failed
      }
    }
    return await fetch(since: since.map { Instant(milliseconds: $0) }, next: nil)
  }

  private mutating func fetch(since: Instant?, next: PageLink?) async -> PullMachine.Event {
    let now = clock.now
    let reading: Reading<PageReading>
    do throws(ReadFailure) {
      if let ahead, ahead.next == next {
        self.ahead = nil
        reading = try ahead.answer.get()
      } else {
        reading = try await link.client.page(type, since: since, count: count, next: next, role: role)
      }
    } catch {
      failure = error
      return .failed
    }
    link.learn(clock: reading.clock)
    switch reading.value {
    case .restart: return .expired
    case .page(let page):
      self.page = page
      rows = page.resources.compactMap { ResourceCopy.pulled($0, now: now) }
      let serverTime = page.serverDate ?? link.clock.serverTime(at: now)
      return .page(
        PullMachine.Page(
          registryTime: serverTime.milliseconds,
          latestChange: page.resources.compactMap { $0.lastUpdated?.milliseconds }.max(),
          hasNext: page.next != nil))
    }
  }

  /// Stores the page and asks for the one behind it meanwhile.
  private mutating func store(_ storing: PullMachine.Storing) async -> PullMachine.Event {
    guard let next = page?.next else { return await keep(storing) }
    let (client, type, count, role) = (link.client, type, count, role)
    async let answer = Self.answer(client, type, count: count, next: next, role)
    let event = await keep(storing)
    ahead = (next, await answer)
    return event
  }

  private static func answer(
    _ client: RegistryClient, _ type: PulledType, count: Int, next: PageLink, _ role: Role
  ) async -> Answer {
    do throws(ReadFailure) {
      return .success(try await client.page(type, since: nil, count: count, next: next, role: role))
    } catch { return .failure(error) }
  }

  private func keep(_ storing: PullMachine.Storing) async -> PullMachine.Event {
    let (source, now) = (link.client.base, clock.now)
    if let inspect, let page { for resource in page.resources { await inspect(resource) } }
    let watermark = storing.watermark.map { Instant(milliseconds: $0) }
    do throws(StoreError) {
      if storing.isShadow {
        try await store.absorbForRebaseline(rows, of: type.rawValue, source: source, at: now)
        if let watermark {
          _ = try await store.completeRebaseline(of: type.rawValue, watermark: watermark, at: now)
        }
      } else {
        _ = try await store.absorb(rows, of: type.rawValue, watermark: watermark, source: source, at: now)
      }
      return .stored
    } catch { return .failed }
  }
}
