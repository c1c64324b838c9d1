import Domain

extension SyncMachine {
  /// Begins what may begin now, and plans the next wake-up.
  mutating func pump(now: Int, wall: Instant, _ effects: inout [SyncEffect]) {
    wakeAt = nil
    for window in windows where window.start > wall {
      plan(now + window.start.milliseconds - wall.milliseconds)
    }
    guard isStaffed || !rules.awaitsStaff else { return }
    refill(now: now)
    probeIfDue(now: now, &effects)
    begin(now: now, &effects)
    watchAges(now: now, &effects)
    pullIfDue(now: now, wall: wall, &effects)
    if case .realigning(.waiting, _) = memory.mode { plan(flushAt) }
  }

  private mutating func plan(_ time: Int) {
    if time < (wakeAt ?? .max) { wakeAt = time }
  }

  // MARK: The token bucket

  private mutating func refill(now: Int) {
    let gained = (now - tokensAt) * 1000 / max(1, pace.requestEvery)
    guard gained > 0 else { return }
    tokens = min(pace.burst * 1000, tokens + gained)
    tokensAt = now
  }

  private mutating func takeToken(now: Int) -> Bool {
    if tokens >= 1000 {
      tokens -= 1000
      return true
    }
    plan(now + max(1, (1000 - tokens) * pace.requestEvery / 1000))
    return false
  }

  // MARK: Requests about rows

  private mutating func begin(now: Int, _ effects: inout [SyncEffect]) {
    guard mayAsk else { return }
    guard earliest <= now else { return plan(earliest) }
    var busy = rows.count { $0.activity != .idle }
    for index in rows.indices {
      if busy >= pace.requestsAtOnce { return }
      let kind = rows[index].state.kind
      if !rules.passesRefused, kind == .rejected { return }
      guard kind.isUnderWay, rows[index].activity == .idle else { continue }
      if rules.serialisesPeople, isBlocked(index) { continue }
      guard rows[index].due <= now else {
        plan(rows[index].due)
        continue
      }
      guard kind != .queued || maySend else { continue }
      if kind == .sending {
        record(index, .unanswered, &effects)
        continue
      }
      guard takeToken(now: now) else { return }
      busy += 1
      switch kind {
      case .queued where !rules.recordsBeforeSending:
        resend(index, &effects)
        effects.append(.record(rows[index].sequence, .sendingStarted))
      case .queued: record(index, .sendingStarted, &effects)
      case .unknown where !rules.asksBeforeResending: resend(index, &effects)
      default:
        rows[index].activity = .asking
        inFlight += 1
        effects.append(.ask(rows[index].sequence))
      }
    }
  }

  private mutating func resend(_ index: Int, _ effects: inout [SyncEffect]) {
    rows[index].activity = .sending
    inFlight += 1
    effects.append(.send(rows[index].sequence))
  }

  mutating func beginSending(_ index: Int, _ effects: inout [SyncEffect]) { resend(index, &effects) }

  /// Whether any other operation of the same person is under way, or an earlier one is not through yet.
  ///
  /// A question waits for no earlier operation: otherwise it and a realignment could wait for each other.
  private func isBlocked(_ index: Int) -> Bool {
    for other in rows.indices where other != index && rows[other].person == rows[index].person {
      if rows[other].activity != .idle { return true }
      if other < index, rows[index].state.kind == .queued, rows[other].state.kind.isUnderWay { return true }
    }
    return false
  }

  // MARK: Time

  private mutating func watchAges(now: Int, _ effects: inout [SyncEffect]) {
    for index in rows.indices {
      if rows[index].isInDoubt, !rows[index].hasWork {
        let limit = rows[index].since + pace.doubtBecomesWork
        if now >= limit {
          rows[index].hasWork = true
          effects.append(.openWork(rows[index].sequence, .inDoubt))
        } else {
          plan(limit)
        }
      }
      if rows[index].state.kind == .queued, !rows[index].hasAlarm, !rows[index].isPostponed,
        memory.mode.isSending
      {
        let limit = rows[index].since + pace.unsentBecomesAlarm
        if now >= limit {
          rows[index].hasAlarm = true
          effects.append(.alarm(.unsent(rows[index].sequence)))
        } else {
          plan(limit)
        }
      }
    }
  }

  private mutating func probeIfDue(now: Int, _ effects: inout [SyncEffect]) {
    switch memory.mode {
    case .active, .realigning, .stopped:
      isProbeWanted = false
      return
    case .unreachable, .suspended: break
    }
    guard !isProbing else { return }
    let earliest = isProbeWanted ? probeAt : max(probeAt, notBefore)
    guard earliest <= now else { return plan(earliest) }
    isProbing = true
    isProbeWanted = false
    isProbeEarly = isHeldBack(at: now)
    effects.append(.probe)
  }

  private mutating func pullIfDue(now: Int, wall: Instant, _ effects: inout [SyncEffect]) {
    guard pulling == nil, inFlight == 0 else { return }
    let kind: PullKind
    switch memory.mode {
    case .active:
      kind = rebaselineAt <= now && isRebaselineDue(wall: wall) ? .rebaseline : .changes
    case .realigning(.rebaselining, _): kind = .rebaseline
    case .realigning, .unreachable, .suspended, .stopped: return
    }
    if kind == .changes, isFresh(wall: wall),
      rows.contains(where: { $0.state.kind == .queued && $0.due <= now })
    {
      return
    }
    guard max(pullAt, earliest) <= now else { return plan(max(pullAt, earliest)) }
    if kind == .rebaseline {
      let isOwed = if case .realigning(.rebaselining, _) = memory.mode { true } else { false }
      if isOwed, let last = realignedAt, now - last < pace.rebaselineAtMostEvery {
        pullAt = last + pace.rebaselineAtMostEvery
        effects.append(.alarm(.rebaselinedTooOften))
        return plan(pullAt)
      }
      if !rules.repeatsFailedReadings, isOwed { realignedAt = now }
      if rebaselineFailures == 0 { rebaselineBegan = wall }
      isRereading = isOwed
    }
    pulling = kind
    effects.append(.pull(kind))
  }

  /// When the next request may begin, as far as the desk as a whole has to wait.
  private var earliest: Int { max(pausedUntil, notBefore) }

  /// Whether everything is to be read anew: it never was, or that was long ago.
  private func isRebaselineDue(wall: Instant) -> Bool {
    guard rules.rereadsInTime else { return false }
    return memory.rebaselinedAt.map { wall.milliseconds - $0.milliseconds >= pace.rebaselineEvery } ?? true
  }

  /// Whether practices may go before readings: what is shown would not become old meanwhile.
  private func isFresh(wall: Instant) -> Bool {
    memory.pulledAt.map { wall.milliseconds - $0.milliseconds < SyncStatus.freshness } ?? false
  }
}
