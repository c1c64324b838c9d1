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

  /// It answered a probe, which ends a stop also before its announced end.
  ///
  /// An answer shortly after an announced start does not: it may not have stopped yet. One that nobody announces any
  /// more, or in which the registry has refused already, is over with it.
  mutating func reopen(wall: Instant) {
    if case .suspended(.announced, let since) = memory.mode {
      let window = windows.last { $0.start <= wall }
      // It may have stopped on its own before: what is read then would be read before the announced stop.
      let begun = window.map { max($0.start, since) } ?? since
      let isSurelyOver =
        window.map { window in
          guard !window.isMigration else { return false }
          return !window.holds(at: wall) || refusedAt.map { $0 >= window.start } ?? false
        } ?? true
      guard isSurelyOver || wall.milliseconds - begun.milliseconds >= pace.suspensionGrace else { return }
      endedWindow = window?.start
    }
    refusedAt = nil
    let before = memory.mode
    memory.mode = memory.mode.after(.probed(at: wall))
    if memory.mode != before { beginRealignment(after: before) }
  }

  /// The registry asks to be left alone for so long; a shorter wish shortens no longer one.
  mutating func heed(_ retryAfter: Int?, now: Int) {
    if let retryAfter { notBefore = max(notBefore, now + retryAfter) }
  }

  mutating func refuse(now: Int, wall: Instant, retryAfter: Int?) {
    heed(retryAfter, now: now)
    refusedAt = wall
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
    for window in windows where window.isMigration {
      // Also of a window that passed while the desk was switched off; a reading counts only if it surely came
      // after the registry had stopped.
      let sure = window.start + .milliseconds(pace.suspensionGrace)
      if sure <= wall, memory.rebaselinedAt.map({ $0 < sure }) ?? true { memory.owesRebaseline = true }
    }
    for window in windows where window.start <= wall && window.start != endedWindow {
      let isNew = wall < window.start + .milliseconds(pace.suspensionGrace)
      guard isNew || window.holds(at: wall) else { continue }
      if case .suspended(.announced(let ends), _) = memory.mode, ends == window.ends { continue }
      if case .stopped = memory.mode { continue }
      memory.mode = memory.mode.after(.suspensionBegan(at: wall, ends: window.ends))
      if window.isMigration { memory.owesRebaseline = true }
      return
    }
  }

  // MARK: Realignment

  mutating func beginRealignment(after before: RegistryMode) {
    wasSuspended = if case .suspended = before { true } else { false }
    isRereading = false
    isReread = false
    rebaselineFailures = 0
    for index in rows.indices {
      rows[index].isRealigned = false
      rows[index].isRevalidating = false
    }
  }

  /// A registry that answers is realigned first if everything has to be read anew.
  mutating func owe(wall: Instant) {
    guard case .active = memory.mode, memory.owesRebaseline, rules.rebaselinesAfterMigration else { return }
    beginRealignment(after: memory.mode)
    memory.mode = .realigning(.settling, since: wall)
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
        guard isReread else { return }
        realignedAt = now
        for index in rows.indices { rows[index].isRealigned = false }
        memory.mode = memory.mode.after(.stepDone(next: .revalidating))
      case .revalidating:
        guard revalidate(&effects) else { return }
        // Not before: a restart in between has to begin anew.
        memory.owesRebaseline = false
        beginWaiting(now: now)
      case .waiting:
        guard now >= flushAt else { return }
        memory.mode = memory.mode.after(.stepDone(next: nil))
        pullAt = min(pullAt, now)
      }
    }
  }

  /// Has what waits decided again, once somebody is there; whether all is.
  private mutating func revalidate(_ effects: inout [SyncEffect]) -> Bool {
    var isDone = true
    // What may have travelled is the registry's to decide.
    for index in rows.indices where rows[index].state == .queued(tries: 0) && !rows[index].isRealigned {
      isDone = false
      guard isStaffed || !rules.awaitsStaff, !rows[index].isRevalidating else { continue }
      rows[index].isRevalidating = true
      effects.append(.revalidate(rows[index].sequence))
    }
    return isDone
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
