import Cases

extension JSONValue {
  /// An object with its keys in ascending order, without what is `nil`, an empty list or an empty object.
  static func element(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(
      JSONObject(
        members.compactMap { key, value in
          guard let value, !value.isEmpty else { return nil }
          return JSONObject.Member(key, value)
        }.sorted { $0.key < $1.key }))
  }

  /// The text, or nothing for one without letters: FHIR knows no empty strings.
  static func text(_ text: String?) -> JSONValue? {
    guard let text, !text.allSatisfy(\.isWhitespace) else { return nil }
    return .string(text)
  }

  /// A list with what is there of its elements.
  static func list(_ elements: JSONValue?...) -> JSONValue { .array(elements.compactMap { $0 }) }

  private var isEmpty: Bool {
    switch self {
    case .array(let elements): elements.isEmpty
    case .object(let object): object.members.isEmpty
    case .null: true
    case .boolean, .integer, .decimal, .string: false
    }
  }

  /// The canonical bytes.
  var bytes: [UInt8] {
    var writer = JSONWriter(capacity: 4_096)
    writer.value(self)
    return writer.bytes
  }
}
