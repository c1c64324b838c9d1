import Domain
import FHIR
public import Sync

/// What an exchange about a practice means, and what else it said.
public struct Classified: Hashable, Sendable {
  /// What it means for the outbox.
  public let outcome: WireOutcome
  /// What else it said.
  public let notes: [WireNote]
  /// Whether it refused because it has something like this already: ask before believing it.
  public let isDuplicate: Bool
}

extension ExchangeResult {
  /// The whole error table as one pure function.
  ///
  /// What is not known to have failed is unknown: a time-out after the first byte, every 5xx, conflicts, and answers
  /// that cannot be read. An answer to something else than what was asked counts as none.
  ///
  /// - Parameters:
  ///   - call: What was asked.
  ///   - personRefusals: Codes that in a 403 concern the person.
  /// - Returns: A meaning for every status, body and failure.
  ///
  /// Source: registry-sync §3.6.
  public func classified(
    as call: CallKind, personRefusals: Set<String> = RegistrySettings().personRefusals
  ) -> Classified {
    switch result {
    case .failure(let failure):
      return Classified(
        outcome: Fault(failure).outcome(of: call, mayHaveArrived: failure.bodyBytesSent > 0), notes: [],
        isDuplicate: false)
    case .success(let response):
      return classified(response, AnswerBody(response), as: call, personRefusals: personRefusals)
    }
  }

  /// The part of the table for answers, of which the body was looked at.
  func classified(
    _ response: Response, _ body: AnswerBody, as call: CallKind, personRefusals: Set<String>
  ) -> Classified {
    var notes = body.notes
    let outcome: WireOutcome
    if let report = response.maySpeak(of: call) ? body.report(to: call, &notes) : nil {
      outcome = report
    } else if response.status == 202, let accepted = response.accepted(body, &notes) {
      outcome = accepted
    } else {
      let fault = Fault(
        response, body, waiting: Waiting.milliseconds(response.headers, receivedAt: receivedAt),
        personRefusals: personRefusals)
      outcome = fault.outcome(of: call, mayHaveArrived: true)
    }
    if response.status == 412, body.isSeveralMatches { notes.append(.severalMatches) }
    return Classified(outcome: outcome, notes: notes, isDuplicate: body.isDuplicate)
  }
}

extension Response {
  /// Whether Tasks in the answer tell how things stand.
  ///
  /// A conflict may bring what the registry has already: HealthLake answers a repeated write so.
  fileprivate func maySpeak(of call: CallKind) -> Bool {
    switch call {
    case .send: (200...299).contains(status) || status == 409
    case .ask: (200...299).contains(status)
    }
  }

  /// What 202 means without a Task: taken in, unless it is a page of something else.
  fileprivate func accepted(_ body: AnswerBody, _ notes: inout [WireNote]) -> WireOutcome? {
    let location = headers["Location"] ?? headers["Content-Location"]
    switch body {
    case .html, .other: return nil
    case .empty, .outcome, .resource, .problem: break
    case .task, .bundle, .garbled: if location == nil { return nil }
    }
    if let location { notes.append(.location(location)) }
    return .found(.requested)
  }
}

extension Fault {
  /// The meaning for the practice.
  fileprivate func outcome(of call: CallKind, mayHaveArrived: Bool) -> WireOutcome {
    switch (self, call) {
    case (.unreachable, _): .notSent
    case (.lost, _), (.unusable, _): .unknown(retryAfter: nil)
    case (.certificate, _): .clockOrCertificate
    // Whoever is not known, or does not get through the proxy, has not been heard.
    case (.refusesDesk(let code), .send) where ["401", "proxy"].contains(code):
      .misconfigured(code: code, mayHaveArrived: false)
    case (.refusesDesk(let code), .send): .misconfigured(code: code, mayHaveArrived: mayHaveArrived)
    // The question was refused: what the registry has of the practice is as unknown as before.
    case (.refusesDesk(let code), .ask): .misconfigured(code: code, mayHaveArrived: true)
    case (.portal, _): .captivePortal
    case (.throttled(let waiting), _): .throttled(retryAfter: waiting)
    case (.suspended(let waiting), _), (.postponed(let waiting), .ask): .serviceRefused(retryAfter: waiting)
    case (.postponed(let waiting), .send): .postponed(retryAfter: waiting)
    case (.passing(let waiting), _): .unknown(retryAfter: waiting)
    case (.conflict, .send): .conflict
    case (.conflict, .ask): .unknown(retryAfter: nil)
    case (.refusesThis(let reasons), .send): .refused(reasons)
    case (.personGone(let reasons), .send): .identityLost(reasons)
    case (.refusesThis, .ask), (.personGone, .ask): .unknown(retryAfter: nil)
    }
  }
}

extension AnswerBody {
  /// What Tasks in a good answer say of the operation; `nil` if they say nothing of it.
  fileprivate func report(to call: CallKind, _ notes: inout [WireNote]) -> WireOutcome? {
    switch (self, call) {
    case (.task(let record), _):
      guard record.operation == call.operation else {
        notes.append(.otherOperation)
        return nil
      }
      return .found(record.report)
    case (.bundle(let page), .ask(let operation)):
      return page.report(of: operation, &notes)
    case (.bundle, .send), (.empty, _), (.outcome, _), (.problem, _), (.resource, _), (.html, _),
      (.garbled, _), (.other, _):
      return nil
    }
  }
}
