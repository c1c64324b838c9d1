import Domain

extension Invention {
  mutating func codiceEsenzione() -> CodiceEsenzione {
    CodiceEsenzione(["E02", "013", "0A02.414", "RFG101", "C03", "R1"].randomElement(using: &self)!)!
  }

  mutating func scope() -> EsenzioneScope {
    flag() ? .national : .region(["01", "09", "20"].randomElement(using: &self)!)
  }

  mutating func esenzione() -> Esenzione {
    Esenzione(
      id: identifier(), code: codiceEsenzione(), scope: scope(), issuer: asl(), start: date(),
      end: maybe { $0.date() }, issuedOn: date(), origin: one(of: Esenzione.Origin.self),
      certificateNumber: text(), protocolNumber: text(), practice: maybe { $0.identifier() },
      state: esenzioneState(), revisionPassed: maybe { $0.date() })
  }

  private mutating func esenzioneState() -> Esenzione.State {
    switch number(0...8) {
    case 0: .draft
    case 1: .valid
    case 2: .suspended(since: date())
    case 3: .inVerification
    case 4: .inEvaluation
    case 5: .ended(on: date(), cause: one(of: Esenzione.Cause.self))
    case 6: .revoked(on: date(), reason: one(of: EsenzioneRevocaCase.Reason.self), isBlocked: flag())
    case 7: .annulled(on: date(), reason: text())
    default: .notValid
    }
  }

  mutating func esenzioneCase() -> EsenzioneCase {
    EsenzioneCase(
      assistito: assistito(), code: codiceEsenzione(), scope: scope(), deskAsl: asl(),
      applicant: applicant(), effectiveDate: date(), evidence: evidence(), documentsSeen: documents(),
      documentsDeclared: documents(), endDate: maybe { $0.date() }, endReason: text(),
      renews: maybe { $0.identifier() }, privateHandOver: flag(), mef: mef(),
      pending: maybe { $0.identifier() })
  }

  private mutating func mef() -> MEFAnswer {
    switch number(0...4) {
    case 0: .notAsked
    case 1: .notListed
    case 2: .listed(codiceEsenzione(), until: date())
    case 3: .unavailable
    default: .error(text())
    }
  }

  private mutating func evidence() -> EsenzioneEvidence {
    switch number(0...4) {
    case 0: .none
    case 1: .income(incomeDeclaration())
    case 2:
      .certificate(
        MedicalCertificate(
          issuedOn: date(), certifier: one(of: MedicalCertificate.Certifier.self),
          stage: one(of: MedicalCertificate.Stage.self), firstDiagnosis: maybe { $0.date() },
          tumourTerm: maybe { $0.one(of: MedicalCertificate.TumourTerm.self) }, namesCode: flag(),
          isClear: flag(), diagnosis: text(), revision: maybe { $0.date() }))
    case 3:
      .report(
        InvalidityReport(
          issuedOn: date(), kind: one(of: InvalidityReport.Kind.self),
          percentage: maybe { $0.number(0...100) }, category: maybe { $0.number(1...8) },
          revision: maybe { $0.date() }, isReadable: flag(), periodEnd: maybe { $0.date() }))
    default:
      .foreigner(
        ForeignerDeclaration(
          validUntil: maybe { $0.date() }, isIndigent: flag(), declaresNoWork: flag(),
          declarant: maybe { $0.code() }))
    }
  }

  private mutating func incomeDeclaration() -> IncomeDeclaration {
    IncomeDeclaration(
      signedOn: date(), declarant: maybe { $0.code() }, titolare: titolare(),
      condition: one(of: IncomeDeclaration.Condition.self), isDependant: flag(),
      household: TaxHousehold(
        partner: one(of: TaxHousehold.Partner.self), children: number(0...9), others: number(0...3)),
      income: income())
  }

  private mutating func titolare() -> IncomeDeclaration.Titolare {
    switch number(0...2) {
    case 0: .declarant
    case 1: .beneficiary
    default: .other(code(), note: text())
    }
  }

  private mutating func income() -> IncomeAnswer {
    switch number(0...3) {
    case 0: .below
    case 1: .notBelow
    case 2: .unknown
    default: .cents(number(0...10_000_000))
    }
  }
}
