/// What a JSON value must look like: the half of a ``Shape`` that can be printed.
indirect enum Schema: Hashable, Sendable {
  case text(TextForm)
  case integer(minimum: Int, maximum: Int)
  case boolean
  case choice([String])
  case list(Schema)
  case map(keys: [String], values: Schema)
  case record(name: String, properties: [Property])
  case any([Schema])

  /// One key of a record.
  struct Property: Hashable, Sendable {
    let key: String
    let schema: Schema
    let presence: Presence
    let note: String

    enum Presence: Hashable, Sendable {
      case required
      /// Without a value when absent.
      case optional
      /// `value` when absent; `nil` if the default depends on other values.
      case defaulted(JSONValue?)
    }
  }
}

/// The forms of text that are more than free words, with the pattern that the schema prints.
enum TextForm: String, Hashable, Sendable {
  case text, identifier, date, instant, asl, place, personCode, tessera, identificativoANPR, country,
    ruleIdentifier, esenzione, esenzioneScope, email, mobile
  case messageVariant

  /// A regular expression as JSON Schema wants it, `nil` where every text is right.
  var pattern: String? {
    switch self {
    case .text: nil
    case .identifier, .personCode, .identificativoANPR, .ruleIdentifier, .messageVariant: "^."
    case .date: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    case .instant:
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
    case .asl: "^[0-9]{6}$"
    case .place: "^[A-Z][0-9]{3}$"
    case .tessera: "^[0-9]{20}$"
    case .country: "^[A-Z]{2}$"
    case .esenzione: "^[A-Za-z0-9. ]+$"
    case .esenzioneScope: "^(nazionale|[0-9]{2})$"
    case .email: "^[^@]+@[^@]+[.][^@]+$"
    case .mobile: "^[+0-9 ./-]+$"
    }
  }
}

/// Prints a schema as JSON Schema, draft 2020-12, each record once under `$defs`.
struct SchemaPrinter {
  private var definitions: [String: JSONValue] = [:]

  /// The document for `root`.
  ///
  /// - Parameters:
  ///   - root: What a text must look like.
  ///   - title: One line for people.
  ///   - notes: What people should know, such as where the defaults stand.
  /// - Returns: The whole schema.
  static func document(_ root: Schema, title: String, notes: String) -> JSONValue {
    var printer = SchemaPrinter()
    var members: [JSONObject.Member] = [
      .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .string(title)),
      .init("description", .string(notes)),
    ]
    members += (printer.print(root).object ?? JSONObject([])).members
    let sorted = printer.definitions.sorted { $0.key < $1.key }
    members.append(.init("$defs", .object(JSONObject(sorted.map { .init($0.key, $0.value) }))))
    return .object(JSONObject(members))
  }

  private mutating func print(_ schema: Schema) -> JSONValue {
    switch schema {
    case .text(let form):
      var members: [JSONObject.Member] = [.init("type", .string("string"))]
      if form == .date { members.append(.init("format", .string("date"))) }
      if form == .instant { members.append(.init("format", .string("date-time"))) }
      if let pattern = form.pattern { members.append(.init("pattern", .string(pattern))) }
      return .object(JSONObject(members))
    case .integer(let minimum, let maximum):
      return Self.object(
        ("type", .string("integer")), ("minimum", .integer(minimum)), ("maximum", .integer(maximum)))
    case .boolean: return Self.object(("type", .string("boolean")))
    case .choice(let words): return Self.object(("enum", .array(words.map(JSONValue.string))))
    case .list(let element):
      return Self.object(("type", .string("array")), ("items", print(element)))
    case .map(let keys, let values):
      let value = print(values)
      return Self.object(
        ("type", .string("object")),
        ("properties", .object(JSONObject(keys.map { .init($0, value) }))),
        ("additionalProperties", .boolean(false)))
    case .any(let alternatives):
      return Self.object(("anyOf", .array(alternatives.map { print($0) })))
    case .record(let name, let properties):
      if definitions[name] == nil {
        definitions[name] = .null
        definitions[name] = print(properties)
      }
      return Self.object(("$ref", .string("#/$defs/\(name)")))
    }
  }

  private mutating func print(_ properties: [Schema.Property]) -> JSONValue {
    var members: [JSONObject.Member] = []
    for property in properties {
      var content = print(property.schema).object?.members ?? []
      if case .defaulted(let value?) = property.presence { content.append(.init("default", value)) }
      if !property.note.isEmpty { content.append(.init("description", .string(property.note))) }
      members.append(.init(property.key, .object(JSONObject(content))))
    }
    let required = properties.filter { $0.presence == .required }.map { JSONValue.string($0.key) }
    return Self.object(
      ("type", .string("object")), ("properties", .object(JSONObject(members))),
      ("required", .array(required)), ("additionalProperties", .boolean(false)))
  }

  private static func object(_ members: (String, JSONValue)...) -> JSONValue {
    .object(JSONObject(members.map { .init($0.0, $0.1) }))
  }
}
