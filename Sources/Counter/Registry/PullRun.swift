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
  let inspect: Inspection?
  /// Whose practices alone are wanted, for Tasks; `nil` for everything.
  let desk: Identifier<Desk>?
  /// Whether a whole copy is believed that holds much less than the one before, or than the registry announced.
  let believesShrinking: Bool
  /// Whether the registry leaves the exemptions of people out for the role.
  let isPartial: Bool
  /// Why the last page did not come; `nil` if it did.
  package private(set) var failure: ReadFailure?
  /// Whether a whole copy was given up because it held too little.
  private(set) var isShrunk = false
  private var page: Page?
  private var rows: [PulledResource] = []
  /// The way to the page behind ``page``; `nil` behind the last one.
  private var following: PageLink?
  /// What came for that page, asked for while this one was being stored.
  private var ahead: (next: PageLink, answer: Answer)?
  /// The ways to the pages of this run: one that comes again leads in a circle.
  private var seen: Set<PageLink> = []
  /// How many resources the registry announced, and how many came that cannot be read.
  private var announced: Int?
  private var unreadable = 0

  /// What looks at a resource; throws what the disk said if it has to be looked at again.
  package typealias Inspection = @Sendable (RawResource) async throws(StoreError) -> Void

  private typealias Answer = Result<Reading<PageReading>, ReadFailure>

  package init(
    _ type: PulledType, link: RegistryLink, store: DeskStore, clock: DeskClock, role: Role,
    desk: Identifier<Desk>? = nil, isPartial: Bool = false, believesShrinking: Bool = false,
    inspect: Inspection? = nil
  ) {
    self.isPartial = isPartial
    self.inspect = inspect
    self.desk = desk
    self.believesShrinking = believesShrinking
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
      case .fetchNext: event = await fetch(since: nil, next: following)
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
    (seen, ahead, announced, unreadable) = ([], nil, nil, 0)
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
        reading = try await link.client.page(
          type, since: since, count: count, next: next, desk: desk, role: role)
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
      rows = page.resources.compactMap { ResourceCopy.pulled($0, now: now, isPartial: isPartial) }
      unreadable += page.resources.count - rows.count
      if next == nil { announced = page.total }
      // A registry that leads in a circle has told everything.
      following = page.next.flatMap { seen.insert($0).inserted ? $0 : nil }
      let serverTime = page.serverDate ?? link.clock.serverTime(at: now)
      return .page(
        PullMachine.Page(
          registryTime: serverTime.milliseconds,
          latestChange: page.resources.compactMap { $0.lastUpdated?.milliseconds }.max(),
          hasNext: following != nil))
    }
  }

  /// Stores the page and asks for the one behind it meanwhile.
  private mutating func store(_ storing: PullMachine.Storing) async -> PullMachine.Event {
    guard let next = following else { return await keep(storing) }
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

  private mutating func keep(_ storing: PullMachine.Storing) async -> PullMachine.Event {
    let (source, now) = (link.client.base, clock.now)
    let watermark = storing.watermark.map { Instant(milliseconds: $0) }
    do throws(StoreError) {
      if let inspect, let page { for resource in page.resources { try await inspect(resource) } }
      if storing.isShadow {
        try await store.absorbForRebaseline(rows, of: type.rawValue, source: source, at: now)
        if let watermark {
          let expected = believesShrinking ? nil : try await leastExpected()
          _ = try await store.completeRebaseline(
            of: type.rawValue, watermark: watermark, expected: expected, at: now)
        }
      } else {
        _ = try await store.absorb(rows, of: type.rawValue, watermark: watermark, source: source, at: now)
      }
      return .stored
    } catch {
      if case .incomplete = error { isShrunk = true }
      return .failed
    }
  }

  /// How many resources a new copy has to hold at least to take the place of the old one: half of them, and nine
  /// tenths of what the registry announced, since not everybody is told of everything.
  private func leastExpected() async throws(StoreError) -> Int {
    let held = try await store.cachedCount(type.rawValue)
    return max((held + 1) / 2, (announced ?? 0) * 9 / 10 - unreadable)
  }
}
