public import Domain

/// Answers the lines of `sportello decide`: a decision for a case, the place and the reason for a bad line.
public struct DecideReport: Sendable {
  private let subject: DecideSubject
  private let now: Instant
  private let profile: Profile
  private let profileNamed: @Sendable (String) -> Profile?
  private let sentence: @Sendable (String, [String]) -> String

  /// Gathers what a line does not say itself.
  ///
  /// - Parameters:
  ///   - subject: What every line is about.
  ///   - now: The moment of the decision where the line tells none.
  ///   - profile: The profile where the line names none.
  ///   - profileNamed: A profile by its id; `nil` if there is none or it cannot be used.
  ///   - sentence: The words of a key of `Localization/` with its arguments.
  public init(
    subject: DecideSubject, now: Instant, profile: Profile,
    profileNamed: @escaping @Sendable (String) -> Profile?,
    sentence: @escaping @Sendable (String, [String]) -> String
  ) {
    self.subject = subject
    self.now = now
    self.profile = profile
    self.profileNamed = profileNamed
    self.sentence = sentence
  }

  /// Answers one line.
  ///
  /// - Parameters:
  ///   - line: The bytes of the line, without its end.
  ///   - number: The number of the line, from 1.
  ///   - output: Receives one line of JSON with its end.
  /// - Returns: Whether the line was a case; `false` if an error was written.
  public func answer(_ line: [UInt8], number: Int, to output: inout [UInt8]) -> Bool {
    var writer = JSONWriter()
    var isRight = true
    do {
      let request = try DecideRequest(line, subject: subject)
      write(try decision(on: request), number: number, to: &writer)
    } catch {
      isRight = false
      write(error, number: number, to: &writer)
    }
    output += writer.bytes
    output.append(0x0A)
    return isRight
  }

  private func decision(on request: DecideRequest) throws(CaseError) -> Decision {
    guard let name = request.profile else {
      return request.content.decide(profile: profile, now: request.now ?? now)
    }
    guard let other = profileNamed(name) else { throw CaseError(.unknownProfile, at: "profile") }
    return request.content.decide(profile: other, now: request.now ?? now)
  }

  private func write(_ error: CaseError, number: Int, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("error")
    writer.beginObject()
    writer.key("path")
    writer.string(error.path)
    writer.key("reason")
    writer.string(sentence(error.messageKey, error.messageArguments))
    writer.endObject()
    writer.key("line")
    writer.integer(number)
    writer.endObject()
  }

  private func write(_ decision: Decision, number: Int, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.word("birth", decision.birth?.rawValue)
    writer.key("closes")
    writer.beginArray()
    for id in decision.closes { writer.string(id.rawValue) }
    writer.endArray()
    writer.word("counter", decision.counter?.rawValue)
    writer.key("documents")
    writer.beginArray()
    for document in decision.documents { write(document, to: &writer) }
    writer.endArray()
    writer.word("effectiveDate", decision.effectiveDate?.iso)
    writer.word("endDate", decision.endDate?.iso)
    writer.key("findings")
    writer.beginArray()
    for finding in decision.findings { write(finding, to: &writer) }
    writer.endArray()
    writer.word("headline", decision.headline?.rule.id)
    writer.key("line")
    writer.integer(number)
    writer.word("outcome", decision.outcome.rawValue)
    writer.word("receipt", decision.receipt.rawValue)
    writer.endObject()
  }

  private func write(_ document: RequiredDocument, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.word("kind", document.kind.rawValue)
    writer.word("name", sentence("documento.\(document.kind.rawValue)", []))
    writer.word("need", document.need.rawValue)
    writer.word("rule", document.rule.id)
    writer.endObject()
  }

  private func write(_ finding: Finding, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("arguments")
    writer.beginArray()
    for argument in finding.arguments { writer.string(argument) }
    writer.endArray()
    writer.word("confidence", finding.rule.confidence.rawValue)
    writer.word("field", finding.field)
    writer.word("message", sentence(finding.messageKey, finding.arguments))
    writer.word("messageKey", finding.messageKey)
    writer.word("rule", finding.rule.id)
    writer.word("severity", finding.severity.rawValue)
    writer.word("source", finding.rule.source)
    writer.endObject()
  }
}

extension JSONWriter {
  /// A key with a text, or with `null`: every answer has the same keys.
  fileprivate mutating func word(_ name: String, _ text: String?) {
    key(name)
    if let text { string(text) } else { null() }
  }
}
