import Domain

extension Shapes {
  static let pinCase = Record<PinCase>(
    "pinCase",
    field("assistito", \.assistito, assistito.shape),
    field("card", \.card, optional: numeroTessera, note: "Default: assistito.tessera."),
    field("shown", \.shown, .choice, default: .card),
    field("chip", \.chip, chipFinding, default: .readElsewhere),
    field("trouble", \.trouble, .choice, default: .firstIssue),
    field("claimsExtension", \.claimsExtension, .flag, default: false),
    field("applicant", \.applicant, codeApplicant, default: .holder),
    field("representative", \.representative, optional: codeRepresentative.shape),
    field("isEmancipated", \.isEmancipated, .flag, default: false),
    field("documents", \.documents, filled: .list(shownDocument.shape), note: validDocuments),
    field("parentCardShown", \.parentCardShown, .flag, default: false),
    field("contacts", \.contacts, filled: .list(codeContact.shape), note: "Default: both, confirmed."),
    field("desk", \.desk, .choice, default: .sceltaRevoca),
    field("deskAsl", \.deskAsl, filled: asl, note: "Default: the asl of residence."),
    field("formsSigned", \.formsSigned, filled: codeForms, note: "Default: all, so that no form decides."),
    field("isOperatorInvolved", \.isOperatorInvolved, .flag, default: false),
    field("differsFromRegistry", \.differsFromRegistry, .flag, default: false),
    field("handOver", \.handOver, optional: .identifier(), note: "Number of the hand-over, once done."),
    field("pending", \.pending, optional: .identifier()),
    make: PinCase.init(
      assistito:card:shown:chip:trouble:claimsExtension:applicant:representative:isEmancipated:documents:
      parentCardShown:contacts:desk:deskAsl:formsSigned:isOperatorInvolved:differsFromRegistry:handOver:
      pending:)
  ).filled { $0.fillingCodePapers().fillingContacts().fillingCodeDesk() }

  static let tesseraCase = Record<TesseraCase>(
    "tesseraCase",
    field("assistito", \.assistito, assistito.shape),
    field("card", \.card, optional: numeroTessera, note: "Default: assistito.tessera."),
    field("request", \.request, tesseraRequest),
    field("applicant", \.applicant, codeApplicant, default: .holder),
    field("representative", \.representative, optional: codeRepresentative.shape),
    field("documents", \.documents, filled: .list(shownDocument.shape), note: validDocuments),
    field("desk", \.desk, .choice, default: .sceltaRevoca),
    field("deskAsl", \.deskAsl, filled: asl, note: "Default: the asl of residence."),
    field("formsSigned", \.formsSigned, filled: codeForms, note: "Default: all, so that no form decides."),
    field("hasReport", \.hasReport, .flag, default: false),
    field("knowsUserCode", \.knowsUserCode, .flag, default: false),
    field("isOldCardHandedIn", \.isOldCardHandedIn, .flag, default: false),
    field("isOperatorInvolved", \.isOperatorInvolved, .flag, default: false),
    field("obstacle", \.obstacle, optional: .choice),
    field("effectiveDate", \.effectiveDate, .date),
    field("note", \.note, .text, default: ""),
    field("pending", \.pending, optional: .identifier()),
    make: TesseraCase.init(
      assistito:card:request:applicant:representative:documents:desk:deskAsl:formsSigned:hasReport:
      knowsUserCode:isOldCardHandedIn:isOperatorInvolved:obstacle:effectiveDate:note:pending:)
  ).filled { $0.fillingCodePapers().fillingCodeDesk() }

  private static let validDocuments = "Default: valid identity cards of holder and applicant; [] for none."

  private static let codeForms = Shape<Set<CodeForm>>.set(.choice, by: \.rawValue)

  private static let codeRepresentative = Record<CodeRepresentative>(
    "codeRepresentative",
    field("fullName", \.fullName, .text),
    field("birthDate", \.birthDate, optional: .date),
    field("code", \.code, optional: personCode),
    make: CodeRepresentative.init(fullName:birthDate:code:))

  private static let shownDocument = Record<ShownDocument>(
    "shownDocument",
    field("kind", \.kind, .choice),
    field("owner", \.owner, .choice, default: .holder),
    field("expires", \.expires, optional: .date, note: "Last day, inclusive; absent if it has none."),
    field("issued", \.issued, optional: .date),
    field("isNumberRecorded", \.isNumberRecorded, .flag, default: true),
    field("isCopy", \.isCopy, .flag, default: false),
    make: ShownDocument.init(kind:owner:expires:issued:isNumberRecorded:isCopy:))

  private static let codeContact = Record<CodeContact>(
    "codeContact",
    field("address", \.address, contactAddress),
    field("isConfirmed", \.isConfirmed, .flag, default: true),
    field("isOfDesk", \.isOfDesk, .flag, default: false),
    make: CodeContact.init(_:isConfirmed:isOfDesk:))

