import Domain
import RegistryClient
import Sync
import Workflow

/// What the line taught, and what of it the operator is told.
extension RegistryDriver {
  /// Keeps what an outcome says beside the row.
  func note(_ outcome: WireOutcome) {
    switch outcome {
    case .found, .absent, .refused, .identityLost, .conflict, .throttled, .serviceRefused, .postponed:
      heardNow()
    case .misconfigured(let code, _): stop(code)
    case .captivePortal: blame(Self.pageFault)
    case .clockOrCertificate: blame(Self.certificateFault)
    case .notSent, .unknown, .unfit: break
    }
  }

  /// Keeps what a probe says.
  func note(_ outcome: ProbeOutcome) {
    if outcome != .serves { looks += 1 }
    switch outcome {
    case .serves, .refuses: heardNow()
    case .misconfigured(let code): stop(code)
    case .captivePortal: blame(Self.pageFault)
    case .clockOrCertificate: blame(Self.certificateFault)
    case .silent: break
    }
  }

  /// The registry answered.
  func heardNow() {
    heardAt = surroundings.clock.now
    answersHeard += 1
    isCaptivePortal = false
    lineFault = ""
    lineAlarm = nil
  }

  private func blame(_ fault: String) {
    lineFault = fault
    isCaptivePortal = fault == Self.pageFault
  }

  static let certificateFault = "certificate"
  private static let pageFault = "foreign-page"

  private func stop(_ code: String) {
    stopCode = [code, link.gateway].compactMap(\.self).joined(separator: " ")
    stopCause =
      if code == Self.unauthorized {
        link.hasToken(surroundings.author().role) ? .tokenRefused : .tokenMissing
      } else {
        .configuration
      }
  }

  /// A person says that the configuration is mended.
  func forgetStop() {
    stopCode = ""
    stopCause = .configuration
  }

  /// The code of an answer to a request without a token that the registry admits.
  private static let unauthorized = "401"

  /// Tells the operator what nobody else would.
  func tell(_ alarm: SyncAlarm) {
    switch alarm {
    case .captivePortal, .clockOrCertificate:
      // Row 2 goes on saying it; row 23 belongs to what the operator does.
      guard lineAlarm != alarm else { return }
      lineAlarm = alarm
    case .misconfigured, .diskRefused, .unsent, .rebaselinedTooOften: break
    }
    let notice: Notice =
      switch alarm {
      case .misconfigured: stopNotice
      case .clockOrCertificate:
        Notice(
          .error,
          link.isCertificateOutOfTime ? "avviso.registro.orologio" : "avviso.registro.certificato")
      case .captivePortal: Notice(.error, "avviso.registro.pagina_estranea")
      case .diskRefused: Notice(.error, "avviso.registro.disco")
      case .unsent: Notice(.warning, "avviso.registro.da_inviare")
      case .rebaselinedTooOften: Notice(.warning, "avviso.registro.riletture")
      }
    surroundings.report(.notice(notice))
  }
}

extension RegistryDriver {
  /// What has to be mended, and how the queue goes on then.
  private var stopNotice: Notice {
    switch stopCause {
    case .configuration: Notice(.error, "avviso.registro.configurazione", [stopCode])
    case .tokenMissing: Notice(.error, "avviso.registro.token_assente")
    case .tokenRefused: Notice(.error, "avviso.registro.token_rifiutato")
    }
  }
}

extension ProbeOutcome {
  /// What a failed probe says of the registry.
  init(_ failure: ReadFailure) {
    switch failure {
    case .unreachable, .unreadable: self = .silent
    case .suspended(let retryAfter, _, _): self = .refuses(retryAfter: retryAfter)
    case .throttled, .denied, .gone: self = .serves
    case .misconfigured(let code): self = .misconfigured(code: code)
    case .clockOrCertificate: self = .clockOrCertificate
    case .captivePortal: self = .captivePortal
    }
  }
}

extension WireOutcome {
  /// What a read that failed says of the registry; `nil` if nothing.
  init?(_ failure: ReadFailure) {
    switch failure {
    case .unreachable: self = .notSent
    case .suspended(let retryAfter, _, _): self = .serviceRefused(retryAfter: retryAfter)
    case .misconfigured(let code): self = .misconfigured(code: code, mayHaveArrived: false)
    case .clockOrCertificate: self = .clockOrCertificate
    case .captivePortal: self = .captivePortal
    case .throttled(let retryAfter): self = .throttled(retryAfter: retryAfter)
    case .denied, .gone, .unreadable: return nil
    }
  }
}
