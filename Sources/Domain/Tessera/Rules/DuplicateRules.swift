/// Another card (A11), and the ends and rests of a certificate (A10).
enum DuplicateRules {
  static let elsewhere = Rule("DUP-01", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let oldCard = Rule(
    "DUP-02", source: "Agenzia delle Entrate [Q8]: la tessera rovinata", confidence: .practice)
  static let hasChip = Rule("DUP-03", source: "Regione Lombardia (seed 004)", confidence: .seed)
  static let obstacle = Rule("DUP-04", source: "Agenzia delle Entrate [Q8]", confidence: .regional)
  static let newCodes = Rule(
    "DUP-05", source: "Regola di progetto: la nuova tessera non porta il vecchio PIN", confidence: .design)
  static let record = Rule(
    "TES-01", source: "Regola di progetto: senza tessera nota non c'è che cosa cambiare", confidence: .design,
    protectsCitizen: true)
  static let state = Rule(
    "TES-02", source: "Regola di progetto: gli stati del certificato", confidence: .design,
    protectsCitizen: true)
  static let final = Rule(
    "TES-03", source: "FSE Emilia-Romagna [Q3]: la revoca è definitiva", confidence: .regional)

  static let entries: [RuleEntry] = [
    RuleEntry(elsewhere, .finding(variants: DuplicateChannel.allCases.map(\.rawValue))), RuleEntry(oldCard),
    RuleEntry(hasChip),
    RuleEntry(obstacle, .finding(variants: TesseraCase.Obstacle.allCases.map(\.rawValue))),
    RuleEntry(newCodes), RuleEntry(record), RuleEntry(state), RuleEntry(final),
  ]

  /// What the request itself says, after desk and people.
  static func findings(_ content: TesseraCase, parameters: TesseraParameters) -> [Finding] {
    switch content.request {
    case .duplicate(let reason): duplicate(reason, content, parameters)
    case .suspension, .reactivation: transition(content) + userCode(content, parameters)
    case .revocation(let reason): transition(content) + revocation(reason, content, parameters)
    case .destruction(let signatures): destruction(signatures, content, parameters)
    }
  }

  // MARK: Another card

  private static func duplicate(
    _ reason: DuplicateReason, _ content: TesseraCase, _ parameters: TesseraParameters
  ) -> [Finding] {
    let field = CaseField.request
    let channels = parameters.duplicateChannels[reason] ?? [.agenziaEntrate]
    // Who does not issue it here needs no other reason.
    if content.desk.channel.map({ !channels.contains($0) }) ?? true {
      let place = DuplicateChannel.allCases.first { channels.contains($0) } ?? .agenziaEntrate
      return [Finding(elsewhere, .block, variant: place.rawValue, field: field)]
    }
    var findings: [Finding] = []
    if let obstacle = refusal(content) {
      findings.append(Finding(Self.obstacle, .block, variant: obstacle.rawValue, field: field))
    }
    switch reason {
    case .theft, .loss: findings += report(content, parameters)
    case .worn:
      if !content.isOldCardHandedIn { findings.append(Finding(oldCard, .warn, field: field)) }
    case .chipless:
      if content.record?.hasChip == true { findings.append(Finding(hasChip, .warn, field: field)) }
    case .wrongData, .technical, .pukBlocked: break
    }
    if parameters.duplicateRevokes, [.theft, .loss, .worn].contains(reason) {
      findings.append(Finding(ReissueRules.revocation, .note, variant: "duplicate"))
    }
    findings.append(Finding(newCodes, .note))
    return findings + form(.duplicate, content)
  }

  /// What the issuer answered, or what the position says already.
  private static func refusal(_ content: TesseraCase) -> TesseraCase.Obstacle? {
    if let obstacle = content.obstacle { return obstacle }
    if case .none = content.assistito.posizione.residence { return .noAddress }
    return nil
  }

  /// RE-08: the report of a theft or a loss.
  private static func report(_ content: TesseraCase, _ parameters: TesseraParameters) -> [Finding] {
    guard !content.hasReport else { return [] }
    return [
      parameters.reportRequired
        ? Finding(ReissueRules.report, .block, field: CaseField.documents)
        : Finding(ReissueRules.report, .note, variant: "advised", field: CaseField.documents)
    ]
  }

  // MARK: The certificate

  /// Whether the certificate is there and can take the event.
  private static func transition(_ content: TesseraCase) -> [Finding] {
    guard let record = content.record, let event = content.event else {
      return [Finding(Self.record, .block, field: CaseField.card)]
    }
    do throws(TesseraTransitionError) {
      _ = try record.state.after(event)
      return []
    } catch {
      return [Finding(state, .block, field: CaseField.request)]
    }
  }

  private static func userCode(_ content: TesseraCase, _ parameters: TesseraParameters) -> [Finding] {
    let lacks = parameters.suspensionNeedsUserCode && !content.knowsUserCode
    return [
      lacks
        ? Finding(ReissueRules.suspension, .block, variant: "userCode", field: CaseField.userCode)
        : Finding(ReissueRules.suspension, .note)
    ] + form(.suspension, content)
  }

  private static func revocation(
    _ reason: Tessera.Revocation, _ content: TesseraCase, _ parameters: TesseraParameters
  ) -> [Finding] {
    var findings: [Finding] = []
    switch reason {
    case .theft, .loss: findings += report(content, parameters)
    case .codesSeen: findings.append(Finding(ReissueRules.seen, .note))
    case .holder, .worn, .pukBlocked: break
    // Nobody is left to sign.
    case .death: return [Finding(final, .warn)]
    }
    if parameters.revocationNeedsUserCode {
      if content.applicant.isSomebodyElse {
        findings.append(
          Finding(ReissueRules.revocation, .block, variant: "inPerson", field: CaseField.applicant))
      }
      if !content.knowsUserCode {
        findings.append(Finding(ReissueRules.revocation, .block, field: CaseField.userCode))
      }
    }
    return findings + [Finding(final, .warn)] + form(.suspension, content)
  }

  private static func destruction(
    _ signatures: Int, _ content: TesseraCase, _ parameters: TesseraParameters
  ) -> [Finding] {
    var findings: [Finding] = []
    if !content.isOldCardHandedIn {
      findings.append(Finding(SecrecyRules.destruction, .block, variant: "card", field: CaseField.card))
    }
    if signatures < parameters.destructionSignatures {
      findings.append(
        Finding(
          SecrecyRules.destruction, .block, arguments: [String(parameters.destructionSignatures)],
          field: CaseField.formsSigned))
    }
    switch content.record?.state {
    case .notActivated, .active, .suspended:
      findings.append(Finding(SecrecyRules.destruction, .warn, variant: "inForce", field: CaseField.card))
    case .revoked, .replaced, nil: break
    }
    return findings
  }

  private static func form(_ form: CodeForm, _ content: TesseraCase) -> [Finding] {
    content.formsSigned.contains(form)
      ? [] : [Finding(CodePaperRules.form, .block, field: CaseField.formsSigned)]
  }
}

extension CodeDesk {
  /// What a place is where another card is asked for; `nil` where none is.
  var channel: DuplicateChannel? {
    switch self {
    case .sceltaRevoca, .tutelati: .sceltaRevoca
    case .spazioRegione: .spazioRegione
    case .comune, .farmacia, .video: nil
    }
  }
}

extension TesseraCase {
  /// What the practice does to the certificate of the card; `nil` if nothing.
  ///
  /// Another card that is asked for changes nothing before it is there.
  var event: TesseraEvent? {
    switch request {
    case .duplicate, .destruction: nil
    case .suspension: .suspend(effectiveDate)
    case .reactivation: .reactivate(effectiveDate)
    case .revocation(let reason): .revoke(effectiveDate, reason)
    }
  }
}
