import Cases
import Domain

extension PracticeTask {
  /// Reads what a registry says of a Task.
  ///
  /// Statuses that FHIR knows and this program does not write count as what they mean: taken in and at work is
  /// `requested`, failed is `rejected` or, with a protocol number, `reversed`.
  ///
  /// - Throws: ``FHIRError``: no Task, without operation id, with an unknown status, with a decision that
  ///   cannot be read or that contradicts the status.
  public static func record(in bytes: [UInt8]) throws(FHIRError) -> TaskRecord {
    let task = try Element.resource(bytes, .task)
    guard let operation = task.operation.flatMap({ Identifier<Practice>($0) }) else {
      throw task.missing("identifier")
    }
    guard let code = task.text("status") else { throw task.missing("status") }
    guard let status = status(code, task) else { throw FHIRError(.unknownCode, at: "\(task.path).status") }
    let reasons = task.element("statusReason")?.elements("coding").compactMap { $0.text("code") } ?? []
    return TaskRecord(
      id: task.text("id"), operation: operation,
      code: task.element("code")?.code(in: Systems.operations).flatMap { OperationCode(rawValue: $0) },
      status: status, answer: try answer(status, reasons, task), reasons: reasons,
      person: task.referencedID("for", .patient).flatMap { Identifier($0) },
      medico: task.output(.assignedMedico)?.referencedID("valueReference", .practitionerRole)
        .flatMap { Identifier($0) },
      meta: ResourceMeta(task))
  }

  private static func status(_ code: String, _ task: Element) -> TaskRecord.Status? {
    switch code {
    case "draft", "requested", "received", "accepted", "ready", "in-progress", "on-hold": .requested
    case "completed": .completed
    case "rejected": .rejected
    case "cancelled", "entered-in-error": .cancelled
    case "failed":
      task.element("businessStatus")?.code(in: Systems.outcomes) == TaskRecord.Status.reversed.outcome
        || task.output(.protocolNumber) != nil ? .reversed : .rejected
    default: nil
    }
  }

  private static func answer(
    _ status: TaskRecord.Status, _ reasons: [String], _ task: Element
  ) throws(FHIRError) -> RegistryAnswer? {
    if let answer = try wholeAnswer(task) {
      switch (status, answer) {
      case (.completed, .accepted), (.completed, .alreadyAnswered), (.reversed, .accepted),
        (.reversed, .alreadyAnswered), (.rejected, .rejected):
        return answer
      case (.requested, _), (.cancelled, _), (.completed, .rejected), (.reversed, .rejected),
        (.rejected, .accepted), (.rejected, .alreadyAnswered):
        throw FHIRError(.contradiction, at: "\(task.path).output")
      }
    }
    switch status {
    case .requested, .cancelled: return nil
    case .completed, .reversed:
      return .accepted(
        protocolNumber: task.output(.protocolNumber)?.text("valueString") ?? "",
        effectiveDate: task.output(.effectiveDate)?.day("valueDate"), decision: Decision(findings: []))
    case .rejected:
      return .rejected(
        Decision(findings: reasons.map { Finding(Rule($0, source: "", confidence: .law), .block) }))
    }
  }

  private static func wholeAnswer(_ task: Element) throws(FHIRError) -> RegistryAnswer? {
    guard let output = task.output(.decision), let bytes = try output.attachment("valueAttachment")
    else { return nil }
    do { return try CaseCoding.decodeAnswer(bytes) } catch {
      throw FHIRError(.attachment(error), at: "\(task.path).output")
    }
  }
}

extension TaskRecord.Status {
  /// The code in `Task.status`.
  var code: String {
    switch self {
    case .requested, .completed, .rejected, .cancelled: rawValue
    case .reversed: "failed"
    }
  }

  /// The code in `Task.businessStatus`.
  var outcome: String {
    switch self {
    case .requested: "in-lavorazione"
    case .completed: "confermata"
    case .rejected: "scartata"
    case .cancelled: "annullata"
    case .reversed: "stornata"
    }
  }
}
