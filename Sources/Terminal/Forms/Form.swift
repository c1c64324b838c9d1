/// A form on the screen as a pure value: what has been typed, where the focus is, what is wrong.
///
/// The workflow owns it, hands it every input and answers its signals; nothing in it waits, reads a clock or
/// knows a rule of the counter. Going back is never refused, and a wrong value never keeps the focus.
///
/// Names of fields that the screen does not have are mistakes of the program: they trap in debug builds and do
/// nothing in release builds.
public struct Form: Hashable, Sendable {
  /// The screen that the form fills.
  public let spec: ScreenSpec
  /// The list of what is wrong, shown after a refused confirmation until the operator jumps to a field.
  public internal(set) var summary: ErrorSummary?
  var states: [FieldState]
  var focusPlace: Int?
  /// The rows that the form leaves over where it was last fitted; see ``fit(_:words:)``.
  var spareRows = 0
  /// The fields of each page where the form was last laid out; see ``paginate(_:words:)``.
  var pages: [[Int]] = []
  var lastTicket = 0
  var killed = ""
  /// The fields as they were before each of the characters typed last, for a scan that comes out of them.
  var beforeTyping: [Before] = []
  /// Whether an Enter that comes next belongs to a text that has gone on by itself already.
  public internal(set) var expectsHabitualEnter = false

  struct Before: Hashable, Sendable {
    let place: Int
    let state: FieldState
  }

  /// The cells without which the source of a value says nothing, so that it is left out.
  static let leastSource = 6

  /// The cells without which nothing is said beside the last field of a row.
  static let leastTail = 6

  /// The cells without which an error inside a box says nothing.
  static let leastError = 12

  /// How many rows of a look-up or of a choice are shown under the field.
  static let popupRows = 8

  /// How many options of a choice a digit can reach; only these are numbered.
  static let numberedOptions = 9

  /// Makes an empty form with the focus on its first field.
  public init(spec: ScreenSpec) {
    self.spec = spec
    states = spec.fields.map(FieldState.init)
    focusPlace = nil
    normaliseFocus()
  }

  // MARK: Values

  /// The value of a field.
  ///
  /// - Returns: Of a date `YYYY-MM-DD`, of a choice the name of the option, of yes/no `yes`, `no` or empty, of a
  ///   look-up the name of the row taken, of a list the name of the row with the cursor, of prose nothing; else
  ///   the text. A date that has not been left yet, or cannot be read, is empty.
  public func value(of field: FieldID) -> String {
    guard let place = place(field) else { return "" }
    let state = states[place]
    switch spec.fields[place].kind {
    case .text, .masked, .secret: return state.editor.text
    case .date, .choice, .yesNo, .readOnly, .lookUp: return state.value
    case .list: return selectedRow(of: field)?.rawValue ?? ""
    case .prose: return ""
    }
  }

  /// The text of a field as it stands in its box.
  public func text(of field: FieldID) -> String { place(field).map { states[$0].editor.text } ?? "" }

  /// The answer of a yes/no field; `nil` while it is empty.
  public func answer(of field: FieldID) -> Bool? {
    switch value(of: field) {
    case "yes": true
    case "no": false
    default: nil
    }
  }

  /// Puts a value into a field as ``value(of:)`` would return it, and forgets its error.
  ///
  /// A look-up gets its value by ``setChosen(_:_:)``; here it gets a text to search.
  public mutating func set(_ field: FieldID, to value: String) {
    guard let place = place(field) else { return }
    states[place].error = nil
    switch spec.fields[place].kind {
    case .text, .masked, .secret: states[place].editor.replace(with: value)
    case .date:
      states[place].editor.replace(with: "")
      states[place].value = value
    case .choice, .yesNo, .readOnly: states[place].value = value
    case .lookUp:
      states[place].editor.replace(with: value)
      states[place].value = ""
      states[place].rows = []
      states[place].wasAnswered = false
    case .list: selectRow(field, RowID(rawValue: value))
    case .prose: states[place].lines = value.isEmpty ? [] : [value]
    }
  }

  /// Takes a row for a look-up, as if the operator had chosen it.
  public mutating func setChosen(_ field: FieldID, _ row: Row) {
    guard let place = place(field) else { return }
    take(row, at: place)
  }

  /// Gives a value that cannot be changed here.
  ///
  /// - Parameters:
  ///   - field: A read-only field.
  ///   - value: The value as it is shown.
  ///   - source: Who said so and when, in words; empty for none.
  public mutating func setReadOnly(_ field: FieldID, value: String, source: String = "") {
    guard let place = place(field) else { return }
    states[place].value = value
    states[place].source = source
  }

  /// Replaces the options of a choice; a value that is not among them is forgotten.
  public mutating func setOptions(_ field: FieldID, _ options: [Choice]) {
    guard let place = place(field) else { return }
    states[place].options = options
    if !options.contains(where: { $0.id.rawValue == states[place].value }) { states[place].value = "" }
  }

  /// Replaces the lines of a prose field.
  public mutating func setProse(_ field: FieldID, _ lines: [String]) {
    guard let place = place(field) else { return }
    states[place].lines = lines
    states[place].top = 0
    normaliseFocus()
  }

  // MARK: Errors, echo, visibility

  /// Says what is wrong with a field, or that nothing is; it is forgotten at the next change of the field.
  public mutating func setError(_ field: FieldID, _ error: FieldError?) {
    guard let place = place(field) else { return }
    states[place].error = error
    states[place].isOwnError = false
  }

  /// Puts a text beside a field: the resolved name of a code, while the operator types on.
  public mutating func setEcho(_ field: FieldID, _ text: String?) {
    guard let place = place(field) else { return }
    states[place].echo = text
  }

  /// Shows or hides a field; a hidden one keeps its value and is not checked.
  public mutating func setVisible(_ field: FieldID, _ isVisible: Bool) {
    guard let place = place(field) else { return }
    states[place].isVisible = isVisible
    normaliseFocus()
  }

  /// Whether a field is shown.
  public func isVisible(_ field: FieldID) -> Bool { place(field).map { states[$0].isVisible } ?? false }

  /// Takes a field out of use, with the key of the sentence that says why, or back into use with `nil`.
  public mutating func setDisabled(_ field: FieldID, because reasonKey: String?) {
    guard let place = place(field) else { return }
    states[place].disabledBecause = reasonKey
    normaliseFocus()
  }

  /// Says whether a field must be filled in, whatever the screen file said.
  public mutating func setRequired(_ field: FieldID, _ isRequired: Bool) {
    guard let place = place(field) else { return }
    states[place].isRequired = isRequired
  }

  /// What is wrong now, in reading order; hidden fields have no part in it.
  public var errors: [FieldProblem] {
    zip(spec.fields, states).compactMap { field, state in
      guard state.isVisible, let error = state.error else { return nil }
      return FieldProblem(field: field.id, labelKey: field.labelKey, error: error)
    }
  }

  /// The error of one field.
  public func error(of field: FieldID) -> FieldError? { place(field).flatMap { states[$0].error } }

  // MARK: Clean and changed

  /// Whether something differs from what it was when the form was made or last called clean.
  public var isDirty: Bool {
    zip(spec.fields, states).contains { field, state in state.stored(field.kind) != state.clean }
  }

  /// Calls what the form holds now its clean state.
  public mutating func markClean() {
    for (place, field) in spec.fields.enumerated() {
      states[place].clean = states[place].stored(field.kind)
    }
  }

  func place(_ field: FieldID) -> Int? {
    let place = spec.place(of: field)
    assert(place != nil, "screen \(spec.id) has no field \(field)")
    return place
  }
}

extension Form: Discreet {}
