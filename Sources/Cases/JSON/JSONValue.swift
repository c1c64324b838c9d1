/// A JSON text in memory.
///
/// Numbers without fraction and exponent that fit are integers; every other number keeps its text.
package enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case decimal(String)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// The word of JSON for what this is.
  var kindName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .integer, .decimal: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  package var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  package var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  package var integer: Int? {
    if case .integer(let number) = self { number } else { nil }
  }

  package var boolean: Bool? {
    if case .boolean(let flag) = self { flag } else { nil }
  }
}

/// The members of a JSON object in the order of the text; no key comes twice.
package struct JSONObject: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  package let members: [Member]

  package init(_ members: [Member]) { self.members = members }

  /// The value under `key`; a `null` counts as absent.
  ///
  /// - Complexity: O(*n*) in the number of members: objects of a case are small.
  package subscript(key: String) -> JSONValue? {
    for member in members where member.key == key {
      if case .null = member.value { return nil }
      return member.value
    }
    return nil
  }
}
