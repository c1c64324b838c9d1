public import Domain

/// A Task of a registry, as a desk reads it: which operation it answers, and how.
public struct TaskRecord: Hashable, Sendable {
  /// How far a registry has come with a Task.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    /// Taken in, not decided.
    case requested
    /// Carried out.
    case completed
    /// Refused.
    case rejected
    /// Taken back, or the double of another Task with the same operation.
    case cancelled
    /// Carried out earlier and reversed since.
    case reversed
  }

  /// The id of the resource; `nil` in a body that no registry has seen.
  public let id: String?
  /// The operation id.
  public let operation: Identifier<Practice>
  /// What was asked; `nil` for a code of another program.
  public let code: OperationCode?
  /// How far it has come.
  public let status: Status
  /// What was decided, whole where the registry is one of ours and as far as it tells otherwise.
  ///
  /// `nil` until it is decided, and when it was cancelled.
  public let answer: RegistryAnswer?
  /// The codes of the reasons, rule ids or a registry's own.
  public let reasons: [String]
  /// The id of the person; `nil` if the Task names none on this server.
  public let person: Identifier<Assistito>?
  /// The medico of the scelta that was made, which may be the second choice; `nil` if the registry does not tell.
  public let medico: Identifier<Medico>?
  /// Version and time.
  public let meta: ResourceMeta
}

extension TaskRecord: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: operation and status.
  public var description: String { "TaskRecord(\(operation.rawValue), \(status))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
