import Cases
import Domain

/// The data types of FHIR as this program writes them.
extension JSONValue {
  static func coding(_ system: String, _ code: String, _ display: String? = nil) -> JSONValue {
    .element(["code": .string(code), "display": .text(display), "system": .string(system)])
  }

  static func concept(_ system: String, _ code: String, text: String? = nil) -> JSONValue {
    .element(["coding": .list(.coding(system, code)), "text": .text(text)])
  }

  static func identifier(
    _ system: String, _ value: String, use: String? = nil, period: JSONValue? = nil
  ) -> JSONValue {
    .element([
      "period": period, "system": .string(system), "use": .text(use), "value": .text(value),
    ])
  }

  /// A reference to a resource of the same server, to something known by an identifier, or both.
  static func reference(
    _ type: ResourceType? = nil, _ id: String? = nil, identifier: JSONValue? = nil, display: String? = nil
  ) -> JSONValue {
    var literal: JSONValue?
    if let type, let id { literal = .string("\(type.rawValue)/\(id)") }
    return .element([
      "display": .text(display), "identifier": identifier, "reference": literal,
      "type": literal == nil ? type.map { .string($0.rawValue) } : nil,
    ])
  }

  static func day(_ date: CivilDate?) -> JSONValue? { date.map { .string($0.iso) } }

  static func moment(_ instant: Instant) -> JSONValue { .string(FHIRInstant.text(instant)) }

  static func period(_ start: CivilDate?, _ end: CivilDate? = nil) -> JSONValue {
    .element(["end": .day(end), "start": .day(start)])
  }

  /// JSON bytes inside of JSON.
  static func attachment(_ json: [UInt8]) -> JSONValue {
    .element(["contentType": .string("application/json"), "data": .string(Base64.encode(json))])
  }

  static func attachmentExtension(_ url: String, _ json: [UInt8]) -> JSONValue {
    .element(["url": .string(url), "valueAttachment": .attachment(json)])
  }
}

/// The data types of FHIR as this program reads them.
extension Element {
  /// The code of the first coding of a concept that stands in one of the systems.
  func code(_ isMeant: (String?) -> Bool) -> String? {
    elements("coding").first { isMeant($0.text("system")) }?.text("code")
  }

  func code(in system: String) -> String? { code { $0 == system } }

  /// Every code of a concept in a system.
  func codes(in system: String) -> [String] {
    elements("coding").filter { $0.text("system") == system }.compactMap { $0.text("code") }
  }

  /// The id in a literal reference to a type, without version and server; `nil` for another type.
  func referencedID(_ key: String, _ type: ResourceType) -> String? {
    guard let text = element(key)?.text("reference") else { return nil }
    return Self.id(inReference: text, type)
  }

  static func id(inReference text: String, _ type: ResourceType) -> String? {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count >= 2, parts[parts.count - 2] == "_history" { parts.removeLast(2) }
    guard parts.count >= 2, parts[parts.count - 2] == type.rawValue, let id = parts.last, !id.isEmpty
    else { return nil }
    return String(id)
  }

  func day(_ key: String) -> CivilDate? { text(key).flatMap { FHIRInstant.day($0) } }

  func moment(_ key: String) -> Instant? { text(key).flatMap { FHIRInstant.instant($0) } }

  /// The bytes of an attachment.
  ///
  /// - Returns: `nil` without data in it.
  /// - Throws: ``FHIRError`` for data that is not base64.
  func attachment(_ key: String) throws(FHIRError) -> [UInt8]? {
    guard let data = element(key)?.text("data") else { return nil }
    guard let bytes = Base64.decode(data.utf8) else { throw malformed(key, "base64Binary") }
    return bytes
  }

  /// Bytes as FHIR writes them in a value.
  ///
  /// - Returns: `nil` without them.
  /// - Throws: ``FHIRError`` for a text that is not base64.
  func binary(_ key: String) throws(FHIRError) -> [UInt8]? {
    guard let text = text(key) else { return nil }
    guard let bytes = Base64.decode(text.utf8) else { throw malformed(key, "base64Binary") }
    return bytes
  }

  /// The value of the first identifier in a system.
  func identifier(in name: Systems.Name) -> String? {
    elements("identifier").first { name.matches($0.text("system")) }?.text("value")
  }

  func identifier(in system: String) -> String? {
    elements("identifier").first { $0.text("system") == system }?.text("value")
  }
}
