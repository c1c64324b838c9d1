/// One case of an enumeration whose cases carry data: an object with the tag `kind`.
///
/// A case whose fields may all be absent can be written by hand as the bare word too.
struct Variant<Value>: Sendable {
  let tag: String
  let hasFields: Bool
  let entries: [Entry<Value>]
  let read: @Sendable (JSONObject) throws(CaseError) -> Value

  /// A case without data, written as the bare word.
  static func plain(_ tag: String, _ value: Value) -> Variant where Value: Sendable {
    Variant(tag: tag, hasFields: false, entries: [], read: { _ throws(CaseError) in value })
  }

  /// A case with data.
  ///
  /// - Parameters:
  ///   - tag: The word under `kind`.
  ///   - payload: The data of a value of this case, `nil` for a value of another case.
  ///   - record: How the data stand beside the tag.
  ///   - make: The case.
  /// - Returns: The case, to be listed in ``Shape/variants(_:tag:default:_:)``.
  static func carrying<Payload>(
    _ tag: String, _ payload: @escaping @Sendable (Value) -> Payload?, _ record: Record<Payload>,
    make: @escaping @Sendable (Payload) -> Value
  ) -> Variant {
    let entries = record.entries.map { entry in
      Entry<Value>(
        property: entry.property,
        write: { value, writer in
          if let payload = payload(value) { entry.write(payload, &writer) }
        })
    }
    return Variant(
      tag: tag, hasFields: true, entries: entries,
      read: { object throws(CaseError) in make(try record.readParts(object)) })
  }

  var isBareAdmitted: Bool { !entries.contains { $0.property.presence == .required } }
}

extension Shape where Value: Sendable {
  /// A choice among `variants`.
  ///
  /// - Parameters:
  ///   - name: The prefix of the names under `$defs`.
  ///   - tag: The tag of a value, by a switch over all cases.
  ///   - standard: The tag of an object that has none; `nil` if it must have one.
  ///   - variants: One for each case.
  /// - Returns: The shape of the enumeration.
  static func variants(
    _ name: String, tag: @escaping @Sendable (Value) -> String, default standard: String? = nil,
    _ variants: [Variant<Value>]
  ) -> Shape {
    let tags = variants.map(\.tag)
    let table = Dictionary(uniqueKeysWithValues: variants.map { ($0.tag, $0) })
    let writers = table.mapValues { withTag($0).entries }
    let keys = table.mapValues { Set($0.entries.map(\.key) + ["kind"]) }
    let records = variants.map { variant -> Schema in
      var kind = Schema.Property(
        key: "kind", schema: .choice([variant.tag]), presence: .required, note: "")
      if variant.tag == standard {
        kind = .init(key: "kind", schema: kind.schema, presence: .defaulted(.string(variant.tag)), note: "")
      }
      let properties = (variant.entries.map(\.property) + [kind]).sorted { $0.key < $1.key }
      return .record(name: "\(name)-\(variant.tag)", properties: properties)
    }
    let bare = variants.filter(\.isBareAdmitted).map(\.tag)
    return Shape(
      schema: .any((bare.isEmpty ? [] : [.choice(bare)]) + records),
      write: { value, writer in
        let tag = tag(value)
        guard let entries = writers[tag], table[tag]?.hasFields == true else { return writer.string(tag) }
        writer.beginObject()
        for entry in entries { entry.write(value, &writer) }
        writer.endObject()
      },
      read: { json throws(CaseError) in
        if let word = json.string {
          guard let variant = table[word] else { throw CaseError(.choice(admitted: tags)) }
          return try variant.read(JSONObject([]))
        }
        guard let object = json.object else { throw CaseError(.type(expected: "object")) }
        guard let kind = object["kind"] ?? standard.map(JSONValue.string) else {
          throw CaseError(.missing).under(key: "kind")
        }
        guard let word = kind.string else {
          throw CaseError(.type(expected: "string")).under(key: "kind")
        }
        guard let variant = table[word], let known = keys[word] else {
          throw CaseError(.choice(admitted: tags)).under(key: "kind")
        }
        try object.refuseKeys(notIn: known)
        return try variant.read(object)
      })
  }

  private static func withTag(_ variant: Variant<Value>) -> Variant<Value> {
    let prepared = JSONWriter.preparedKey("kind")
    let tag = variant.tag
    let kind = Entry<Value>(
      property: .init(key: "kind", schema: .choice([tag]), presence: .required, note: ""),
      write: { _, writer in
        writer.key(prepared: prepared)
        writer.string(tag)
      })
    return Variant(
      tag: tag, hasFields: true, entries: (variant.entries + [kind]).sorted { $0.key < $1.key },
      read: variant.read)
  }
}
