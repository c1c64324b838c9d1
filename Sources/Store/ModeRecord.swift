import Domain
import Sync

/// The mode of the registry in the form in which it is sealed.
struct ModeRecord: Codable {
  var kind: String
  var failures: Int?
  var since: Int?
  var ends: [Int]?
  var step: Int?

  init(_ mode: RegistryMode) {
    switch mode {
    case .active(let failures):
      kind = "active"
      self.failures = failures
    case .unreachable(let since):
      kind = "unreachable"
      self.since = since.milliseconds
    case .suspended(.announced(let ends), let since):
      kind = "announced"
      self.since = since.milliseconds
      self.ends = ends.map(\.milliseconds)
    case .suspended(.wire, let since):
      kind = "wire"
      self.since = since.milliseconds
    case .realigning(let step, let since):
      kind = "realigning"
      self.step = step.rawValue
      self.since = since.milliseconds
    case .stopped(let since):
      kind = "stopped"
      self.since = since.milliseconds
    }
  }

  /// The mode, or `nil` when the record does not describe one.
  var mode: RegistryMode? {
    let since = since.map { Instant(milliseconds: $0) }
    switch kind {
    case "active": return failures.map { .active(failures: $0) }
    case "unreachable": return since.map { .unreachable(since: $0) }
    case "announced":
      let ends = (ends ?? []).map { Instant(milliseconds: $0) }
      return since.map { .suspended(.announced(ends: ends), since: $0) }
    case "wire": return since.map { .suspended(.wire, since: $0) }
    case "realigning":
      guard let step = step.flatMap(RegistryMode.Realignment.init(rawValue:)) else { return nil }
      return since.map { .realigning(step, since: $0) }
    case "stopped": return since.map { .stopped(since: $0) }
    default: return nil
    }
  }
}
