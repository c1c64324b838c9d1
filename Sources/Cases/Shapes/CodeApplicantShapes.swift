import Domain

extension Shapes {
  static let codeApplicant = Shape<CodeApplicant>.variants(
    "codeApplicant",
    tag: { applicant in
      switch applicant {
      case .holder: "holder"
      case .parent: "parent"
      case .actsForParent: "actsForParent"
      case .tutore: "tutore"
      case .amministratoreDiSostegno: "amministratoreDiSostegno"
      case .curatore: "curatore"
      case .curatore473bis7: "curatore473bis7"
      case .delegate: "delegate"
      case .remote: "remote"
      case .online: "online"
      }
    },
    [
      .plain("holder", .holder), .plain("parent", .parent), .plain("actsForParent", .actsForParent),
      byAct("tutore", { if case .tutore(let act) = $0 { Title(act: act) } else { nil } }) { .tutore($0) },
      byAct(
        "amministratoreDiSostegno",
        { if case .amministratoreDiSostegno(let act) = $0 { Title(act: act) } else { nil } }
      ) { .amministratoreDiSostegno($0) },
      byAct("curatore", { if case .curatore(let act) = $0 { Title(act: act) } else { nil } }) {
        .curatore($0)
      },
      byAct("curatore473bis7", { if case .curatore473bis7(let act) = $0 { Title(act: act) } else { nil } }) {
        .curatore473bis7($0)
      },
      .carrying(
        "delegate",
        { applicant -> CodeDelegation? in
          guard case .delegate(let delegation) = applicant else { return nil }
          return delegation
        }, codeDelegation, make: { .delegate($0) }),
      .carrying(
        "remote",
        { applicant -> RemoteRequest? in
          guard case .remote(let request) = applicant else { return nil }
          return request
        }, remoteRequest, make: { .remote($0) }),
      .carrying(
        "online",
        { applicant -> OnlineConditions? in
          guard case .online(let conditions) = applicant else { return nil }
          return conditions
        },
        Record(
          "codeApplicant-online", field("met", \.met, .set(.choice, by: \.rawValue)),
          make: OnlineConditions.init(met:)),
        make: { .online($0) }),
    ])

  private static func byAct(
    _ tag: String, _ title: @escaping @Sendable (CodeApplicant) -> Title?,
    make: @escaping @Sendable (CourtAct?) -> CodeApplicant
  ) -> Variant<CodeApplicant> {
    .carrying(
      tag, title,
      Record("codeApplicant-\(tag)", field("act", \.act, optional: courtAct.shape), make: Title.init(act:)),
      make: { make($0.act) })
  }

  private static let courtAct = Record<CourtAct>(
    "courtAct",
    field("reference", \.reference, .text, default: ""),
    field("coversCodes", \.coversCodes, .flag, default: true),
    field("expires", \.expires, optional: .date, note: "Last day, inclusive."),
    make: CourtAct.init(reference:coversCodes:expires:))

  private static let codeDelegation = Record<CodeDelegation>(
    "codeDelegation",
    field("relative", \.relative, .choice),
    field("hasSpouse", \.hasSpouse, .flag, default: false),
    field("hasChildren", \.hasChildren, .flag, default: false),
    field("declaresImpediment", \.declaresImpediment, .flag, default: false),
    field("certificate", \.certificate, optional: impedimentCertificate.shape),
    make: CodeDelegation.init(relative:hasSpouse:hasChildren:declaresImpediment:certificate:))

  private static let impedimentCertificate = Record<ImpedimentCertificate>(
    "impedimentCertificate",
    field("isSigned", \.isSigned, .flag, default: true),
    field("isDated", \.isDated, .flag, default: true),
    field("length", \.length, optional: impedimentLength),
    field("showsDiagnosis", \.showsDiagnosis, .flag, default: false),
    make: ImpedimentCertificate.init(isSigned:isDated:length:showsDiagnosis:))

