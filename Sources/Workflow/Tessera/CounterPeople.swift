import Domain
import Terminal

/// Who stands at the counter for a card, and with which documents: the fields that its screens share.
///
/// A field that was hidden after it had been filled in says nothing.
enum CounterPeople {
  /// Shows what the one who comes has to be asked, and nothing else.
  static func arrange(_ form: inout Form, person: Assistito, _ scene: Scene) {
    let kind = form.option("applicant", as: CodeApplicant.Kind.self)
    let isSomebodyElse = kind.map { $0 != .holder && $0 != .online } ?? false
    for field in ["representativeName", "representativeBirth"] as [FieldID] {
      form.setVisible(field, isSomebodyElse)
    }
    let isByCourtAct = kind.map(Self.isByCourtAct) ?? false
    for field in ["act", "actCovers", "actEnds"] as [FieldID] { form.setVisible(field, isByCourtAct) }
    form.setRequired("act", scene.rules.tessera.courtActRequired)
    form.setVisible("relative", kind == .delegate)
    let needsHolder = needsHolderDocument(kind, scene.rules.tessera)
    form.setVisible("holderDocument", needsHolder)
    form.setVisible("holderDocumentExpires", needsHolder && lacksNoExpiry(form, "holderDocument"))
    form.setVisible("documentExpires", lacksNoExpiry(form, "identityDocument"))
    // Only the electronic card of who was seventy at its issue has no last day.
    let mayBeEndless =
      form.option("identityDocument", as: IdentityDocumentKind.self) == .electronicIdentityCard
      && (isSomebodyElse
        || person.posizione.birthDate.age(on: scene.today) >= ShownDocument.ageWithoutExpiry)
    form.setRequired("documentExpires", !mayBeEndless)
    form.setVisible("desk", scene.author.desk.kind.codeDesks.count > 1)
  }

  /// Writes who usually comes, and the only or usual place of the desk.
  static func prefill(_ form: inout Form, person: Assistito, _ scene: Scene) {
    let isMinor = person.posizione.birthDate.age(on: scene.today) < 18
    form.set("applicant", to: (isMinor ? CodeApplicant.Kind.parent : .holder).rawValue)
    let places = scene.author.desk.kind.codeDesks
    let usual = CodeDesk.allCases.first { places.contains($0) }
    form.set("desk", to: usual?.rawValue ?? "")
  }

  /// Who comes, and by which right; `nil` while that is not told.
  static func applicant(_ form: Form) -> CodeApplicant? {
    guard let kind = form.option("applicant", as: CodeApplicant.Kind.self) else { return nil }
    return switch kind {
    case .holder: .holder
    case .parent: .parent
    case .actsForParent: .actsForParent
    case .tutore: .tutore(act(form))
    case .amministratoreDiSostegno: .amministratoreDiSostegno(act(form))
    case .curatore: .curatore(act(form))
    case .curatore473bis7: .curatore473bis7(act(form))
    case .delegate: form.option("relative", as: Relative.self).map { .delegate(CodeDelegation(relative: $0)) }
    case .remote, .remoteDelegate, .remoteRepresentative, .online: nil
    }
  }

  /// Who comes in place of the holder; `nil` for the holder, and while nobody is named.
  static func representative(_ form: Form) -> CodeRepresentative? {
    guard form.isVisible("representativeName") else { return nil }
    let name = form.value(of: "representativeName")
    guard !name.allSatisfy(\.isWhitespace) else { return nil }
    return CodeRepresentative(fullName: name, birthDate: form.date("representativeBirth"))
  }

