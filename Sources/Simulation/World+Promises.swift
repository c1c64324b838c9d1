import Domain
import Sync

extension World {
  // MARK: At every step

  mutating func checkRegistry() {
    for index in registry.effects.indices where registry.effects[index] > 1 { fail(.effectTwice) }
    for doctor in registry.doctors where doctor.count > doctor.ceiling { fail(.listOverflow) }
  }

  mutating func checkAway(_ desk: Int, isSend: Bool) {
    let mode = desks[desk].machine.memory.mode
    if isSend ? !mode.isSending : !mode.isAsking { fail(.sentWhileAway) }
    if !desks[desk].isStaffed { fail(.sentUnstaffed) }
  }

  /// What the registry asked for is waited for.
  mutating func checkPatience(_ desk: Int, _ effect: SyncEffect) {
    switch effect {
    case .send, .ask, .probe, .pull: if now < desks[desk].notBefore { fail(.sentTooSoon) }
    case .record, .revalidate, .openWork, .closeWork, .remember, .alarm: break
    }
  }

  mutating func checkSend(_ op: Int) {
    if operations[op].isInDoubt { fail(.resentUnasked) }
    if operations[op].state.kind != .sending { fail(.sentUnrecorded) }
  }

  /// What is said of an operation needs the registry's word.
  mutating func checkWord(_ op: Int) {
    let root = operations[op].root
    if operations[op].hasFinalReceipt, registry.effects[root] == 0 { fail(.falseFinalReceipt) }
    if operations[op].state.kind == .rejected, !registry.tasks.contains(where: { $0.op == op }) {
      fail(.refusedWithoutWord)
    }
  }

  /// Earlier operations of the person at the desk are through before a later one arrives.
  mutating func checkOrder(_ op: Int) {
    let operation = operations[op]
    for other in desks[operation.desk].operations where other != op {
      let earlier = operations[other]
      guard earlier.person == operation.person, earlier.isFact == operation.isFact,
        earlier.sequence < operation.sequence, earlier.isOnDisk, !earlier.wasHeld
      else { continue }
      if earlier.state.kind.isUnderWay { fail(.peopleOvertaken) }
    }
  }

  mutating func checkDoubts() {
    for operation in operations where operation.isOnDisk {
      let desk = desks[operation.desk]
      guard desk.isOn, desk.isStaffed, operation.state.kind == .unknown, !operation.hasDoubtWork else {
        continue
      }
      if now + desk.skew - operation.since > pace.doubtBecomesWork + 400_000 { fail(.doubtUnnoticed) }
    }
  }

  // MARK: At the end

  mutating func checkEnd() {
    checkDoubts()
    for op in operations.indices where operations[op].root == op { checkRoot(op) }
    for desk in desks.indices {
      for resource in 0..<ModelRegistry.resources
      where desks[desk].cache[resource] != registry.visible[resource] { fail(.cacheDiffers) }
      var tally = OutboxTally()
      for op in desks[desk].operations where operations[op].isOnDisk { tally.add(operations[op].state.kind) }
      if desks[desk].machine.status(at: wall(desk)).tally != tally { fail(.tallyDiffers) }
    }
  }

  private mutating func checkRoot(_ root: Int) {
    guard let op = operations.indices.last(where: { operations[$0].root == root && operations[$0].isOnDisk })
    else { return fail(.operationLost) }
    let operation = operations[op]
    let isDone = registry.effects[root] == 1
    if operation.state.kind.needsPerson != operation.hasStateWork { fail(.workMissing) }
    switch operation.state.kind {
    case .queued, .sending, .unknown, .accepted: fail(.notSettled)
    case .confirmed: if !isDone || registry.isReversed[root] { fail(.stateDiffers) }
    case .reversed: if !registry.isReversed[root] { fail(.stateDiffers) }
    case .rejected, .held: if isDone { fail(.stateDiffers) }
    case .closed: if isDone && !registry.isReversed[root] { fail(.stateDiffers) }
    case .withdrawn: if isDone || registry.tasks.contains(where: { $0.op == op }) { fail(.withdrawnButDone) }
    }
    if operation.hasFinalReceipt, !isDone { fail(.falseFinalReceipt) }
  }
}
