import Domain

extension SyncMachine {
  mutating func take(_ event: SyncEvent, now: Int, wall: Instant, _ effects: inout [SyncEffect]) {
    switch event {
    case .started(let found, let remembered):
      memory = remembered
      // What was submitted while the disk was read may not be among what was found.
      let known = rows
      rows.removeAll { $0.activity == .idle }
      for row in found { insert(SyncTrack(row, now: now, wall: wall)) }
      for row in known { insert(row) }
      tokensAt = now
      probeAt = now
      pullAt = now
      if case .realigning = memory.mode { memory.mode = .realigning(.settling, since: wall) }
      for index in rows.indices
      where rows[index].state.kind == .sending && rows[index].activity == .idle {
        record(index, .restarted, &effects)
      }
    case .staffed(let isThere): isStaffed = isThere
    case .submitted(let row): insert(SyncTrack(row, now: now, wall: wall))
    case .recorded(let sequence, let event): recorded(sequence, event, now: now, &effects)
    case .recordFailed(let sequence, let event): recordFailed(sequence, event, now: now, &effects)
    case .replied(let sequence, let request, let outcome):
      replied(sequence, request, outcome, now: now, wall: wall, &effects)
    case .probed(let outcome): probed(outcome, now: now, wall: wall, &effects)
    case .noticed(let outcome): learn(from: outcome, now: now, wall: wall, &effects)
    case .windows(let announced):
      windows = announced.sorted { $0.start < $1.start }
      endPostponements(now: now)
    case .pulled(let kind, let isComplete): pulled(kind, isComplete: isComplete, now: now, wall: wall)
    case .revalidated(let sequence, let reasons):
      guard let index = index(of: sequence) else { return }
      rows[index].isRealigned = true
      if !reasons.isEmpty, rows[index].activity == .idle { record(index, .held(reasons), &effects) }
    case .flagged(let person, let reasons):
      // What may have travelled is the registry's to answer; only what never left is held.
      for index in rows.indices
      where rows[index].person == person && rows[index].activity == .idle
        && rows[index].state == .queued(tries: 0)
      {
        record(index, .held(reasons), &effects)
      }
    case .changed(let sequence, let state):
      guard let index = index(of: sequence) else {
        // What was confirmed and is reversed now is open again; it is never sent, so its person does not matter.
        guard state.kind.needsPerson else { return }
        let row = SyncRow(sequence: sequence, person: 0, state: state, since: wall)
        return insert(SyncTrack(row, now: now, wall: wall))
      }
      // What stands on disk has overtaken what was being written.
      if rows[index].activity == .recording { rows[index].activity = .idle }
      changeState(index, state, now: now, &effects)
      rows[index].due = now
      forgetIfFinal(index)
    case .verify(let sequence):
      guard let index = index(of: sequence) else { return }
      rows[index].due = max(now, rows[index].notBefore)
    case .mended:
      let before = memory.mode
      memory.mode = memory.mode.after(.mended(at: wall))
      if memory.mode != before { beginRealignment(after: before) }
    case .lineBack: endPauses(now: now)
    case .wanted(let reads):
      endPauses(now: now)
      if reads { pullAt = min(pullAt, now) }
      guard now - probeWantedAt >= pace.wantedProbeEvery else { return }
      probeWantedAt = now
      isProbeWanted = true
    case .tick: break
    }
  }

  /// The calendar has changed: what waits for the end of a stop of its kind is tried, since the stop may be over.
  private mutating func endPostponements(now: Int) {
    for index in rows.indices where rows[index].isPostponed {
      rows[index].isPostponed = false
      rows[index].notBefore = now
      rows[index].due = now
    }
  }

  /// Ends every pause but for those that the registry asked for.
  private mutating func endPauses(now: Int) {
    pausedUntil = now
    probeAt = now
    probeFailures = 0
    if !rules.heedsRetryAfter { notBefore = now }
    for index in rows.indices { rows[index].due = max(now, rows[index].notBefore) }
  }

  // MARK: Rows

  func index(of sequence: Int) -> Int? { rows.firstIndex { $0.sequence == sequence } }

  private mutating func insert(_ row: SyncTrack) {
    guard row.state.kind.isOpen, index(of: row.sequence) == nil else { return }
    let place = rows.lastIndex { $0.precedes(row) }.map { $0 + 1 } ?? 0
    rows.insert(row, at: place)
  }

  mutating func record(_ index: Int, _ event: OutboxEvent, _ effects: inout [SyncEffect]) {
    rows[index].activity = .recording
    rows[index].writing = event
    effects.append(.record(rows[index].sequence, event))
  }

