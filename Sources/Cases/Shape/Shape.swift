import Domain

/// How one type of value is written, read and described in JSON: one description for all three, so
/// that encoder, decoder and schema cannot disagree.
struct Shape<Value>: Sendable {
  let schema: Schema
  let write: @Sendable (Value, inout JSONWriter) -> Void
  let read: @Sendable (JSONValue) throws(CaseError) -> Value

  /// Reads the value under `key`, which an error then names.
  func read(_ json: JSONValue, under key: String) throws(CaseError) -> Value {
    do { return try read(json) } catch { throw error.under(key: key) }
  }

  /// Reads the element at `index`, which an error then names.
  func read(_ json: JSONValue, at index: Int) throws(CaseError) -> Value {
    do { return try read(json) } catch { throw error.under(index: index) }
  }
}

extension Shape {
  /// A string read by `parse`, which returns `nil` for a wrong one, and written by `text`.
  static func text(
    _ form: TextForm, parse: @escaping @Sendable (String) -> Value?,
    text: @escaping @Sendable (Value) -> String
  ) -> Shape {
    Shape(
      schema: .text(form),
      write: { value, writer in writer.string(text(value)) },
      read: { json throws(CaseError) in
        guard let string = json.string else { throw CaseError(.type(expected: "string")) }
        guard let value = parse(string) else { throw CaseError(.format(expected: form.rawValue)) }
        return value
      })
  }

  /// A list of values, written in their order.
  static func list<Element: Sendable>(_ element: Shape<Element>) -> Shape where Value == [Element] {
    Shape(
      schema: .list(element.schema),
      write: { values, writer in
        writer.beginArray()
        for value in values { element.write(value, &writer) }
        writer.endArray()
      },
      read: { json throws(CaseError) in
        guard let elements = json.array else { throw CaseError(.type(expected: "array")) }
        var values: [Element] = []
        values.reserveCapacity(elements.count)
        for (index, json) in elements.enumerated() {
          values.append(try element.read(json, at: index))
        }
        return values
      })
  }

  /// A set as a list, written in the order of `name`.
  static func set<Element: Sendable>(
    _ element: Shape<Element>, by name: @escaping @Sendable (Element) -> String
  ) -> Shape where Value == Set<Element> {
    let list = Shape<[Element]>.list(element)
    return Shape(
      schema: list.schema,
      write: { values, writer in
        list.write(values.count < 2 ? Array(values) : values.sorted { name($0) < name($1) }, &writer)
      },
      read: { json throws(CaseError) in Set(try list.read(json)) })
  }
}

extension Shape where Value: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
  /// One of the words of an enumeration.
  static var choice: Shape {
    let words = Value.allCases.map(\.rawValue)
    return Shape(
      schema: .choice(words),
      write: { value, writer in writer.string(value.rawValue) },
      read: { json throws(CaseError) in
        guard let text = json.string else { throw CaseError(.type(expected: "string")) }
        guard let value = Value(rawValue: text) else { throw CaseError(.choice(admitted: words)) }
        return value
      })
  }
}

extension Shape where Value: Sendable {
  /// An object whose keys are the words of an enumeration.
  static func map<Key, Element: Sendable>(_ element: Shape<Element>) -> Shape
  where Value == [Key: Element], Key: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
    let keys = Key.allCases.sorted { $0.rawValue < $1.rawValue }
    let words = keys.map(\.rawValue)
    let prepared = words.map(JSONWriter.preparedKey)
    return Shape(
      schema: .map(keys: words, values: element.schema),
      write: { values, writer in
        writer.beginObject()
        for index in keys.indices {
          guard let value = values[keys[index]] else { continue }
          writer.key(prepared: prepared[index])
          element.write(value, &writer)
        }
        writer.endObject()
      },
      read: { json throws(CaseError) in
        guard let object = json.object else { throw CaseError(.type(expected: "object")) }
        var values: [Key: Element] = [:]
        for member in object.members {
          guard let key = Key(rawValue: member.key) else {
            throw CaseError(.unknownKey).under(key: member.key)
          }
          values[key] = try element.read(member.value, under: member.key)
        }
        return values
      })
  }
}

extension Shape where Value == String {
  /// Any text.
  static var text: Shape { text(.text, parse: { $0 }, text: { $0 }) }

  /// A text of a known form.
  static func text(_ form: TextForm, admits: @escaping @Sendable (String) -> Bool) -> Shape {
    text(form, parse: { admits($0) ? $0 : nil }, text: { $0 })
  }
}

extension Shape where Value == Bool {
  /// `true` or `false`.
  static var flag: Shape {
    Shape(
      schema: .boolean,
      write: { value, writer in writer.boolean(value) },
      read: { json throws(CaseError) in
        guard let value = json.boolean else { throw CaseError(.type(expected: "boolean")) }
        return value
      })
  }
}

extension Shape where Value == Int {
  /// An integer of `range`.
  static func integer(in range: ClosedRange<Int>) -> Shape {
    Shape(
      schema: .integer(minimum: range.lowerBound, maximum: range.upperBound),
      write: { value, writer in writer.integer(value) },
      read: { json throws(CaseError) in
        guard let value = json.integer else { throw CaseError(.type(expected: "integer")) }
        guard range.contains(value) else {
          throw CaseError(.range(minimum: range.lowerBound, maximum: range.upperBound))
        }
        return value
      })
  }
}

extension Shape where Value == CivilDate {
  /// `YYYY-MM-DD`.
  static var date: Shape {
    let shape = text(.date, parse: { CivilDate(iso: $0) }, text: \.iso)
    return Shape(schema: shape.schema, write: { $1.date($0) }, read: shape.read)
  }
}

extension Shape where Value == Instant {
  /// A moment with its offset; written in universal time.
  static var instant: Shape {
    let shape = text(.instant, parse: { Instant(iso: $0) }, text: \.iso)
    return Shape(schema: shape.schema, write: { $1.instant($0) }, read: shape.read)
  }
}

extension Shape {
  /// A name given by desk or registry, not empty.
  static func identifier<Subject>() -> Shape where Value == Identifier<Subject> {
    text(.identifier, parse: { Identifier($0) }, text: \.rawValue)
  }
}
