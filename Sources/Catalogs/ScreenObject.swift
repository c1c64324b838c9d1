import Terminal

/// One object of a screen file, which knows where it stands and which keys it may have.
struct ScreenObject {
  let file: String
  let path: String
  private let line: Int
  private let members: [String: StrictJSON]

  /// Takes an object that has no other keys than those allowed.
  init(
    _ json: StrictJSON, file: String, path: String, allowed: Set<String>
  ) throws(CatalogError) {
    guard case .object(let members) = json.value else {
      throw CatalogError(file: file, line: json.line, keyPath: path, .wrongType)
    }
    self.file = file
    self.path = path
    line = json.line
    self.members = members
    if let unknown = members.keys.filter({ !allowed.contains($0) }).min() {
      throw error(unknown, .unknownKey)
    }
  }

  /// The error of the place under a key, which may lead on into arrays: `rows.2.0`.
  func error(_ key: String, _ reason: CatalogError.Reason) -> CatalogError {
    CatalogError(
      file: file, line: line(of: key), keyPath: path.isEmpty ? key : "\(path).\(key)", reason)
  }

  /// The line of the value under a key, or of the object when there is none.
  private func line(of key: String) -> Int {
    var here = StrictJSON.Value.object(members)
    var line = line
    for step in key.split(separator: ".") {
      switch here {
      case .object(let members):
        guard let next = members[String(step)] else { return line }
        (here, line) = (next.value, next.line)
      case .array(let elements):
        guard let index = Int(step), elements.indices.contains(index) else { return line }
        (here, line) = (elements[index].value, elements[index].line)
      case .null, .bool, .number, .string: return line
      }
    }
    return line
  }

  func has(_ key: String) -> Bool { members[key] != nil }

  func value(_ key: String) throws(CatalogError) -> StrictJSON {
    guard let value = members[key] else { throw error(key, .missingKey) }
    return value
  }

  func string(_ key: String) throws(CatalogError) -> String {
    guard case .string(let text) = try value(key).value else { throw error(key, .wrongType) }
    return text
  }

  /// A name of the format: ASCII letters and digits, `-` and `_`.
  func name(_ key: String) throws(CatalogError) -> String {
    let text = try string(key)
    guard Self.isName(text) else { throw error(key, .wrongValue) }
    return text
  }

  func names(_ key: String) throws(CatalogError) -> [String] {
    var names: [String] = []
    for (index, element) in try array(key).enumerated() {
      guard case .string(let text) = element.value else { throw error("\(key).\(index)", .wrongType) }
      guard Self.isName(text) else { throw error("\(key).\(index)", .wrongValue) }
      guard !names.contains(text) else { throw error("\(key).\(index)", .duplicateName) }
      names.append(text)
    }
    return names
  }

  func array(_ key: String) throws(CatalogError) -> [StrictJSON] {
    guard case .array(let elements) = try value(key).value else { throw error(key, .wrongType) }
    return elements
  }

  func bool(_ key: String, default standard: Bool) throws(CatalogError) -> Bool {
    guard has(key) else { return standard }
    guard case .bool(let bool) = try value(key).value else { throw error(key, .wrongType) }
    return bool
  }

  /// A whole number inside its bounds, both included.
  func number(
    _ key: String, in bounds: ClosedRange<Int>, default standard: Int? = nil
  ) throws(CatalogError) -> Int {
    if let standard, !has(key) { return standard }
    guard case .number(let number) = try value(key).value else { throw error(key, .wrongType) }
    guard bounds.contains(number) else { throw error(key, .wrongValue) }
    return number
  }

  /// One of the fixed words of the format.
  func word<Word: RawRepresentable<String>>(
    _ key: String, default standard: Word
  ) throws(CatalogError) -> Word {
    guard has(key) else { return standard }
    guard let word = Word(rawValue: try string(key)) else { throw error(key, .wrongValue) }
    return word
  }

  /// The members of an object under a key, by rising name.
  func sorted(_ key: String) throws(CatalogError) -> [(name: String, value: StrictJSON)] {
    guard case .object(let members) = try value(key).value else { throw error(key, .wrongType) }
    return members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
