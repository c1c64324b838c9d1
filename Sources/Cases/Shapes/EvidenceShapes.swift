import Domain

extension Shapes {
  static let evidence = Shape<EsenzioneEvidence>.variants(
    "evidence",
    tag: { evidence in
      switch evidence {
      case .none: "none"
      case .income: "income"
      case .certificate: "certificate"
      case .report: "report"
      case .foreigner: "foreigner"
      }
    },
    [
      .plain("none", .none),
      .carrying(
        "income",
        { evidence -> IncomeDeclaration? in
          guard case .income(let declaration) = evidence else { return nil }
          return declaration
        }, incomeDeclaration, make: { .income($0) }),
      .carrying(
        "certificate",
        { evidence -> MedicalCertificate? in
          guard case .certificate(let certificate) = evidence else { return nil }
          return certificate
        }, medicalCertificate, make: { .certificate($0) }),
      .carrying(
        "report",
        { evidence -> InvalidityReport? in
          guard case .report(let report) = evidence else { return nil }
          return report
        }, invalidityReport, make: { .report($0) }),
      .carrying(
        "foreigner",
        { evidence -> ForeignerDeclaration? in
          guard case .foreigner(let declaration) = evidence else { return nil }
          return declaration
        }, foreignerDeclaration, make: { .foreigner($0) }),
    ])

  static let incomeDeclaration = Record<IncomeDeclaration>(
    "incomeDeclaration",
    field("signedOn", \.signedOn, .date),
    field("declarant", \.declarant, optional: personCode, note: "Absent: the person exempt signs."),
    field("titolare", \.titolare, titolare, default: .beneficiary),
    field("condition", \.condition, .choice, default: .none),
    field("isDependant", \.isDependant, .flag, default: false),
    field("household", \.household, taxHousehold.shape, default: TaxHousehold()),
    field("income", \.income, incomeAnswer, default: .unknown),
    make: IncomeDeclaration.init(signedOn:declarant:titolare:condition:isDependant:household:income:))

  private static let titolare = Shape<IncomeDeclaration.Titolare>.variants(
    "titolare",
    tag: { titolare in
      switch titolare {
      case .declarant: "declarant"
      case .beneficiary: "beneficiary"
      case .other: "other"
      }
    },
    [
      .plain("declarant", .declarant), .plain("beneficiary", .beneficiary),
      .carrying(
        "other",
        { titolare -> ThirdPerson? in
          guard case .other(let code, let note) = titolare else { return nil }
          return ThirdPerson(code: code, note: note)
        },
        Record(
          "titolare-other", field("code", \.code, personCode), field("note", \.note, .text, default: ""),
          make: ThirdPerson.init(code:note:)),
        make: { .other($0.code, note: $0.note) }),
    ])

  private static let taxHousehold = Record<TaxHousehold>(
    "taxHousehold",
    field("partner", \.partner, .choice, default: .none),
    field("children", \.children, .integer(in: 0...30), default: 0),
    field("others", \.others, .integer(in: 0...30), default: 0),
    make: TaxHousehold.init(partner:children:others:))

  private static let incomeAnswer = Shape<IncomeAnswer>.variants(
    "income",
    tag: { answer in
      switch answer {
      case .below: "below"
      case .notBelow: "notBelow"
      case .unknown: "unknown"
      case .cents: "cents"
      }
    },
    [
      .plain("below", .below), .plain("notBelow", .notBelow), .plain("unknown", .unknown),
      .carrying(
        "cents",
        { answer -> Int? in
          guard case .cents(let cents) = answer else { return nil }
          return cents
        },
        Record(
          "income-cents", field("cents", { $0 }, .integer(in: -1_000_000_000_00...1_000_000_000_00)),
          make: { $0 }),
        make: { .cents($0) }),
    ])

  private static let medicalCertificate = Record<MedicalCertificate>(
    "medicalCertificate",
    field("issuedOn", \.issuedOn, .date),
    field("certifier", \.certifier, .choice),
    field("stage", \.stage, .choice, default: .missing),
    field("firstDiagnosis", \.firstDiagnosis, optional: .date),
    field("tumourTerm", \.tumourTerm, optional: .choice),
    field("namesCode", \.namesCode, .flag, default: true),
    field("isClear", \.isClear, .flag, default: true),
    field("diagnosis", \.diagnosis, .text, default: ""),
    field("revision", \.revision, optional: .date, note: "Last day, inclusive."),
    make: MedicalCertificate.init(
      issuedOn:certifier:stage:firstDiagnosis:tumourTerm:namesCode:isClear:diagnosis:revision:))

  private static let invalidityReport = Record<InvalidityReport>(
    "invalidityReport",
    field("issuedOn", \.issuedOn, .date),
    field("recognises", \.kind, .choice),
    field("percentage", \.percentage, optional: .integer(in: 0...100)),
    field("category", \.category, optional: .integer(in: 1...8)),
    field("revision", \.revision, optional: .date, note: "Absent: permanent."),
    field("isReadable", \.isReadable, .flag, default: true),
    field("periodEnd", \.periodEnd, optional: .date, note: "Last day, inclusive."),
    make: InvalidityReport.init(issuedOn:kind:percentage:category:revision:isReadable:periodEnd:))

  private static let foreignerDeclaration = Record<ForeignerDeclaration>(
    "foreignerDeclaration",
    field("validUntil", \.validUntil, optional: .date, note: "Last day, inclusive."),
    field("isIndigent", \.isIndigent, .flag, default: false),
    field("declaresNoWork", \.declaresNoWork, .flag, default: false),
    field("declarant", \.declarant, optional: personCode, note: "Absent: the person exempt signs."),
    make: ForeignerDeclaration.init(validUntil:isIndigent:declaresNoWork:declarant:))
}

private struct ThirdPerson {
  let code: PersonCode
  let note: String
}
