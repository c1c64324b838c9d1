import Cases
import Domain
import Population
import Registry
import SQLite
import Sync
import Synchronization
import Terminal

@testable import Workflow

/// A clock that a test moves.
final class Clock: Sendable {
  private let instant: Mutex<Instant>

  init(_ now: Instant) { instant = Mutex(now) }

  convenience init(_ day: CivilDate, hour: Int = 10, minute: Int = 0) {
    self.init(RomeTime(date: day, time: CivilTime(hour: hour, minute: minute)!).instant)
  }

  var now: Instant { instant.withLock { $0 } }

  func move(to now: Instant) { instant.withLock { $0 = now } }
}

/// Answers the questions of the screens over a small registry, as the desk's clerk does, without store.
final class AnswerDesk {
  /// How the line to the registry stands.
  enum Line { case works, down }

  let registry: ReferenceRegistry
  let clock: Clock
  var line = Line.works
  var author: Author
  /// From when the desk's copy of the registry is, with which it goes on while the line is down; `nil` without a copy.
  var copyFrom: Instant?
  /// What was committed at this desk, newest first.
  private(set) var committed: [QueueRow] = []
  private(set) var drafts: [DraftKey: [String: String]] = [:]
  /// What was printed, in order.
  private(set) var printed: [PrintOrder] = []
  /// What was left to whoever works here next, in order.
  private(set) var handedOver: [HandOver] = []
  /// What was noted about people, in order.
  private(set) var notes: [String] = []
  /// Who looked at whose exemptions, in order.
  private(set) var consulted: [EsenzioneAccess] = []
  /// Exemptions that the registry of this test knows besides its own, by person.
  var esenzioni: [Identifier<Assistito>: [Esenzione]] = [:]
  /// What the list of the Sistema TS says of everybody; `nil` while nobody passes it on.
  var mef: MEFAnswer?
  /// Whether people are read without their exemptions.
  var lacksExemptions = false
  /// Whether the journal takes down who looked at exemptions.
  var keepsLooks = true
  /// What was closed, in order.
  private(set) var closed: [WorkClosing] = []
  /// The levers of the demo that this desk only writes down.
  private(set) var levers: [DemoLever] = []
  /// Which levers of the demo are pulled.
  private var standing = DemoStanding(line: .works)
  /// The exercises for trainees.
  var drills: [DrillSeries] = []
  /// The passphrase that opens the lock.
  let passphrase = "chiave di prova"

  private let profile: Profile

  init(clock: Clock, profile: Profile, author: Author) async throws {
    self.profile = profile
    self.clock = clock
    self.author = author
    registry = try ReferenceRegistry(.memory, profile: profile, isDemo: true, now: { clock.now })
    try await registry.populate(SmallRegion.content)
  }

  func answer(_ question: Question) async throws -> Answer {
    switch question {
    case .people(let query): return .people(try await registry.search(query))
    case .person(let key):
      guard isAnswering else { return .failed(.registryUnreachable) }
      return .person(try await person(key), fromCache: line == .down)
    case .medici(let query):
      guard isAnswering else { return .failed(.registryUnreachable) }
      return .medici(Array(try await registry.medici(query).prefix(Question.limit)))
    case .facts(let query):
      guard isAnswering else { return .failed(.registryUnreachable) }
      return .facts(try await facts(query))
    case .submit(let content, let partOf): return .submitted(try await submit(content, partOf: partOf))
    case .history(let person): return .history(try await registry.history(person))
    case .queue, .queueRead: return .queue(committed)
    case .verify(let practice): return try await verify(practice)
    case .withdraw(let practice): return change(practice) { $0 = row($0, .withdrawn) }
    case .release(let practice): return change(practice) { $0 = row($0, .queued(tries: 0)) }
    case .close(let closing): return close(closing)
    case .handOver(let handOver):
      handedOver.append(handOver)
      return .done
    case .expiries: return .expiries(try await registry.expiries(from: clock.now.romeDate))
    case .note(_, let text):
      notes.append(text)
      return .done
    case .consult(let access):
      guard keepsLooks else { return .failed(.store(messageKey: "errore.archivio.assente", arguments: [])) }
      consulted.append(access)
      return .done
    case .print(let order):
      printed.append(order)
      return .printed(.file(path: "stampe/\(printed.count).txt", copy: 1))
    case .codes(let step): return try await answer(step)
    case .draft(let key): return .draft(drafts[key])
    case .drills: return .drills(drills)
    case .demo(let lever): return try await pull(lever)
    case .unlock(_, let typed): return .unlocked(typed.characters == passphrase ? author : nil)
    }
  }