  private mutating func changeState(
    _ index: Int, _ state: OutboxState, now: Int, _ effects: inout [SyncEffect]
  ) {
    if rows[index].state.kind != state.kind {
      rows[index].since = now
      if rows[index].hasWork {
        rows[index].hasWork = false
        effects.append(.closeWork(rows[index].sequence, .inDoubt))
      }
    }
    rows[index].state = state
  }

  private mutating func forgetIfFinal(_ index: Int) {
    guard !rows[index].state.kind.isOpen else { return }
    switch rows[index].activity {
    case .sending, .asking: inFlight -= 1
    case .idle, .recording: break
    }
    rows.remove(at: index)
  }

  // MARK: Records

  private mutating func recorded(
    _ sequence: Int, _ event: OutboxEvent, now: Int, _ effects: inout [SyncEffect]
  ) {
    guard let index = index(of: sequence) else { return }
    if !rules.recordsBeforeSending, case .sendingStarted = event, rows[index].activity == .sending {
      if let after = rows[index].state.after(event) { changeState(index, after, now: now, &effects) }
      return
    }
    guard rows[index].activity == .recording, rows[index].writing == event else { return }
    rows[index].activity = .idle
    if let after = rows[index].state.after(event) { changeState(index, after, now: now, &effects) }
    if case .sendingStarted = event {
      // The registry may have gone away while the disk wrote, or asked to be left alone.
      guard maySend, !isHeldBack(at: now) else { return record(index, .notSent, &effects) }
      return beginSending(index, &effects)
    }
    forgetIfFinal(index)
  }

  private mutating func recordFailed(
    _ sequence: Int, _ event: OutboxEvent, now: Int, _ effects: inout [SyncEffect]
  ) {
    effects.append(.alarm(.diskRefused))
    guard let index = index(of: sequence), rows[index].activity == .recording,
      rows[index].writing == event
    else { return }
    rows[index].activity = .idle
    rows[index].failures += 1
    rows[index].due = now + rowPause(index)
    if !rules.asksAgainWhenUnrecorded, case .sendingStarted = event {
    } else if !rules.asksAgainWhenUnrecorded {
      rows.remove(at: index)
    }
  }

  mutating func rowPause(_ index: Int) -> Int {
    chance.pause(failures: rows[index].failures, first: pace.firstPause, longest: pace.longestPause)
  }

  // MARK: Probes and pulls

  private mutating func probed(
    _ outcome: ProbeOutcome, now: Int, wall: Instant, _ effects: inout [SyncEffect]
  ) {
    isProbing = false
    defer { isProbeEarly = false }
    probeFailures += 1
    var atLeast = 0
    switch outcome {
    case .serves:
      reopen(wall: wall)
      // It answered before its time: what it asked for is over with the stop.
      if isProbeEarly, memory.mode.isAsking {
        notBefore = now
        for index in rows.indices {
          rows[index].notBefore = now
          rows[index].due = now
        }
      }
    case .silent: memory.mode = memory.mode.after(.connectionFailed(at: wall))
    case .refuses(let retryAfter):
      atLeast = retryAfter ?? 0
      refuse(now: now, wall: wall, retryAfter: retryAfter)
    case .misconfigured(let code): stop(code, wall: wall, &effects)
    case .clockOrCertificate:
      memory.mode = memory.mode.after(.lineBroken(at: wall))
      effects.append(.alarm(.clockOrCertificate))
    case .captivePortal:
      memory.mode = memory.mode.after(.lineBroken(at: wall))
      effects.append(.alarm(.captivePortal))
    }
    probeAt = now + max(atLeast, probePause())
  }

  private mutating func probePause() -> Int {
    guard case .suspended(.announced, _) = memory.mode else { return chance.around(pace.probeEvery) }
    return chance.around(min(pace.longestProbe, pace.probeEvery << min(max(0, probeFailures - 1), 10)))
  }

  private mutating func pulled(_ kind: PullKind, isComplete: Bool, now: Int, wall: Instant) {
    pulling = nil
    guard isComplete else {
      pullFailures += 1
      pullAt = now + chance.pause(failures: pullFailures, first: pace.firstPause, longest: pace.longestPause)
      guard kind == .rebaseline else { return }
      rebaselineFailures += 1
      // Meanwhile changes are read: what is shown need not become old because everything cannot be read.
      rebaselineAt =
        now
        + chance.pause(
          failures: rebaselineFailures, first: pace.firstPause, longest: pace.rebaselineAtMostEvery)
      return
    }
    pullFailures = 0
    pullAt = now + pace.pullEvery
    memory.pulledAt = wall
    if kind == .rebaseline {
      memory.rebaselinedAt = rebaselineBegan
      rebaselineFailures = 0
      isReread = isRereading
    }
  }
}
