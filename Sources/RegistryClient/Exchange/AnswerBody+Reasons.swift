import Domain
import FHIR
import Sync

extension AnswerBody {
  /// The kinds of issue by which a registry refuses what was asked, not who asks.
  private static let businessCodes: Set<String> = ["business-rule", "not-found", "forbidden", "duplicate"]

  private var refusals: [OperationOutcome.Issue] {
    if case .outcome(let outcome) = self { outcome.refusals } else { [] }
  }

  /// Why what was asked is refused, by rule or because of the person; `nil` if that is not what it says.
  var businessReasons: [RejectionReason]? {
    let issues = refusals
    guard issues.contains(where: { Self.businessCodes.contains($0.code) || $0.isOurs }) else { return nil }
    return issues.map { RejectionReason($0) }
  }

  /// Why a 403 concerns the person or this practice, also because of the rights of its author; `nil` if it concerns
  /// the desk.
  func personReasons(_ codes: Set<String>) -> [RejectionReason]? {
    let issues = refusals
    let isAboutThis = issues.contains {
      $0.code == "business-rule" || $0.isOurs
        || $0.detail.map { codes.contains($0) || Rights.reasonKeys.contains($0) } ?? false
    }
    return isAboutThis ? issues.map { RejectionReason($0) } : nil
  }

  /// Why something is not there; `nil` if the address itself is wrong.
  var absenceReasons: [RejectionReason]? {
    let issues = refusals
    guard issues.contains(where: { $0.code != "not-supported" }) else { return nil }
    return issues.map { RejectionReason($0) }
  }

  /// Every reason of an outcome that refuses, the gravest issues first of all.
  var reasons: [RejectionReason]? {
    guard case .outcome(let outcome) = self else { return nil }
    let issues = outcome.refusals.isEmpty ? outcome.issues : outcome.refusals
    return issues.map { RejectionReason($0) }
  }

  /// The codes of the reasons.
  var codes: [String] { reasons?.map(\.code) ?? [] }

  /// The stops of the registry that an outcome tells of.
  var stops: [AnnouncedSuspension] {
    if case .outcome(let outcome) = self { outcome.suspensions } else { [] }
  }

  /// Whether the stops that an outcome tells of leave the registry itself serving.
  var stopsSomeOnly: Bool { !stops.isEmpty && stops.allSatisfy { !$0.suspension.stopsEverything } }

  /// Whether it says that the registry has something like this already.
  var isDuplicate: Bool { refusals.contains { $0.code == "duplicate" } }

  /// Whether a condition met several resources.
  var isSeveralMatches: Bool {
    refusals.contains { $0.code == "multiple-matches" || $0.detail == "MSG_MULTIPLE_MATCH" }
  }

  /// Whether it is a complaint of a gateway about signatures or form.
  var isInteroperability: Bool {
    if case .problem(isInteroperability: true) = self { true } else { false }
  }

  /// What an outcome among other resources says.
  static func notes(ofOutcome bytes: ArraySlice<UInt8>) -> [WireNote] {
    (try? OperationOutcome(Array(bytes)))?.issues.map { WireNote($0) } ?? []
  }

  /// Every issue, by severity and code: those that did not decide the outcome are worth a look too.
  var notes: [WireNote] {
    switch self {
    case .outcome(let outcome): outcome.issues.map { WireNote($0) }
    case .bundle(let bundle): bundle.outcomes.flatMap { Self.notes(ofOutcome: $0) }
    case .empty, .task, .problem, .resource, .html, .garbled, .other: []
    }
  }
}

extension BundleResource {
  /// The outcomes that came among the resources.
  fileprivate var outcomes: [ArraySlice<UInt8>] {
    entries.compactMap(\.resource).filter {
      ResourceHead($0)?.type == ResourceType.operationOutcome.rawValue
    }
  }
}

extension WireNote {
  fileprivate init(_ issue: OperationOutcome.Issue) {
    self = .issue(severity: issue.severity.rawValue, code: issue.detail ?? issue.code)
  }
}

extension RejectionReason {
  /// The reason as a rule id, or as the registry's own code with its words.
  fileprivate init(_ issue: OperationOutcome.Issue) {
    let words = issue.isOurs ? nil : issue.text ?? issue.diagnostics
    self.init(code: issue.detail ?? issue.code, arguments: words.map { [$0] } ?? [])
  }
}

extension OperationOutcome.Issue {
  /// Whether the reason is one of the rules of this program, such as `MAX-01`.
  fileprivate var isOurs: Bool {
    guard let parts = detail?.split(separator: "-"), parts.count == 2 else { return false }
    return parts[0].allSatisfy { $0.isASCII && $0.isUppercase }
      && parts[1].allSatisfy { $0.isASCII && $0.isNumber }
  }
}
