import Cases

/// What a server says about a request that it did not carry out as asked.
public struct OperationOutcome: Hashable, Sendable {
  /// How grave an issue is.
  public enum Severity: String, CaseIterable, Hashable, Sendable {
    case fatal, error, warning, information
  }

  /// One thing that a server says.
  public struct Issue: Hashable, Sendable {
    /// How grave it is; a severity of no standard counts as an error.
    public var severity: Severity
    /// The kind of issue, a code of FHIR such as `business-rule`.
    public var code: String
    /// The reason as a code of this project or of the server; `nil` without any.
    public var detail: String?
    /// The reason in words; may name a person when another server wrote it: never for logs.
    public var text: String?
    /// Further words for who mends the program; may name a person when another server wrote it.
    public var diagnostics: String?
    /// The elements concerned, such as `Task.focus`.
    public var expressions: [String]

    /// Gathers the parts; nothing is checked.
    public init(
      _ severity: Severity, _ code: String, detail: String? = nil, text: String? = nil,
      diagnostics: String? = nil, expressions: [String] = []
    ) {
      self.severity = severity
      self.code = code
      self.detail = detail
      self.text = text
      self.diagnostics = diagnostics
      self.expressions = expressions
    }
  }

  /// Every issue, in the server's order.
  public var issues: [Issue]
  /// The stops of the server that explain why it does not serve; empty if it tells of none.
  public var suspensions: [AnnouncedSuspension]

  /// Keeps issues, and the stops that explain them.
  public init(_ issues: [Issue], suspensions: [AnnouncedSuspension] = []) {
    self.issues = issues
    self.suspensions = suspensions
  }

  /// Keeps issues.
  public init(_ issues: Issue...) { self.init(issues) }

  /// The gravest issues, fatal or error: warnings inside of good answers refuse nothing.
  public var refusals: [Issue] { issues.filter { $0.severity == .fatal || $0.severity == .error } }

  /// The canonical bytes; details stand in the code system of `system`.
  public func bytes(system: String = Systems.refusalReasons) -> [UInt8] {
    JSONValue.element([
      "extension": .array(suspensions.map(\.json)),
      "issue": .array(
        issues.map { issue in
          .element([
            "code": .string(issue.code),
            "details": .element([
              "coding": .list(issue.detail.map { .coding(system, $0) }), "text": .text(issue.text),
            ]),
            "diagnostics": .text(issue.diagnostics),
            "expression": .array(issue.expressions.map { .string($0) }),
            "severity": .string(issue.severity.rawValue),
          ])
        }),
      "resourceType": .string(ResourceType.operationOutcome.rawValue),
    ]).bytes
  }

  /// Reads what a server says.
  ///
  /// - Throws: ``FHIRError`` for another resource, or without any issue.
  public init(_ bytes: [UInt8]) throws(FHIRError) {
    let outcome = try Element.resource(bytes, .operationOutcome)
    issues = outcome.elements("issue").map { issue in
      let details = issue.element("details")
      return Issue(
        issue.text("severity").flatMap { Severity(rawValue: $0) } ?? .error, issue.text("code") ?? "unknown",
        detail: details?.elements("coding").lazy.compactMap { $0.text("code") }.first,
        text: details?.text("text"), diagnostics: issue.text("diagnostics"),
        expressions: issue.texts("expression"))
    }
    suspensions = outcome.elements("extension").compactMap { AnnouncedSuspension($0) }
    if issues.isEmpty { throw outcome.missing("issue") }
  }
}

extension OperationOutcome.Issue: CustomStringConvertible, CustomReflectable {
  /// Severity and code: words of a server may name a person.
  public var description: String { "\(severity.rawValue) \(code)" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
