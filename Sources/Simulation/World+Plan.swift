import Domain
import Sync

extension World {
  private mutating func moment() -> Int { now + chance.below(Self.horizon - Self.beginning) }

  /// Draws what happens in this schedule from outside.
  mutating func plan() {
    for desk in desks.indices {
      for _ in 0..<chance.within(1...4) { agenda.add(.submit, at: moment(), desk: desk) }
      for _ in 0..<2 where chance.percent(70) { agenda.add(.withdraw, at: moment(), desk: desk) }
      if chance.percent(70) { agenda.add(.attend, at: moment(), desk: desk) }
      if chance.percent(50) { agenda.add(.crash, at: moment(), desk: desk) }
      if chance.percent(15) { agenda.add(.verify, at: moment(), desk: desk) }
      for _ in 0..<3 where chance.percent(30) { agenda.add(.lineBack, at: moment(), desk: desk) }
      if chance.percent(25) { agenda.add(.flag, at: moment(), desk: desk) }
      if chance.percent(25) {
        let start = moment()
        agenda.add(.lineDown, at: start, desk: desk)
        agenda.add(.lineUp, at: start + chance.within(1_000...200_000), desk: desk)
      }
      if chance.percent(10) {
        let start = moment()
        agenda.add(.settingsLost, at: start, desk: desk)
        agenda.add(.settingsBack, at: start + chance.within(1_000...100_000), desk: desk)
      }
      if chance.percent(20) {
        let start = moment()
        agenda.add(.staffLeaves, at: start, desk: desk)
        agenda.add(.staffComes, at: start + chance.within(10_000...200_000), desk: desk)
      }
    }
    if chance.percent(60) { planWindow() }
    let mortal = chance.below(ModelRegistry.people)
    if chance.percent(50) { agenda.add(.death, at: moment(), mortal) }
    if chance.percent(25) {
      agenda.add(.merge, at: moment(), chance.percent(40) ? mortal : chance.below(ModelRegistry.people))
    }
    if chance.percent(50) { agenda.add(.reversal, at: moment()) }
    agenda.add(.worker, at: now + chance.below(60_000))
  }

  private mutating func planWindow() {
    let start = moment()
    let end = start + chance.within(40_000...300_000)
    let isAnnounced = chance.percent(60)
    let isMigration = isAnnounced && chance.percent(50)
    agenda.add(.windowStart, at: start, isAnnounced ? 1 : 0)
    agenda.add(.windowEnd, at: end)
    if isMigration { agenda.add(.migration, at: start + (end - start) / 2) }
    guard isAnnounced else {
      // Restored from an older copy, say: nobody tells, and only the next reading of everything shows it.
      if chance.percent(25) { agenda.add(.migration, at: start + (end - start) / 2) }
      return
    }
    let hints = [end + chance.within(-60_000...60_000), end + chance.within(-60_000...60_000)]
    windows.append(
      SuspensionWindow(
        start: Instant(milliseconds: start), ends: hints.map { Instant(milliseconds: $0) },
        isMigration: isMigration))
  }

  /// Lets an entry of the agenda happen.
  mutating func happen(_ entry: Agenda.Entry) {
    let desk = entry.desk
    let isSameRun = desks[desk].isOn && desks[desk].epoch == entry.epoch
    switch entry.what {
    case .arrival: arrive(entry)
    case .reply: if isSameRun { reply(entry) }
    case .write: if isSameRun { write(desk, slot: entry.first) }
    case .probeReply: if isSameRun { probeReply(desk) }
    case .page: if isSameRun { pageArrives(desk, fate: entry.first) }
    case .submit: if desks[desk].isOn, desks[desk].isStaffed { submit(desk) }
    case .withdraw: withdraw(desk)
    case .attend: if isFaulty { attend(desk) }
    case .restart: if !desks[desk].isOn { start(desk) }
    case .crash: if isFaulty, desks[desk].isOn { crash(desk, .crash) }
    case .worker:
      if !registry.isSuspended { work() }
      agenda.add(.worker, at: now + (isFaulty ? chance.within(10_000...120_000) : 20_000))
    case .death: die(entry.first)
    case .merge: merge(entry.first)
    case .reversal: reverse()
    case .windowStart:
      if isFaulty {
        registry.isSuspended = true
        note { "the registry stops" }
        noteAll(entry.first == 1 ? .announcedWindow : .wireWindow)
      }
    case .windowEnd:
      registry.isSuspended = false
      note { "the registry is back" }
    case .migration: if isFaulty { migrate() }
    case .lineDown:
      if isFaulty {
        desks[desk].hasLine = false
        noteAll(.lineDown, desk)
      }
    case .lineUp: desks[desk].hasLine = true
    case .settingsLost: if isFaulty { desks[desk].hasSettings = false }
    case .settingsBack:
      desks[desk].hasSettings = true
      tell(desk, .mended)
    case .mend: tell(desk, .mended)
    case .staffLeaves:
      if isFaulty {
        desks[desk].isStaffed = false
        noteAll(.nobodyThere, desk)
        tell(desk, .staffed(false))
      }
    case .staffComes:
      desks[desk].isStaffed = true
      tell(desk, .staffed(true))
    case .verify:
      if let index = desks[desk].operations.last { tell(desk, .verify(operations[index].sequence)) }
    case .flag: flag(desk)
    case .lineBack: tell(desk, .lineBack)
    }
  }

  private mutating func noteAll(_ fault: Fault, _ desk: Int? = nil) {
    for operation in operations where desk == nil || operation.desk == desk {
      cells.note(fault, operation.state.kind)
    }
  }

  // MARK: The registry's own life

  private mutating func work() {
    registry.work(operations, at: now, &chance)
    checkRegistry()
  }

  private mutating func die(_ person: Int) {
    guard isFaulty else { return }
    note { "person \(person) dies" }
    registry.persons[person].isDead = true
    registry.touch(person, at: now, &chance)
    for operation in operations where operation.person == person { cells.note(.death, operation.state.kind) }
  }

  private mutating func merge(_ person: Int) {
    guard isFaulty else { return }
    note { "person \(person) is merged" }
    registry.persons[person].isGone = true
    for operation in operations where operation.person == person { cells.note(.merge, operation.state.kind) }
  }

  private mutating func reverse() {
    guard isFaulty, !operations.isEmpty else { return }
    let start = chance.below(operations.count)
    for offset in operations.indices {
      let op = (start + offset) % operations.count
      guard registry.ask(op, root: operations[op].root) == .confirmed else { continue }
      if registry.reverse(op, operations, at: now, &chance) {
        note { "operation \(op) is reversed" }
        cells.note(.reversal, operations[op].state.kind)
      }
      return
    }
  }

  /// Contents change without a newer stamp: only reading everything shows it.
  private mutating func migrate() {
    note { "the registry migrates" }
    noteAll(.migration)
    migratedAt = now
    for _ in 0..<3 {
      registry.touch(chance.below(ModelRegistry.resources), at: now, isStamped: false, &chance)
    }
  }
}
