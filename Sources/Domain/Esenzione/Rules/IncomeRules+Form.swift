/// The signed form of a declaration of income: its day, and the three people on it (ER-20, ER-30).
extension IncomeRules {
  static func signatureFindings(
    _ declaration: IncomeDeclaration, _ context: EsenzioneContext
  ) -> [Finding] {
    let field = CaseField.signedOn
    if declaration.signedOn > context.today {
      return [Finding(term, .block, variant: "future", arguments: [declaration.signedOn.iso], field: field)]
    }
    if context.start > declaration.signedOn {
      return [Finding(term, .note, variant: "april", arguments: [context.start.iso], field: field)]
    }
    return []
  }

  /// The three people of a self-declaration, who must be told apart.
  static func declarantFindings(
    _ declaration: IncomeDeclaration, _ context: EsenzioneContext
  ) -> [Finding] {
    var findings = signerFindings(declaration.declarant, context)
    let own = Set(context.content.assistito.identity.codes)
    if case .other(let code, let note) = declaration.titolare {
      if own.contains(code) || code == declaration.declarant {
        findings.append(Finding(declarant, .block, variant: "third", field: CaseField.titolare))
      }
      if note.allSatisfy(\.isWhitespace) || note.count > noteLimit {
        findings.append(
          Finding(
            declarant, .block, variant: "note", arguments: [String(noteLimit)], field: CaseField.titolareNote)
        )
      }
    }
    return findings
  }

  /// Who signs, compared with who is exempt; `unknown` says how much it weighs that a signer for another is not named.
  static func signerFindings(
    _ signs: PersonCode?, unknown: Severity = .block, _ context: EsenzioneContext
  ) -> [Finding] {
    var findings: [Finding] = []
    let field = CaseField.declarant
    let own = Set(context.content.assistito.identity.codes)
    switch context.content.applicant.declarantTitle {
    case .withCurator:
      // Some support administrators assist, others stand for the person: the decree says which (c.c. art. 405).
      break
    case .oneself, .byDelegate:
      if let signs, !own.contains(signs) {
        findings.append(Finding(declarant, .block, variant: "oneself", field: field))
      }
    case .parent, .guardian, .relative:
      if signs == nil {
        findings.append(Finding(declarant, unknown, variant: "code", field: field))
      } else if let signs, own.contains(signs) {
        findings.append(Finding(declarant, .block, field: field))
      }
    }
    return findings
  }
}

extension IncomeDeclaration.Titolare {
  /// Whether somebody else than the person exempt holds the condition.
  func isThird(exempt: Assistito, signer: PersonCode?) -> Bool {
    switch self {
    case .beneficiary: false
    case .declarant: signer.map { !exempt.identity.codes.contains($0) } ?? false
    case .other: true
    }
  }
}
