import Sync

/// A registry with a worker, doctors' lists with ceilings, commits that searches see late, and a create that two
/// equal messages can slip through together.
struct ModelRegistry {
  static let people = 6
  static let medici = 3
  static let resources = people + medici

  enum Status: UInt8 { case requested, completed, rejected, cancelled }

  struct Task {
    var op: Int
    var status: Status
  }

  struct Person {
    var medico = -1
    var isDead = false
    var isGone = false
    var reversed = -1
  }

  struct Medico {
    var count = 0
    var ceiling = 0
  }

  /// A resource as a search shows it.
  struct Snapshot: Equatable {
    var version = 1
    var changedAt = 0
    var medico = -1
    var isDead = false
    var reversed = -1
    var free = 0
  }

  private struct Commit {
    var visibleAt: Int
    var resource: Int
    var snapshot: Snapshot
  }

  /// What the registry says of an operation.
  enum Word: UInt8 {
    case requested, confirmed, rejected, reversed, absent, identityLost
  }

  let rules: SyncRules
  var isFaulty = true
  var isSuspended = false
  var tasks: [Task] = []
  var persons: [Person] = []
  var doctors: [Medico] = []
  private var latest: [Snapshot] = []
  var visible: [Snapshot] = []
  private var commits: [Commit] = []
  /// When anything last changed.
  private(set) var touchedAt = 0
  /// By root operation: how often carried out, and whether reversed since.
  var effects: [Int] = []
  var isReversed: [Bool] = []

  init(rules: SyncRules) { self.rules = rules }

  mutating func reset(at now: Int, _ chance: inout Chance) {
    isFaulty = true
    isSuspended = false
    tasks.removeAll(keepingCapacity: true)
    commits.removeAll(keepingCapacity: true)
    effects.removeAll(keepingCapacity: true)
    isReversed.removeAll(keepingCapacity: true)
    persons.removeAll(keepingCapacity: true)
    doctors.removeAll(keepingCapacity: true)
    latest.removeAll(keepingCapacity: true)
    for _ in 0..<Self.people { persons.append(Person()) }
    for _ in 0..<Self.medici { doctors.append(Medico(count: 0, ceiling: chance.within(1...4))) }
    for resource in 0..<Self.resources {
      let free = resource < Self.people ? 0 : doctors[resource - Self.people].ceiling
      latest.append(Snapshot(changedAt: now - chance.below(100_000), free: free))
    }
    visible = latest
  }

  // MARK: Commits

  mutating func touch(_ resource: Int, at now: Int, isStamped: Bool = true, _ chance: inout Chance) {
    touchedAt = now
    var snapshot = latest[resource]
    snapshot.version += 1
    if isStamped {
      let stamp = isFaulty ? now + chance.within(-9_000...3_000) : now
      snapshot.changedAt = max(snapshot.changedAt + 1, stamp)
    }
    if resource < Self.people {
      snapshot.medico = persons[resource].medico
      snapshot.isDead = persons[resource].isDead
      snapshot.reversed = persons[resource].reversed
    } else {
      let doctor = doctors[resource - Self.people]
      snapshot.free = doctor.ceiling - doctor.count
    }
    latest[resource] = snapshot
    let delay = isFaulty && isStamped && chance.percent(60) ? chance.below(110_000) : 0
    commits.append(Commit(visibleAt: now + delay, resource: resource, snapshot: snapshot))
    if delay == 0 { becomeVisible(at: now) }
  }

  mutating func becomeVisible(at now: Int) {
    guard !commits.isEmpty else { return }
    var kept = 0
    for index in commits.indices {
      let commit = commits[index]
      if commit.visibleAt <= now || !isFaulty {
        if commit.snapshot.version >= visible[commit.resource].version {
          visible[commit.resource] = commit.snapshot
        }
      } else {
        commits[kept] = commit
        kept += 1
      }
    }
    commits.removeLast(commits.count - kept)
  }

