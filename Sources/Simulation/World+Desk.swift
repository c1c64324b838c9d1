import Domain
import Sync

extension World {
  /// Does what the machine of a desk wants done.
  mutating func perform(_ desk: Int, _ effect: SyncEffect) {
    note { "desk \(desk) does \(effect)" }
    checkPatience(desk, effect)
    switch effect {
    case .record(let sequence, let event): record(desk, sequence, event)
    case .send(let sequence): send(desk, desks[desk].operations[sequence - 1])
    case .ask(let sequence):
      checkAway(desk, isSend: false)
      travel(desk, desks[desk].operations[sequence - 1], .ask)
    case .probe:
      if !desks[desk].isStaffed { fail(.sentUnstaffed) }
      probe(desk)
    case .pull(let kind): beginPull(desk, kind)
    case .revalidate(let sequence):
      let operation = operations[desks[desk].operations[sequence - 1]]
      let isDead = desks[desk].cache[operation.person]?.isDead ?? false
      tellWithin(desk, .revalidated(sequence, isDead ? [RejectionReason(code: "REG-05")] : []))
    case .openWork(let sequence, let work):
      let op = desks[desk].operations[sequence - 1]
      if work == .inDoubt {
        operations[op].hasDoubtWork = true
      } else {
        operations[op].hasContradiction = true
      }
    case .closeWork(let sequence, let work):
      let op = desks[desk].operations[sequence - 1]
      if work == .inDoubt {
        operations[op].hasDoubtWork = false
      } else {
        operations[op].hasContradiction = false
      }
    case .remember(let memory):
      if maybeCrash(desk, nil) { return }
      desks[desk].memory = memory
    case .alarm(.misconfigured):
      if desks[desk].hasSettings { agenda.add(.mend, at: now + chance.within(1_000...60_000), desk: desk) }
    case .alarm: break
    }
  }

  // MARK: Records

  private mutating func record(_ desk: Int, _ sequence: Int, _ event: OutboxEvent) {
    let op = desks[desk].operations[sequence - 1]
    if isFaulty {
      if maybeCrash(desk, op) { return }
      let draw = chance.below(100)
      if draw < 2 {
        cells.note(.diskRefused, operations[op].state.kind)
        note { "the disk refuses" }
        return tellWithin(desk, .recordFailed(sequence, event))
      }
      if draw < 20 {
        desks[desk].writes.append((sequence, event))
        agenda.add(
          .write, at: now + chance.below(1_500), desk: desk, epoch: desks[desk].epoch,
          desks[desk].writes.count - 1)
        return
      }
    }
    tellWithin(desk, persist(desk, sequence, event))
    if isFaulty, event == .absent, chance.percent(30), let after = withdrawn(op) {
      // The operator is as quick as the machine.
      put(op, after)
      tellWithin(desk, .changed(sequence, after))
    }
    if isFaulty, chance.below(200) < 3 { crash(desk, .crashAfterStep, op) }
  }

  /// A delayed record reaches the disk.
  mutating func write(_ desk: Int, slot: Int) {
    let (sequence, event) = desks[desk].writes[slot]
    tell(desk, persist(desk, sequence, event))
  }

  private mutating func persist(_ desk: Int, _ sequence: Int, _ event: OutboxEvent) -> SyncEvent {
    let op = desks[desk].operations[sequence - 1]
    guard operations[op].isOnDisk else { return .recordFailed(sequence, event) }
    // Somebody changed the row meanwhile: what stands on disk counts.
    guard let after = operations[op].state.after(event) else {
      return .changed(sequence, operations[op].state)
    }
    put(op, after)
    return .recorded(sequence, event)
  }

  /// Writes a state to disk, with its work item in the same transaction.
  mutating func put(_ op: Int, _ state: OutboxState) {
    if state.kind != operations[op].state.kind {
      operations[op].since = now + desks[operations[op].desk].skew
      operations[op].hasStateWork = state.kind.needsPerson
      if operations[op].state.kind == .unknown { operations[op].hasDoubtWork = false }
    }
    operations[op].state = state
    if state.kind == .held { operations[op].wasHeld = true }
    if state.kind == .confirmed { operations[op].hasFinalReceipt = true }
    checkWord(op)
  }

  private mutating func send(_ desk: Int, _ op: Int) {
    checkAway(desk, isSend: true)
    checkSend(op)
    travel(desk, op, .send)
  }

  // MARK: Crashes

  private mutating func maybeCrash(_ desk: Int, _ op: Int?) -> Bool {
    guard isFaulty, chance.below(200) < 3 else { return false }
    crash(desk, .crashBeforeStep, op)
    return true
  }

