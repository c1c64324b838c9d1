import Domain
import FHIR
import FoundationEssentials
import Store
import Sync

extension RegistryDriver {
  // MARK: What a restart has to know

  private static let memoryName = "registry-memory"

  private struct MemoryRecord: Codable {
    var owesRebaseline: Bool
    var pulledAt: Int?
    var rebaselinedAt: Int?
  }

  /// What an earlier run remembered of the registry; what cannot be read is forgotten.
  func remembered() async -> RegistryMemory {
    var memory = RegistryMemory(mode: ((try? await store.registryMode()) ?? nil) ?? .active(failures: 0))
    guard let bytes = (try? await store.fact(Self.memoryName)) ?? nil,
      let record = try? JSONDecoder().decode(MemoryRecord.self, from: Data(bytes))
    else { return memory }
    memory.owesRebaseline = record.owesRebaseline
    memory.pulledAt = record.pulledAt.map { Instant(milliseconds: $0) }
    memory.rebaselinedAt = record.rebaselinedAt.map { Instant(milliseconds: $0) }
    return memory
  }

  /// Remembers it over a restart: a disk that refuses costs one pull or one probe, nothing else.
  func remember(_ memory: RegistryMemory) async {
    let record = MemoryRecord(
      owesRebaseline: memory.owesRebaseline, pulledAt: memory.pulledAt?.milliseconds,
      rebaselinedAt: memory.rebaselinedAt?.milliseconds)
    if let bytes = try? JSONEncoder().encode(record) {
      try? await store.setFact([UInt8](bytes), for: Self.memoryName)
    }
    try? await store.saveRegistryMode(memory.mode)
  }

  /// Every open row as the machine sees it; what another desk has taken over is not ours to send.
  func openRows() async -> [SyncRow] {
    var rows: [SyncRow] = []
    for row in (try? await store.openRows()) ?? [] where !row.isHandedOver {
      guard let stored = try? await store.practice(row.operation) else { continue }
      operations[row.sequence] = row.operation
      let person = (try? PracticeTask.practice(in: stored.entry.body))?.content.assistito.id
      rows.append(
        SyncRow(
          sequence: row.sequence, person: person.map(Self.number) ?? UInt64(row.sequence),
          state: stored.entry.state, since: row.changedAt))
    }
    return rows
  }

  /// The row of an operation changed on disk because a person decided so.
  func changed(_ operation: Identifier<Practice>, to state: OutboxState) async {
    guard let row = operations.first(where: { $0.value == operation })?.key else { return }
    if !state.kind.isOpen { operations[row] = nil }
    await tell(.changed(row, state))
  }

  // MARK: Doubts about what waits

  /// Decides a waiting practice again on what the desk knows now.
  func revalidate(_ row: Int) async {
    follow(with: .revalidated(row, await reasons(against: row)))
  }

  private func reasons(against row: Int) async -> [RejectionReason] {
    guard let operation = operations[row], let stored = try? await store.practice(operation),
      let practice = try? PracticeTask.practice(in: stored.entry.body),
      let directory = await surroundings.keeper.current()
    else { return [] }
    var profile = surroundings.profile
    let now = surroundings.clock.now
    // What was confirmed before a stop waits for the end of it: nobody has to look at it for that.
    profile.suspensions = []
    let id = practice.content.assistito.id.rawValue
    let cached = (try? await store.cached("Patient", id: id)) ?? nil
    let person = cached.flatMap { ResourceCopy.person($0)?.assistito } ?? practice.content.assistito
    guard let content = practice.content.onFacts(of: directory, person: person, profile: profile, now: now)
    else { return [RejectionReason(code: "REG-02")] }
    return content.decide(profile: profile, now: now, registryAnswers: true).findings
      .filter { $0.severity == .block }
      .map { RejectionReason($0) }
  }

  /// A person was opened and is not any more as the practices that wait knew him.
  func personChanged(_ people: [Identifier<Assistito>], _ codes: [String]) async {
    for person in Set(people) {
      if codes == ["deceduto"], await reportsDeath(of: person) { continue }
      await tell(.flagged(person: Self.number(of: person), codes.map { RejectionReason(code: $0) }))
    }
  }

  /// Whether a practice waits that tells the registry of this very death.
  private func reportsDeath(of person: Identifier<Assistito>) async -> Bool {
    for operation in operations.values {
      guard let stored = try? await store.practice(operation),
        case .revoca(let content)? = (try? PracticeTask.practice(in: stored.entry.body))?.content,
        content.assistito.id == person, content.reason == .death
      else { continue }
      return true
    }
    return false
  }

  // MARK: Work for people

  func openWork(_ row: Int, _ reason: SyncWork) async {
    guard let operation = operations[row] else { return }
    switch reason {
    case .inDoubt:
      _ = try? await store.openWork(.unknownTooLong, about: operation, at: surroundings.clock.now)
    case .contradiction: await openIntegrityWork(row)
    }
  }

  func openIntegrityWork(_ row: Int) async {
    guard let operation = operations[row] else { return }
    _ = try? await store.openWork(.integrity, about: operation, at: surroundings.clock.now)
  }

  func closeWork(_ row: Int, _ reason: SyncWork) async {
    guard case .inDoubt = reason, let operation = operations[row] else { return }
    let signature = Signature(operatorName: "sportello", role: "", desk: "")
    for item in (try? await store.work(about: operation)) ?? []
    where item.kind == .unknownTooLong && item.closedAt == nil {
      try? await store.closeWork(item.id, by: signature, at: surroundings.clock.now)
    }
  }
}
