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
  ///   - keep: Gets each code of the first half, to be copied into memory that is wiped; the bytes are overwritten
  ///     as soon as it returns. Called only where ``HandOverOutcome/told(_:)`` or ``HandOverOutcome/lost`` follows.
  /// - Returns: What came of it.
  /// - Throws: ``ReadFailure`` where the registry certainly did nothing.
  public func prepareHandOver(
    _ practice: Practice, of card: NumeroTessera, keep: (CodeName, UnsafeRawBufferPointer) -> Void
  ) async throws(ReadFailure) -> Reading<HandOverOutcome> {
    try await handOver(.prepare(practice), card, role: practice.author.role, keep: keep)
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
    try await handOver(.acknowledge(operation), card, role: role) { _, _ in }
  }

  private func handOver(
    _ asked: HandOverRequest, _ card: NumeroTessera, role: Role,
    keep: (CodeName, UnsafeRawBufferPointer) -> Void
  ) async throws(ReadFailure) -> Reading<HandOverOutcome> {
    var headers = Self.writeHeaders(asked.operation)
    // An operation creates nothing that could be looked for.
    headers["If-None-Exist"] = nil
    headers["Prefer"] = nil
    let request = Request(.post, HandOverRequest.path(card), headers: headers, body: asked.bytes)
    let exchange = await exchange(request, role: role, isFresh: true)
    let clock = exchange.clock
    guard case .success(var response) = exchange.result, response.status == 200 else {
      return Reading(try Self.outcome(of: exchange), clock: clock)
    }
    let count = CodeFields.visit(&response.body) { name, place in
      keep(name, UnsafeRawBufferPointer(place))
      place.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "0"))
    }
    guard count != nil, let reply = try? HandOverReply(response.body) else {
      return Reading(.lost, clock: clock)
    }
    return Reading(.told(reply), clock: clock)
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
