import Cases

/// A small checker of the part of JSON Schema that our schemas use.
struct SchemaCheck {
  private let definitions: JSONObject

  init(_ document: JSONValue) { definitions = document.object?["$defs"]?.object ?? JSONObject([]) }

  /// Where `value` does not fit `schema`, `nil` if it does.
  func misfit(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") -> String? {
    guard let schema = schema.object else { return "\(path): no schema" }
    if let name = schema["$ref"]?.string?.split(separator: "/").last {
      return definitions[String(name)].map { misfit(value, $0, at: path) } ?? "\(path): no \(name)"
    }
    if let alternatives = schema["anyOf"]?.array {
      let misfits = alternatives.map { misfit(value, $0, at: path) }
      return misfits.contains(nil) ? nil : misfits.compactMap(\.self).joined(separator: " | ")
    }
    if let words = schema["enum"]?.array { return words.contains(value) ? nil : "\(path): no word of enum" }
    switch schema["type"]?.string {
    case "string":
      guard let text = value.string else { return "\(path): no string" }
      return fits(text, pattern: schema["pattern"]?.string) ? nil : "\(path): pattern"
    case "integer":
      guard let number = value.integer else { return "\(path): no integer" }
      let range = (schema["minimum"]?.integer ?? .min)...(schema["maximum"]?.integer ?? .max)
      return range.contains(number) ? nil : "\(path): range"
    case "boolean": return value.boolean == nil ? "\(path): no boolean" : nil
    case "array":
      guard let elements = value.array, let items = schema["items"] else { return "\(path): no array" }
      return elements.enumerated().lazy.compactMap { misfit($1, items, at: "\(path)[\($0)]") }.first
    case "object": return misfit(object: value, schema, at: path)
    case .some, .none: return "\(path): no type"
    }
  }

  private func misfit(object value: JSONValue, _ schema: JSONObject, at path: String) -> String? {
    guard let object = value.object else { return "\(path): no object" }
    for key in schema["required"]?.array ?? [] where object[key.string ?? ""] == nil {
      return "\(path): lacks \(key.string ?? "?")"
    }
    let properties = schema["properties"]?.object ?? JSONObject([])
    for member in object.members {
      guard let schema = properties[member.key] else { return "\(path): unknown \(member.key)" }
      if let misfit = misfit(member.value, schema, at: "\(path).\(member.key)") { return misfit }
    }
    return nil
  }

  private func fits(_ text: String, pattern: String?) -> Bool {
    guard let pattern else { return true }
    guard let expression = try? Regex(pattern).dotMatchesNewlines() else { return false }
    return text.firstMatch(of: expression) != nil
  }
}
