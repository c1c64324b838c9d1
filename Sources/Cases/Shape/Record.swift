/// A value that is an object in JSON, described by its fields.
struct Record<Value>: Sendable {
  let name: String
  /// In the order of the keys, which makes the bytes canonical.
  let entries: [Entry<Value>]
  /// Reads the own keys and leaves others alone.
  let readParts: @Sendable (JSONObject) throws(CaseError) -> Value

  /// Describes a record.
  ///
  /// - Parameters:
  ///   - name: The name under `$defs` of the schema.
  ///   - fields: The fields in the order in which `make` takes them.
  ///   - make: Puts the parts together. Where it can be, it is an initialiser with all its labels: a
  ///     part added to the type then stops the build here.
  init<each Part>(
    _ name: String, _ fields: repeat Field<Value, each Part>,
    make: @escaping @Sendable (repeat each Part) throws(CaseError) -> Value
  ) {
    self.name = name
    var entries: [Entry<Value>] = []
    for field in repeat each fields { entries += field.entries }
    self.entries = entries.sorted { $0.key < $1.key }
    readParts = { object throws(CaseError) in
      try make(repeat (each fields).read(object))
    }
  }

  private init(
    name: String, entries: [Entry<Value>],
    readParts: @escaping @Sendable (JSONObject) throws(CaseError) -> Value
  ) {
    self.name = name
    self.entries = entries
    self.readParts = readParts
  }

  /// The same record, whose objects are completed by `complete` before they are read.
  func filled(_ complete: @escaping @Sendable (JSONObject) -> JSONObject) -> Record {
    let readParts = readParts
    return Record(
      name: name, entries: entries,
      readParts: { object throws(CaseError) in try readParts(complete(object)) })
  }

  /// The same record with more entries, which `check` reads after the value.
  ///
  /// - Parameters:
  ///   - others: The entries to add.
  ///   - check: Refuses what the entries must not hold.
  /// - Returns: A record whose entries are in order again.
  func adding(
    _ others: [Entry<Value>], check: @escaping @Sendable (JSONObject) throws(CaseError) -> Void
  ) -> Record {
    let readParts = readParts
    return Record(
      name: name, entries: (entries + others).sorted { $0.key < $1.key },
      readParts: { object throws(CaseError) in
        let value = try readParts(object)
        try check(object)
        return value
      })
  }

  var schema: Schema { .record(name: name, properties: entries.map(\.property)) }

  /// The record as a shape of its own: other keys are refused.
  var shape: Shape<Value> {
    let entries = entries
    let readParts = readParts
    let keys = Set(entries.map(\.key))
    return Shape(
      schema: schema,
      write: { value, writer in
        writer.beginObject()
        for entry in entries { entry.write(value, &writer) }
        writer.endObject()
      },
      read: { json throws(CaseError) in
        guard let object = json.object else { throw CaseError(.type(expected: "object")) }
        try object.refuseKeys(notIn: keys)
        return try readParts(object)
      })
  }
}

extension JSONObject {
  /// Refuses a key that means nothing: a misspelt fact must not count as absent.
  func refuseKeys(notIn keys: Set<String>) throws(CaseError) {
    for member in members where !keys.contains(member.key) {
      throw CaseError(.unknownKey).under(key: member.key)
    }
  }
}