  /// What the registry does with the codes it is asked for; a test changes it.
  var handOver = CodeHandOver(stage: .shown, wasShown: true, second: .kept)
  /// What refuses the codes; empty for nothing.
  var codeRefusals: [RejectionReason] = []
  /// The hand-over that was begun at this desk.
  private(set) var openCodes: PinCase?
  /// Every step of a hand-over, in order.
  private(set) var codeSteps: [CodeStep] = []

  private func answer(_ step: CodeStep) async throws -> Answer {
    codeSteps.append(step)
    switch step {
    case .prepare(let content):
      guard line == .works else { return .failed(.registryUnreachable) }
      guard codeRefusals.isEmpty else { return .codes(.refused(codeRefusals)) }
      openCodes = content.recorded("C-2026-000001")
      return .codes(standing(held: [.pin: 2, .puk: 2]))
    case .acknowledge:
      guard line == .works else { return .failed(.registryUnreachable) }
      handOver = CodeHandOver(stage: .acknowledged, wasShown: true, second: .sent) ?? handOver
      return .codes(standing())
    case .standing(let person): return .codes(openCodes?.assistito.id == person ? standing() : .nothing)
    case .record:
      guard let content = openCodes else { return .codes(.nothing) }
      openCodes = nil
      return .submitted(try await submit(.rilascioPin(content), partOf: nil))
    case .print: return .failed(.denied(reasonKey: "errore.stampa.diretta"))
    }
  }

  private func standing(held: [CodePart: Int] = [:]) -> CodeAnswer {
    openCodes.map {
      .standing(
        CodeStanding(
          content: $0, number: $0.handOver, handOver: handOver, until: clock.now + .seconds(600), held: held))
    } ?? .nothing
  }

  /// Whether the registry or the desk's copy of it can tell something.
  private var isAnswering: Bool { line == .works || copyFrom != nil }

  func keep(_ key: DraftKey, _ values: [String: String]) { drafts[key] = values }

  func forgetDrafts() { drafts = [:] }

  func drop(_ key: DraftKey) { drafts[key] = nil }

  private func person(_ key: PersonKey) async throws -> Assistito? {
    var person =
      switch key {
      case .id(let id): try await registry.person(id)
      case .code(let code): try await registry.person(code)
      case .tessera(let card): try await registry.person(card: card)
      }
    if let more = person.flatMap({ esenzioni[$0.id] }) { person?.posizione.esenzioni += more }
    return person
  }

  private func facts(_ query: FactsQuery) async throws -> CaseFacts {
    let today = clock.now.romeDate
    guard let person = try await registry.person(query.person) else { throw CancellationError() }
    let directory = MedicoDirectory(try await registry.medici(MedicoQuery()))
    let facts = directory.facts(
      of: person.posizione, medico: query.medico,
      temporaryCounts: profile.scelta.temporaryCountsInMaximum, on: today)
    var relative: Assistito?
    if let code = query.relative { relative = try await registry.person(code) }
    return CaseFacts(
      query: query, medico: facts.medico, second: query.second.flatMap { directory[$0] },
      currentMedico: facts.currentMedico,
      pediatricianAvailable: facts.pediatricianAvailable, otherMedicoAvailable: facts.otherMedicoAvailable,
      relativeMedico: relative?.posizione.activeScelta(on: today)?.medico,
      pending: SmallRegion.region.pending.first { $0.person == query.person }?.practice,
      seenAt: line == .down ? copyFrom : nil, mef: query.esenzione.flatMap { _ in mef },
      lacksExemptions: lacksExemptions)
  }

