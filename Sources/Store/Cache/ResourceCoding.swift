import Domain

/// Writes fields one after the other, each text with its length before it.
struct FieldWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func number(_ value: Int) {
    // Zigzag and seven bits a byte: most numbers here are small.
    var rest = UInt64(bitPattern: Int64((value << 1) ^ (value >> 63)))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func text(_ text: String) {
    number(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func blob(_ blob: [UInt8]) {
    number(blob.count)
    bytes.append(contentsOf: blob)
  }

  mutating func texts(_ texts: [String]) {
    number(texts.count)
    for text in texts { self.text(text) }
  }
}

/// Reads what ``FieldWriter`` wrote; `nil` wherever the bytes are not in that form.
struct FieldReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func number() -> Int? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)) }
      shift += 7
    }
    return nil
  }

  private mutating func slice() -> ArraySlice<UInt8>? {
    guard let count = number(), count >= 0, count <= bytes.count - position else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func text() -> String? { slice().map { String(decoding: $0, as: UTF8.self) } }

  mutating func blob() -> [UInt8]? { slice().map { [UInt8]($0) } }

  mutating func texts() -> [String]? {
    guard let count = number(), count >= 0, count <= bytes.count else { return nil }
    var texts: [String] = []
    for _ in 0..<count {
      guard let text = text() else { return nil }
      texts.append(text)
    }
    return texts
  }
}

/// What is sealed of a resource.
struct ResourceRecord {
  let id: String
  let source: String
  let codes: [String]
  let body: [UInt8]

  init(id: String, source: String, codes: [String], body: [UInt8]) {
    self.id = id
    self.source = source
    self.codes = codes
    self.body = body
  }

  init?(_ bytes: [UInt8]) {
    var reader = FieldReader(bytes)
    guard let id = reader.text(), let source = reader.text(), let codes = reader.texts(),
      let body = reader.blob(), reader.isAtEnd
    else { return nil }
    self.init(id: id, source: source, codes: codes, body: body)
  }

  var bytes: [UInt8] {
    var writer = FieldWriter(capacity: body.count + 128)
    writer.text(id)
    writer.text(source)
    writer.texts(codes)
    writer.blob(body)
    return writer.bytes
  }
}

extension RosterLine {
  /// Reads a line of the list of names, or returns `nil`.
  init?(_ bytes: [UInt8]) {
    var reader = FieldReader(bytes)
    guard let surname = reader.text(), let name = reader.text(), let days = reader.number(),
      let code = reader.text(), let municipality = reader.text(), reader.isAtEnd
    else { return nil }
    self.init(
      surname: surname, name: name, birthDate: CivilDate(daysSinceEpoch: days), code: code,
      municipality: municipality)
  }

  /// The line in the form in which it is sealed.
  var bytes: [UInt8] {
    var writer = FieldWriter(capacity: 96)
    writer.text(surname)
    writer.text(name)
    writer.number(birthDate.daysSinceEpoch)
    writer.text(code)
    writer.text(municipality)
    return writer.bytes
  }
}
