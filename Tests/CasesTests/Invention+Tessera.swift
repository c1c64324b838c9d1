import Domain

extension Invention {
  mutating func pinCase() -> PinCase {
    PinCase(
      assistito: assistito(), card: maybe { $0.numeroTessera() }, shown: one(of: CardShown.self),
      chip: chip(), trouble: one(of: CodeTrouble.self), claimsExtension: flag(), applicant: codeApplicant(),
      representative: maybe { $0.representative() }, isEmancipated: flag(),
      documents: some(upTo: 3) { $0.shownDocument() }, parentCardShown: flag(),
      contacts: some(upTo: 2) { $0.contact() }, desk: one(of: CodeDesk.self), deskAsl: asl(),
      formsSigned: Set(some(upTo: 3) { $0.one(of: CodeForm.self) }), isOperatorInvolved: flag(),
      differsFromRegistry: flag(), handOver: maybe { $0.identifier() }, pending: maybe { $0.identifier() })
  }

  mutating func tesseraCase() -> TesseraCase {
    let requests: [TesseraCase.Request] = [
      .duplicate(one(of: DuplicateReason.self)), .suspension, .reactivation,
      .revocation(one(of: Tessera.Revocation.self)), .destruction(signatures: number(0...3)),
    ]
    return TesseraCase(
      assistito: assistito(), card: maybe { $0.numeroTessera() }, request: requests[number(0...4)],
      applicant: codeApplicant(), representative: maybe { $0.representative() },
      documents: some(upTo: 3) { $0.shownDocument() }, desk: one(of: CodeDesk.self), deskAsl: asl(),
      formsSigned: Set(some(upTo: 3) { $0.one(of: CodeForm.self) }), hasReport: flag(),
      knowsUserCode: flag(), isOldCardHandedIn: flag(), isOperatorInvolved: flag(),
      obstacle: maybe { $0.one(of: TesseraCase.Obstacle.self) }, effectiveDate: date(), note: text(),
      pending: maybe { $0.identifier() })
  }

  mutating func numeroTessera() -> NumeroTessera {
    try! NumeroTessera("8038000030000000001\(number(0...9))")
  }

  private mutating func chip() -> ChipFinding {
    switch number(0...3) {
    case 0: .read(code: code(), expires: date())
    case 1: .readElsewhere
    case 2: .unreadable
    default: .noReader
    }
  }

  private mutating func representative() -> CodeRepresentative {
    CodeRepresentative(fullName: text(), birthDate: maybe { $0.date() }, code: maybe { $0.code() })
  }

  private mutating func shownDocument() -> ShownDocument {
    ShownDocument(
      kind: one(of: IdentityDocumentKind.self), owner: one(of: ShownDocument.Owner.self),
      expires: maybe { $0.date() }, issued: maybe { $0.date() }, isNumberRecorded: flag(), isCopy: flag())
  }

  private mutating func contact() -> CodeContact {
    let addresses: [CodeContact.Address] = [
      .email(try! EmailAddress("prova\(number(0...99))@esempio.it")),
      .mobile(try! MobileNumber("333\(number(100_000...9_999_999))")),
      .recorded(one(of: CodeContact.Channel.self), masked: text()),
    ]
    return CodeContact(addresses[number(0...2)], isConfirmed: flag(), isOfDesk: flag())
  }

  private mutating func act() -> CourtAct {
    CourtAct(reference: text(), coversCodes: flag(), expires: maybe { $0.date() })
  }

  private mutating func codeApplicant() -> CodeApplicant {
    switch number(0...9) {
    case 0: .holder
    case 1: .parent
    case 2: .actsForParent
    case 3: .tutore(maybe { $0.act() })
    case 4: .amministratoreDiSostegno(maybe { $0.act() })
    case 5: .curatore(maybe { $0.act() })
    case 6: .curatore473bis7(maybe { $0.act() })
    case 7: .delegate(delegation())
    case 8: .remote(remote())
    default:
      .online(OnlineConditions(met: Set(some(upTo: 5) { $0.one(of: OnlineConditions.Condition.self) })))
    }
  }

  private mutating func delegation() -> CodeDelegation {
    CodeDelegation(
      relative: one(of: Relative.self), hasSpouse: flag(), hasChildren: flag(), declaresImpediment: flag(),
      certificate: maybe { invention in
        ImpedimentCertificate(
          isSigned: invention.flag(), isDated: invention.flag(),
          length: invention.maybe {
            $0.flag() ? .months($0.number(0...12)) : .period(from: $0.date(), through: $0.date())
          }, showsDiagnosis: invention.flag())
      })
  }

  private mutating func remote() -> RemoteRequest {
    let forms: [RemoteRequest.Form] = [.direct, .delegate(one(of: Relative.self)), .representative]
    let states: [RemoteRequest.State] = [
      .received, .waitingForPapers, .verified, .contacted, .appointed(instant()), .inVideo, .recognised,
      .codesSent, .closed, .refused(one(of: RemoteRequest.Refusal.self)), .lapsed,
    ]
    return RemoteRequest(
      form: forms[number(0...2)], state: states[number(0...10)],
      papers: Set(some(upTo: 7) { $0.one(of: RemoteRequest.Paper.self) }),
      unreadable: Set(some(upTo: 2) { $0.one(of: RemoteRequest.Paper.self) }), officeProvince: text(),
      residenceProvince: text(), documentsExpire: maybe { $0.date() }, papersBy: maybe { $0.identifier() },
      videoBy: maybe { $0.identifier() }, missed: number(0...9))
  }
}