  /// The program ends: what is not on disk is gone; it starts again at once or after a while.
  mutating func crash(_ desk: Int, _ fault: Fault, _ op: Int? = nil) {
    note { "desk \(desk) ends (\(fault))" }
    if let op { cells.note(fault, operations[op].state.kind) }
    if fault == .crash {
      for index in desks[desk].operations { cells.note(.crash, operations[index].state.kind) }
    }
    desks[desk].isOn = false
    let delay = chance.percent(70) ? chance.within(500...5_000) : chance.within(5_000...300_000)
    agenda.add(.restart, at: now + delay, desk: desk)
  }

  /// What a desk without the protection would do: send what was on its way under a new name.
  mutating func rename(_ desk: Int) {
    for op in desks[desk].operations where operations[op].isOnDisk && operations[op].state.kind == .sending {
      let old = operations[op]
      operations[op].isOnDisk = false
      let new = add(
        desk, root: old.root, person: old.person, medico: old.medico, second: old.second, isFact: old.isFact)
      operations[new].hasFinalReceipt = old.hasFinalReceipt
    }
  }

  // MARK: People at the desk

  mutating func add(
    _ desk: Int, root: Int?, person: Int, medico: Int, second: Int, isFact: Bool
  ) -> Int {
    let op = operations.count
    desks[desk].operations.append(op)
    operations.append(
      Operation(
        desk: desk, root: root ?? op, sequence: desks[desk].operations.count, person: person, medico: medico,
        second: second, isFact: isFact, state: .queued(tries: 0), since: now + desks[desk].skew))
    registry.effects.append(0)
    registry.isReversed.append(false)
    return op
  }

  mutating func submit(_ desk: Int) {
    let person = chance.below(ModelRegistry.people)
    let medico = chance.below(ModelRegistry.medici)
    let second = chance.percent(30) ? (medico + 1) % ModelRegistry.medici : -1
    let op = add(desk, root: nil, person: person, medico: medico, second: second, isFact: chance.percent(15))
    let free = desks[desk].cache[ModelRegistry.people + medico]?.free ?? 0
    if !rules.awaitsAnswerForReceipt || !rules.distrustsReadPlaces && free > 0 {
      operations[op].hasFinalReceipt = true
    }
    checkWord(op)
    note { "desk \(desk) takes \(op): person \(person), medico \(medico)" }
    tell(desk, .submitted(row(operations[op])))
  }

  /// The operator takes back what has not left.
  mutating func withdraw(_ desk: Int) {
    guard desks[desk].isOn, desks[desk].isStaffed else { return }
    for op in desks[desk].operations where operations[op].isOnDisk {
      guard let after = withdrawn(op) else { continue }
      put(op, after)
      note { "desk \(desk) withdraws \(op)" }
      return tell(desk, .changed(operations[op].sequence, after))
    }
  }

  /// The state after a withdrawal, or `nil` when the rules admit none.
  private func withdrawn(_ op: Int) -> OutboxState? {
    if !rules.keepsTravelled, operations[op].state.kind == .queued { return .withdrawn }
    return operations[op].state.after(.withdrawn)
  }

  /// A person looks at what needs a person: at half of it, and once everything is mended at all of it.
  mutating func attend(_ desk: Int) {
    guard desks[desk].isOn, desks[desk].isStaffed else { return }
    let closing = Closing(closedBy: "anna", closedAt: wall(desk))
    for op in desks[desk].operations where operations[op].isOnDisk {
      let event: OutboxEvent
      switch operations[op].state {
      case .held:
        let person = registry.persons[operations[op].person]
        event = person.isDead || person.isGone ? .closed(closing) : .released
      case .rejected, .reversed: event = .closed(closing)
      case .queued, .sending, .unknown, .accepted, .confirmed, .withdrawn, .closed: continue
      }
      if isFaulty, chance.percent(50) { continue }
      guard let after = operations[op].state.after(event) else { continue }
      put(op, after)
      note { "desk \(desk) attends to \(op): \(after.kind)" }
      tell(desk, .changed(operations[op].sequence, after))
    }
  }

  /// A person is opened at the desk and found dead.
  mutating func flag(_ desk: Int) {
    guard desks[desk].isOn, desks[desk].isStaffed,
      let dead = registry.persons.firstIndex(where: \.isDead)
    else { return }
    tell(desk, .flagged(person: UInt64(dead), [RejectionReason(code: "REG-05")]))
  }
}