  /// One page by (change, resource) after a cursor, and whether another follows.
  mutating func search(
    since: Int?, after cursor: (changedAt: Int, resource: Int), size: Int, at now: Int,
    into page: inout [(resource: Int, snapshot: Snapshot)]
  ) -> Bool {
    becomeVisible(at: now)
    page.removeAll(keepingCapacity: true)
    var last = cursor
    while true {
      var best = -1
      for resource in 0..<Self.resources {
        let stamp = visible[resource].changedAt
        guard stamp >= since ?? .min, (stamp, resource) > last else { continue }
        if best < 0 || (stamp, resource) < (visible[best].changedAt, best) { best = resource }
      }
      guard best >= 0 else { return false }
      if page.count == size { return true }
      page.append((best, visible[best]))
      last = (visible[best].changedAt, best)
    }
  }

  // MARK: Operations

  /// The word for an operation: a decided copy counts before an undecided one.
  func ask(_ op: Int, root: Int) -> Word {
    var word = Word.absent
    for task in tasks where task.op == op {
      switch task.status {
      case .completed: return isReversed[root] ? .reversed : .confirmed
      case .rejected: return .rejected
      case .requested: word = .requested
      case .cancelled: break
      }
    }
    return word
  }

  mutating func post(_ op: Int, _ operations: [Operation], at now: Int, _ chance: inout Chance) -> Word {
    let root = operations[op].root
    if rules.namesOperations, let known = tasks.firstIndex(where: { $0.op == op && $0.status != .cancelled })
    {
      if !rules.createsConditionally {
        tasks[known].status = .requested
      } else if !(isFaulty && chance.percent(15)) {
        return ask(op, root: root)
      }
    }
    if persons[operations[op].person].isGone, ask(op, root: root) == .absent { return .identityLost }
    tasks.append(Task(op: op, status: .requested))
    if chance.percent(60) { decide(tasks.count - 1, operations, at: now, &chance) }
    return ask(op, root: root)
  }

  mutating func work(_ operations: [Operation], at now: Int, _ chance: inout Chance) {
    for index in tasks.indices where !isFaulty || chance.percent(60) {
      decide(index, operations, at: now, &chance)
    }
  }

  private mutating func decide(_ index: Int, _ operations: [Operation], at now: Int, _ chance: inout Chance) {
    guard tasks[index].status == .requested else { return }
    let op = tasks[index].op
    if rules.deduplicatesWork, rules.namesOperations, rules.createsConditionally {
      let isDouble = tasks.indices.contains {
        $0 != index && tasks[$0].op == op && (tasks[$0].status == .completed || tasks[$0].status == .rejected)
      }
      if isDouble {
        tasks[index].status = .cancelled
        return
      }
    }
    let operation = operations[op]
    let person = persons[operation.person]
    var chosen = operation.medico
    if doctors[chosen].count >= doctors[chosen].ceiling { chosen = operation.second }
    guard !person.isDead, !person.isGone, chosen >= 0, doctors[chosen].count < doctors[chosen].ceiling else {
      tasks[index].status = .rejected
      return
    }
    tasks[index].status = .completed
    effects[operation.root] += 1
    move(operation.person, to: chosen, at: now, &chance)
  }

  private mutating func move(_ person: Int, to medico: Int, at now: Int, _ chance: inout Chance) {
    let before = persons[person].medico
    if before >= 0 {
      doctors[before].count -= 1
      touch(Self.people + before, at: now, &chance)
    }
    persons[person].medico = medico
    if medico >= 0 {
      doctors[medico].count += 1
      touch(Self.people + medico, at: now, &chance)
    }
    touch(person, at: now, &chance)
  }

  /// Another office undoes an operation that was carried out, once a person.
  mutating func reverse(_ op: Int, _ operations: [Operation], at now: Int, _ chance: inout Chance) -> Bool {
    let operation = operations[op]
    guard effects[operation.root] == 1, !isReversed[operation.root],
      persons[operation.person].reversed < 0
    else { return false }
    isReversed[operation.root] = true
    persons[operation.person].reversed = operation.root
    move(operation.person, to: -1, at: now, &chance)
    return true
  }
}
