import Domain
import Terminal

/// What distinguishes one practice from another: the rest is ``PracticeFlow``.
///
/// A new practice is a file in `Screens/`, its words, and one of these.
protocol PracticeRecipe: Sendable {
  /// The screen, by id.
  var screen: ScreenID { get }

  /// Writes the defaults of a practice for `person` into the form.
  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene)

  /// What is said as soon as the person is known; `nil` if nothing.
  func opening(_ person: Assistito, _ scene: Scene) -> Notice?

  /// Fields that are shown only while one of these rules speaks, or once they are filled in.
  var shownBy: [FieldID: Set<String>] { get }

  /// Writes what follows from the decision into the form.
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

  /// Writes a practice made earlier into the form, as far as it still holds.
  func fill(_ form: inout Form, with correction: Correction, _ scene: Scene)

  /// The second choice of the case, decided by the same rules as the first; `nil` if none is named, or it is not
  /// carried.
  func second(of content: PracticeCase, _ form: Form, facts: CaseFacts?) -> SecondChoice?

  /// That the medico named second is none other than the first, or the present one; `nil` if another one is.
  func repeatedSecond(_ form: Form, facts: CaseFacts?) -> PracticeLack?

  /// What the operator has to add before the practice may be confirmed, whatever the rules say; `nil` if nothing.
  func lack(_ form: Form, facts: CaseFacts?, _ scene: Scene) -> PracticeLack?

  /// Documents that one key on the field of the identity document declares seen, and those whose words were
  /// written down.
  func seenWithIdentity(_ form: Form, _ scene: Scene) -> Set<DocumentKind>

  /// What a command of the screen without a key of its own does with the case as it stands.
  func perform(_ command: CommandID, _ content: PracticeCase?, _ scene: Scene) -> [Step]

  /// What the print key orders before the practice is confirmed.
  func print(_ content: PracticeCase, _ scene: Scene) -> PrintOrder

  /// The label of the print key as the form stands; `nil` for the usual one.
  func printLabelKey(_ form: Form, _ scene: Scene) -> String?

  /// The title as the form stands; `nil` for that of the screen.
  func titleKey(_ form: Form) -> String?

  /// Whether a field that was filled in sends the cursor to the next one that has to be, over what is filled already.
  var seeksMissing: Bool { get }

  /// Whether a refused confirmation leaves its sentence at the field it is about.
  var marksRefusals: Bool { get }

  /// The field to which a finding about `field` leads; `nil` for none of this screen.
  func place(of field: String, in form: Form) -> FieldID?

  /// What a draft has to keep beside the fields to be told from that of another request.
  var draftNotes: [String: String] { get }

  /// What the help of a field says of the rules in force, such as limits of the profile.
  func helpArguments(of field: FieldID, in form: Form, _ scene: Scene) -> [String]

  /// Whether a finding is only about what was not typed yet, so that it is not shown.
  func isPremature(_ finding: Finding, in form: Form) -> Bool

  /// Whether a draft of this screen and person is one of this very request.
  func admits(_ draft: [String: String]) -> Bool

  /// Fields that no draft keeps.
  var unkeptFields: Set<FieldID> { get }

  /// What is asked as soon as the person is known, beside the facts.
  func questions(of person: Assistito, _ scene: Scene) -> [Question]

  /// What a confirmed case leads to; `nil` if it is committed at once.
  func commit(_ content: PracticeCase, _ scene: Scene) -> [Step]?

  /// Puts down what is wrong with single fields; `isFinal` also finds what is not finished yet.
  func check(_ form: inout Form, isFinal: Bool, _ scene: Scene)

  /// The rows of a look-up that needs nobody else; `nil` for a field that asks a ``Question``.
  func answer(toLookUp field: FieldID, text: String, _ scene: Scene) -> LocalAnswer?
}

/// What a look-up finds in the program's own data.
struct LocalAnswer: Hashable, Sendable {
  /// The rows to choose from.
  let rows: [Row]
  /// The row that the text stands for without a doubt: it is taken, and the cursor goes on.
  var certain: Row?
  /// The row that the text names whole, also where others begin with it: Enter takes it.
  var exact: RowID?
  /// Why there are none.
  var error: FieldError?
  /// What has to be said beside them.
  var echo: String?
}

/// A second choice as a case of its own, and where it stands on the form.
struct SecondChoice: Hashable, Sendable {
  let field: FieldID
  /// The medico by name.
  let name: String
  let content: PracticeCase
}

