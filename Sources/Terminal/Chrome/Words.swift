/// The words of one language, handed in from outside: this module knows none.
public struct Words: Sendable {
  /// The language by its ISO 639 code, `it`.
  public let language: String
  private let lookUp: @Sendable (String) -> String?
  private let showDate: @Sendable (String) -> String

  /// Makes the words of a language.
  ///
  /// - Parameters:
  ///   - language: ISO 639 code, two lower-case letters.
  ///   - showDate: A date `YYYY-MM-DD` in the order of the country; unchanged when not given.
  ///   - lookUp: The sentence of a dotted key with its `%1$@` … places, or `nil` when there is none.
  public init(
    language: String,
    showDate: @escaping @Sendable (String) -> String = { $0 },
    lookUp: @escaping @Sendable (String) -> String?
  ) {
    self.language = language
    self.showDate = showDate
    self.lookUp = lookUp
  }

  /// Makes the words of a language from a flat map of keys.
  public init(language: String, _ sentences: [String: String]) {
    self.init(language: language) { sentences[$0] }
  }

  /// The sentence of a key with its arguments filled in.
  ///
  /// - Parameters:
  ///   - key: A dotted key of `Localization/`.
  ///   - arguments: What fills `%1$@`, `%2$@` …, in this order; dates `YYYY-MM-DD` in them
  ///     stand in the order of the country.
  /// - Returns: The key in brackets when the language has no such sentence, so that the gap is seen.
  public func text(_ key: String, _ arguments: [String] = []) -> String {
    guard let sentence = lookUp(key) else { return "[\(key)]" }
    return Self.fill(sentence, arguments.map(localised))
  }

  /// The sentence of a key, or `nil` when the language has none.
  public func optional(_ key: String) -> String? { lookUp(key) }

  /// A date `YYYY-MM-DD` as the operator reads it.
  public func date(_ canonical: String) -> String { canonical.isEmpty ? "" : showDate(canonical) }

  /// An argument with its dates in the order of the country.
  private func localised(_ argument: String) -> String {
    guard argument.utf8.count >= 10, argument.utf8.contains(0x2D) else { return argument }
    return argument.split(separator: " ", omittingEmptySubsequences: false)
      .map { Self.isDate($0) ? showDate(String($0)) : String($0) }.joined(separator: " ")
  }

  private static func isDate(_ text: Substring) -> Bool {
    let bytes = text.utf8
    guard bytes.count == 10 else { return false }
    return zip(bytes, "0000-00-00".utf8).allSatisfy { byte, shape in
      shape == 0x2D ? byte == 0x2D : (0x30...0x39).contains(byte)
    }
  }

  private static func fill(_ sentence: String, _ arguments: [String]) -> String {
    guard !arguments.isEmpty, sentence.contains("%") else { return sentence }
    var result = ""
    var rest = Substring(sentence)
    while let sign = rest.firstIndex(of: "%") {
      result += rest[..<sign]
      let place = rest[sign...].prefix(4)
      if place.count == 4, place.hasSuffix("$@"), let number = place.dropFirst().first?.wholeNumberValue,
        (1...arguments.count).contains(number)
      {
        result += arguments[number - 1]
        rest = rest[place.endIndex...]
      } else {
        result += "%"
        rest = rest[rest.index(after: sign)...]
      }
    }
    return result + rest
  }
}
