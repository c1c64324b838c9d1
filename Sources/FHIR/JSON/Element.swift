import Cases

/// One element of a resource as it was read: an object, and where it stands.
///
/// Reading is tolerant: what is absent, and what has another type than expected, is `nil`.
struct Element {
  let json: JSONObject
  let path: String

  /// The value under a key as text.
  func text(_ key: String) -> String? { json[key]?.string }

  /// The value under a key as an integer.
  func integer(_ key: String) -> Int? { json[key]?.integer }

  /// The value under a key as a flag.
  func flag(_ key: String) -> Bool? { json[key]?.boolean }

  /// The object under a key.
  func element(_ key: String) -> Element? {
    json[key]?.object.map { Element(json: $0, path: "\(path).\(key)") }
  }

  /// Every object under a key, also where one stands without brackets.
  func elements(_ key: String) -> [Element] {
    guard let value = json[key] else { return [] }
    let objects = value.object.map { [$0] } ?? value.array?.compactMap(\.object) ?? []
    return objects.map { Element(json: $0, path: "\(path).\(key)") }
  }

  /// Every text under a key.
  func texts(_ key: String) -> [String] {
    guard let value = json[key] else { return [] }
    return value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
  }

  /// The extension with a URL.
  func `extension`(_ url: String) -> Element? { elements("extension").first { $0.text("url") == url } }

  /// That something under a key is missing.
  func missing(_ key: String) -> FHIRError { FHIRError(.missing, at: "\(path).\(key)") }

  /// That something under a key is no `expected`.
  func malformed(_ key: String, _ expected: String) -> FHIRError {
    FHIRError(.format(expected: expected), at: "\(path).\(key)")
  }
}

extension Element {
  /// Reads a resource of one type.
  ///
  /// - Throws: ``FHIRError``: not JSON, no resource, or another type.
  static func resource(_ bytes: [UInt8], _ type: ResourceType) throws(FHIRError) -> Element {
    let element = try resource(bytes, at: type.rawValue)
    guard element.text("resourceType") == type.rawValue else {
      throw FHIRError(.otherType, at: type.rawValue)
    }
    return element
  }

  /// Reads a resource of any type.
  static func resource(_ bytes: [UInt8], at path: String) throws(FHIRError) -> Element {
    let json: JSONValue
    do { json = try JSONParser.parse(bytes) } catch { throw FHIRError(.json(error), at: path) }
    guard let object = json.object, object["resourceType"]?.string != nil else {
      throw FHIRError(.notAResource, at: path)
    }
    return Element(json: object, path: path)
  }
}
