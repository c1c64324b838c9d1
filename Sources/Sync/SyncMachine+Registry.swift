import Domain

extension SyncMachine {
  /// Whether a write may leave now.
  var maySend: Bool {
    (memory.mode.isSending || !rules.respectsSuspension) && (isStaffed || !rules.awaitsStaff)
  }

  /// Whether an operation in doubt may be asked about now.
  var mayAsk: Bool {
    (memory.mode.isAsking || !rules.respectsSuspension) && (isStaffed || !rules.awaitsStaff)
  }

  // MARK: What the wire says of the registry

  /// It answered a probe: an answer shortly after an announced start does not mean that the stop is over.
  mutating func reopen(wall: Instant) {
    if case .suspended(.announced, let since) = memory.mode {
      guard wall.milliseconds - since.milliseconds >= pace.suspensionGrace else { return }
      endedWindow = windows.last { $0.start <= wall }?.start
    }
    let before = memory.mode
    memory.mode = memory.mode.after(.probed(at: wall))
    if memory.mode != before { beginRealignment(after: before) }
  }

  mutating func refuse(now: Int, wall: Instant, retryAfter: Int?) {
    let before = memory.mode
    memory.mode = memory.mode.after(.serviceRefused(at: wall))
    if memory.mode != before { scheduleProbe(now: now, atLeast: retryAfter ?? 0) }
  }

  mutating func fail(now: Int, wall: Instant, isBroken: Bool) {
    let before = memory.mode
    memory.mode = memory.mode.after(isBroken ? .lineBroken(at: wall) : .connectionFailed(at: wall))
    if !memory.mode.isAsking, memory.mode != before { scheduleProbe(now: now, atLeast: 0) }
  }

  mutating func stop(_ code: String, wall: Instant, _ effects: inout [SyncEffect]) {
    if case .stopped = memory.mode { return }
    memory.mode = memory.mode.after(.misconfigured(at: wall))
    effects.append(.alarm(.misconfigured(code: code)))
  }

  private mutating func scheduleProbe(now: Int, atLeast: Int) {
    probeFailures = 0
    probeAt = now + max(atLeast, chance.around(pace.probeEvery))
  }

  // MARK: Announced windows

  mutating func beginWindow(wall: Instant) {
    for window in windows where window.holds(at: wall) && window.start != endedWindow {
      if case .suspended(.announced(let ends), _) = memory.mode, ends == window.ends { continue }
      if case .stopped = memory.mode { continue }
      memory.mode = memory.mode.after(.suspensionBegan(at: wall, ends: window.ends))
      if window.isMigration { memory.owesRebaseline = true }
      return
    }
  }

  // MARK: Realignment

  private mutating func beginRealignment(after before: RegistryMode) {
    wasSuspended = if case .suspended = before { true } else { false }
    for index in rows.indices { rows[index].isRealigned = false }
  }

  /// Goes through the steps of a realignment as far as they are done.
  mutating func realign(now: Int, wall: Instant, _ effects: inout [SyncEffect]) {
    while case .realigning(let step, _) = memory.mode {
      switch step {
      case .settling:
        guard !rows.contains(where: { $0.isInDoubt && !$0.isRealigned }) else { return }
        let owes = memory.owesRebaseline && rules.rebaselinesAfterMigration
        if owes {
          memory.mode = memory.mode.after(.stepDone(next: .rebaselining))
        } else {
          beginWaiting(now: now)
        }
      case .rebaselining:
        guard !memory.owesRebaseline else { return }
        for index in rows.indices { rows[index].isRealigned = false }
        memory.mode = memory.mode.after(.stepDone(next: .revalidating))
        guard isStaffed || !rules.awaitsStaff else { return }
        for row in rows where row.state.kind == .queued { effects.append(.revalidate(row.sequence)) }
      case .revalidating:
        guard !rows.contains(where: { $0.state.kind == .queued && !$0.isRealigned }) else { return }
        beginWaiting(now: now)
      case .waiting:
        guard now >= flushAt else { return }
        memory.mode = memory.mode.after(.stepDone(next: nil))
        pullAt = min(pullAt, now)
      }
    }
  }

  private mutating func beginWaiting(now: Int) {
    memory.mode = memory.mode.after(.stepDone(next: .waiting))
    let waits = rows.contains { $0.state.kind == .queued }
    flushAt = waits ? now + chance.upTo(wasSuspended ? pace.reopeningSpread : pace.reconnectionSpread) : now
  }
}

extension SyncTrack {
  /// Whether the registry may have it and has not said so.
  var isInDoubt: Bool {
    switch state.kind {
    case .unknown, .sending: true
    case .queued, .accepted, .confirmed, .rejected, .withdrawn, .closed, .held, .reversed: false
    }
  }
}
