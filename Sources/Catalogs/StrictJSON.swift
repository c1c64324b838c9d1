/// What a JSON file of the program holds, before anything is known about its meaning, and in which line.
struct StrictJSON: Hashable, Sendable {
  enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    case string(String)
    case array([StrictJSON])
    case object([String: StrictJSON])
  }

  let value: Value
  /// The line where the value begins, counted from 1.
  let line: Int

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - file: Its name for the error.
  /// - Throws: ``CatalogError`` with the line: no JSON, broken UTF-8, a key twice in one object, a number that
  ///   is not whole, anything after the value.
  init(_ bytes: [UInt8], file: String) throws(CatalogError) {
    var reader = JSONReader(bytes)
    do {
      self = try Self.read(&reader, file: file, path: "", depth: 0)
      guard reader.peek() == nil else { throw CatalogError(file: file, line: reader.line, .syntax) }
    } catch let failure as JSONReader.Failure {
      let reason: CatalogError.Reason =
        switch failure {
        case .encoding: .encoding
        case .syntax: .syntax
        }
      throw CatalogError(file: file, line: reader.line, reason)
    } catch let error as CatalogError {
      throw error
    } catch {
      throw CatalogError(file: file, line: reader.line, .syntax)
    }
  }

  private init(_ value: Value, line: Int) {
    self.value = value
    self.line = line
  }

  /// No file of ours is nested so deep; a deeper one would only be meant to break the reader.
  private static let deepest = 20

  private static func read(
    _ reader: inout JSONReader, file: String, path: String, depth: Int
  ) throws -> StrictJSON {
    guard depth < deepest, let next = reader.peek() else { throw JSONReader.Failure.syntax }
    let line = reader.line
    switch next {
    case UInt8(ascii: "{"):
      return StrictJSON(.object(try readObject(&reader, file: file, path: path, depth: depth)), line: line)
    case UInt8(ascii: "["):
      return StrictJSON(.array(try readArray(&reader, file: file, path: path, depth: depth)), line: line)
    case UInt8(ascii: "\""): return StrictJSON(.string(try reader.string()), line: line)
    default:
      switch try reader.word() {
      case "null": return StrictJSON(.null, line: line)
      case "true": return StrictJSON(.bool(true), line: line)
      case "false": return StrictJSON(.bool(false), line: line)
      case let word:
        guard let number = Int(word) else {
          throw CatalogError(file: file, line: line, keyPath: path, .syntax)
        }
        return StrictJSON(.number(number), line: line)
      }
    }
  }

  private static func readObject(
    _ reader: inout JSONReader, file: String, path: String, depth: Int
  ) throws -> [String: StrictJSON] {
    try reader.expect("{")
    var members: [String: StrictJSON] = [:]
    if reader.take("}") { return members }
    repeat {
      _ = reader.peek()
      let line = reader.line
      let name = try reader.string()
      let place = path.isEmpty ? name : "\(path).\(name)"
      try reader.expect(":")
      let value = try read(&reader, file: file, path: place, depth: depth + 1)
      guard members.updateValue(value, forKey: name) == nil else {
        throw CatalogError(file: file, line: line, keyPath: place, .duplicateKey)
      }
    } while reader.take(",")
    try reader.expect("}")
    return members
  }

  private static func readArray(
    _ reader: inout JSONReader, file: String, path: String, depth: Int
  ) throws -> [StrictJSON] {
    try reader.expect("[")
    var elements: [StrictJSON] = []
    if reader.take("]") { return elements }
    repeat {
      elements.append(try read(&reader, file: file, path: "\(path).\(elements.count)", depth: depth + 1))
    } while reader.take(",")
    try reader.expect("]")
    return elements
  }
}
