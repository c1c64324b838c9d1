public import Terminal

/// The sentences of one language as its file holds them.
public struct WordTable: Hashable, Sendable {
  /// The language.
  public let language: Language
  /// The sentences by their dotted key.
  public let sentences: [String: String]

  /// Makes a table.
  public init(language: Language, sentences: [String: String]) {
    self.language = language
    self.sentences = sentences
  }

  /// Reads a table from the bytes of its file: one flat JSON object of texts.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - language: The language that the name of the file says.
  /// - Returns: The table, not yet compared with another language.
  /// - Throws: ``CatalogError`` with the line of the first fault: a key twice, a value that is not a text,
  ///   broken UTF-8, anything after the object.
  /// - Complexity: O(*n*) in the number of bytes.
  public static func decode(_ bytes: [UInt8], language: Language) throws(CatalogError) -> WordTable {
    var reader = JSONReader(bytes)
    var key: String?
    do {
      var sentences: [String: String] = [:]
      sentences.reserveCapacity(bytes.count / 96)
      try reader.expect("{")
      if !reader.take("}") {
        repeat {
          key = nil
          let name = try reader.string()
          key = name
          try reader.expect(":")
          guard reader.peek() == UInt8(ascii: "\"") else {
            let isValue = reader.peek().map { !Self.marks.contains($0) } ?? false
            throw CatalogError(
              file: language.file, line: reader.line, keyPath: name, isValue ? .wrongType : .syntax)
          }
          let line = reader.line
          guard sentences.updateValue(try reader.string(), forKey: name) == nil else {
            throw CatalogError(file: language.file, line: line, keyPath: name, .duplicateKey)
          }
        } while reader.take(",")
        key = nil
        try reader.expect("}")
      }
      guard reader.peek() == nil else { throw JSONReader.Failure.syntax }
      return WordTable(language: language, sentences: sentences)
    } catch let failure as JSONReader.Failure {
      let reason: CatalogError.Reason =
        switch failure {
        case .encoding: .encoding
        case .syntax: .syntax
        }
      throw CatalogError(file: language.file, line: reader.line, keyPath: key, reason)
    } catch let error as CatalogError {
      throw error
    } catch {
      throw CatalogError(file: language.file, line: reader.line, keyPath: key, .syntax)
    }
  }

  private static let marks: Set<UInt8> = [
    UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"),
  ]

  /// The words that the terminal asks for; dates stand in the order of `formato.data` (day, month, year).
  public var words: Words {
    let sentences = sentences
    let order = Words(language: language.rawValue, sentences)
    return Words(
      language: language.rawValue,
      showDate: { canonical in
        let parts = canonical.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, sentences["formato.data"] != nil else { return canonical }
        return order.text("formato.data", [parts[2], parts[1], parts[0]])
      },
      lookUp: { sentences[$0] })
  }
}