  private func submit(
    _ content: PracticeCase, partOf: Identifier<Practice>?
  ) async throws -> Submission {
    let number = committed.count + 1
    let practice = Practice(
      id: Identifier(unchecked: "22222222-0000-4000-8000-" + "\(1_000_000_000_000 + number)".dropFirst()),
      content: content, author: author, createdAt: clock.now, partOf: partOf)
    let answer =
      line == .works ? try await registry.submit(CaseCoding.encode(practice: practice)) : nil
    committed.insert(QueueRow(practice: practice, receiptNumber: number, state: state(of: answer)), at: 0)
    return Submission(practice: practice, receiptNumber: number, answer: answer)
  }

  private func state(of answer: RegistryAnswer?) -> OutboxState {
    switch answer {
    case .accepted(let number, let day, let decision):
      .confirmed(Confirmation(reference: number, effectiveDate: day, birth: decision.birth))
    case .alreadyAnswered(let number, let day):
      .confirmed(Confirmation(reference: number, effectiveDate: day))
    case .rejected(let decision):
      .rejected(
        decision.findings.filter { $0.severity == .block }.map {
          RejectionReason(code: $0.rule.id, arguments: [])
        })
    case nil: .queued(tries: 0)
    }
  }

  /// Puts a row into the queue as another state of the desk would show it.
  func set(_ rows: [QueueRow]) { committed = rows }

  /// Changes the row of a practice and answers with it, as it stands then.
  private func change(_ practice: Identifier<Practice>, _ body: (inout QueueRow) -> Void) -> Answer {
    guard let place = committed.firstIndex(where: { $0.practice?.id == practice }) else {
      return .failed(.store(messageKey: "errore.archivio.assente", arguments: []))
    }
    body(&committed[place])
    return .queueRow(committed[place])
  }

  private func row(_ row: QueueRow, _ state: OutboxState) -> QueueRow {
    guard let practice = row.practice else { return row }
    return QueueRow(practice: practice, receiptNumber: row.receiptNumber, state: state, origin: row.origin)
  }

  private func verify(_ practice: Identifier<Practice>) async throws -> Answer {
    guard line == .works else { return .failed(.registryUnreachable) }
    guard let found = committed.first(where: { $0.practice?.id == practice })?.practice else {
      return .failed(.store(messageKey: "errore.archivio.assente", arguments: []))
    }
    let answer = try await registry.submit(CaseCoding.encode(practice: found))
    let state = state(of: answer)
    return change(practice) { $0 = row($0, state) }
  }

  private func close(_ closing: WorkClosing) -> Answer {
    closed.append(closing)
    guard let practice = closing.practice else {
      if closing.told != .notReached { committed.removeAll { $0.work != nil && $0.work?.id == closing.work } }
      return .done
    }
    return change(practice) { row in
      guard closing.told != .notReached else {
        var work = row.work ?? QueueRow.Work(id: 1, code: "", openedAt: clock.now)
        work.attempts += 1
        work.lastAttempt = closing.toldAt
        row.work = work
        return
      }
      let reasons = row.reasons
      row = self.row(
        row, .closed(reasons, Closing(closedBy: author.operatorName.rawValue, closedAt: closing.toldAt)))
      row.work = nil
    }
  }

  private func pull(_ lever: DemoLever) async throws -> Answer {
    switch lever {
    case .cases:
      var found: [Workflow.DemoCase] = []
      for item in SmallRegion.region.demoCases {
        if let person = try await registry.search(.code(item.code)).first {
          found.append(Workflow.DemoCase(id: item.id, person: person))
        }
      }
      return .demoCases(found, standing)
    case .date(let date):
      clock.move(to: RomeTime(date: date, time: CivilTime(hour: 10, minute: 0)!).instant)
      _ = try await registry.dayPassed(to: date)
    case .reset: try await registry.populate(SmallRegion.content)
    case .fill(let medico): _ = try await registry.fill(medico)
    case .line(let behaviour):
      standing.line = behaviour
      levers.append(lever)
    case .suspend(let policy, _, let end):
      standing.stop = Suspension(
        start: clock.now, announcedEnds: [end], policy: policy, kinds: Set(PracticeKind.allCases), source: "")
      levers.append(lever)
    case .resume:
      standing.stop = nil
      levers.append(lever)
    case .deskClock(let minutes):
      standing.clockMinutes = minutes
      levers.append(lever)
    case .person, .reverseLast: levers.append(lever)
    }
    return .leverPulled(standing)
  }
}