  private static let contactAddress = Shape<CodeContact.Address>.variants(
    "contactAddress",
    tag: { address in
      switch address {
      case .email: "email"
      case .mobile: "mobile"
      case .recorded: "recorded"
      }
    },
    [
      .carrying(
        "email",
        { address -> EmailAddress? in
          guard case .email(let email) = address else { return nil }
          return email
        },
        Record(
          "contactAddress-email",
          field("text", { $0 }, .text(.email, parse: { try? EmailAddress($0) }, text: \.rawValue)),
          make: { $0 }),
        make: { .email($0) }),
      .carrying(
        "mobile",
        { address -> MobileNumber? in
          guard case .mobile(let number) = address else { return nil }
          return number
        },
        Record(
          "contactAddress-mobile",
          field("text", { $0 }, .text(.mobile, parse: { try? MobileNumber($0) }, text: \.rawValue)),
          make: { $0 }),
        make: { .mobile($0) }),
      .carrying(
        "recorded",
        { address -> RecordedContact? in
          guard case .recorded(let channel, let masked) = address else { return nil }
          return RecordedContact(channel: channel, masked: masked)
        },
        Record(
          "contactAddress-recorded", field("channel", \.channel, .choice), field("masked", \.masked, .text),
          make: RecordedContact.init(channel:masked:)),
        make: { .recorded($0.channel, masked: $0.masked) }),
    ])

  private static let chipFinding = Shape<ChipFinding>.variants(
    "chip",
    tag: { chip in
      switch chip {
      case .read: "read"
      case .readElsewhere: "readElsewhere"
      case .unreadable: "unreadable"
      case .noReader: "noReader"
      }
    },
    [
      .carrying(
        "read",
        { chip -> ChipReading? in
          guard case .read(let code, let expires) = chip else { return nil }
          return ChipReading(code: code, expires: expires)
        },
        Record(
          "chip-read", field("code", \.code, personCode),
          field("expires", \.expires, .date, note: "Last day, inclusive."),
          make: ChipReading.init(code:expires:)),
        make: { .read(code: $0.code, expires: $0.expires) }),
      .plain("readElsewhere", .readElsewhere), .plain("unreadable", .unreadable),
      .plain("noReader", .noReader),
    ])

  private static let tesseraRequest = Shape<TesseraCase.Request>.variants(
    "tesseraRequest", tag: \.word,
    [
      .carrying(
        "duplicate",
        { request -> DuplicateReason? in
          guard case .duplicate(let reason) = request else { return nil }
          return reason
        },
        Record("tesseraRequest-duplicate", field("reason", { $0 }, .choice), make: { $0 }),
        make: { .duplicate($0) }),
      .plain("suspension", .suspension), .plain("reactivation", .reactivation),
      .carrying(
        "revocation",
        { request -> Tessera.Revocation? in
          guard case .revocation(let reason) = request else { return nil }
          return reason
        },
        Record("tesseraRequest-revocation", field("reason", { $0 }, .choice), make: { $0 }),
        make: { .revocation($0) }),
      .carrying(
        "destruction",
        { request -> Int? in
          guard case .destruction(let signatures) = request else { return nil }
          return signatures
        },
        Record("tesseraRequest-destruction", field("signatures", { $0 }, .integer(in: 0...9)), make: { $0 }),
        make: { .destruction(signatures: $0) }),
    ])
}

private struct RecordedContact {
  let channel: CodeContact.Channel
  let masked: String
}

private struct ChipReading {
  let code: PersonCode
  let expires: CivilDate
}

extension JSONObject {
  /// A case whose papers are in order, if nothing is said of them.
  fileprivate func fillingCodePapers() -> JSONObject {
    let cards = ShownDocument.Owner.allCases.map { owner in
      JSONValue.object(
        JSONObject([
          Member("kind", .string(IdentityDocumentKind.identityCard.rawValue)),
          Member("owner", .string(owner.rawValue)), Member("expires", .string(CivilDate.latest.iso)),
        ]))
    }
    return filling("documents", with: .array(cards))
      .filling("formsSigned", with: .array(CodeForm.allCases.map { .string($0.rawValue) }))
  }

  /// A case whose contacts are confirmed, if nothing is said of them.
  fileprivate func fillingContacts() -> JSONObject {
    let both = CodeContact.Channel.allCases.map { channel in
      JSONValue.object(
        JSONObject([
          Member(
            "address",
            .object(
              JSONObject([
                Member("kind", .string("recorded")), Member("channel", .string(channel.rawValue)),
                Member("masked", .string("***")),
              ])))
        ]))
    }
    return filling("contacts", with: .array(both))
  }

  /// A case whose desk belongs, if unsaid, to the asl where the person lives.
  fileprivate func fillingCodeDesk() -> JSONObject {
    filling("deskAsl", with: self["assistito"]?.object?["residence"]?.object?["asl"])
  }
}
