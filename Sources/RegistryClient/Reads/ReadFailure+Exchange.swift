import Domain
import FHIR
import Sync

extension ExchangeResult {
  /// Why an exchange brought nothing that could be read, given that it did not.
  func failure(_ body: AnswerBody) -> ReadFailure {
    switch result {
    case .failure(let failure): ReadFailure(Fault(failure), status: 0, body)
    case .success(let response):
      ReadFailure(
        Fault(
          response, body, waiting: Waiting.milliseconds(response.headers, receivedAt: receivedAt),
          personRefusals: RegistrySettings().personRefusals),
        status: response.status, body)
    }
  }
}

extension ReadFailure {
  fileprivate init(_ fault: Fault, status: Int, _ body: AnswerBody) {
    switch fault {
    case .unreachable, .lost: self = .unreachable
    case .certificate: self = .clockOrCertificate
    case .refusesDesk(let code): self = status == 403 ? .denied(body.codes) : .misconfigured(code: code)
    case .portal: self = .captivePortal
    case .throttled(let waiting): self = .throttled(retryAfter: waiting)
    case .suspended(let waiting), .postponed(let waiting):
      self = .suspended(retryAfter: waiting, announced: body.announcedEnds, stops: body.stops)
    // The gateway speaks for a registry behind it that did not answer.
    case .passing: self = [408, 502, 504].contains(status) ? .unreachable : .unreadable
    case .refusesThis(let reasons): self = status == 403 ? .denied(reasons.map(\.code)) : .unreadable
    case .personGone: self = .gone
    case .conflict, .unusable: self = .unreadable
    }
  }
}

extension AnswerBody {
  /// The ends of a stop that an outcome announces, as moments in its words for the program.
  fileprivate var announcedEnds: [Instant] {
    guard case .outcome(let outcome) = self else { return [] }
    return outcome.issues.compactMap(\.diagnostics).flatMap { text in
      text.split { $0 == " " || $0 == "/" || $0 == "," }.compactMap { FHIRInstant.instant(String($0)) }
    }
  }
}
