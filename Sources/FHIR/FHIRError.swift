public import Cases

/// Why bytes are not the resource that they should be.
///
/// Names the place and the reason, never a value: resources are personal data.
public struct FHIRError: Error, Hashable, Sendable {
  /// Where: elements joined by dots, such as `Task.input`; the type of resource alone for the whole.
  public let path: String
  /// What is wrong there.
  public let reason: Reason

  /// What can be wrong with a resource or one of its elements.
  public enum Reason: Hashable, Sendable {
    /// Not JSON, or beyond its limits: what the parser says, with an offset into the resource.
    case json(CaseError)
    /// JSON, but no object with a `resourceType`.
    case notAResource
    /// Another type of resource than the one that stands first in the path.
    case otherType
    /// An element without which nothing can be done.
    case missing
    /// An element that is there and is no `expected`, such as `instant`.
    case format(expected: String)
    /// A code that means nothing to this program.
    case unknownCode
    /// The case in the attachment cannot be read.
    case attachment(CaseError)
    /// Two elements that cannot both be true, such as a status and the decision beside it.
    case contradiction
  }

  init(_ reason: Reason, at path: String) {
    self.reason = reason
    self.path = path
  }
}
