import Domain
import Sync

/// A practice of a schedule: what the citizen was told, what lies on the desk's disk, what travelled.
struct Operation {
  let desk: Int
  /// The practice that the citizen knows; another than itself only for variants that rename.
  let root: Int
  let sequence: Int
  let person: Int
  let medico: Int
  let second: Int
  let isFact: Bool
  /// As it stands on disk.
  var state: OutboxState
  var since: Int
  var isOnDisk = true
  var hasFinalReceipt = false
  /// Open work items on disk: because of its state, because of doubt, because of a contradiction.
  var hasStateWork = false
  var hasDoubtWork = false
  var hasContradiction = false
  /// Whether its last answer was lost and nobody has asked since.
  var isInDoubt = false
  var wasHeld = false
  /// The place of its first arrival at the registry among all arrivals, -1 before.
  var arrival = -1
}

/// A desk: its disk, and the machines of the present run of the program.
struct ModelDesk {
  /// A cached resource on disk.
  typealias Cached = ModelRegistry.Snapshot?

  // On disk.
  var operations: [Int] = []
  var memory = RegistryMemory()
  var watermark: Int?
  var cache: [Cached] = Array(repeating: nil, count: ModelRegistry.resources)
  var shadow: [Cached] = Array(repeating: nil, count: ModelRegistry.resources)

  // The clock of the desk, from the true time.
  var skew = 0

  // The present run of the program.
  var machine = SyncMachine(seed: 0)
  var pull = PullMachine(watermark: nil)
  var epoch = 0
  var isOn = true
  var isStaffed = true
  var hasLine = true
  var hasSettings = true
  var writes: [(sequence: Int, event: OutboxEvent)] = []
  var page: [(resource: Int, snapshot: ModelRegistry.Snapshot)] = []
  /// Until when the registry asked this run to leave it alone.
  var notBefore = 0
  var pageSince: Int?
  var pageCursor = (changedAt: Int.min, resource: 0)
  var pageHasNext = false
  var lastPullStart = 0
  var pullStartedAt = 0
  var mendsAt = 0
  /// The migration that its cache was read after, by the true time of the begin of the reading.
  var readSince = -1

  mutating func reset() {
    operations.removeAll(keepingCapacity: true)
    memory = RegistryMemory()
    watermark = nil
    for resource in 0..<ModelRegistry.resources {
      cache[resource] = nil
      shadow[resource] = nil
    }
    epoch = 0
    isOn = true
    isStaffed = true
    hasLine = true
    hasSettings = true
    writes.removeAll(keepingCapacity: true)
    lastPullStart = -1
    pullStartedAt = -1
    mendsAt = -1
    readSince = -1
  }
}
