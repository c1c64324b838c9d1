import Domain
import FHIR
import RegistryClient
import Synchronization

/// A line that a test writes down beforehand, and that remembers what travelled.
final class Line: Sendable {
  typealias Answer = @Sendable (Request) async -> Result<Response, TransportFailure>

  /// What travelled, in order.
  struct Travelled: Sendable {
    let request: Request
    let isFresh: Bool
  }

  private let state: Mutex<(answers: [Answer], travelled: [Travelled])>

  /// Takes the answers in order; the last one stays.
  init(_ answers: [Answer]) { state = Mutex((answers, [])) }

  convenience init(_ responses: Response...) {
    self.init(responses.map { response in { _ in .success(response) } })
  }

  var travelled: [Travelled] { state.withLock { $0.travelled } }
  var requests: [Request] { travelled.map(\.request) }

  var transport: Transport {
    { request, isFresh throws(TransportFailure) in
      let answer = self.state.withLock { state in
        state.travelled.append(Travelled(request: request, isFresh: isFresh))
        return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
      }
      return try await answer(request).get()
    }
  }

  func client(
    base: String = "https://registro.example/fhir", settings: RegistrySettings = RegistrySettings(),
    tokens: @escaping TokenProvider = { _, _ in nil }, now: @escaping @Sendable () -> Instant = { sampleNow }
  ) -> RegistryClient {
    let ids = Counter()
    return RegistryClient(
      transport: transport, tokens: tokens, base: base, settings: settings, now: now,
      randomUUID: { "read-\(ids.next())" })
  }
}

final class Counter: Sendable {
  private let value = Mutex(0)
  func next() -> Int {
    value.withLock { value in
      value += 1
      return value
    }
  }
}

let sampleNow = Instant(iso: "2026-11-21T10:00:00Z")!
let operation: Identifier<Practice> = "0d6f0c5e-4a7b-4c0e-9a43-5b1f0a3f7c11"
let otherOperation: Identifier<Practice> = "1d6f0c5e-4a7b-4c0e-9a43-5b1f0a3f7c12"

/// Tasks of every kind, made of a note: what they ask for does not matter to the line.
enum Sample {
  static let asl = CodiceAsl("090201")!
  static let author = Author(
    operatorName: "r.prova", role: .sportello, desk: Desk(id: "sportello 2", kind: .asl, asl: asl))
  static let day = CivilDate(year: 2026, month: 11, day: 23)!
  static let acceptance = RegistryAnswer.accepted(
    protocolNumber: "2026/7", effectiveDate: day, decision: Decision(findings: []))
  static let refusal = RegistryAnswer.rejected(
    Decision(findings: [Finding(RuleBook.entries.first { $0.rule.id == "PRA-01" }!.rule, .block)]))

  static func body(_ operation: Identifier<Practice> = operation) -> [UInt8] {
    NoteTask(
      operation: operation, person: "p1", code: nil, text: "nota", at: sampleNow, author: author
    ).bytes
  }

  static func task(
    _ status: TaskRecord.Status, _ operation: Identifier<Practice> = operation, id: String = "t1"
  ) -> [UInt8] {
    let answer: RegistryAnswer? =
      switch status {
      case .completed, .reversed: acceptance
      case .rejected: refusal
      case .requested, .cancelled: nil
      }
    return try! PracticeTask.decided(
      body(operation),
      TaskRegistration(
        id: id, meta: ResourceMeta(versionId: "3", lastUpdated: sampleNow), status: status, answer: answer,
        reasons: status == .reversed ? ["STO-01"] : []))
  }

  static func bundle(_ resources: [UInt8]..., next: String? = nil) -> [UInt8] {
    BundleResource(
      .searchset, nextLink: next, entries: resources.map { .init(fullURL: nil, resource: $0[...]) }
    ).bytes
  }

  static func outcome(_ issues: OperationOutcome.Issue...) -> [UInt8] { OperationOutcome(issues).bytes() }
}

extension Response {
  static func json(_ status: Int, _ body: [UInt8], _ headers: HeaderFields = [:]) -> Response {
    var headers = headers
    headers["Content-Type"] = "application/fhir+json"
    return Response(status: status, headers: headers, body: body)
  }

  static func text(_ status: Int, _ type: String, _ text: String, _ headers: HeaderFields = [:]) -> Response {
    var headers = headers
    headers["Content-Type"] = type
    return Response(status: status, headers: headers, body: Array(text.utf8))
  }
}
