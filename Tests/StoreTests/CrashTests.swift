import Domain
import Glibc
import Store
import Sync
import TestThreads
import Testing
import Vault

/// A run of the probe, which stores practices until it is killed.
private struct ProbeRun {
  let process: pid_t
  let output: Int32

  /// Starts it; with a step it kills itself when that is done.
  init(folder: String, dyingAfter step: String? = nil) throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    var arguments: [UnsafeMutablePointer<CChar>?] = [
      strdup(Self.program), strdup(folder), step.flatMap { strdup($0) }, nil,
    ]
    defer { arguments.forEach { free($0) } }
    var process = pid_t()
    let code = posix_spawn(&process, Self.program, &actions, nil, &arguments, environ)
    close(ends[1])
    try #require(code == 0)
    self.process = process
    output = ends[0]
  }

  /// The probe lies beside the program that runs the tests.
  private static let program: String = {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    var path = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    while !path.isEmpty, access(path + "/store-crash-probe", X_OK) != 0 {
      path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
    return path + "/store-crash-probe"
  }()

  /// Lets the probe acknowledge `count` practices and go on for a moment, kills it, and returns all it said.
  func kill(afterLines count: Int, andNanoseconds delay: Int) -> String {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while text.count(where: { $0 == UInt8(ascii: "\n") }) < count {
      let got = read(output, &buffer, buffer.count)
      guard got > 0 else { break }
      text += buffer[..<got]
    }
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .nanoseconds(delay) {}
    Glibc.kill(process, SIGKILL)
    return String(decoding: text, as: UTF8.self) + rest().text
  }

  /// What it still says until it ends, and the signal that ends it; 0 for none.
  func rest() -> (text: String, signal: Int32) {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let got = read(output, &buffer, buffer.count)
      guard got > 0 else { break }
      text += buffer[..<got]
    }
    close(output)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return (String(decoding: text, as: UTF8.self), status & 0x7F)
  }
}

/// What the runs of a probe said, and what has to be true of the store after them.
private struct Promises {
  private var numbers: [String: Int] = [:]
  private var states: [String: Int] = [:]
  private var page = 0
  private var closedNotes: Set<Int> = []
  private var printed: Set<String> = []

  /// How many practices were acknowledged.
  var count: Int { numbers.count }

  /// Takes in what one run said; a line that was cut off by the kill may or may not count and is left out.
  mutating func hear(_ text: String) {
    for line in text.split(separator: "\n").dropLast(text.hasSuffix("\n") ? 0 : 1) {
      let words = line.split(separator: " ").map(String.init)
      switch words[0] {
      case "stored": numbers[words[1]] = Int(words[2])
      case "state": states[words[1]] = Int(words[2])
      case "noted": break
      case "noteClosed": closedNotes.insert(Int(words[1]) ?? 0)
      case "printed": printed.insert(words[1])
      case "pulled": page = max(page, Int(words[1]) ?? 0)
      default: Issue.record("the probe said \(line)")
      }
    }
  }

  /// How far a state lies on its way; what was being sent when a run ended is unknown in the next.
  private static func rank(_ kind: OutboxState.Kind) -> Int {
    switch kind {
    case .queued: 1
    case .sending, .unknown: 2
    case .accepted: 3
    case .confirmed, .rejected, .held, .reversed: 4
    case .withdrawn, .closed: 5
    }
  }

