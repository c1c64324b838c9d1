public import Terminal
public import Testing

/// In these tests all people are invented: what the signals carry may be read in a report.
extension FormSignal: CustomTestStringConvertible {
  /// The signal with all it carries.
  public var testDescription: String {
    switch self {
    case .changed(let field): "changed(\(field))"
    case .left(let field): "left(\(field))"
    case .numbered(let field): "numbered(\(field))"
    case .lookUp(let field, let text, let ticket): "lookUp(\(field), \(text), \(ticket))"
    case .chosen(let field, let row): "chosen(\(field), \(row))"
    case .rowOpened(let field, let row): "rowOpened(\(field), \(row))"
    case .action(let action): "action(\(action))"
    case .scan: "scan"
    case .refusedKey(let reasonKey): "refusedKey(\(reasonKey))"
    }
  }
}
