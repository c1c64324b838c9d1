public import Domain
public import Terminal

/// What distinguishes one practice from another: the rest is ``PracticeFlow``.
///
/// A new practice is a file in `Screens/`, its words, and one of these.
public protocol PracticeRecipe: Sendable {
  /// The screen, by id.
  var screen: ScreenID { get }

  /// Writes the defaults of a practice for `person` into the form.
  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene)

  /// Shows the fields that the case needs and hides the others.
  func arrange(_ form: inout Form, person: Assistito, facts: CaseFacts?, decision: Decision?, _ scene: Scene)

  /// What has to be asked of the registry before the rules can decide; `nil` if nothing more.
  func factsQuery(_ form: Form, person: Assistito) -> FactsQuery?

  /// The case as the form stands; `nil` while something needed is missing.
  func content(
    _ form: Form, person: Assistito, facts: CaseFacts?, documents: DocumentChecklist, _ scene: Scene
  ) -> PracticeCase?

  /// The question behind a look-up of the practice's own fields; `nil` for a field it does not know.
  func question(forLookUp field: FieldID, text: String, person: Assistito, _ scene: Scene) -> Question?

  /// Rows for a look-up of the practice's own fields.
  func rows(of answer: Answer, person: Assistito?, _ scene: Scene) -> [Row]

  /// Documents that one key on the field of the identity document declares seen.
  func seenWithIdentity(_ form: Form) -> Set<DocumentKind>
}

extension PracticeRecipe {
  /// No look-up of its own by default.
  public func question(
    forLookUp field: FieldID, text: String, person: Assistito, _ scene: Scene
  ) -> Question? { nil }

  /// No look-up of its own by default.
  public func rows(of answer: Answer, person: Assistito?, _ scene: Scene) -> [Row] { [] }

  /// The document of who stands at the counter; the tessera was in the reader or was typed.
  public func seenWithIdentity(_ form: Form) -> Set<DocumentKind> {
    guard !form.value(of: "identityDocument").isEmpty else { return [] }
    let shown: DocumentKind =
      switch Applicant(optionID: form.value(of: "applicant")) {
      case .parent: .parentIdentityDocument
      case .delegate: .delegateDocument
      case .self, .tutore, .amministratoreDiSostegno, .familyMember, .affidatario, nil: .identityDocument
      }
    return [shown, .tesseraSanitaria, .codiceFiscale]
  }
}
