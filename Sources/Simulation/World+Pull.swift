import Domain
import Sync

extension World {
  static let pageSize = 4

  mutating func beginPull(_ desk: Int, _ kind: PullKind) {
    if !desks[desk].isStaffed { fail(.sentUnstaffed) }
    guard let effect = desks[desk].pull.handle(.start(kind, deskTime: wall(desk).milliseconds)) else {
      return
    }
    desks[desk].pullStartedAt = now
    follow(desk, effect, isWithin: true)
  }

  private mutating func follow(_ desk: Int, _ effect: PullMachine.Effect, isWithin: Bool) {
    switch effect {
    case .fetchFirst(let since):
      desks[desk].pageSince = since
      desks[desk].pageCursor = (.min, 0)
      if since == nil {
        for resource in desks[desk].shadow.indices { desks[desk].shadow[resource] = nil }
      }
      fetch(desk)
    case .fetchNext: fetch(desk)
    case .store(let storing): store(desk, storing)
    case .finished(let kind, let isComplete):
      if isComplete {
        let isWhole = kind == .rebaseline || desks[desk].pageSince == nil
        let readsAll = isWhole || migratedAt < 0 || desks[desk].readSince >= migratedAt
        if readsAll || desks[desk].readSince < 0 { desks[desk].readSince = desks[desk].pullStartedAt }
        // Without the protection nobody knows that more is owed: the schedule must come to its end all the same.
        if !rules.rebaselinesAfterMigration { desks[desk].readSince = desks[desk].pullStartedAt }
      }
      note { "desk \(desk) has read: \(isComplete)" }
      if isWithin {
        tellWithin(desk, .pulled(kind, isComplete: isComplete))
      } else {
        tell(desk, .pulled(kind, isComplete: isComplete))
      }
    }
  }

  /// `first` of the entry: 0 a page, 1 lost, 2 expired, 3 refused.
  private mutating func fetch(_ desk: Int) {
    var fate = 0
    if !desks[desk].hasLine || !desks[desk].hasSettings {
      fate = 1
    } else if isFaulty {
      switch chance.below(100) {
      case 0..<6: fate = 1
      case 6..<10: fate = 2
      case 10..<12: fate = 3
      default: break
      }
    }
    agenda.add(
      .page, at: now + chance.within(20...1_000), desk: desk, epoch: desks[desk].epoch, fate)
  }

  mutating func pageArrives(_ desk: Int, fate: Int) {
    if registry.isSuspended || fate == 3 {
      let outcome = WireOutcome.serviceRefused(retryAfter: chance.percent(50) ? 15_000 : nil)
      heed(desk, outcome)
      tell(desk, .noticed(outcome))
      guard desks[desk].isOn, let effect = desks[desk].pull.handle(.failed) else { return }
      return follow(desk, effect, isWithin: false)
    }
    if fate > 0 {
      guard let effect = desks[desk].pull.handle(fate == 1 ? .failed : .expired) else { return }
      return follow(desk, effect, isWithin: false)
    }
    let hasNext = registry.search(
      since: desks[desk].pageSince, after: desks[desk].pageCursor, size: Self.pageSize, at: now,
      into: &desks[desk].page)
    if let last = desks[desk].page.last {
      desks[desk].pageCursor = (last.snapshot.changedAt, last.resource)
    }
    let page = PullMachine.Page(
      registryTime: now, latestChange: desks[desk].page.last?.snapshot.changedAt, hasNext: hasNext)
    guard let effect = desks[desk].pull.handle(.page(page)) else { return }
    if !rules.storesBeforeAdvancing { desks[desk].watermark = desks[desk].pull.watermark }
    follow(desk, effect, isWithin: false)
  }

  /// One transaction: the page, and with the last one the watermark.
  private mutating func store(_ desk: Int, _ storing: PullMachine.Storing) {
    if isFaulty, chance.below(100) < 3 { return crash(desk, .crashBeforeStep) }
    if isFaulty, chance.below(100) < 2 {
      guard let effect = desks[desk].pull.handle(.failed) else { return }
      return follow(desk, effect, isWithin: false)
    }
    for (resource, snapshot) in desks[desk].page {
      let stored = storing.isShadow ? desks[desk].shadow[resource] : desks[desk].cache[resource]
      guard PullMachine.replaces(stored: stored?.changedAt, read: snapshot.changedAt) else { continue }
      if storing.isShadow {
        desks[desk].shadow[resource] = snapshot
      } else {
        desks[desk].cache[resource] = snapshot
      }
    }
    if let watermark = storing.watermark {
      desks[desk].watermark = watermark
      if storing.isShadow { desks[desk].cache = desks[desk].shadow }
    }
    if !rules.keepsOutboxFromPulls, isFaulty, chance.percent(5) {
      for op in desks[desk].operations where operations[op].state.kind == .queued {
        operations[op].isOnDisk = false
      }
    }
    if isFaulty, chance.below(100) < 2 { return crash(desk, .crashAfterStep) }
    notice(desk)
    guard desks[desk].isOn, let effect = desks[desk].pull.handle(.stored) else { return }
    follow(desk, effect, isWithin: false)
  }

  /// What was confirmed and reversed since shows in what was read.
  private mutating func notice(_ desk: Int) {
    for op in desks[desk].operations where operations[op].isOnDisk && operations[op].state.kind == .confirmed
    {
      guard desks[desk].cache[operations[op].person]?.reversed == operations[op].root,
        let after = operations[op].state.after(.reversed(RejectionReason(code: "REG-10")))
      else { continue }
      put(op, after)
      tell(desk, .changed(operations[op].sequence, after))
    }
  }
}
