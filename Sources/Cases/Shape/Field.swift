/// The part of an `Owner` that stands under one key of its object, or under several.
struct Field<Owner, Part>: Sendable {
  let entries: [Entry<Owner>]
  let read: @Sendable (JSONObject) throws(CaseError) -> Part
}

/// One key of an object: how it is described and written.
struct Entry<Owner>: Sendable {
  let property: Schema.Property
  /// Writes key and value, or nothing where the value is absent or the default.
  let write: @Sendable (Owner, inout JSONWriter) -> Void

  var key: String { property.key }
}

/// A value that must be there.
func field<Owner, Part>(
  _ key: String, _ part: @escaping @Sendable (Owner) -> Part, _ shape: Shape<Part>, note: String = ""
) -> Field<Owner, Part> {
  let prepared = JSONWriter.preparedKey(key)
  return Field(
    entries: [
      Entry(
        property: .init(key: key, schema: shape.schema, presence: .required, note: note),
        write: { owner, writer in
          writer.key(prepared: prepared)
          shape.write(part(owner), &writer)
        })
    ],
    read: { object throws(CaseError) in
      guard let json = object[key] else { throw CaseError(.missing).under(key: key) }
      return try shape.read(json, under: key)
    })
}

/// A value that may be absent.
func field<Owner, Part>(
  _ key: String, _ part: @escaping @Sendable (Owner) -> Part?, optional shape: Shape<Part>,
  note: String = ""
) -> Field<Owner, Part?> {
  let prepared = JSONWriter.preparedKey(key)
  return Field(
    entries: [
      Entry(
        property: .init(key: key, schema: shape.schema, presence: .optional, note: note),
        write: { owner, writer in
          guard let value = part(owner) else { return }
          writer.key(prepared: prepared)
          shape.write(value, &writer)
        })
    ],
    read: { object throws(CaseError) in
      guard let json = object[key] else { return nil }
      return try shape.read(json, under: key)
    })
}

/// A value that is `standard` when absent, and not written then.
func field<Owner, Part: Equatable & Sendable>(
  _ key: String, _ part: @escaping @Sendable (Owner) -> Part, _ shape: Shape<Part>,
  default standard: Part, note: String = ""
) -> Field<Owner, Part> {
  let prepared = JSONWriter.preparedKey(key)
  var example = JSONWriter(capacity: 64)
  shape.write(standard, &example)
  let presence = Schema.Property.Presence.defaulted(try? JSONParser.parse(example.bytes))
  return Field(
    entries: [
      Entry(
        property: .init(key: key, schema: shape.schema, presence: presence, note: note),
        write: { owner, writer in
          let value = part(owner)
          guard value != standard else { return }
          writer.key(prepared: prepared)
          shape.write(value, &writer)
        })
    ],
    read: { object throws(CaseError) in
      guard let json = object[key] else { return standard }
      return try shape.read(json, under: key)
    })
}

/// The keys of another record, written among those of the owner.
func inline<Owner, Part>(
  _ part: @escaping @Sendable (Owner) -> Part, _ record: Record<Part>
) -> Field<Owner, Part> {
  Field(
    entries: record.entries.map { entry in
      Entry(property: entry.property, write: { owner, writer in entry.write(part(owner), &writer) })
    },
    read: record.readParts)
}

/// A value that must be there when it is read, but may be filled in from others before; `note` says how.
func field<Owner, Part>(
  _ key: String, _ part: @escaping @Sendable (Owner) -> Part, filled shape: Shape<Part>, note: String
) -> Field<Owner, Part> {
  let plain = field(key, part, shape)
  return Field(
    entries: plain.entries.map { entry in
      Entry(
        property: .init(key: key, schema: shape.schema, presence: .defaulted(nil), note: note),
        write: entry.write)
    },
    read: plain.read)
}
