import Domain

extension Shapes {
  static let codiceEsenzione = Shape<CodiceEsenzione>.text(
    .esenzione, parse: { CodiceEsenzione($0) }, text: \.rawValue)

  /// `nazionale`, or the two digits of a region.
  static let esenzioneScope = Shape<EsenzioneScope>.text(
    .esenzioneScope, parse: { EsenzioneScope(rawValue: $0) }, text: \.rawValue)

  static let esenzione = Record<Esenzione>(
    "esenzione",
    field("id", \.id, .identifier()),
    field("code", \.code, codiceEsenzione),
    field("scope", \.scope, esenzioneScope, default: .national),
    field("issuer", \.issuer, asl),
    field("start", \.start, .date),
    field("end", \.end, optional: .date, note: "Last day, inclusive; absent if unlimited."),
    field("issuedOn", \.issuedOn, .date),
    field("origin", \.origin, .choice),
    field("certificateNumber", \.certificateNumber, .text, default: ""),
    field("protocolNumber", \.protocolNumber, .text, default: ""),
    field("practice", \.practice, optional: .identifier()),
    field("state", \.state, esenzioneState, default: .valid),
    field(
      "revisionPassed", \.revisionPassed, optional: .date,
      note: "Day of revision that had passed at the issue: it holds with a reserve."),
    make: Esenzione.init(
      id:code:scope:issuer:start:end:issuedOn:origin:certificateNumber:protocolNumber:practice:state:
      revisionPassed:))

  static let esenzioneState = Shape<Esenzione.State>.variants(
    "esenzioneState",
    tag: { state in
      switch state {
      case .draft: "draft"
      case .valid: "valid"
      case .suspended: "suspended"
      case .inVerification: "inVerification"
      case .inEvaluation: "inEvaluation"
      case .ended: "ended"
      case .revoked: "revoked"
      case .annulled: "annulled"
      case .notValid: "notValid"
      }
    },
    [
      .plain("draft", .draft), .plain("valid", .valid),
      .carrying(
        "suspended",
        { state -> CivilDate? in
          guard case .suspended(let since) = state else { return nil }
          return since
        },
        Record("esenzioneState-suspended", field("since", { $0 }, .date), make: { $0 }),
        make: { .suspended(since: $0) }),
      .plain("inVerification", .inVerification), .plain("inEvaluation", .inEvaluation),
      .carrying(
        "ended",
        { state -> EsenzioneEnd? in
          guard case .ended(let day, let cause) = state else { return nil }
          return EsenzioneEnd(on: day, cause: cause)
        },
        Record(
          "esenzioneState-ended", field("on", \.on, .date, note: "Last day, inclusive."),
          field("cause", \.cause, .choice), make: EsenzioneEnd.init(on:cause:)),
        make: { .ended(on: $0.on, cause: $0.cause) }),
      .carrying(
        "revoked",
        { state -> EsenzioneRevocation? in
          guard case .revoked(let day, let reason, let isBlocked) = state else { return nil }
          return EsenzioneRevocation(on: day, reason: reason, isBlocked: isBlocked)
        },
        Record(
          "esenzioneState-revoked", field("on", \.on, .date, note: "Last day, inclusive."),
          field("reason", \.reason, .choice), field("isBlocked", \.isBlocked, .flag, default: false),
          make: EsenzioneRevocation.init(on:reason:isBlocked:)),
        make: { .revoked(on: $0.on, reason: $0.reason, isBlocked: $0.isBlocked) }),
      .carrying(
        "annulled",
        { state -> EsenzioneAnnulment? in
          guard case .annulled(let day, let reason) = state else { return nil }
          return EsenzioneAnnulment(on: day, reason: reason)
        },
        Record(
          "esenzioneState-annulled", field("on", \.on, .date), field("reason", \.reason, .text, default: ""),
          make: EsenzioneAnnulment.init(on:reason:)),
        make: { .annulled(on: $0.on, reason: $0.reason) }),
      .plain("notValid", .notValid),
    ])

