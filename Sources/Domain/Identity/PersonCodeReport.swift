/// What can be said of one text that should be the code of a person.
///
/// The report of `sportello cf`: one text a line goes in, one line comes out, in the same order.
public struct PersonCodeReport: Sendable {
  /// How much is told.
  public enum Depth: Hashable, Sendable {
    /// Whether the code is right, and what is wrong.
    case verify
    /// What the code says as well.
    case describe
  }

  /// How it is written.
  public enum Format: Hashable, Sendable {
    /// Columns separated by tabs, as ``columns(depth:)`` names them.
    case tsv
    /// One JSON object a line, without the members that have no value.
    case jsonLines
  }

  private let depth: Depth
  private let format: Format
  private let places: PlaceTable
  private let today: CivilDate

  /// Chooses what is told of every text, and how.
  ///
  /// - Parameters:
  ///   - depth: How much is told.
  ///   - format: How it is written.
  ///   - places: Where the places of birth are looked up; not needed to verify.
  ///   - today: The last possible day of birth, which decides the century.
  public init(depth: Depth, format: Format, places: PlaceTable, today: CivilDate) {
    self.depth = depth
    self.format = format
    self.places = places
    self.today = today
  }

  /// The names of the columns, in their order; the same names are the members of a JSON object.
  public static func columns(depth: Depth) -> [String] {
    let verdict = ["code", "verdict", "detail"]
    return depth == .verify ? verdict : verdict + facts
  }

  private static let facts = [
    "kind", "sex", "birthDate", "placeCode", "placeName", "omocodia", "baseCode", "warning",
  ]

  /// Reports on the text of one line.
  ///
  /// - Parameters:
  ///   - line: The bytes without the line end; what is not UTF-8 is replaced by U+FFFD.
  ///   - output: Where one line with its end is added.
  /// - Returns: Whether the text is a code.
  /// - Complexity: O(*n*) in the length of `line`.
  public func append(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) -> Bool {
    // The usual case is a codice fiscale and needs no string.
    if let code = try? CodiceFiscale(utf8: line.span) {
      write(line, "ok", [], depth == .verify ? [] : facts(of: .codiceFiscale(code)), to: &output)
      return true
    }
    do {
      let code = try PersonCode.parse(String(decoding: line, as: UTF8.self))
      write(line, "ok", [], depth == .verify ? [] : facts(of: code), to: &output)
      return true
    } catch {
      write(line, error.messageKey, error.messageArguments, [], to: &output)
      return false
    }
  }

  /// The values of the columns behind the verdict; empty where the code does not say.
  private func facts(of code: PersonCode) -> [String] {
    switch code {
    case .codiceFiscale(let code):
      let birth = code.birthDate(notAfter: today)
      let place = birth.map { places.lookup(code.placeCode, on: $0) }
      return [
        "codiceFiscale", code.sex.letter, birth?.iso ?? "", code.placeCode.rawValue,
        place?.place?.name ?? "", code.isOmocodia ? "true" : "false", code.withoutOmocodia.rawValue,
        birth == nil ? "avviso.cf.futuro" : place?.warningKey ?? "",
      ]
    case .provvisorio(let code):
      let warning = code.hasRightCheckDigit ? "" : "avviso.provvisorio.controllo"
      return ["provvisorio", "", "", "", "", "", "", warning]
    case .stp: return ["stp", "", "", "", "", "", "", ""]
    case .eni: return ["eni", "", "", "", "", "", "", ""]
    }
  }

  private func write(
    _ line: ArraySlice<UInt8>, _ verdict: String, _ arguments: [String], _ facts: [String],
    to output: inout [UInt8]
  ) {
    switch format {
    case .tsv:
      // A tab or another control character of the input must not shift the columns.
      for byte in line { output.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte) }
      let missing = depth == .verify ? 0 : Self.facts.count - facts.count
      let columns =
        [verdict, arguments.joined(separator: ",")] + facts + Array(repeating: "", count: missing)
      for column in columns {
        output.append(0x09)
        output += column.utf8
      }
    case .jsonLines:
      output += "{\"code\":".utf8
      JSONText.append(String(decoding: line, as: UTF8.self), to: &output)
      let members = [("verdict", verdict), ("detail", arguments.joined(separator: ","))]
      for (name, value) in members + Array(zip(Self.facts, facts)) where !value.isEmpty {
        output.append(UInt8(ascii: ","))
        JSONText.append(name, to: &output)
        output.append(UInt8(ascii: ":"))
        if name == "omocodia" { output += value.utf8 } else { JSONText.append(value, to: &output) }
      }
      output.append(UInt8(ascii: "}"))
    }
    output.append(0x0A)
  }
}

/// Strings of JSON.
private enum JSONText {
  static func append(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        output += "\\u00".utf8
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
      default:
        output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
