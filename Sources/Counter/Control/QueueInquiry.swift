public import Domain
import FoundationEssentials
public import Store
import Sync

/// What `sportello queue` asks of the store, over the control socket or in its own process.
///
/// Answers carry no personal data: operations, states, times, operators and desks only.
public enum QueueInquiry {
  /// A question, as one line of JSON.
  public enum Question: Hashable, Sendable {
    /// The operations that somebody still has to do something about, or all, oldest first.
    case list(isAll: Bool = false)
    /// What happened to one practice, by the number of its receipt or by its operation.
    case show(operation: String)
    /// Whether journal and outbox are whole.
    case verify
    /// A round with the registry.
    case sync
    /// By which keys other desks know this one.
    case keys
    /// Write a file of waiting practices.
    case export(QueueTransfer.Export)
    /// Read one.
    case `import`(QueueTransfer.Import)
    /// Take a practice back that was given away.
    case takeBack(QueueTransfer.Order)
    /// Take in the copies of a second folder.
    case recover(QueueTransfer.Order)

    /// The question as one line of JSON.
    public var line: String {
      switch self {
      case .list(let isAll): encoded(Wire(ask: isAll ? "queue.all" : "queue.list"))
      case .show(let operation): encoded(Wire(ask: "queue.show", operation: operation))
      case .verify: encoded(Wire(ask: "queue.verify"))
      case .sync: encoded(Wire(ask: "sync.once"))
      case .keys: encoded(Wire(ask: "queue.keys"))
      case .export(let order): encoded(Wire(ask: "queue.export", export: order))
      case .import(let order): encoded(Wire(ask: "queue.import", import: order))
      case .takeBack(let order): encoded(Wire(ask: "queue.take-back", takeBack: order))
      case .recover(let order): encoded(Wire(ask: "queue.recover", recover: order))
      }
    }

    /// Reads a question, or returns `nil` when the line is none.
    public init?(line: String) {
      guard let wire = try? JSONDecoder().decode(Wire.self, from: Data(line.utf8)) else { return nil }
      switch (wire.ask, wire.takeBack, wire.recover) {
      case (_, nil, nil): break
      case ("queue.take-back", let order?, nil):
        self = .takeBack(order)
        return
      case ("queue.recover", nil, let order?):
        self = .recover(order)
        return
      default: return nil
      }
      switch (wire.ask, wire.operation, wire.export, wire.import) {
      case ("queue.list", nil, nil, nil): self = .list()
      case ("queue.all", nil, nil, nil): self = .list(isAll: true)
      case ("queue.show", let operation?, nil, nil): self = .show(operation: operation)
      case ("queue.verify", nil, nil, nil): self = .verify
      case ("sync.once", nil, nil, nil): self = .sync
      case ("queue.keys", nil, nil, nil): self = .keys
      case ("queue.export", nil, let order?, nil): self = .export(order)
      case ("queue.import", nil, nil, let order?): self = .import(order)
      default: return nil
      }
    }

    private struct Wire: Codable {
      var ask: String
      var operation: String?
      var export: QueueTransfer.Export?
      var `import`: QueueTransfer.Import?
      var takeBack: QueueTransfer.Order?
      var recover: QueueTransfer.Order?
    }
  }

  /// The answer to one question.
  public struct Answer: Hashable, Sendable, Codable {
    /// The operations of a list.
    public var practices: [Line]?
    /// The steps of one operation.
    public var steps: [Step]?
    /// Whether everything is whole.
    public var isSound: Bool?
    /// Operations that are not what was stored.
    public var altered: [String]?
    /// The first line of the journal that does not follow from the one before it.
    public var brokenLink: Int?
    /// What a round with the registry came to.
    public var sync: SyncReport?
    /// What was written or read.
    public var transfer: QueueTransfer.Report?
    /// The key of a sentence when there is no answer.
    public var error: String?
    /// What stands in the places of the sentence.
    public var arguments: [String]?

    /// Reads an answer, or returns `nil` when the line is none.
    public init?(line: String) {
      guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(line.utf8)) else { return nil }
      self = answer
    }

    init() {}