/// Something that is missing on a form, with where and why.
struct PracticeLack: Hashable, Sendable {
  let field: FieldID
  let notice: Notice
  /// Whether it is said before that a document is missing: the document is seen by what is missing.
  var comesBeforeDocuments = false
}

extension PracticeRecipe {
  /// Nothing more by default.
  func lack(_ form: Form, facts: CaseFacts?, _ scene: Scene) -> PracticeLack? { nil }

  /// None by default.
  func second(of content: PracticeCase, _ form: Form, facts: CaseFacts?) -> SecondChoice? { nil }

  /// None by default.
  func repeatedSecond(_ form: Form, facts: CaseFacts?) -> PracticeLack? { nil }

  /// Nothing by default.
  func opening(_ person: Assistito, _ scene: Scene) -> Notice? { nil }

  /// That there is no medico to give up, or that the relation ends already: for what ends one.
  func openingOfEnd(_ person: Assistito, _ scene: Scene) -> Notice? {
    guard let scelta = person.posizione.presentScelta(on: scene.today) else {
      return Notice(.warning, "stato.senza_medico")
    }
    return scelta.end.map { Notice(.warning, "stato.fine_nota", [scene.shown($0.on)]) }
  }

  /// Every field of the file is always shown by default.
  var shownBy: [FieldID: Set<String>] { [:] }

  /// Who usually comes for the person, and the registry's day.
  func prefill(_ form: inout Form, person: Assistito, _ scene: Scene) {
    form.set("applicant", to: Applicant.usual(for: person, on: scene.today).optionID)
    form.set("effectiveDate", to: scene.registryToday.iso)
  }

  /// Nothing to write by default.
  func arrange(
    _ form: inout Form, person: Assistito, facts: CaseFacts?, decision: Decision?, _ scene: Scene
  ) {}

  /// No look-up of its own by default.
  func question(
    forLookUp field: FieldID, text: String, person: Assistito, _ scene: Scene
  ) -> Question? { nil }

  /// No look-up of its own by default.
  func rows(of answer: Answer, person: Assistito?, _ scene: Scene) -> [Row] { [] }

  /// What to bring and when to come back, by default.
  func print(_ content: PracticeCase, _ scene: Scene) -> PrintOrder { .promemoria(content) }

  /// The usual label by default.
  func printLabelKey(_ form: Form, _ scene: Scene) -> String? { nil }

  /// The title of the screen by default.
  func titleKey(_ form: Form) -> String? { nil }

  /// No such command by default.
  func perform(_ command: CommandID, _ content: PracticeCase?, _ scene: Scene) -> [Step] { [] }

  /// From field to field by default.
  var seeksMissing: Bool { false }

  /// Only on the message line by default.
  var marksRefusals: Bool { false }

  /// The field of the same name by default.
  func place(of field: String, in form: Form) -> FieldID? { FieldID(rawValue: field) }

  /// The fields tell everything by default.
  var draftNotes: [String: String] { [:] }

  /// No help with limits by default.
  func helpArguments(of field: FieldID, in form: Form, _ scene: Scene) -> [String] { [] }

  /// Every finding is shown by default.
  func isPremature(_ finding: Finding, in form: Form) -> Bool { false }

  /// Every draft by default.
  func admits(_ draft: [String: String]) -> Bool { true }

  /// All are kept by default.
  var unkeptFields: Set<FieldID> { [] }

  /// Nothing by default.
  func questions(of person: Assistito, _ scene: Scene) -> [Question] { [] }

  /// Committed at once by default.
  func commit(_ content: PracticeCase, _ scene: Scene) -> [Step]? { nil }

  /// Nothing more by default.
  func check(_ form: inout Form, isFinal: Bool, _ scene: Scene) {}

  /// No look-up in own data by default.
  func answer(toLookUp field: FieldID, text: String, _ scene: Scene) -> LocalAnswer? { nil }

  /// The documents that one key declares seen.
  func seenWithIdentity(_ form: Form, _ scene: Scene) -> Set<DocumentKind> { identitySeen(form) }

  /// The document of who stands at the counter, and no other: the papers name what was seen.
  func identitySeen(_ form: Form) -> Set<DocumentKind> {
    guard !form.value(of: "identityDocument").isEmpty else { return [] }
    let shown: DocumentKind =
      switch Applicant(optionID: form.value(of: "applicant")) {
      case .parent: .parentIdentityDocument
      case .delegate: .delegateDocument
      case .self, .tutore, .amministratoreDiSostegno, .familyMember, .affidatario, nil: .identityDocument
      }
    return [shown]
  }
}