  /// The documents on the counter: the first is of who stands there.
  static func documents(_ form: Form) -> [ShownDocument] {
    let isSomebodyElse = form.isVisible("representativeName")
    var shown: [ShownDocument] = []
    if let kind = form.option("identityDocument", as: IdentityDocumentKind.self) {
      shown.append(
        ShownDocument(
          kind: kind, owner: isSomebodyElse ? .applicant : .holder, expires: day(form, "documentExpires")))
    }
    if form.isVisible("holderDocument"),
      let kind = form.option("holderDocument", as: IdentityDocumentKind.self)
    {
      shown.append(
        ShownDocument(kind: kind, owner: .holder, expires: day(form, "holderDocumentExpires")))
    }
    return shown
  }

  /// The documents of the checklist that the fields tell of already.
  static func seen(_ form: Form) -> Set<DocumentKind> {
    let kind = form.option("applicant", as: CodeApplicant.Kind.self)
    var seen: Set<DocumentKind> = []
    if !form.value(of: "identityDocument").isEmpty {
      switch kind {
      case .parent, .actsForParent: seen.insert(.parentIdentityDocument)
      case .delegate: seen.insert(.delegateDocument)
      case .holder, .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7, .remote, .remoteDelegate,
        .remoteRepresentative, .online, nil:
        seen.insert(.identityDocument)
      }
    }
    if form.isVisible("holderDocument"), !form.value(of: "holderDocument").isEmpty {
      seen.formUnion([.identityDocument, .delegatorDocumentCopy])
    }
    if form.isVisible("act"), !form.value(of: "act").isEmpty { seen.insert(.guardianshipAct) }
    return seen
  }

  /// The first of the fields about documents that may be amended.
  static func documentPlace(_ form: Form) -> FieldID {
    let fields: [FieldID] = [
      "identityDocument", "documentExpires", "holderDocument", "holderDocumentExpires",
    ]
    return fields.first { form.isVisible($0) && form.value(of: $0).isEmpty } ?? "identityDocument"
  }

  /// Whether a finding speaks of a last day that was only not typed yet.
  static func isPremature(_ finding: Finding, in form: Form) -> Bool {
    guard finding.rule.id == "R-DOC-03", finding.variant == "undated" else { return false }
    return (["documentExpires", "holderDocumentExpires"] as [FieldID]).contains {
      form.isVisible($0) && form.value(of: $0).isEmpty
    }
  }

  /// The place of the hand-over; the one of the desk where it has only one.
  static func desk(_ form: Form, _ scene: Scene) -> CodeDesk? {
    form.option("desk", as: CodeDesk.self)
      ?? CodeDesk.allCases.first { scene.author.desk.kind.codeDesks.contains($0) }
  }

  private static func act(_ form: Form) -> CourtAct? {
    guard form.isVisible("act") else { return nil }
    let reference = form.value(of: "act")
    guard !reference.allSatisfy(\.isWhitespace) else { return nil }
    return CourtAct(
      reference: reference, coversCodes: form.answer(of: "actCovers") == true, expires: form.date("actEnds"))
  }

  private static func isByCourtAct(_ kind: CodeApplicant.Kind) -> Bool {
    switch kind {
    case .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7: true
    case .holder, .parent, .actsForParent, .delegate, .remote, .remoteDelegate, .remoteRepresentative,
      .online:
      false
    }
  }

  private static func needsHolderDocument(
    _ kind: CodeApplicant.Kind?, _ parameters: TesseraParameters
  ) -> Bool {
    switch kind {
    case .delegate: true
    case .parent, .actsForParent: parameters.minorDocumentRequired
    case .holder, .tutore, .amministratoreDiSostegno, .curatore, .curatore473bis7, .remote, .remoteDelegate,
      .remoteRepresentative, .online, nil:
      false
    }
  }

  /// Whether a document was chosen whose last day is to be typed.
  private static func lacksNoExpiry(_ form: Form, _ field: FieldID) -> Bool {
    form.option(field, as: IdentityDocumentKind.self).map { $0 != .other } ?? false
  }

  private static func day(_ form: Form, _ field: FieldID) -> CivilDate? {
    form.isVisible(field) ? form.date(field) : nil
  }
}
