import Domain

extension SyncMachine {
  mutating func replied(
    _ sequence: Int, _ request: SyncRequest, _ outcome: WireOutcome, now: Int, wall: Instant,
    _ effects: inout [SyncEffect]
  ) {
    guard let index = index(of: sequence) else { return }
    switch (rows[index].activity, request) {
    case (.sending, .send), (.asking, .ask): break
    case (.idle, _), (.recording, _), (.sending, _), (.asking, _): return
    }
    rows[index].activity = .idle
    inFlight -= 1
    if request == .ask { rows[index].isRealigned = true }
    learn(from: outcome, now: now, wall: wall, &effects)
    switch request {
    case .send: sent(index, outcome, now: now, &effects)
    case .ask: asked(index, outcome, now: now, wall: wall, &effects)
    }
  }

  /// What an outcome says of the registry, whatever it says of the row.
  mutating func learn(
    from outcome: WireOutcome, now: Int, wall: Instant, _ effects: inout [SyncEffect]
  ) {
    switch outcome {
    case .notSent: fail(now: now, wall: wall, isBroken: false)
    // What the desk itself could not send says nothing of the line.
    case .unknown, .unfit: break
    case .conflict, .found, .absent, .refused, .identityLost, .postponed:
      memory.mode = memory.mode.after(.served)
      throttles /= 2
    case .misconfigured(let code, _): stop(code, wall: wall, &effects)
    case .throttled(let retryAfter):
      throttles += 1
      heed(retryAfter, now: now)
      let pause = chance.pause(failures: throttles, first: pace.firstPause, longest: pace.longestThrottle)
      pausedUntil = max(pausedUntil, now + (retryAfter ?? 0) + pause)
    case .serviceRefused(let retryAfter): refuse(now: now, wall: wall, retryAfter: retryAfter)
    case .clockOrCertificate:
      fail(now: now, wall: wall, isBroken: true)
      effects.append(.alarm(.clockOrCertificate))
    case .captivePortal:
      fail(now: now, wall: wall, isBroken: true)
      effects.append(.alarm(.captivePortal))
    }
  }

  private mutating func sent(
    _ index: Int, _ outcome: WireOutcome, now: Int, _ effects: inout [SyncEffect]
  ) {
    var least = 0
    let event: OutboxEvent
    rows[index].isPostponed = false
    switch outcome {
    case .notSent, .clockOrCertificate: event = .notSent
    case .unknown(let retryAfter), .serviceRefused(let retryAfter):
      least = retryAfter ?? 0
      event = rules.doubtsLostAnswers ? .unanswered : .rejected([.unexplained])
    case .conflict:
      rows[index].conflicts += 1
      event = rules.doubtsConflicts ? .unanswered : .rejected([.unexplained])
    case .captivePortal, .absent: event = .unanswered
    case .found(let report):
      answer(index, report, isAsked: false, now: now, &effects)
      return
    case .refused(let reasons): event = .rejected(reasons.isEmpty ? [.unexplained] : reasons)
    case .identityLost(let reasons), .unfit(let reasons):
      event = .held(reasons.isEmpty ? [.unexplained] : reasons)
    case .misconfigured(_, let mayHaveArrived):
      if !rules.sparesRowsFromSettings {
        event = .rejected([.unexplained])
      } else {
        event = mayHaveArrived ? .unanswered : .turnedAway
      }
    case .throttled:
      // The desk waits, not the row: it did nothing wrong.
      return record(index, .turnedAway, &effects)
    case .postponed(let retryAfter):
      rows[index].isPostponed = true
      // The announced end is a hint: nobody waits for a late one without asking now and then.
      let wait = min(retryAfter ?? pace.longestPause, pace.longestPause)
      rows[index].notBefore = now + wait
      rows[index].due = now + wait + chance.upTo(pace.reconnectionSpread)
      return record(index, .turnedAway, &effects)
    }
    rows[index].failures += 1
    rows[index].notBefore = now + least
    rows[index].due = now + max(least, rowPause(index))
    record(index, event, &effects)
  }

  private mutating func asked(
    _ index: Int, _ outcome: WireOutcome, now: Int, wall: Instant, _ effects: inout [SyncEffect]
  ) {
    switch outcome {
    case .found(let report): answer(index, report, isAsked: true, now: now, &effects)
    case .absent:
      rows[index].due = now
      if rows[index].conflicts >= pace.toleratedConflicts {
        rows[index].conflicts = 0
        stop("409", wall: wall, &effects)
      }
      if rows[index].state.kind == .accepted {
        rows[index].due = now + pace.firstPause
      }
      record(index, .absent, &effects)
    case .throttled: break
    case .unknown(let retryAfter), .serviceRefused(let retryAfter), .postponed(let retryAfter):
      rows[index].failures += 1
      rows[index].notBefore = now + (retryAfter ?? 0)
      rows[index].due = now + max(retryAfter ?? 0, rowPause(index))
    case .notSent, .conflict, .refused, .identityLost, .unfit, .misconfigured, .clockOrCertificate,
      .captivePortal:
      rows[index].failures += 1
      rows[index].due = now + rowPause(index)
    }
  }

  private mutating func answer(
    _ index: Int, _ report: WireOutcome.TaskReport, isAsked: Bool, now: Int, _ effects: inout [SyncEffect]
  ) {
    rows[index].failures = 0
    rows[index].conflicts = 0
    rows[index].due = now
    let event: OutboxEvent
    switch report {
    case .requested:
      event = .accepted
      let age = max(0, now - rows[index].since)
      rows[index].due =
        rows[index].state.kind == .accepted
        ? now + min(pace.longestPoll, max(pace.firstPoll, age)) : now + pace.firstPoll
      if !rules.pollsAccepted { rows[index].due = .max }
    case .decided(let decided): event = OutboxEvent(decided)
    case .reversed(let reason): event = .reversed(reason)
    case .cancelled:
      rows[index].cancellations += 1
      rows[index].failures = rows[index].cancellations
      rows[index].due = now + rowPause(index)
      event = isAsked && rows[index].cancellations >= 3 ? .rejected([.cancelled]) : .unanswered
    }
    guard let after = rows[index].state.after(event) else {
      effects.append(.openWork(rows[index].sequence, .contradiction))
      return
    }
    if after != rows[index].state { record(index, event, &effects) }
  }
}
