import Domain

/// A value of a profile file that knows its place, for errors that can be corrected at once.
struct ProfileValue {
  let json: StrictJSON
  let file: String
  let keyPath: String

  func error(_ reason: ProfileCatalogError.Reason) -> ProfileCatalogError {
    ProfileCatalogError(file: file, keyPath: keyPath, reason)
  }

  var isNull: Bool { if case .null = json.value { true } else { false } }

  func bool() throws(ProfileCatalogError) -> Bool {
    guard case .bool(let value) = json.value else { throw error(.wrongType) }
    return value
  }

  func number(in range: ClosedRange<Int>) throws(ProfileCatalogError) -> Int {
    guard case .number(let value) = json.value else { throw error(.wrongType) }
    guard range.contains(value) else { throw error(.badValue) }
    return value
  }

  func string() throws(ProfileCatalogError) -> String {
    guard case .string(let value) = json.value else { throw error(.wrongType) }
    guard !value.isEmpty else { throw error(.badValue) }
    return value
  }

  /// The value a text stands for; a text that stands for none is refused.
  func parsed<Value>(_ parse: (String) -> Value?) throws(ProfileCatalogError) -> Value {
    guard let value = parse(try string()) else { throw error(.badValue) }
    return value
  }

  func word<Word: RawRepresentable>(
    _ type: Word.Type = Word.self
  ) throws(ProfileCatalogError) -> Word where Word.RawValue == String {
    try parsed(Word.init(rawValue:))
  }

  func elements() throws(ProfileCatalogError) -> [ProfileValue] {
    guard case .array(let elements) = json.value else { throw error(.wrongType) }
    return elements.enumerated().map { index, element in
      ProfileValue(json: element, file: file, keyPath: path("\(index)"))
    }
  }

  func words<Word: RawRepresentable & Hashable>(
    _ type: Word.Type = Word.self
  ) throws(ProfileCatalogError) -> Set<Word> where Word.RawValue == String {
    var words: Set<Word> = []
    for element in try elements() {
      guard words.insert(try element.word(type)).inserted else { throw element.error(.badValue) }
    }
    return words
  }

  /// The members of an object, in the order of their names.
  func members() throws(ProfileCatalogError) -> [(key: String, value: ProfileValue)] {
    guard case .object(let members) = json.value else { throw error(.wrongType) }
    return members.keys.sorted().compactMap { key in
      members[key].map { (key, ProfileValue(json: $0, file: file, keyPath: path(key))) }
    }
  }

  /// An object that has all the required keys and none but the allowed ones.
  func object(
    required: Set<String>, optional: Set<String> = []
  ) throws(ProfileCatalogError) -> ProfileObject {
    var values: [String: ProfileValue] = [:]
    for (key, value) in try members() {
      guard required.contains(key) || optional.contains(key) else { throw value.error(.unknownKey) }
      values[key] = value
    }
    if let missing = required.filter({ values[$0] == nil }).min() {
      throw ProfileCatalogError(file: file, keyPath: path(missing), .missingKey)
    }
    return ProfileObject(owner: self, values: values)
  }

  private func path(_ key: String) -> String { keyPath.isEmpty ? key : "\(keyPath).\(key)" }
}

/// An object whose keys have been checked.
struct ProfileObject {
  let owner: ProfileValue
  let values: [String: ProfileValue]

  /// A value that may be absent.
  func optional(_ key: String) -> ProfileValue? { values[key] }

  /// A required value.
  subscript(_ key: String) -> ProfileValue {
    get throws(ProfileCatalogError) {
      guard let value = values[key] else { throw owner.error(.missingKey) }
      return value
    }
  }
}