  func check(_ store: DeskStore) async throws {
    #expect(store.startUp.isClean)
    #expect(try await store.verify() == StartUpReport())
    let stored = try await store.practices(PracticeFilter(limit: .max))
    let found = Dictionary(uniqueKeysWithValues: stored.map { ($0.entry.operation.rawValue, $0) })
    #expect(stored.map(\.number).sorted() == Array(1...stored.count))
    for (operation, number) in numbers {
      #expect(found[operation]?.number == number)
      #expect(found[operation]?.entry.body == Array(operation.utf8))
    }
    for (operation, state) in states {
      let said = try #require(OutboxState.Kind(rawValue: state))
      let kept = try #require(found[operation]?.entry.state.kind)
      #expect(Self.rank(kept) >= Self.rank(said))
    }
    // A refused practice has one open work item, and no other practice has any.
    let refused = Set(stored.filter { $0.entry.state.kind == .rejected }.map(\.entry.operation))
    let work = try await store.openWork()
    let open = work.compactMap(\.operation)
    #expect(Set(open) == refused && open.count == refused.count)
    // What was told to be closed stays closed, and what is open is whole.
    let left = Set(work.filter { $0.operation == nil }.map(\.id))
    #expect(left.isDisjoint(with: closedNotes))
    for item in work where item.operation == nil {
      #expect(item.reasons.map(\.code) == ["consegne"] && item.attempts.count <= 1)
    }
    for operation in printed { #expect(found[operation]?.copiesByPaper == ["definitiva": 1]) }
    try await checkCopy(store)
  }

  /// The watermark is the page that lies there, whole: neither ahead of the rows nor behind what was acknowledged.
  private func checkCopy(_ store: DeskStore) async throws {
    let people = try await store.cachedResources("Patient")
    guard let watermark = try await store.watermark(of: "Patient") else {
      #expect(people.isEmpty && page == 0)
      return
    }
    let last = Int(watermark.since(now).components.seconds)
    #expect(last >= page)
    #expect(people.count == 20)
    #expect(people.allSatisfy { $0.version == "\(last)" && $0.body == Array("\(last)".utf8) })
    #expect(try await store.verifyCopy(of: "Patient").isEmpty)
  }
}

@Suite("Crashes", .serialized, .onOwnThreads)
struct CrashTests {
  /// 300 kills; `KILL_ROUNDS` in the environment asks for more.
  private static let rounds = getenv("KILL_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 300

  @Test("random kills lose and double nothing that was acknowledged", arguments: 0..<6)
  func kills(part: Int) async throws {
    let folder = try TemporaryFolder()
    var random = SystemRandomNumberGenerator()
    var promises = Promises()
    for round in 1...max(1, Self.rounds / 6) {
      let run = try ProbeRun(folder: folder.path)
      let lines = Int.random(in: 0...24, using: &random)
      let delay = Int.random(in: 0...(lines == 0 ? 30_000_000 : 2_000_000), using: &random)
      promises.hear(run.kill(afterLines: lines, andNanoseconds: delay))
      // Looking at every round would take longer than the rounds.
      guard round.isMultiple(of: 10) else { continue }
      try await promises.check(try open(folder.path))
      // The store of the check lets go of the folder a moment later: the next probe must not find it held.
      _ = try open(folder.path)
    }
    try await promises.check(try open(folder.path))
    #expect(promises.count > 20)
    #expect(!folder.names.contains { $0.contains("corrupt") })
  }

  /// Every durable step of a desk; the state of a practice if the step brings one.
  private static let steps: [(name: String, state: OutboxState.Kind?)] = [
    ("stored", .queued), ("sending", .sending), ("accepted", .accepted), ("confirmed", .confirmed),
    ("rejected", .rejected), ("closed", .closed), ("noted", nil), ("attempted", nil), ("noteClosed", nil),
    ("printing", nil), ("printed", nil), ("consulted", nil), ("pulled", nil), ("rebaselineBegun", nil),
    ("rebaselineAbsorbed", nil), ("rebaselineCompleted", nil), ("copiesPurged", nil),
  ]

  @Test("the steps in the table are all that there are")
  func table() throws {
    let said = try ProbeRun(folder: "--steps").rest().text.split { " \n".contains($0) }
    #expect(said.map(String.init) == Self.steps.map(\.name))
  }

  /// A note that nobody closed is there after each kill, with the attempt that was written to it.
  private func checkNotes(_ store: DeskStore, _ step: String, _ round: Int) async throws {
    let notes = try await store.openWork().filter { $0.operation == nil }
    #expect(notes.count == (["noted", "attempted"].contains(step) ? round : 0), "\(step)")
    #expect(notes.allSatisfy { $0.attempts.count == (step == "attempted" ? 1 : 0) }, "\(step)")
    let copies = try await store.practices(PracticeFilter(limit: .max)).map(\.copies)
    if step == "printing" || step == "printed" { #expect(copies.count { $0 == 1 } >= round) }
  }

  @Test("a step that was done and not told is there after a kill", arguments: steps.indices)
  func killed(row: Int) async throws {
    let (step, state) = Self.steps[row]
    let folder = try TemporaryFolder()
    var promises = Promises()
    for round in 1...3 {
      let (text, signal) = try ProbeRun(folder: folder.path, dyingAfter: step).rest()
      try #require(signal == SIGKILL, "\(step), \(round): \(text)")
      promises.hear(text)
      let store = try open(folder.path)
      try await promises.check(store)
      try await checkNotes(store, step, round)
      guard let state else { continue }
      // The practice of the last run: of those before it all were told.
      let last = try #require(
        try await store.practices(PracticeFilter(limit: .max)).max { $0.number < $1.number })
      // What was being sent is unknown to the next process.
      let kept = last.entry.state.kind
      #expect(kept == state || state == .sending && kept == .unknown, "\(step), \(round): \(kept)")
      let isTold = text.contains("stored \(last.entry.operation.rawValue) ")
      #expect(isTold == (state != .queued), "\(step), \(round)")
    }
  }

  /// Opens the store; that of the check before may still be on its way out on another thread.
  private func open(_ path: String) throws -> DeskStore {
    for _ in 0..<500 {
      do {
        return try DeskStore(folder: path, key: KeyFile.read(path: path + "/key"), now: now)
      } catch StoreError.locked(pid: getpid()) {
        usleep(10_000)
      }
    }
    return try DeskStore(folder: path, key: KeyFile.read(path: path + "/key"), now: now)
  }
}
