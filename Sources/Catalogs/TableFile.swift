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
    let fields: [ArraySlice<UInt8>]

    /// The text of a column, counted from 0; it may be empty.
    func text(_ column: Int) -> String { String(decoding: fields[column], as: UTF8.self) }

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
        let fields = content.split(separator: 0x09, omittingEmptySubsequences: false)
        guard fields.count == columns.count else { throw CatalogError(file: file, line: line, .syntax) }
        let row = Row(file: file, line: line, columns: columns, fields: fields)
        for (column, field) in fields.enumerated() where field.first == 0x20 || field.last == 0x20 {
          throw row.error(column, .strayBlank)
        }
        rows.append(row)
      }
    }
    guard !rows.isEmpty else { throw CatalogError(file: file, line: line + 1, .syntax) }
    self.file = file
    self.rows = rows
  }
}
