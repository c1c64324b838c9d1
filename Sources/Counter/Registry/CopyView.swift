import Domain
import RegistryClient
import Store

/// How much of people a reading brings into the desk's copy, which every role of the desk shares.
///
/// The registry leaves the exemptions out for whoever has nothing to do with them, under the same version: such a
/// copy is marked, and never taken for the whole person.
enum CopyView {
  /// What stands behind the version of a copy without exemptions; no version of FHIR contains it.
  private static let mark: Character = "~"

  /// Whether the registry leaves the exemptions out for a role.
  static func isPartial(_ role: Role, at desk: DeskKind, _ profile: Profile) -> Bool {
    // Where people are invented more is allowed: the registry itself says so, or refuses.
    Rights.permission(for: .esenzioni, role: role, desk: desk, profile: profile, isDemo: true) != .granted
  }

  /// The version under which a reading is kept.
  static func version(_ version: String, isPartial: Bool) -> String {
    isPartial ? version + String(mark) : version
  }

  /// Whether a copy lacks the exemptions.
  static func isPartial(_ copy: CachedResource) -> Bool { copy.version.last == mark }

  /// The version that the registry gave a copy.
  static func registryVersion(of copy: CachedResource) -> String {
    isPartial(copy) ? String(copy.version.dropLast()) : copy.version
  }

  /// The version that a reader need not be sent again; `nil` if the reader may see more than the copy holds.
  static func condition(_ copy: CachedResource, readerIsPartial isPartial: Bool) -> String? {
    Self.isPartial(copy) && !isPartial ? nil : registryVersion(of: copy)
  }

  /// Whether a reading brings less than the desk has already of the same version.
  static func isLess(_ resource: RawResource, isPartial: Bool, than copy: CachedResource?) -> Bool {
    guard isPartial, let copy, !Self.isPartial(copy) else { return false }
    return resource.version == copy.version
  }
}

extension Assistito {
  /// The person as somebody may see who has nothing to do with exemptions, or whole.
  func shown(isPartial: Bool) -> Assistito {
    guard isPartial, !posizione.esenzioni.isEmpty else { return self }
    var next = self
    next.posizione.esenzioni = []
    return next
  }
}
