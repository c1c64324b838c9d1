/// What a form tells its workflow after an input.
public enum FormSignal: Hashable, Sendable {
  /// The text or the value of a field is another one.
  case changed(FieldID)
  /// The operator went on from a field whose value passed the checks of the form, empty or not.
  case left(FieldID)
  /// An option was chosen by its number in a field that does not go on by itself, also one that was chosen already.
  case numbered(FieldID)
  /// Rows are wanted for a text; the answer goes to ``Form/setRows(_:_:ticket:)`` with the same ticket.
  case lookUp(FieldID, text: String, ticket: Int)
  /// A row of a look-up was taken.
  case chosen(FieldID, RowID)
  /// A row of a list was opened with Enter.
  case rowOpened(FieldID, RowID)
  /// A key that the form does not use itself.
  case action(Action)
  /// A scan that no field of the form takes.
  case scan(ScanReading)
  /// A key that did nothing, with the key of the sentence that says why.
  case refusedKey(reasonKey: String)
}

extension FormSignal: Discreet {}
