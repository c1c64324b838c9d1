import Domain
import Terminal

/// The codes of a card: the case first, then the hand-over with the registry at hand (transaction `PI`).
struct PinRecipe: PracticeRecipe {
  let screen: ScreenID = "rilascio-pin-ts-cns"
  let marksRefusals = true
  let seeksMissing = true
  /// Where a secret is sent stays nowhere but on the screen.
  let unkeptFields: Set<FieldID> = ["contact", "contactAgain", "identityChecked"]

  /// What the operator says of the chip; the words are `chip.codici.<rawValue>`.
  enum Chip: String, CaseIterable {
    case readElsewhere, noReader, unreadable
  }

  func isPremature(_ finding: Finding, in form: Form) -> Bool {
    CounterPeople.isPremature(finding, in: form)
  }

  func questions(of person: Assistito, _ scene: Scene) -> [Question] { [.codes(.standing(person.id))] }

  func opening(_ person: Assistito, _ scene: Scene) -> Notice? {
    if scene.isRegistryAway { return Notice(.warning, "stato.codici.fuori_linea") }
    return person.posizione.tessere.isEmpty ? Notice(.warning, "stato.codici.senza_tessera") : nil
  }

  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene) {
    CounterPeople.prefill(&form, person: person, scene)
    form.set("shown", to: CardShown.card.rawValue)
    // The usual one; its last day and the question on identity are answered with it in hand.
    form.set("identityDocument", to: IdentityDocumentKind.electronicIdentityCard.rawValue)
    form.set("operatorInvolved", to: "no")
    if case .notActivated? = person.posizione.card(nil)?.state {
      form.set("trouble", to: CodeTrouble.firstIssue.rawValue)
    }
    show(&form, person, scene)
    if form.isVisible("contact") { form.set("contact", to: known(person, scene)) }
  }

  /// The address on file that may be taken; "" if there is none.
  private func known(_ person: Assistito, _ scene: Scene) -> String {
    let contacts = person.contacts
    if let email = contacts.email, (try? EmailAddress(email)) != nil { return email }
    guard scene.rules.tessera.contactRule != .email, let telephone = contacts.telephone,
      (try? MobileNumber(telephone)) != nil
    else { return "" }
    return telephone
  }

  func arrange(
    _ form: inout Form, person: Assistito, facts: CaseFacts?, decision: Decision?, _ scene: Scene
  ) {
    show(&form, person, scene)
  }

  func factsQuery(_ form: Form, person: Assistito) -> FactsQuery? {
    FactsQuery(person: person.id, medico: nil, relative: nil)
  }

  func lack(_ form: Form, facts: CaseFacts?, _ scene: Scene) -> PracticeLack? {
    guard form.answer(of: "identityChecked") != true else { return nil }
    return PracticeLack(field: "identityChecked", notice: Notice(.error, "errore.codici.identita"))
  }

  /// Codes need the registry; nothing of them waits in a queue.
  func commit(_ content: PracticeCase, _ scene: Scene) -> [Step]? {
    guard case .rilascioPin(let pin) = content, pin.handOver == nil else { return nil }
    guard !scene.isRegistryAway else {
      return [.keepDraft, .say(Notice(.error, "errore.codici.fuori_linea")), .bell]
    }
    return [.open(.codes(pin))]
  }

  func perform(_ command: CommandID, _ content: PracticeCase?, _ scene: Scene) -> [Step] {
    command == "informativa" ? [.ask(.print(.codeLeaflet))] : []
  }

  func print(_ content: PracticeCase, _ scene: Scene) -> PrintOrder {
    guard case .rilascioPin(let pin) = content else { return .promemoria(content) }
    return .codeForm(pin)
  }

  func printLabelKey(_ form: Form, _ scene: Scene) -> String? { "comando.modulo.breve" }

  func place(of field: String, in form: Form) -> FieldID? {
    switch field {
    case CaseField.formsSigned: "formSigned"
    case CaseField.documents: CounterPeople.documentPlace(form)
    case CaseField.card: "shown"
    case CaseField.representative: "representativeName"
    case CaseField.contacts: form.value(of: "contact").isEmpty ? "contact" : "contactAgain"
    default: FieldID(rawValue: field)
    }
  }

  func check(_ form: inout Form, isFinal: Bool, _ scene: Scene) {
    let isLeft = form.focus != "contact" || isFinal
    form.setError("contact", isLeft ? Self.fault(form.value(of: "contact")) : nil)
    let again = form.value(of: "contactAgain")
    let isLeftAgain = form.focus != "contactAgain" || isFinal
    let differs = isLeftAgain && !again.isEmpty && form.isVisible("contactAgain") && !isConfirmed(form)
    form.setError("contactAgain", differs ? FieldError("errore.recapito.diverso", []) : nil)
  }

  func fill(_ form: inout Form, with correction: Correction, _ scene: Scene) {
    guard case .rilascioPin(let content) = correction.practice.content else { return }
    form.set("trouble", to: content.trouble.rawValue)
    form.set("applicant", to: content.applicant.kind.rawValue)
    form.set("desk", to: content.desk.rawValue)
    form.set("representativeName", to: content.representative?.fullName ?? "")
    form.set("representativeBirth", to: content.representative?.birthDate?.iso ?? "")
  }
}

extension PinRecipe {
  /// Where the second half goes; `nil` while no address is typed.
  func contact(_ form: Form) -> CodeContact? {
    guard form.isVisible("contact"), let address = Self.address(form.value(of: "contact")) else { return nil }
    return CodeContact(address, isConfirmed: isConfirmed(form))
  }

  /// Whether the address was typed a second time alike.
  private func isConfirmed(_ form: Form) -> Bool {
    guard let first = Self.address(form.value(of: "contact")) else { return false }
    return Self.address(form.value(of: "contactAgain")) == first
  }

  private static func address(_ text: String) -> CodeContact.Address? {
    if text.contains("@") { return (try? EmailAddress(text)).map { .email($0) } }
    return (try? MobileNumber(text)).map { .mobile($0) }
  }

  private static func fault(_ text: String) -> FieldError? {
    guard !text.allSatisfy(\.isWhitespace) else { return nil }
    do throws(ContactError) {
      if text.contains("@") { _ = try EmailAddress(text) } else { _ = try MobileNumber(text) }
      return nil
    } catch {
      return FieldError(error.messageKey, error.messageArguments)
    }
  }
}
