import Terminal

/// One object of a screen file, which knows where it stands and which keys it may have.
struct ScreenObject {
  let file: String
  let path: String
  private let members: [String: StrictJSON]

  /// Takes an object that has no other keys than those allowed.
  init(
    _ json: StrictJSON, file: String, path: String, allowed: Set<String>
  ) throws(ScreenCatalogError) {
    guard case .object(let members) = json else {
      throw ScreenCatalogError(file: file, path: path, .wrongType)
    }
    self.file = file
    self.path = path
    self.members = members
    if let unknown = members.keys.filter({ !allowed.contains($0) }).min() {
      throw error(unknown, .unknownKey)
    }
  }

  func error(_ key: String, _ reason: ScreenCatalogError.Reason) -> ScreenCatalogError {
    ScreenCatalogError(file: file, path: path.isEmpty ? key : "\(path).\(key)", reason)
  }

  func has(_ key: String) -> Bool { members[key] != nil }

  func value(_ key: String) throws(ScreenCatalogError) -> StrictJSON {
    guard let value = members[key] else { throw error(key, .missingKey) }
    return value
  }

  func string(_ key: String) throws(ScreenCatalogError) -> String {
    guard case .string(let text) = try value(key) else { throw error(key, .wrongType) }
    return text
  }

  /// A name of the format: ASCII letters and digits, `-` and `_`.
  func name(_ key: String) throws(ScreenCatalogError) -> String {
    let text = try string(key)
    guard Self.isName(text) else { throw error(key, .badName) }
    return text
  }

  func names(_ key: String) throws(ScreenCatalogError) -> [String] {
    var names: [String] = []
    for (index, element) in try array(key).enumerated() {
      guard case .string(let text) = element else { throw error("\(key).\(index)", .wrongType) }
      guard Self.isName(text) else { throw error("\(key).\(index)", .badName) }
      guard !names.contains(text) else { throw error("\(key).\(index)", .duplicateName) }
      names.append(text)
    }
    return names
  }

  func array(_ key: String) throws(ScreenCatalogError) -> [StrictJSON] {
    guard case .array(let elements) = try value(key) else { throw error(key, .wrongType) }
    return elements
  }

  func bool(_ key: String, default standard: Bool) throws(ScreenCatalogError) -> Bool {
    guard has(key) else { return standard }
    guard case .bool(let bool) = try value(key) else { throw error(key, .wrongType) }
    return bool
  }

  /// A whole number inside its bounds, both included.
  func number(
    _ key: String, in bounds: ClosedRange<Int>, default standard: Int? = nil
  ) throws(ScreenCatalogError) -> Int {
    if let standard, !has(key) { return standard }
    guard case .number(let number) = try value(key) else { throw error(key, .wrongType) }
    guard bounds.contains(number) else { throw error(key, .badSize) }
    return number
  }

  /// One of the fixed words of the format.
  func word<Word: RawRepresentable<String>>(
    _ key: String, default standard: Word
  ) throws(ScreenCatalogError) -> Word {
    guard has(key) else { return standard }
    guard let word = Word(rawValue: try string(key)) else { throw error(key, .unknownWord) }
    return word
  }

  /// The members of an object under a key, by rising name.
  func sorted(_ key: String) throws(ScreenCatalogError) -> [(name: String, value: StrictJSON)] {
    guard case .object(let members) = try value(key) else { throw error(key, .wrongType) }
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
