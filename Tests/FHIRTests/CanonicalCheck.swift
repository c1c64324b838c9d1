import Cases

/// Whether JSON bytes are what this program writes: keys ascending everywhere, nothing empty, no blanks.
enum CanonicalCheck {
  static func holds(_ bytes: [UInt8]) throws -> Bool {
    let value = try JSONParser.parse(bytes)
    var writer = JSONWriter()
    writer.value(value)
    return isCanonical(value) && writer.bytes == bytes
  }

  private static func isCanonical(_ value: JSONValue) -> Bool {
    switch value {
    case .null: false
    case .boolean, .integer, .decimal: true
    case .string(let text): !text.isEmpty
    case .array(let elements): !elements.isEmpty && elements.allSatisfy(isCanonical)
    case .object(let object):
      !object.members.isEmpty
        && zip(object.members, object.members.dropFirst()).allSatisfy { $0.key < $1.key }
        && object.members.allSatisfy { isCanonical($0.value) }
    }
  }
}

/// A JSON text with one member of the outermost object replaced or, with `nil`, removed.
func altered(_ bytes: [UInt8], _ key: String, _ value: JSONValue?) throws -> [UInt8] {
  guard case .object(let object) = try JSONParser.parse(bytes) else { return bytes }
  var members = object.members.filter { $0.key != key }
  if let value { members.append(.init(key, value)) }
  var writer = JSONWriter()
  writer.value(.object(JSONObject(members)))
  return writer.bytes
}

/// A JSON value from its text.
func json(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

/// The text with every occurrence of a piece replaced by another.
func replacing(_ piece: String, with other: String, in bytes: [UInt8]) -> [UInt8] {
  let text = String(decoding: bytes, as: UTF8.self)
  return Array(text.split(separator: piece, omittingEmptySubsequences: false).joined(separator: other).utf8)
}
