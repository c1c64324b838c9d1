/// A table of the data files: a line with its format, a line with the columns, then one row a line.
///
/// Columns are separated by tabs, every line ends in `\n`; nothing is ignored and nothing is trimmed.
struct TableFile {
  /// The path from the folder of the resources, for errors.
  let file: String
  /// The rows with their lines.
  let rows: [Row]

  /// One row, whose fields know their place.
  struct Row {
    let file: String
    let line: Int
    let columns: [String]
    /// The line without its end; as many fields as columns.
    let content: ArraySlice<UInt8>

    /// The text of a column, counted from 0; it may be empty.
    func text(_ column: Int) -> String {
      var rest = content
      for _ in 0..<column { rest = rest.drop { $0 != tab }.dropFirst() }
      return String(decoding: rest.prefix { $0 != tab }, as: UTF8.self)
    }

    /// The value that the text of a column stands for; a text that stands for none is refused.
    func value<Value>(_ column: Int, _ parse: (String) -> Value?) throws(CatalogError) -> Value {
      let text = text(column)
      guard !text.isEmpty else { throw error(column, .empty) }
      guard let value = parse(text) else { throw error(column, .wrongValue) }
      return value
    }

    /// The word of a column, by its raw value.
    func word<Word: RawRepresentable>(_ column: Int) throws(CatalogError) -> Word
    where Word.RawValue == String {
      try value(column, Word.init(rawValue:))
    }

    /// An error about a column, or about the whole row.
    func error(_ column: Int?, _ reason: CatalogError.Reason) -> CatalogError {
      CatalogError(file: file, line: line, keyPath: column.map { columns[$0] }, reason)
    }
  }

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: The file, or nothing if it could not be read.
  ///   - file: Its path from the folder of the resources.
  ///   - format: What the first line says after `# `.
  ///   - columns: What the second line says.
  /// - Throws: ``CatalogError`` with the first wrong line.
  /// - Complexity: O(*n*) in the bytes.
  init(_ bytes: [UInt8]?, file: String, format: String, columns: [String]) throws(CatalogError) {
    guard let bytes else { throw CatalogError(file: file, .unreadable) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw CatalogError(file: file, .encoding) }
    var rows: [Row] = []
    var line = 0
    var start = 0
    while start < bytes.count {
      line += 1
      guard let end = bytes[start...].firstIndex(of: 0x0A) else {
        throw CatalogError(file: file, line: line, .syntax)
      }
      let content = bytes[start..<end]
      start = end + 1
      switch line {
      case 1:
        guard content.elementsEqual("# \(format)".utf8) else {
          throw CatalogError(file: file, line: 1, .syntax)
        }
      case 2:
        guard content.elementsEqual(columns.joined(separator: "\t").utf8) else {
          throw CatalogError(file: file, line: 2, .syntax)
        }
      default:
        let row = Row(file: file, line: line, columns: columns, content: content)
        try Self.checkFields(row)
        rows.append(row)
      }
    }
    guard !rows.isEmpty else { throw CatalogError(file: file, line: line + 1, .syntax) }
    self.file = file
    self.rows = rows
  }

  /// As many fields as columns, and no blank at the end of one.
  private static func checkFields(_ row: Row) throws(CatalogError) {
    var column = 0
    var previous = tab
    for byte in row.content {
      let touchesEnd = byte == tab ? previous == blank : byte == blank && previous == tab
      if touchesEnd { throw row.error(min(column, row.columns.count - 1), .strayBlank) }
      if byte == tab { column += 1 }
      previous = byte
    }
    if previous == blank { throw row.error(min(column, row.columns.count - 1), .strayBlank) }
    guard column == row.columns.count - 1 else { throw row.error(nil, .syntax) }
  }

  private static let tab = UInt8(ascii: "\t")
  private static let blank = UInt8(ascii: " ")
}
