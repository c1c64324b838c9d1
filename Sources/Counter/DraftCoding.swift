import FoundationEssentials

/// The bytes of a draft: the values of a form by field, sorted, so that equal drafts have equal bytes.
enum DraftCoding {
  static func encode(_ values: [String: String]) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(values) else { return [] }
    return [UInt8](data)
  }

  /// `nil` for bytes that are no draft.
  static func decode(_ bytes: [UInt8]) -> [String: String]? {
    try? JSONDecoder().decode([String: String].self, from: Data(bytes))
  }
}
