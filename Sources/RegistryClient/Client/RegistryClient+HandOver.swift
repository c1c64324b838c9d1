public import Domain
public import FHIR
public import Sync

/// What came of a step in handing codes over.
public enum HandOverOutcome: Hashable, Sendable {
  /// Where the hand-over stands now, and so what comes next.
  case told(HandOverReply)
  /// Refused before any code was drawn.
  case refused([RejectionReason])
  /// Nobody knows what the registry did: codes that were asked for count as shown.
  case lost
}

extension RegistryClient {
  /// Asks for the first half of new codes: `POST /Device/{card}/$consegna-codici`; never from a queue.
  ///
  /// Asked again under the same operation the registry tells how the hand-over stands, and no code a second time.
  ///
  /// - Parameters:
  ///   - practice: The case before the hand-over, its contact in clear; the token of its author's role is sent.
  ///   - card: The card.
  ///   - key: Whose other half opens the box in which the first half comes (``HandOverReply/box``): made for this
  ///     hand-over alone.
  /// - Returns: What came of it.
  /// - Throws: ``ReadFailure`` where the registry certainly did nothing.
  public func prepareHandOver(
    _ practice: Practice, of card: NumeroTessera, sealedFor key: HandOverKey
  ) async throws(ReadFailure) -> Reading<HandOverOutcome> {
    try await handOver(.prepare(practice, key), card, role: practice.author.role)
  }

  /// Asks how a hand-over stands; nothing is changed by it.
  ///
  /// - Parameters:
  ///   - operation: The operation under which the codes were asked for.
  ///   - card: The card.
  ///   - role: Whose token to send.
  /// - Returns: How it stands; `nil` if the registry knows of none: then no code was ever drawn for it.
  /// - Throws: ``ReadFailure`` where the registry did not tell.
  public func handOverStanding(
    _ operation: Identifier<Practice>, of card: NumeroTessera, role: Role
  ) async throws(ReadFailure) -> Reading<HandOverReply?> {
    let exchange = await sent(.ask(operation), card, role: role)
    if case .success(let response) = exchange.result {
      if response.status == 404 { return Reading(nil, clock: exchange.clock) }
      if response.status == 200, let reply = try? HandOverReply(response.body) {
        return Reading(reply, clock: exchange.clock)
      }
    }
    throw exchange.failure(AnswerBody(exchange))
  }

  /// Says that the citizen has the first half; the registry then sends the second one.
  ///
  /// - Parameters:
  ///   - operation: The operation under which the codes were asked for.
  ///   - card: The card.
  ///   - role: Whose token to send.
  /// - Returns: What came of it; after ``HandOverOutcome/lost`` it may be said again.
  /// - Throws: ``ReadFailure`` where the registry certainly did nothing.
  public func acknowledgeHandOver(
    _ operation: Identifier<Practice>, of card: NumeroTessera, role: Role
  ) async throws(ReadFailure) -> Reading<HandOverOutcome> {
    try await handOver(.acknowledge(operation), card, role: role)
  }

  private func handOver(
    _ asked: HandOverRequest, _ card: NumeroTessera, role: Role
  ) async throws(ReadFailure) -> Reading<HandOverOutcome> {
    let exchange = await sent(asked, card, role: role)
    guard case .success(let response) = exchange.result, response.status == 200 else {
      return Reading(try Self.outcome(of: exchange), clock: exchange.clock)
    }
    guard let reply = try? HandOverReply(response.body) else { return Reading(.lost, clock: exchange.clock) }
    return Reading(.told(reply), clock: exchange.clock)
  }

  private func sent(
    _ asked: HandOverRequest, _ card: NumeroTessera, role: Role
  ) async -> ExchangeResult {
    var headers = Self.writeHeaders(asked.operation)
    // An operation creates nothing that could be looked for.
    headers["If-None-Exist"] = nil
    headers["Prefer"] = nil
    let request = Request(.post, HandOverRequest.path(card), headers: headers, body: asked.bytes)
    return await exchange(request, role: role, isFresh: true)
  }

  /// What an answer means that tells of no hand-over.
  private static func outcome(of exchange: ExchangeResult) throws(ReadFailure) -> HandOverOutcome {
    let body = AnswerBody(exchange)
    let fault: Fault
    switch exchange.result {
    case .failure(let failure): fault = Fault(failure)
    case .success(let response):
      fault = Fault(
        response, body, waiting: Waiting.milliseconds(response.headers, receivedAt: exchange.receivedAt),
        personRefusals: RegistrySettings().personRefusals)
    }
    switch fault {
    case .refusesThis(let reasons), .personGone(let reasons): return .refused(reasons)
    case .lost, .passing, .conflict, .unusable: return .lost
    case .unreachable, .certificate, .refusesDesk, .portal, .throttled, .suspended, .postponed:
      throw exchange.failure(body)
    }
  }
}
