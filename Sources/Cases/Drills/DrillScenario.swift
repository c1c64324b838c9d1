public import Domain

/// One exercise for trainees: a case with its moment and profile, and the rule that has to be named.
///
/// A file of exercises is JSON Lines: `{"drill": ID, "practice": KIND, "title": {"it": …}, "expected": RULE, "request": {…}}`
/// on each line, where the request is a line of `sportello decide` and names its moment.
///
/// - Source: pin-fse.md D (assessment).
public struct DrillScenario: Hashable, Sendable {
  /// The longest line that is read, in bytes.
  public static let sizeLimit = DecideRequest.sizeLimit

  /// The name of the exercise inside its file.
  public let id: String
  /// What it is about, by the code of the language; Italian is always there.
  public let titles: [String: String]
  /// The rule that decides it, or ``admitted``.
  public let expected: String
  /// The moment of the case.
  public let now: Instant
  /// The id of the profile; `nil` for that of the program.
  public let profile: String?
  /// What is asked for.
  public let content: PracticeCase

  /// What is expected where no rule stands in the way.
  public static let admitted = "admitted"

  /// Reads a line.
  ///
  /// - Parameter line: The bytes of one JSON text.
  /// - Throws: ``CaseError``, naming the first wrong place and no value.
  public init(_ line: [UInt8]) throws(CaseError) {
    let json = try JSONParser.parse(line)
    guard let object = json.object else { throw CaseError(.type(expected: "object")) }
    let known = ["drill", "practice", "title", "expected", "request"]
    if let other = object.members.first(where: { !known.contains($0.key) }) {
      throw CaseError(.unknownKey).under(key: other.key)
    }
    id = try Self.word(object, "drill")
    expected = try Self.word(object, "expected")
    titles = try Self.titles(object)
    guard let kind = PracticeKind(rawValue: try Self.word(object, "practice")) else {
      throw CaseError(.choice(admitted: PracticeKind.allCases.map(\.rawValue))).under(key: "practice")
    }
    guard let inner = object["request"] else { throw CaseError(.missing).under(key: "request") }
    let request: DecideRequest
    do { request = try DecideRequest(inner, kind: kind) } catch { throw error.under(key: "request") }
    guard let now = request.now else { throw CaseError(.missing).under(key: "now").under(key: "request") }
    self.now = now
    profile = request.profile
    content = request.content
  }

  private static func word(_ object: JSONObject, _ key: String) throws(CaseError) -> String {
    guard let value = object[key] else { throw CaseError(.missing).under(key: key) }
    guard let word = value.string, !word.isEmpty else {
      throw CaseError(.type(expected: "string")).under(key: key)
    }
    return word
  }

  private static func titles(_ object: JSONObject) throws(CaseError) -> [String: String] {
    guard let title = object["title"] else { throw CaseError(.missing).under(key: "title") }
    guard let members = title.object?.members else {
      throw CaseError(.type(expected: "object")).under(key: "title")
    }
    var titles: [String: String] = [:]
    for member in members {
      guard let text = member.value.string else {
        throw CaseError(.type(expected: "string")).under(key: member.key).under(key: "title")
      }
      titles[member.key] = text
    }
    guard titles["it"] != nil else { throw CaseError(.missing).under(key: "it").under(key: "title") }
    return titles
  }
}

extension DrillScenario {
  /// What the rules say of a case, in the words of ``expected``: the headline, unless it is a note only.
  public static func answer(of decision: Decision) -> String {
    guard let headline = decision.headline, headline.severity != .note else { return admitted }
    return headline.rule.id
  }
}