  static let esenzioneCase = Record<EsenzioneCase>(
    "esenzioneCase",
    field("assistito", \.assistito, assistito.shape),
    field("code", \.code, codiceEsenzione),
    field(
      "scope", \.scope, esenzioneScope, default: .national, note: "nazionale, or two digits of a region."),
    field("deskAsl", \.deskAsl, filled: asl, note: "Default: the asl of residence."),
    field("applicant", \.applicant, applicant, default: .`self`),
    field("effectiveDate", \.effectiveDate, .date),
    field("evidence", \.evidence, evidence, default: .none),
    field("documentsSeen", \.documentsSeen, filled: documents, note: allSeen),
    field("documentsDeclared", \.documentsDeclared, documents, default: []),
    field("endDate", \.endDate, optional: .date, note: "Last day typed, inclusive."),
    field("endReason", \.endReason, .text, default: ""),
    field("renews", \.renews, optional: .identifier()),
    field("privateHandOver", \.privateHandOver, .flag, default: false),
    field("mef", \.mef, mefAnswer, default: .notAsked),
    field("pending", \.pending, optional: .identifier()),
    make: EsenzioneCase.init(
      assistito:code:scope:deskAsl:applicant:effectiveDate:evidence:documentsSeen:documentsDeclared:endDate:
      endReason:renews:privateHandOver:mef:pending:)
  ).filled { $0.fillingDocuments().fillingDesk() }

  static let esenzioneRevocaCase = Record<EsenzioneRevocaCase>(
    "esenzioneRevocaCase",
    field("assistito", \.assistito, assistito.shape),
    field("esenzione", \.esenzione, .identifier(), note: "One of assistito.posizione.esenzioni."),
    field("reason", \.reason, .choice),
    field("effectiveDate", \.effectiveDate, .date, note: "Last day, inclusive."),
    field("applicant", \.applicant, applicant, default: .`self`),
    field("deskAsl", \.deskAsl, filled: asl, note: "Default: the asl of residence."),
    field("documentsSeen", \.documentsSeen, filled: documents, note: allSeen),
    field("note", \.note, .text, default: ""),
    field("pending", \.pending, optional: .identifier()),
    make: EsenzioneRevocaCase.init(
      assistito:esenzione:reason:effectiveDate:applicant:deskAsl:documentsSeen:note:pending:)
  ).filled { $0.fillingDocuments().fillingDesk() }

  static let mefAnswer = Shape<MEFAnswer>.variants(
    "mef",
    tag: { answer in
      switch answer {
      case .notAsked: "notAsked"
      case .notListed: "notListed"
      case .listed: "listed"
      case .unavailable: "unavailable"
      case .error: "error"
      }
    },
    [
      .plain("notAsked", .notAsked), .plain("notListed", .notListed),
      .carrying(
        "listed",
        { answer -> MEFListing? in
          guard case .listed(let code, let until) = answer else { return nil }
          return MEFListing(code: code, until: until)
        },
        Record(
          "mef-listed", field("code", \.code, codiceEsenzione),
          field("until", \.until, .date, note: "Last day, inclusive."), make: MEFListing.init(code:until:)),
        make: { .listed($0.code, until: $0.until) }),
      .plain("unavailable", .unavailable),
      .carrying(
        "error",
        { answer -> String? in
          guard case .error(let code) = answer else { return nil }
          return code
        },
        Record("mef-error", field("code", { $0 }, .text), make: { $0 }), make: { .error($0) }),
    ])
}

private struct EsenzioneEnd {
  let on: CivilDate
  let cause: Esenzione.Cause
}

private struct EsenzioneRevocation {
  let on: CivilDate
  let reason: EsenzioneRevocaCase.Reason
  let isBlocked: Bool
}

private struct EsenzioneAnnulment {
  let on: CivilDate
  let reason: String
}

private struct MEFListing {
  let code: CodiceEsenzione
  let until: CivilDate
}

extension JSONObject {
  /// A case whose desk belongs, if unsaid, to the asl where the person lives.
  fileprivate func fillingDesk() -> JSONObject {
    filling("deskAsl", with: self["assistito"]?.object?["residence"]?.object?["asl"])
  }
}
