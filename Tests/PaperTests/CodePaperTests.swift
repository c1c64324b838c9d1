import Domain
import Paper
import Terminal
import Testing

@Suite("The papers about codes and cards") struct CodePaperTests {
  private static let imprint = Specimen.imprint(Specimen.words("it"))

  /// Sentences are wrapped: one line, single blanks.
  private static func flat(_ document: Document?) -> String {
    (document?.text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func form(
    _ content: PinCase, _ parameters: TesseraParameters = Specimen.tessera(), imprint: Imprint = imprint
  ) -> String {
    flat(
      .codeForm(
        of: content, reference: Specimen.reference, parameters: parameters, imprint: imprint))
  }

  private static let applicants: [(CodeApplicant, CodePaper?)] = [
    (.holder, .request), (.parent, .representative), (.actsForParent, .representative),
    (.tutore(nil), .representative), (.amministratoreDiSostegno(Specimen.act), .representative),
    (.curatore(nil), .representative), (.curatore473bis7(nil), .representative),
    (.remote(Specimen.remote), .remote),
    (.remote(RemoteRequest(form: .direct, officeProvince: "YY", residenceProvince: "YY")), .remote),
    (.remote(RemoteRequest(form: .representative, officeProvince: "YY", residenceProvince: "YY")), .remote),
    (.online(OnlineConditions(met: [])), nil),
  ]

  @Test("follow who comes, and no paper is signed where nobody comes", arguments: applicants)
  func byApplicant(applicant: CodeApplicant, paper: CodePaper?) {
    #expect(CodePaper(Specimen.codes(applicant), Specimen.tessera()) == paper)
    let text = Self.form(Specimen.codes(applicant))
    #expect(text.isEmpty == (paper == nil))
    if let paper { #expect(text.contains("\(paper.rawValue) - copia 1 di 1")) }
  }

  @Test("are two for delegates, which no region mixes", arguments: DelegationRule.allCases)
  func byDelegation(rule: DelegationRule) {
    let content = Specimen.codes(.delegate(CodeDelegation(relative: .spouse, declaresImpediment: true)))
    let parameters = Specimen.tessera { $0.delegation = rule }
    let text = Self.form(content, parameters)
    #expect(text.contains("MOD-3") == (rule == .orderOfRelatives))
    #expect(text.contains("MOD-4") == (rule != .orderOfRelatives))
    #expect(text.contains("art. 4, comma 2") == (rule == .orderOfRelatives))
    #expect(text.contains("Mesi di impedimento 3") == (rule == .longImpediment))
  }

  @Test("declare that nobody comes first, as far as the order of the law goes", arguments: Relative.allCases)
  func order(relative: Relative) {
    let text = Self.form(
      Specimen.codes(.delegate(CodeDelegation(relative: relative, declaresImpediment: true))))
    #expect(
      text.contains("non ha coniuge")
        == (relative.precedence == .child || relative.precedence == .thirdDegree))
    #expect(text.contains("non ha figli") == (relative.precedence == .thirdDegree))
  }

  @Test("are printed in as many copies as are signed, each with its number")
  func copies() {
    for count in 0...3 {
      let document = Document.codeForm(
        of: Specimen.codes(), reference: Specimen.reference,
        parameters: Specimen.tessera { $0.formCopies = count }, imprint: Self.imprint)
      #expect(document?.pages.count == max(1, count))
      let text = Self.flat(document)
      for copy in 1...max(1, count) { #expect(text.contains("copia \(copy) di \(max(1, count))")) }
    }
  }

  @Test("name the contact in clear where the citizen signs it, and never on the receipt")
  func contacts() {
    #expect(Self.form(Specimen.codes()).contains("ritira.prova@esempio.it"))
    let kept = Specimen.codes().recorded(Specimen.handOver.number)
    #expect(!Self.form(kept).contains("ritira.prova"))
    for content in [Specimen.codes(), kept] {
      let text = Self.flat(
        .codeReceipt(
          of: content, Specimen.handOver, reference: Specimen.reference, parameters: Specimen.tessera(),
          imprint: Self.imprint))
      #expect(text.contains("r***@e***.it") && !text.contains("ritira.prova"))
      #expect(text.contains("803800******0005") && !text.contains(Specimen.cardNumber.rawValue))
      #expect(text.contains("C-2026-000042") && text.contains("copia 2 di 2"))
    }
  }

  @Test("tell of an envelope by its number, and then of no second half")
  func envelope() {
    let parameters = Specimen.tessera { $0.usesBlindEnvelope = true }
    let receipt = Self.flat(
      .codeReceipt(
        of: Specimen.codes(), Specimen.handOver, reference: Specimen.reference, parameters: parameters,
        imprint: Self.imprint))
    #expect(receipt.contains("B 001234") && !receipt.contains("prima parte"))
    #expect(!Self.form(Specimen.codes(), parameters).contains("seconda"))
  }

  @Test("list what has to be sent with a request from afar, of the one who declares only where somebody does")
  func attachments() {
    for form in [RemoteRequest.Form.direct, .delegate(.spouse), .representative] {
      let request = RemoteRequest(form: form, officeProvince: "YY", residenceProvince: "YY")
      let text = Self.form(Specimen.codes(.remote(request)))
      #expect(text.components("[ ]") == form.papers.count)
      #expect(text.contains("Documento di chi dichiara") == (form != .direct))
    }
  }

  @Test("let so many sign for a destruction as the region wants, and name four digits of the card only")
  func destruction() {
    for signatures in 1...3 {
      let text = Self.flat(
        .cardForm(
          of: Specimen.card(.destruction(signatures: signatures)), reference: Specimen.reference,
          parameters: Specimen.tessera { $0.destructionSignatures = 1 }, imprint: Self.imprint))
      #expect(text.components("Firma n.") == 2 * signatures)
      #expect(text.contains("0005") && !text.contains(Specimen.cardNumber.rawValue))
      #expect(!text.contains("803800"))
    }
  }

  @Test(
    "say of theft and loss whether a report was handed in, and of nothing else",
    arguments: DuplicateReason.allCases)
  func reports(reason: DuplicateReason) {
    for hasReport in [true, false] {
      let text = Self.flat(
        .cardForm(
          of: Specimen.card(.duplicate(reason), hasReport: hasReport), reference: Specimen.reference,
          parameters: Specimen.tessera(), imprint: Self.imprint))
      let isMissing = reason == .theft || reason == .loss
      #expect(text.contains("copia della denuncia") == (isMissing && hasReport))
      #expect(text.contains("non avere più la tessera") == (isMissing && !hasReport))
      #expect(text.contains("vanno chiesti di nuovo"))
    }
  }

  @Test("tell when a PUK blocks, as the region counts")
  func leaflet() {
    let rows: [(PukLimit?, Bool, Bool)] = [
      (PukLimit(count: 8, mode: .uses), true, false), (PukLimit(count: 3, mode: .errors), false, true),
      (nil, false, false),
    ]
    for (limit, uses, errors) in rows {
      let text = Self.flat(
        .codeLeaflet(Specimen.tessera { $0.pukLimit = limit }, imprint: Self.imprint))
      #expect(text.contains("al più 8 volte") == uses)
      #expect(text.contains("Dopo 3 PUK sbagliati") == errors)
      #expect(text.contains("800 030 070 (lun-sab 8-20)"))
    }
  }

  @Test("tell every reason of a refusal at once and who helps; nobody writes to the dead")
  func refusal() {
    let text = Self.flat(
      .codeRefusal(
        of: Specimen.assistito(), decision: Specimen.refusal, reference: nil, parameters: Specimen.tessera(),
        imprint: Self.imprint))
    #expect(text.contains("senza carta i codici") || text.contains("Tessera"))
    #expect(text.contains("Manca il modulo di delega firmato") && text.contains("800 030 070"))
    var dead = Specimen.assistito()
    dead.posizione.deathDate = Specimen.day("2026-03-01")
    for (person, decision) in [(dead, Specimen.refusal), (Specimen.assistito(), Decision(findings: []))] {
      #expect(
        Document.codeRefusal(
          of: person, decision: decision, reference: nil, parameters: Specimen.tessera(),
          imprint: Self.imprint) == nil)
    }
  }

  @Test("have titles that fit the page, also beside those of the second language")
  func titles() {
    let italian = Specimen.words("it")
    let papers = Specimen.codePapers(Specimen.imprint(italian, second: Specimen.words("de")))
    #expect(papers.count == CodePaper.allCases.count + 1)
    for (name, document) in papers {
      let titles = document.pages.map { $0.lines[4] }
      #expect(
        titles.allSatisfy { !$0.contains("\u{2026}") && $0.contains(" - ") == (name != "rifiuto-codici") })
    }
  }

  @Test("are whole in every language: no sentence is missing", arguments: Specimen.languages)
  func languages(language: String) {
    for (name, document) in Specimen.codePapers(Specimen.imprint(Specimen.words(language))) {
      #expect(!document.text.contains("[stampa.") && !document.text.contains("$@"), "\(name)")
      for word in ["[richiedente.", "[motivo.", "[parente.", "[remoto."] {
        #expect(!document.text.contains(word), "\(name)")
      }
    }
  }
}

extension String {
  /// How often another text stands in it.
  fileprivate func components(_ other: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: other) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
