/// A fact that can be told to the operator: the words stand in `Localization/`.
public protocol OperatorMessage: Sendable {
  /// The dotted key of the sentence, which says what happened and what to do next.
  var messageKey: String { get }

  /// What fills `%1$@`, `%2$@` … of the sentence, in this order; never personal data.
  var messageArguments: [String] { get }
}
