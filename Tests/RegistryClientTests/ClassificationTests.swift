import Domain
import FHIR
import Sync
import Testing

@testable import RegistryClient

/// What may come in a body.
private enum Body: String, CaseIterable, CustomTestStringConvertible {
  case requested, completed, rejected, cancelled, reversed, otherTask
  case rule, notFound, forbidden, duplicate, structure, unsupported, mixed, information, personCode, right,
    kindStopped
  case interoperability, problem, html, htmlWithoutType, empty, words, truncated, wrongJSON, patient
  case noTasks, foundTask, severalTasks, otherTasks, moreTasks, history

  static let tasks: Set<Body> = [.requested, .completed, .rejected, .cancelled, .reversed]
  static let business: Set<Body> = [.rule, .notFound, .forbidden, .duplicate, .mixed, .right]
  static let refusing: Set<Body> = business.union([.structure, .unsupported, .personCode, .kindStopped])
  static let outcomes: Set<Body> = refusing.union([.information])
  static let pages: Set<Body> = [.noTasks, .foundTask, .severalTasks, .otherTasks, .moreTasks, .history]
  static let markup: Set<Body> = [.html, .htmlWithoutType]
  static let strangers: Set<Body> = markup.union([.words])

  var testDescription: String { rawValue }

  func response(_ status: Int, _ headers: HeaderFields = [:]) -> Response {
    func error(
      _ severity: OperationOutcome.Severity, _ code: String, _ detail: String? = nil
    ) -> OperationOutcome.Issue { OperationOutcome.Issue(severity, code, detail: detail) }
    switch self {
    case .requested: return .json(status, Sample.task(.requested), headers)
    case .completed: return .json(status, Sample.task(.completed), headers)
    case .rejected: return .json(status, Sample.task(.rejected), headers)
    case .cancelled: return .json(status, Sample.task(.cancelled), headers)
    case .reversed: return .json(status, Sample.task(.reversed), headers)
    case .otherTask: return .json(status, Sample.task(.completed, otherOperation), headers)
    case .rule:
      return .json(
        status, Sample.outcome(error(.error, "business-rule", "MAX-01")), headers)
    case .notFound:
      return .json(status, Sample.outcome(error(.error, "not-found")), headers)
    case .forbidden:
      return .json(status, Sample.outcome(error(.fatal, "forbidden")), headers)
    case .duplicate:
      return .json(status, Sample.outcome(error(.error, "duplicate")), headers)
    case .structure:
      return .json(status, Sample.outcome(error(.error, "structure")), headers)
    case .unsupported:
      return .json(status, Sample.outcome(error(.error, "not-supported")), headers)
    case .mixed:
      return .json(
        status,
        Sample.outcome(
          error(.information, "informational", "TRACCIA"),
          error(.warning, "not-found"),
          error(.error, "business-rule", "MAX-01")), headers)
    case .information:
      return .json(
        status,
        Sample.outcome(
          error(.information, "informational"),
          error(.warning, "business-rule")), headers)
    case .personCode:
      return .json(
        status, Sample.outcome(error(.error, "processing", "FORBIDDEN_UPDATE")), headers)
    case .right:
      return .json(status, Sample.outcome(error(.error, "forbidden", "REG-03")), headers)
    case .kindStopped:
      let stop = Suspension(
        start: sampleNow, announcedEnds: [sampleNow + .seconds(60)], policy: .blocco, kinds: [.revoca],
        source: "")
      let outcome = OperationOutcome([error(.error, "transient")], suspensions: [AnnouncedSuspension(stop)])
      return .json(status, outcome.bytes(), headers)
    case .interoperability:
      return .text(
        status, "application/problem+json", #"{"title":"InteroperabilityInvalidRequest","status":400}"#,
        headers)
    case .problem: return .text(status, "application/problem+json", #"{"title":"Bad Request"}"#, headers)
    case .html: return .text(status, "text/html", "<html><body>Accesso alla rete</body></html>", headers)
    case .htmlWithoutType:
      return .text(status, "application/fhir+json", "\n<!DOCTYPE html><title>Accesso</title>", headers)
    case .empty: return Response(status: status, headers: headers)
    case .words: return .text(status, "text/plain", "benvenuti", headers)
    case .truncated: return .json(status, Sample.task(.completed).dropLast(20), headers)
    case .wrongJSON: return .text(status, "application/json", #"{"esito":"OK"}"#, headers)
    case .patient: return .json(status, Array(#"{"resourceType":"Patient","id":"p"}"#.utf8), headers)
    case .noTasks: return .json(status, Sample.bundle(), headers)
    case .foundTask: return .json(status, Sample.bundle(Sample.task(.completed)), headers)
    case .severalTasks:
      return .json(
        status,
        Sample.bundle(
          Sample.task(.requested, id: "t1"), Sample.task(.completed, id: "t2"),
          Sample.task(.cancelled, id: "t3")), headers)
    case .otherTasks: return .json(status, Sample.bundle(Sample.task(.completed, otherOperation)), headers)
    case .moreTasks: return .json(status, Sample.bundle(next: "https://registro.example/fhir?x=2"), headers)
    case .history: return .json(status, BundleResource(.history).bytes, headers)
    }
  }
}

/// The outcomes without what they carry.
private enum Class: String {
  case notSent, unknown, conflict, requested, decided, cancelled, reversed, absent, refused, identityLost
  case misconfigured, throttled, serviceRefused, postponed, clockOrCertificate, captivePortal
  /// Never said by the line.
  case unfit

  init(_ outcome: WireOutcome) {
    switch outcome {
    case .notSent: self = .notSent
    case .unknown: self = .unknown
    case .conflict: self = .conflict
    case .found(.requested): self = .requested
    case .found(.decided): self = .decided
    case .found(.cancelled): self = .cancelled
    case .found(.reversed): self = .reversed
    case .absent: self = .absent
    case .refused: self = .refused
    case .identityLost: self = .identityLost
    case .misconfigured: self = .misconfigured
    case .throttled: self = .throttled
    case .serviceRefused: self = .serviceRefused
    case .postponed: self = .postponed
    case .clockOrCertificate: self = .clockOrCertificate
    case .captivePortal: self = .captivePortal
    case .unfit: self = .unfit
    }
  }
}

/// One row of the table of expectations: the first that fits counts.
private struct Row {
  let call: String
  let statuses: [Int]
  let bodies: Set<Body>
  let expected: Class

  init(_ call: String, _ statuses: [Int], _ bodies: Set<Body>, _ expected: Class) {
    self.call = call
    self.statuses = statuses
    self.bodies = bodies
    self.expected = expected
  }

  func fits(_ call: CallKind, _ status: Int, _ body: Body) -> Bool {
    let name: String
    switch call {
    case .send: name = "send"
    case .ask: name = "ask"
    }
    return (self.call == name || self.call == "both") && statuses.contains(status) && bodies.contains(body)
  }
}

@Suite("What an answer means") struct ClassificationTests {
  private static let any = Set(Body.allCases)
  private static let good = Array(200...299)
  private static let rows: [Row] = [
    // A conflict with what the registry has already brings it along.
    Row("send", [409], [.requested], .requested),
    Row("send", [409], [.completed, .rejected], .decided),
    Row("send", [409], [.cancelled], .cancelled),
    Row("send", [409], [.reversed], .reversed),
    Row("both", good, [.requested], .requested),
    Row("both", good, [.completed, .rejected], .decided),
    Row("both", good, [.cancelled], .cancelled),
    Row("both", good, [.reversed], .reversed),
    Row("both", good, Body.strangers, .captivePortal),
    Row("ask", good, [.noTasks], .absent),
    Row("ask", good, [.foundTask, .severalTasks], .decided),
    // Taken in, and told nothing of it.
    Row(
      "both", [202], Body.outcomes.union([.empty, .patient, .interoperability, .problem]), .requested),
    Row("send", good, Body.business, .refused),
    Row("both", good, any, .unknown),
    Row("both", [304], any, .unknown),
    Row("both", [301, 308], any, .misconfigured),
    Row("both", Array(300...399) + [511], any, .captivePortal),
    Row("send", [400], Body.business, .refused),
    Row("ask", [400], Body.business, .unknown),
    Row("send", [403], [.rule, .mixed, .personCode, .right], .refused),
    Row("ask", [403], [.rule, .mixed, .personCode, .right], .unknown),
    Row("send", [404, 410], Body.refusing.subtracting([.unsupported]), .identityLost),
    Row("ask", [404, 410], Body.refusing.subtracting([.unsupported]), .unknown),
    Row("send", [409, 412], any, .conflict),
    Row("both", [408, 409, 412, 423, 425], any, .unknown),
    Row("both", [422], Body.markup.union([.interoperability]), .misconfigured),
    Row("send", [422], any, .refused),
    Row("ask", [422], any, .unknown),
    Row("both", [429], any, .throttled),
    Row("send", [503], [.kindStopped], .postponed),
    Row("both", [503], any, .serviceRefused),
    Row("both", Array(400...499) + [501, 505], any, .misconfigured),
    Row("both", Array(100...199) + Array(500...599), any, .unknown),
  ]

  /// What every status with every body means; what a body is does not depend on the status, and is found once.
  private static let found: [(call: CallKind, status: Int, body: Body, meaning: Class)] = {
    [CallKind.send(operation), .ask(operation)].flatMap { call in
      Body.allCases.flatMap { body in
        var response = body.response(100)
        let content = AnswerBody(response)
        return (100...599).map { status in
          response.status = status
          let exchange = ExchangeResult(.success(response), sentAt: sampleNow, receivedAt: sampleNow)
          let classified = exchange.classified(
            response, content, as: call, personRefusals: RegistrySettings().personRefusals)
          return (call, status, body, Class(classified.outcome))
        }
      }
    }
  }()

  @Test("every status with every body, sent or asked, is what the table says")
  func table() {
    var used = Set<Int>()
    for (call, status, body, meaning) in Self.found {
      let index = Self.rows.firstIndex { $0.fits(call, status, body) }!
      used.insert(index)
      if meaning != Self.rows[index].expected { Issue.record("\(call) \(status) \(body): \(meaning)") }
    }
    #expect(used.count == Self.rows.count, "a row of the table that nothing reaches")
  }

  @Test("no answer is taken for a message that never left, and no passing error for the end")
  func neverLost() {
    for (call, status, body, meaning) in Self.found {
      let isSafe: Bool
      switch call {
      case .send:
        let isPassing = status >= 500 || [408, 412].contains(status)
        isSafe =
          ![.notSent, .absent].contains(meaning)
          && (!isPassing || ![.refused, .identityLost, .decided].contains(meaning))
          && (status != 409 || ![.refused, .identityLost].contains(meaning))
      case .ask:
        isSafe =
          ![.notSent, .refused, .identityLost, .conflict].contains(meaning)
          && (meaning != .absent || body == .noTasks && (200...299).contains(status))
      }
      if !isSafe { Issue.record("\(call) \(status) \(body): \(meaning)") }
    }
  }

  @Test(
    "the whole way from bytes to meaning agrees with the table", arguments: [200, 202, 400, 409, 422, 503])
  func whole(status: Int) {
    for (call, found, body, meaning) in Self.found where found == status {
      let exchange = ExchangeResult(
        .success(body.response(status)), sentAt: sampleNow, receivedAt: sampleNow)
      #expect(Class(exchange.classified(as: call).outcome) == meaning, "\(call) \(body)")
    }
  }

  static let failures: [(TransportFailure.Reason, none: String, some: String)] = [
    (.nameNotFound, "notSent", "unknown"), (.notConnected, "notSent", "unknown"),
    (.timedOut, "notSent", "unknown"), (.broken, "notSent", "unknown"), (.garbled, "notSent", "unknown"),
    (.certificate, "clockOrCertificate", "unknown"),
    (.certificateOutOfTime, "clockOrCertificate", "unknown"),
    (.clientCertificate, "misconfigured", "misconfigured"),
    (.proxy, "misconfigured", "misconfigured"), (.configuration, "misconfigured", "misconfigured"),
  ]

  @Test("a line without an answer proves something only if nothing left", arguments: failures)
  func failure(_ reason: TransportFailure.Reason, none: String, some: String) {
    for call in [CallKind.send(operation), .ask(operation)] {
      for (bytes, expected) in [(0, none), (1, some), (4_096, some)] {
        let exchange = ExchangeResult(
          .failure(TransportFailure(reason, bodyBytesSent: bytes)), sentAt: sampleNow, receivedAt: sampleNow)
        let outcome = exchange.classified(as: call).outcome
        #expect(Class(outcome).rawValue == expected)
        if case .misconfigured(_, let mayHaveArrived) = outcome, case .send = call {
          // A proxy that asks who we are has passed nothing on.
          #expect(mayHaveArrived == (bytes > 0 && reason != .proxy))
        }
      }
    }
  }

  @Test("every reason of the transport stands in the table")
  func reasons() {
    for (reason, _, _) in Self.failures {
      switch reason {
      case .nameNotFound, .notConnected, .timedOut, .broken, .certificate, .certificateOutOfTime,
        .clientCertificate, .proxy, .garbled, .configuration:
        break
      }
    }
    #expect(Set(Self.failures.map(\.0)).count == 10)
  }

  @Test("all issues are read: the errors refuse, the rest is noted")
  func issues() {
    let exchange = ExchangeResult(
      .success(Body.mixed.response(422)), sentAt: sampleNow, receivedAt: sampleNow)
    let classified = exchange.classified(as: .send(operation))
    #expect(classified.outcome == .refused([RejectionReason(code: "MAX-01")]))
    #expect(
      classified.notes == [
        .issue(severity: "information", code: "TRACCIA"), .issue(severity: "warning", code: "not-found"),
        .issue(severity: "error", code: "MAX-01"),
      ])
  }

  @Test("the words of a foreign registry come with its code, those of our own rules do not")
  func words() {
    let own = OperationOutcome.Issue(.error, "business-rule", detail: "MAX-01", text: "Elenco completo")
    let foreign = OperationOutcome.Issue(
      .error, "business-rule", detail: "LISTA_PIENA", text: "Elenco completo")
    let exchange = ExchangeResult(
      .success(.json(422, Sample.outcome(own, foreign))), sentAt: sampleNow, receivedAt: sampleNow)
    #expect(
      exchange.classified(as: .send(operation)).outcome
        == .refused([
          RejectionReason(code: "MAX-01"),
          RejectionReason(code: "LISTA_PIENA", arguments: ["Elenco completo"]),
        ]))
  }

  @Test("a 422 without reasons has one all the same")
  func unexplained() {
    let exchange = ExchangeResult(.success(Response(status: 422)), sentAt: sampleNow, receivedAt: sampleNow)
    #expect(exchange.classified(as: .send(operation)).outcome == .refused([.unexplained]))
  }

  @Test("of several Tasks the one that was carried out counts, and a person learns of the others")
  func several() {
    let exchange = ExchangeResult(
      .success(Body.severalTasks.response(200)), sentAt: sampleNow, receivedAt: sampleNow)
    let classified = exchange.classified(as: .ask(operation))
    #expect(classified.outcome == .found(.decided(Sample.acceptance)))
    #expect(classified.notes == [.severalTasks(2)])
  }

  @Test("several matches of a condition are noted")
  func severalMatches() {
    let issue = OperationOutcome.Issue(.error, "multiple-matches")
    let exchange = ExchangeResult(
      .success(.json(412, Sample.outcome(issue))), sentAt: sampleNow, receivedAt: sampleNow)
    let classified = exchange.classified(as: .send(operation))
    #expect(classified.outcome == .conflict)
    #expect(classified.notes.contains(.severalMatches))
  }

  @Test("202 says where the result will be")
  func accepted() {
    let exchange = ExchangeResult(
      .success(Response(status: 202, headers: ["Location": "https://registro.example/fhir/Task/9"])),
      sentAt: sampleNow, receivedAt: sampleNow)
    let classified = exchange.classified(as: .send(operation))
    #expect(classified.outcome == .found(.requested))
    #expect(classified.notes == [.location("https://registro.example/fhir/Task/9")])
  }

  @Test(
    "what a completed Task does not tell is not invented: neither its number nor its day",
    arguments: [nil, "P-1"], [nil, "2026-03-05"])
  func untold(number: String?, day: String?) throws {
    let outputs = [
      number.map { Self.output("protocollo", #""valueString":"\#($0)""#) },
      day.map { Self.output("decorrenza", #""valueDate":"\#($0)""#) },
    ].compactMap(\.self)
    let bare = try PracticeTask.decided(
      Sample.body(),
      TaskRegistration(id: "t1", meta: ResourceMeta(lastUpdated: sampleNow), status: .completed))
    let task =
      outputs.isEmpty
      ? bare : Array(#"{"output":[\#(outputs.joined(separator: ","))],"#.utf8) + bare.dropFirst()
    let exchange = ExchangeResult(.success(.json(200, task)), sentAt: sampleNow, receivedAt: sampleNow)
    let classified = exchange.classified(as: .send(operation))
    let answer = RegistryAnswer.accepted(
      protocolNumber: number ?? "", effectiveDate: day.flatMap { CivilDate(iso: $0) },
      decision: Decision(findings: []))
    #expect(classified.outcome == .found(.decided(answer)))
    #expect(classified.notes.isEmpty)
  }

  private static func output(_ code: String, _ value: String) -> String {
    let system = "https://sportello.example/fhir/CodeSystem/parametri-operazione"
    return #"{"type":{"coding":[{"system":"\#(system)","code":"\#(code)"}]},\#(value)}"#
  }
}
