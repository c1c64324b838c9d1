import Domain

extension Shapes {
  static let desk = Record<Desk>(
    "desk",
    field("id", \.id, .identifier()),
    field("kind", \.kind, .choice),
    field("asl", \.asl, asl),
    field("distretto", \.distretto, optional: .identifier()),
    make: Desk.init(id:kind:asl:distretto:))

  static let author = Record<Author>(
    "author",
    field("operatorName", \.operatorName, .identifier()),
    field("role", \.role, .choice),
    field("desk", \.desk, desk.shape),
    make: Author.init(operatorName:role:desk:))

  static let practiceCase = Shape<PracticeCase>.variants(
    "case",
    tag: { $0.kind.rawValue },
    [
      .carrying(
        "scelta",
        { content -> SceltaCase? in
          guard case .scelta(let scelta) = content else { return nil }
          return scelta
        }, sceltaCase, make: { .scelta($0) }),
      .carrying(
        "revoca",
        { content -> RevocaCase? in
          guard case .revoca(let revoca) = content else { return nil }
          return revoca
        }, revocaCase, make: { .revoca($0) }),
      .carrying(
        "ricusazione",
        { content -> RicusazioneCase? in
          guard case .ricusazione(let ricusazione) = content else { return nil }
          return ricusazione
        }, ricusazioneCase, make: { .ricusazione($0) }),
      .carrying(
        "esenzione-rilascio",
        { content -> EsenzioneCase? in
          guard case .esenzioneRilascio(let esenzione) = content else { return nil }
          return esenzione
        }, esenzioneCase, make: { .esenzioneRilascio($0) }),
      .carrying(
        "esenzione-revoca",
        { content -> EsenzioneRevocaCase? in
          guard case .esenzioneRevoca(let esenzione) = content else { return nil }
          return esenzione
        }, esenzioneRevocaCase, make: { .esenzioneRevoca($0) }),
      .carrying(
        "rilascio-pin-ts-cns",
        { content -> PinCase? in
          guard case .rilascioPin(let pin) = content else { return nil }
          return pin
        }, pinCase, make: { .rilascioPin($0) }),
      .carrying(
        "tessera",
        { content -> TesseraCase? in
          guard case .tessera(let tessera) = content else { return nil }
          return tessera
        }, tesseraCase, make: { .tessera($0) }),
    ])

  static let practice = Record<Practice>(
    "practice",
    field("id", \.id, .identifier()),
    field("content", \.content, practiceCase),
    field("author", \.author, author.shape),
    field("createdAt", \.createdAt, .instant),
    field("partOf", \.partOf, optional: .identifier()),
    make: Practice.init(id:content:author:createdAt:partOf:))

  static let rule = Record<Rule>(
    "rule",
    field("id", \.id, .text(.ruleIdentifier) { !$0.isEmpty }),
    field("source", \.source, .text, default: ""),
    field("confidence", \.confidence, .choice),
    field("protectsCitizen", \.protectsCitizen, .flag, default: false),
    make: { id, source, confidence, protectsCitizen in
      Rule(id, source: source, confidence: confidence, protectsCitizen: protectsCitizen)
    })

  static let finding = Record<Finding>(
    "finding",
    field("rule", \.rule, rule.shape),
    field("severity", \.severity, .choice),
    field("variant", \.variant, optional: .text(.messageVariant) { !$0.isEmpty }),
    field("arguments", \.arguments, .list(.text), default: []),
    field("field", \.field, optional: .text),
    make: { rule, severity, variant, arguments, field in
      Finding(rule, severity, variant: variant, arguments: arguments, field: field)
    })

  static let document = Record<RequiredDocument>(
    "document",
    field("kind", \.kind, .choice),
    field("need", \.need, .choice),
    field("rule", \.rule, rule.shape),
    make: { kind, need, rule in RequiredDocument(kind, need, rule: rule) })

  static let decision = Record<Decision>(
    "decision",
    field("findings", \.findings, .list(finding.shape), default: []),
    field("documents", \.documents, .list(document.shape), default: []),
    field("effectiveDate", \.effectiveDate, optional: .date),
    field("endDate", \.endDate, optional: .date),
    field("counter", \.counter, optional: .choice),
    field("closes", \.closes, .list(.identifier()), default: []),
    field("birth", \.birth, optional: .choice),
    make: Decision.init(findings:documents:effectiveDate:endDate:counter:closes:birth:))

  static let registryAnswer = Shape<RegistryAnswer>.variants(
    "answer",
    tag: { answer in
      switch answer {
      case .accepted: "accepted"
      case .rejected: "rejected"
      case .alreadyAnswered: "alreadyAnswered"
      }
    },
    [
      .carrying(
        "accepted",
        { answer -> Acceptance? in
          guard case .accepted(let number, let date, let decision) = answer else { return nil }
          return Acceptance(protocolNumber: number, effectiveDate: date, decision: decision)
        },
        Record(
          "answer-accepted",
          field("protocolNumber", \.protocolNumber, .text),
          field("effectiveDate", \.effectiveDate, optional: .date),
          field("decision", \.decision, decision.shape),
          make: Acceptance.init(protocolNumber:effectiveDate:decision:)),
        make: {
          .accepted(
            protocolNumber: $0.protocolNumber, effectiveDate: $0.effectiveDate, decision: $0.decision)
        }),
      .carrying(
        "rejected",
        { answer -> Decision? in
          guard case .rejected(let decision) = answer else { return nil }
          return decision
        },
        Record("answer-rejected", field("decision", { $0 }, decision.shape), make: { $0 }),
        make: { .rejected($0) }),
      .carrying(
        "alreadyAnswered",
        { answer -> FirstAnswer? in
          guard case .alreadyAnswered(let number, let date) = answer else { return nil }
          return FirstAnswer(protocolNumber: number, effectiveDate: date)
        },
        Record(
          "answer-alreadyAnswered",
          field("protocolNumber", \.protocolNumber, .text),
          field("effectiveDate", \.effectiveDate, optional: .date),
          make: FirstAnswer.init(protocolNumber:effectiveDate:)),
        make: { .alreadyAnswered(protocolNumber: $0.protocolNumber, effectiveDate: $0.effectiveDate) }),
    ])

  static let historyOutcome = Shape<HistoryEntry.Outcome>.variants(
    "historyOutcome",
    tag: { outcome in
      switch outcome {
      case .accepted: "accepted"
      case .rejected: "rejected"
      case .pending: "pending"
      }
    },
    [
      .carrying(
        "accepted",
        { outcome -> String? in
          guard case .accepted(let number) = outcome else { return nil }
          return number
        },
        Record("historyOutcome-accepted", field("protocolNumber", { $0 }, .text), make: { $0 }),
        make: { .accepted(protocolNumber: $0) }),
      .plain("rejected", .rejected),
      .plain("pending", .pending),
    ])

  static let historyEntry = Record<HistoryEntry>(
    "historyEntry",
    field("practice", \.practice, .identifier()),
    field("kind", \.kind, .choice),
    field("at", \.at, .instant),
    field("operatorName", \.operatorName, .text, default: ""),
    field("desk", \.desk, .text, default: ""),
    field("outcome", \.outcome, historyOutcome),
    field("subject", \.subject, .text, default: ""),
    make: HistoryEntry.init(practice:kind:at:operatorName:desk:outcome:subject:))
}

private struct Acceptance {
  let protocolNumber: String
  let effectiveDate: CivilDate?
  let decision: Decision
}

private struct FirstAnswer {
  let protocolNumber: String
  let effectiveDate: CivilDate?
}
