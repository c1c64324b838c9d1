import Domain
import Paper

/// Invented requests about cards and their codes to print.
extension Specimen {
  static let cardNumber = try! NumeroTessera("80380009900000000005")
  static let address = try! EmailAddress("ritira.prova@esempio.it")
  static let reference: Identifier<Practice> = "3f2a91c0-7b1d-4c7e-9a50-0123456789ab"

  static let relativePerson = CodeRepresentative(
    fullName: "PROVA GIANNI", birthDate: day("1965-12-10"), code: try! PersonCode.parse("PRVGNI65T10Y001V"))

  static func codes(
    _ applicant: CodeApplicant = .holder, trouble: CodeTrouble = .firstIssue,
    contacts: [CodeContact] = [CodeContact(.email(address), isConfirmed: true)]
  ) -> PinCase {
    PinCase(
      assistito: assistito(), card: cardNumber, trouble: trouble, applicant: applicant,
      representative: applicant.isSomebodyElse ? relativePerson : nil, contacts: contacts,
      desk: .sceltaRevoca,
      deskAsl: asl)
  }

  static func card(_ request: TesseraCase.Request, hasReport: Bool = false) -> TesseraCase {
    TesseraCase(
      assistito: assistito(), card: cardNumber, request: request, desk: .sceltaRevoca, deskAsl: asl,
      hasReport: hasReport, effectiveDate: day("2026-03-16"), note: "vista alla fermata, non c'era più")
  }

  static func tessera(_ change: (inout TesseraParameters) -> Void = { _ in }) -> TesseraParameters {
    var parameters = TesseraParameters()
    parameters.pukLimit = PukLimit(count: 8, mode: .uses)
    parameters.delegation = .orderOfRelatives
    change(&parameters)
    return parameters
  }

  static let act = CourtAct(reference: "Tribunale di Finta Alta, n. 7 del 2025", coversCodes: true)

  static let remote = RemoteRequest(
    form: .delegate(.sibling), officeProvince: "YY", residenceProvince: "YY")

  static let handOver = HandOverFacts(
    number: "C-2026-000042", at: Instant(iso: "2026-03-16T09:12:00Z")!, envelope: "B 001234")

  static let refusal = Decision(findings: [
    Finding(Rule("R-CARD-01", source: "", confidence: .seed), .block),
    Finding(Rule("R-DEL-04", source: "", confidence: .seed), .block),
  ])

  /// One of each paper about codes and cards, by the name of its golden.
  static func codePapers(_ imprint: Imprint) -> [(name: String, document: Document)] {
    let forms: [(String, PinCase, TesseraParameters)] = [
      (
        "mod-1", codes(),
        tessera {
          $0.usesCIP = true; $0.formCopies = 2
        }
      ),
      ("mod-2", codes(.tutore(act)), tessera()),
      ("mod-3", codes(.delegate(CodeDelegation(relative: .sibling, declaresImpediment: true))), tessera()),
      (
        "mod-4", codes(.delegate(CodeDelegation(relative: .none, declaresImpediment: true))),
        tessera { $0.delegation = .longImpediment }
      ),
      ("mod-5", codes(.remote(remote)), tessera()),
    ]
    var papers = forms.compactMap { name, content, parameters in
      Document.codeForm(of: content, reference: reference, parameters: parameters, imprint: imprint)
        .map { (name: name, document: $0) }
    }
    papers.append(
      (
        "mod-6",
        .codeReceipt(of: codes(), handOver, reference: reference, parameters: tessera(), imprint: imprint)
      ))
    let requests: [(String, TesseraCase)] = [
      ("mod-7", card(.duplicate(.theft), hasReport: true)), ("mod-8", card(.revocation(.loss))),
      ("mod-9", card(.destruction(signatures: 2))),
    ]
    papers += requests.map { name, content in
      (name, .cardForm(of: content, reference: reference, parameters: tessera(), imprint: imprint))
    }
    papers.append(("mod-10", .codeLeaflet(tessera(), imprint: imprint)))
    if let letter = Document.codeRefusal(
      of: assistito(), decision: refusal, reference: reference, parameters: tessera(), imprint: imprint)
    {
      papers.append(("rifiuto-codici", letter))
    }
    return papers
  }
}
