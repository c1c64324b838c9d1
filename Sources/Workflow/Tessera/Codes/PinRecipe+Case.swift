import Domain
import Terminal

/// Which fields a case of codes needs, and what they say.
extension PinRecipe {
  /// Shows what this case has to be asked, and nothing else.
  func show(_ form: inout Form, _ person: Assistito, _ scene: Scene) {
    form.setReadOnly("card", value: TesseraWords.line(person.posizione.card(nil), scene))
    CounterPeople.arrange(&form, person: person, scene)
    let parameters = scene.rules.tessera
    let kind = form.option("applicant", as: CodeApplicant.Kind.self)
    let isParent = kind == .parent || kind == .actsForParent
    let isMinor = person.posizione.birthDate.age(on: scene.today) < 18
    form.setVisible("chip", form.value(of: "shown") == CardShown.card.rawValue)
    form.setVisible("parentCard", isParent && parameters.parentCardRequired)
    form.setVisible("emancipated", kind == .holder && isMinor && parameters.emancipatedComesAlone)
    form.setVisible(
      "holderDocumentCopy", kind == .delegate && parameters.holderDocumentCopyAdmitted)
    let isOrdered = kind == .delegate && parameters.delegation == .orderOfRelatives
    let precedence = form.option("relative", as: Relative.self)?.precedence
    form.setVisible("hasSpouse", isOrdered && precedence != nil && precedence != .spouse)
    form.setVisible("hasChildren", isOrdered && precedence == .thirdDegree)
    form.setVisible("impediment", isOrdered)
    let isLong = kind == .delegate && parameters.delegation == .longImpediment
    form.setVisible("certificate", isLong)
    let isShown = isLong && form.answer(of: "certificate") == true
    form.setVisible("certificateDiagnosis", isShown)
    // With a diagnosis on it the certificate is given back before anything else of it is read.
    let isRead = isShown && form.answer(of: "certificateDiagnosis") == false
    form.setVisible("certificateSigned", isRead)
    form.setVisible("certificateMonths", isRead)
    let asksContact = parameters.contactRule != .none
    form.setVisible("contact", asksContact)
    form.setRequired("contact", parameters.contactRule != .emailOrPost)
    form.setVisible("contactAgain", asksContact && !form.value(of: "contact").isEmpty)
    form.setVisible("envelope", parameters.usesBlindEnvelope)
  }

  /// The case as the form stands; in a closed envelope the codes are handed over already, and it is the fact.
  func content(
    _ form: Form, person: Assistito, facts: CaseFacts?, documents: DocumentChecklist, _ scene: Scene
  ) -> PracticeCase? {
    guard let facts, let trouble = form.option("trouble", as: CodeTrouble.self),
      let applicant = applicant(form), let desk = CounterPeople.desk(form, scene),
      let shown = form.option("shown", as: CardShown.self)
    else { return nil }
    let content = PinCase(
      assistito: person, card: person.posizione.card(nil)?.number, shown: shown, chip: chip(form),
      trouble: trouble, applicant: applicant, representative: CounterPeople.representative(form),
      isEmancipated: answer(form, "emancipated"), documents: papers(form),
      parentCardShown: answer(form, "parentCard"), contacts: contact(form).map { [$0] } ?? [], desk: desk,
      deskAsl: scene.author.desk.asl, formsSigned: forms(form, applicant, scene),
      isOperatorInvolved: form.answer(of: "operatorInvolved") == true, pending: facts.pending)
    guard form.isVisible("envelope"), let number = Identifier<CodeHandOver>(form.value(of: "envelope"))
    else { return .rilascioPin(content) }
    return .rilascioPin(content.recorded(number))
  }

  private func chip(_ form: Form) -> ChipFinding {
    switch form.option("chip", as: Chip.self) {
    case .readElsewhere: .readElsewhere
    case .unreadable: .unreadable
    case .noReader, nil: .noReader
    }
  }

  private func applicant(_ form: Form) -> CodeApplicant? {
    guard case .delegate(var delegation)? = CounterPeople.applicant(form) else {
      return CounterPeople.applicant(form)
    }
    delegation.hasSpouse = answer(form, "hasSpouse")
    delegation.hasChildren = answer(form, "hasChildren")
    delegation.declaresImpediment = answer(form, "impediment")
    delegation.certificate = certificate(form)
    return .delegate(delegation)
  }

  private func certificate(_ form: Form) -> ImpedimentCertificate? {
    guard answer(form, "certificate") else { return nil }
    let isSigned = answer(form, "certificateSigned")
    let months = form.isVisible("certificateMonths") ? Int(form.value(of: "certificateMonths")) : nil
    return ImpedimentCertificate(
      isSigned: isSigned, isDated: isSigned, length: months.map { .months($0) },
      showsDiagnosis: answer(form, "certificateDiagnosis"))
  }

  private func papers(_ form: Form) -> [ShownDocument] {
    CounterPeople.documents(form).map { document in
      var document = document
      if document.owner == .holder, form.isVisible("holderDocument") {
        document.isCopy = answer(form, "holderDocumentCopy")
      }
      return document
    }
  }

  /// One answer tells of the forms that this case needs.
  private func forms(_ form: Form, _ applicant: CodeApplicant, _ scene: Scene) -> Set<CodeForm> {
    guard answer(form, "formSigned") else { return [] }
    return switch applicant {
    case .holder: [.request]
    case .parent, .actsForParent, .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7:
      [scene.rules.tessera.representativeForm ?? .request]
    case .delegate: [.delegation]
    case .remote, .online: []
    }
  }

  private func answer(_ form: Form, _ field: FieldID) -> Bool {
    form.isVisible(field) && form.answer(of: field) == true
  }
}
