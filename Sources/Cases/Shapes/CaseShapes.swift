import Domain

extension Shapes {
  static let applicant = Shape<Applicant>.variants(
    "applicant",
    tag: { applicant in
      switch applicant {
      case .self: "self"
      case .parent: "parent"
      case .tutore: "tutore"
      case .amministratoreDiSostegno: "amministratoreDiSostegno"
      case .delegate: "delegate"
      case .familyMember: "familyMember"
      case .affidatario: "affidatario"
      }
    },
    [
      .plain("self", .`self`),
      .carrying(
        "parent",
        { applicant -> Bool? in
          guard case .parent(let declares) = applicant else { return nil }
          return declares
        },
        flag("applicant-parent", "otherParentDeclares"), make: { .parent(otherParentDeclares: $0) }),
      .plain("tutore", .tutore),
      .plain("amministratoreDiSostegno", .amministratoreDiSostegno),
      .carrying(
        "delegate",
        { applicant -> Bool? in
          guard case .delegate(let cohabitant) = applicant else { return nil }
          return cohabitant
        },
        flag("applicant-delegate", "cohabitant"), make: { .delegate(cohabitant: $0) }),
      .plain("familyMember", .familyMember),
      .plain("affidatario", .affidatario),
    ])

  private static func flag(_ name: String, _ key: String) -> Record<Bool> {
    Record(name, field(key, { $0 }, .flag, default: false), make: { $0 })
  }

  static let deroga = Record<SceltaRequest.Deroga>(
    "deroga",
    field("ground", \.ground, .choice),
    field("reason", \.reason, .text, default: ""),
    make: SceltaRequest.Deroga.init(ground:reason:))

  static let reunion = Record<SceltaRequest.Reunion>(
    "reunion",
    field("relative", \.relative, personCode),
    field("kinship", \.kinship, .choice),
    field("relativeMedico", \.relativeMedico, optional: .identifier()),
    field("sameFamily", \.sameFamily, .flag, default: false),
    make: SceltaRequest.Reunion.init(relative:kinship:relativeMedico:sameFamily:))

  static let pediatricExtension = Record<SceltaRequest.PediatricExtension>(
    "pediatricExtension",
    field("requestedOn", \.requestedOn, .date),
    field("reason", \.reason, .choice),
    make: SceltaRequest.PediatricExtension.init(requestedOn:reason:))

  static let allSeen = "Default: all but medicoAcceptance, so that no document decides; [] for none."
  static let documents = Shape<Set<DocumentKind>>.set(.choice, by: \.rawValue)

  static let sceltaRequest = Record<SceltaRequest>(
    "sceltaRequest",
    field("effectiveDate", \.effectiveDate, .date),
    field("applicant", \.applicant, applicant, default: .`self`),
    field("deroga", \.deroga, optional: deroga.shape),
    field("reunion", \.reunion, optional: reunion.shape),
    field("pediatricExtension", \.pediatricExtension, optional: pediatricExtension.shape),
    field("noPediatricianReason", \.noPediatricianReason, .text, default: ""),
    field("endDate", \.endDate, optional: .date, note: "Last day, inclusive."),
    field("medicoAcceptance", \.medicoAcceptance, .flag, default: false),
    field("overrideReason", \.overrideReason, .text, default: ""),
    field("documentsSeen", \.documentsSeen, filled: documents, note: allSeen),
    field("documentsDeclared", \.documentsDeclared, documents, default: []),
    field("secondChoice", \.secondChoice, optional: .identifier()),
    make: SceltaRequest.init(
      effectiveDate:applicant:deroga:reunion:pediatricExtension:noPediatricianReason:endDate:
      medicoAcceptance:overrideReason:documentsSeen:documentsDeclared:secondChoice:))

  static let sceltaCase = Record<SceltaCase>(
    "sceltaCase",
    field("assistito", \.assistito, assistito.shape),
    field("medico", \.medico, medico.shape, note: "The medico asked for."),
    field("currentMedico", \.currentMedico, optional: medico.shape),
    field("medicoAmbito", \.medicoAmbito, optional: ambito.shape),
    inline(\.request, sceltaRequest),
    field("pediatricianAvailable", \.pediatricianAvailable, optional: .flag, note: "Absent means unknown."),
    field("pending", \.pending, optional: .identifier()),
    make: SceltaCase.init(
      assistito:medico:currentMedico:medicoAmbito:request:pediatricianAvailable:pending:)
  ).filled { $0.fillingMedico().fillingDocuments() }

  static let revocaCase = Record<RevocaCase>(
    "revocaCase",
    field("assistito", \.assistito, assistito.shape),
    field("reason", \.reason, .choice),
    field("effectiveDate", \.effectiveDate, .date),
    field("applicant", \.applicant, applicant, default: .`self`),
    field("documentsSeen", \.documentsSeen, filled: documents, note: allSeen),
    field("note", \.note, .text, default: ""),
    field("pending", \.pending, optional: .identifier()),
    make: RevocaCase.init(assistito:reason:effectiveDate:applicant:documentsSeen:note:pending:)
  ).filled { $0.fillingDocuments() }

  static let ricusazioneCase = Record<RicusazioneCase>(
    "ricusazioneCase",
    field("assistito", \.assistito, assistito.shape),
    field("medico", \.medico, medico.shape, note: "The medico who refuses."),
    field("noticeDate", \.noticeDate, .date),
    field("reason", \.reason, .text, default: ""),
    field("toReduceList", \.toReduceList, .flag, default: false),
    field("otherMedicoAvailable", \.otherMedicoAvailable, optional: .flag, note: "Absent means unknown."),
    field("committeeHeard", \.committeeHeard, .flag, default: false),
    field("pending", \.pending, optional: .identifier()),
    make: RicusazioneCase.init(
      assistito:medico:noticeDate:reason:toReduceList:otherMedicoAvailable:committeeHeard:pending:)
  ).filled { $0.fillingMedico() }
}
