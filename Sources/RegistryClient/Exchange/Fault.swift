import Domain
import FHIR
import Sync

/// What an exchange means that brought nothing usable, whatever was asked: the error table in one place.
///
/// Source: registry-sync §3.6.
enum Fault: Hashable {
  /// Nothing left the desk: no way to the registry.
  case unreachable
  /// Something left, and no answer came.
  case lost
  /// The certificate is not to be trusted, or not at this time.
  case certificate
  /// It refuses the desk, whatever it was asked.
  case refusesDesk(code: String)
  /// Not the registry.
  case portal
  /// Too much at once.
  case throttled(Int?)
  /// It does not serve now.
  case suspended(Int?)
  /// It serves, and takes nothing of this kind now.
  case postponed(Int?)
  /// A passing error: nobody knows what became of it.
  case passing(Int?)
  /// A conflict, which every registry means in its own way: nobody knows either.
  case conflict
  /// It refuses what was asked, because of the rules or of the person.
  case refusesThis([RejectionReason])
  /// The person is not there under this identity.
  case personGone([RejectionReason])
  /// A good answer with nothing usable in it.
  case unusable
}

extension Fault {
  /// The meaning of a line that brought no answer.
  init(_ failure: TransportFailure) {
    switch failure.reason {
    case .clientCertificate: self = .refusesDesk(code: "client-certificate")
    case .proxy: self = .refusesDesk(code: "proxy")
    case .configuration: self = .refusesDesk(code: "configuration")
    case .certificate, .certificateOutOfTime: self = failure.bodyBytesSent == 0 ? .certificate : .lost
    case .nameNotFound, .notConnected, .timedOut, .broken, .garbled:
      self = failure.bodyBytesSent == 0 ? .unreachable : .lost
    }
  }

  /// The meaning of an answer in which what was asked for is not to be found.
  init(
    _ response: Response, _ body: AnswerBody, waiting: Int?, personRefusals: Set<String>
  ) {
    let status = response.status
    let refusal = Fault.refusesDesk(code: String(status))
    switch status {
    case 200...299: self = Fault(good: body)
    case 304: self = .unusable
    case 301, 308: self = .refusesDesk(code: "redirected")
    case 300...399, 511: self = .portal
    case 400: self = body.businessReasons.map { .refusesThis($0) } ?? Fault(badRequest: body, refusal)
    case 403: self = body.personReasons(personRefusals).map { .refusesThis($0) } ?? refusal
    case 404, 410: self = body.absenceReasons.map { .personGone($0) } ?? refusal
    case 407: self = .refusesDesk(code: "proxy")
    case 409, 412: self = .conflict
    case 408, 423, 425: self = .passing(waiting)
    case 422: self = Fault(unprocessable: body, refusal)
    case 429: self = .throttled(waiting)
    case 503: self = body.stopsSomeOnly ? .postponed(waiting) : .suspended(waiting)
    case 400...499, 501, 505: self = refusal
    // Every other 5xx, and what is no final status at all.
    default: self = .passing(waiting)
    }
  }

  private init(good body: AnswerBody) {
    switch body {
    case .html, .other: self = .portal
    case .outcome: self = body.businessReasons.map { .refusesThis($0) } ?? .unusable
    case .empty, .garbled, .task, .bundle, .problem, .resource: self = .unusable
    }
  }

  private init(badRequest body: AnswerBody, _ refusal: Fault) {
    self = body.isInteroperability ? .refusesDesk(code: "interoperability") : refusal
  }

  private init(unprocessable body: AnswerBody, _ refusal: Fault) {
    switch body {
    case .html: self = refusal
    case .problem(isInteroperability: true): self = .refusesDesk(code: "interoperability")
    case .outcome, .problem(isInteroperability: false), .empty, .garbled, .task, .bundle, .resource, .other:
      self = .refusesThis(body.reasons ?? [.unexplained])
    }
  }
}