  private static let impedimentLength = Shape<ImpedimentCertificate.Length>.variants(
    "impedimentLength",
    tag: { length in
      switch length {
      case .months: "months"
      case .period: "period"
      }
    },
    [
      .carrying(
        "months",
        { length -> Int? in
          guard case .months(let months) = length else { return nil }
          return months
        },
        Record("impedimentLength-months", field("months", { $0 }, .integer(in: 0...600)), make: { $0 }),
        make: { .months($0) }),
      .carrying(
        "period",
        { length -> CertifiedPeriod? in
          guard case .period(let first, let last) = length else { return nil }
          return CertifiedPeriod(from: first, through: last)
        },
        Record(
          "impedimentLength-period", field("from", \.from, .date),
          field("through", \.through, .date, note: "Last day, inclusive."),
          make: CertifiedPeriod.init(from:through:)),
        make: { .period(from: $0.from, through: $0.through) }),
    ])

  private static let remotePapers = Shape<Set<RemoteRequest.Paper>>.set(.choice, by: \.rawValue)

  private static let remoteRequest = Record<RemoteRequest>(
    "remoteRequest",
    field("form", \.form, remoteForm, default: .direct),
    field("state", \.state, remoteState, default: .received),
    field("papers", \.papers, remotePapers, default: []),
    field("unreadable", \.unreadable, remotePapers, default: []),
    field("officeProvince", \.officeProvince, .text),
    field("residenceProvince", \.residenceProvince, .text),
    field("documentsExpire", \.documentsExpire, optional: .date, note: "Last day, inclusive."),
    field("papersBy", \.papersBy, optional: .identifier()),
    field("videoBy", \.videoBy, optional: .identifier()),
    field("missed", \.missed, .integer(in: 0...99), default: 0),
    make: RemoteRequest.init(
      form:state:papers:unreadable:officeProvince:residenceProvince:documentsExpire:papersBy:videoBy:missed:))

  private static let remoteForm = Shape<RemoteRequest.Form>.variants(
    "remoteForm",
    tag: { form in
      switch form {
      case .direct: "direct"
      case .delegate: "delegate"
      case .representative: "representative"
      }
    },
    [
      .plain("direct", .direct), .plain("representative", .representative),
      .carrying(
        "delegate",
        { form -> Relative? in
          guard case .delegate(let relative) = form else { return nil }
          return relative
        },
        Record("remoteForm-delegate", field("relative", { $0 }, .choice), make: { $0 }),
        make: { .delegate($0) }),
    ])

  private static let remoteState = Shape<RemoteRequest.State>.variants(
    "remoteState",
    tag: { state in
      switch state {
      case .received: "received"
      case .waitingForPapers: "waitingForPapers"
      case .verified: "verified"
      case .contacted: "contacted"
      case .appointed: "appointed"
      case .inVideo: "inVideo"
      case .recognised: "recognised"
      case .codesSent: "codesSent"
      case .closed: "closed"
      case .refused: "refused"
      case .lapsed: "lapsed"
      }
    },
    [
      .plain("received", .received), .plain("waitingForPapers", .waitingForPapers),
      .plain("verified", .verified), .plain("contacted", .contacted), .plain("inVideo", .inVideo),
      .plain("recognised", .recognised), .plain("codesSent", .codesSent), .plain("closed", .closed),
      .plain("lapsed", .lapsed),
      .carrying(
        "appointed",
        { state -> Instant? in
          guard case .appointed(let at) = state else { return nil }
          return at
        },
        Record("remoteState-appointed", field("at", { $0 }, .instant), make: { $0 }),
        make: { .appointed($0) }),
      .carrying(
        "refused",
        { state -> RemoteRequest.Refusal? in
          guard case .refused(let reason) = state else { return nil }
          return reason
        },
        Record("remoteState-refused", field("reason", { $0 }, .choice), make: { $0 }),
        make: { .refused($0) }),
    ])
}

private struct Title {
  let act: CourtAct?
}

private struct CertifiedPeriod {
  let from: CivilDate
  let through: CivilDate
}
