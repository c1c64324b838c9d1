/// What a form knows about one of its fields at this moment.
struct FieldState: Hashable, Sendable {
  var editor: LineEditor
  /// The canonical value of the kinds that have one beside their text; of prose and lists always empty.
  var value = ""
  var isRequired: Bool
  var isVisible: Bool
  /// The key of the reason why the field cannot be used now.
  var disabledBecause: String?
  var error: FieldError?
  /// Whether the error is one of the form's own checks, which can be made again at each change.
  var isOwnError = false
  var echo: String?
  var source: String?
  var options: [Choice] = []
  /// Whether the options of a choice are open for the arrow keys.
  var isOpen = false
  /// What stood in the choice when its options were opened: leaving them with Esc puts it back.
  var openedWith = ""
  var rows: [Row] = []
  /// The row that the text of a look-up names whole, also where other rows begin with the same text.
  var exact: RowID?
  /// The row with the cursor: of a list always one if there are rows, of a look-up only inside its list.
  var selection: Int?
  var top = 0
  var marks: Set<RowID> = []
  var lines: [String] = []
  /// The ticket of the search whose rows are still to come.
  var awaitedTicket: Int?
  /// Whether rows have come for the text that stands there now.
  var wasAnswered = false
  /// Whether the operator went on before the rows came: a single row is then taken as it arrives.
  var takesAnswer = false
  /// The stored value when the form was last clean.
  var clean = ""

  init(_ spec: FieldSpec) {
    let isSecret = spec.kind == .secret
    var mask: Mask?
    if case .masked(let own) = spec.kind { mask = own }
    editor = LineEditor(
      limits: LineEditor.Limits(
        maximumLength: spec.maximumLength, characters: spec.characters, letterCase: spec.letterCase,
        mask: mask, isSecret: isSecret))
    isRequired = spec.isRequired
    isVisible = spec.startsVisible
    if case .choice(let own) = spec.kind { options = own }
  }

  /// What a draft keeps and what tells a changed form from a clean one.
  func stored(_ kind: FieldKind) -> String {
    switch kind {
    case .text, .masked, .secret: editor.text
    case .date: value.isEmpty ? editor.text : value
    case .choice, .yesNo: value
    case .lookUp: value.isEmpty ? editor.text : value + "\u{1F}" + editor.text
    case .list: marks.map(\.rawValue).sorted().joined(separator: "\u{1F}")
    case .readOnly, .prose: ""
    }
  }

  /// Whether the operator has entered nothing.
  func isEmpty(_ kind: FieldKind) -> Bool {
    switch kind {
    case .text, .masked, .secret, .lookUp: editor.text.allSatisfy { $0 == " " }
    case .date: editor.isEmpty && value.isEmpty
    case .choice, .yesNo: value.isEmpty
    case .list(let list): list.canMark ? marks.isEmpty : selection == nil
    case .readOnly, .prose: false
    }
  }

  /// The row that needs no marking: the only one, or the one that the text names whole.
  var plainRow: Row? {
    rows.count == 1 ? rows[0] : exact.flatMap { id in rows.first { $0.id == id } }
  }

  /// Moves the selection and keeps it among the rows seen.
  mutating func select(_ index: Int?, seen: Int) {
    guard let index, !rows.isEmpty else {
      selection = nil
      top = 0
      return
    }
    let row = min(max(0, index), rows.count - 1)
    selection = row
    top = min(max(top, row - max(1, seen) + 1), row)
  }
}

extension FieldState: Discreet {}