    /// Why there is no answer.
    mutating func tell(_ error: any Error) {
      switch error {
      case let fault as QueueTransfer.Fault: (self.error, arguments) = (fault.key, fault.arguments)
      case let message as any OperatorMessage:
        (self.error, arguments) = (message.messageKey, message.messageArguments)
      default: self.error = "errore.archivio.interno"
      }
    }
  }

  /// One operation of a list.
  public struct Line: Hashable, Sendable, Codable {
    /// Its place among all of this desk.
    public let sequence: Int
    /// The number of its receipt.
    public let number: Int
    /// The operation id.
    public let operation: String
    /// The kind of practice.
    public let kind: String
    /// The kind of its state.
    public let state: String
    /// When it was stored, in universal time.
    public let submittedAt: String
    /// When its state last changed, in universal time.
    public let changedAt: String
    /// Who confirmed it.
    public let operatorName: String
    /// At which desk.
    public let desk: String
  }

  /// One step of an operation.
  public struct Step: Hashable, Sendable, Codable {
    /// When, in universal time.
    public let at: String
    /// What happened.
    public let what: String
    /// The kind of the state after it, if it changed.
    public let state: String?
    /// Who did it; `nil` for the program or the registry.
    public let operatorName: String?
  }

  /// How long a round may take that a sub-command waits for, in milliseconds.
  static let roundMilliseconds = 8_000

  /// Answers one line with one line; never fails, but may answer with the key of an error.
  ///
  /// - Parameters:
  ///   - line: The question.
  ///   - store: The desk's data.
  ///   - now: The present moment.
  ///   - round: Tries everything that waits; `nil` where there is no worker.
  ///   - reload: Told after the outbox was changed by a file.
  /// - Returns: The answer.
  public static func answer(
    _ line: String, store: DeskStore, now: Instant, round: (@Sendable () async -> SyncReport)? = nil,
    reload: @Sendable () async -> Void = {}
  ) async -> String {
    var answer = Answer()
    guard let question = Question(line: line) else {
      answer.error = "errore.controllo.domanda"
      return encoded(answer)
    }
    do {
      switch question {
      case .list(let isAll): answer.practices = try await practices(isAll: isAll, store)
      case .show(let operation):
        let identifier = try await identifier(operation, store)
        let steps = try await store.journal(of: identifier).map(step)
        if steps.isEmpty { throw StoreError.notFound }
        answer.steps = steps
      case .verify:
        let report = try await store.verify()
        answer.isSound = report.isClean
        answer.altered = report.altered.map(\.rawValue)
        answer.brokenLink = report.brokenLink
      case .sync:
        guard let round else { throw QueueTransfer.Fault("errore.controllo.domanda") }
        answer.sync = await round()
      case .keys: answer.transfer = try await QueueTransfer.keys(store)
      case .export(let order):
        answer.transfer = try await QueueTransfer.export(order, store, at: now)
        if order.isHandover { await reload() }
      case .import(let order):
        answer.transfer = try await QueueTransfer.read(order, store, at: now)
        await reload()
      case .takeBack(let order):
        let practice = try await identifier(order.subject, store)
        answer.transfer = try await QueueTransfer.takeBack(practice, order, store, at: now)
        await reload()
      case .recover(let order):
        answer.transfer = try await QueueTransfer.recover(order, store, at: now)
        await reload()
      }
    } catch { answer.tell(error) }
    return encoded(answer)
  }

  /// The practice with a number or an operation; a number that two desks have printed names none.
  private static func identifier(_ text: String, _ store: DeskStore) async throws -> Identifier<Practice> {
    if let number = Int(text) {
      let found = try await store.practices(PracticeFilter(limit: .max)).filter { $0.number == number }
      guard found.count < 2 else {
        throw QueueTransfer.Fault("errore.coda.ambiguo", [text, "\(found.count)"])
      }
      if let only = found.first { return only.entry.operation }
    }
    guard let identifier = Identifier<Practice>(text) else { throw StoreError.notFound }
    return identifier
  }

  private static func practices(isAll: Bool, _ store: DeskStore) async throws(StoreError) -> [Line] {
    let states = Set(OutboxState.Kind.allCases.filter { isAll || $0.isOpen })
    let practices = try await store.practices(PracticeFilter(states: states, limit: .max))
    return practices.reversed().map { practice in
      Line(
        sequence: practice.entry.sequence, number: practice.number,
        operation: practice.entry.operation.rawValue, kind: practice.kind.rawValue,
        state: "\(practice.entry.state.kind)", submittedAt: practice.entry.submittedAt.iso,
        changedAt: practice.changedAt.iso, operatorName: practice.signature.operatorName,
        desk: practice.signature.desk)
    }
  }

  private static func step(_ entry: JournalEntry) -> Step {
    Step(
      at: entry.at.iso, what: entry.what, state: entry.state.map { "\($0.kind)" },
      operatorName: entry.signature?.operatorName)
  }

  private static func encoded(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
