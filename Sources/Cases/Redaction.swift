import Domain

extension JSONValue: CustomStringConvertible, CustomReflectable {
  /// The JSON type only: a case is personal data.
  package var description: String { "JSONValue(\(kindName))" }

  /// Hides the value from `dump` and failure reports.
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension JSONObject: CustomStringConvertible, CustomReflectable {
  /// The number of members only: a case is personal data.
  package var description: String { "JSONObject(\(members.count))" }

  /// Hides the members from `dump` and failure reports.
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension DecideRequest: CustomStringConvertible, CustomReflectable {
  /// The kind of practice only: a case is personal data.
  public var description: String { "DecideRequest(\(content.kind.rawValue))" }

  /// Hides the case from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
