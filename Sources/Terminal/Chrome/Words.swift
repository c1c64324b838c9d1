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
  ///   - arguments: What fills `%1$@`, `%2$@` …, in this order.
  /// - Returns: The key in brackets when the language has no such sentence, so that the gap is seen.
  public func text(_ key: String, _ arguments: [String] = []) -> String {
    guard let sentence = lookUp(key) else { return "[\(key)]" }
    return Self.fill(sentence, arguments)
  }

  /// The sentence of a key, or `nil` when the language has none.
  public func optional(_ key: String) -> String? { lookUp(key) }

  /// A date `YYYY-MM-DD` as the operator reads it.
  public func date(_ canonical: String) -> String { canonical.isEmpty ? "" : showDate(canonical) }

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
