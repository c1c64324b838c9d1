import Cases
public import Domain

/// What a registry says about a version of a resource.
public struct ResourceMeta: Hashable, Sendable {
  /// The version, an opaque text; `nil` if the registry gives none.
  public var versionId: String?
  /// When the registry last wrote it, by the registry's clock; `nil` if it does not say.
  public var lastUpdated: Instant?
  /// Whether the registry marks the record as restricted: what is not shown may still be there.
  public var isRestricted: Bool

  /// Gathers the parts; nothing is checked.
  public init(versionId: String? = nil, lastUpdated: Instant? = nil, isRestricted: Bool = false) {
    self.versionId = versionId
    self.lastUpdated = lastUpdated
    self.isRestricted = isRestricted
  }

  /// The weak entity tag of the version; `nil` without one.
  public var entityTag: String? { versionId.map { "W/\"\($0)\"" } }
}

extension ResourceMeta {
  static let restrictedCodes: Set<String> = ["R", "V", "REDACTED"]

  init(_ resource: Element) {
    let meta = resource.element("meta")
    self.init(
      versionId: meta?.text("versionId"),
      lastUpdated: meta?.text("lastUpdated").flatMap { FHIRInstant.instant($0) },
      isRestricted: meta?.elements("security").contains {
        Self.restrictedCodes.contains($0.text("code") ?? "")
      } ?? false)
  }

  func json(profile: String? = nil) -> JSONValue {
    .element([
      "lastUpdated": lastUpdated.map { .string(FHIRInstant.text($0)) },
      "profile": .list(profile.map { .string($0) }),
      "security": isRestricted ? .list(.coding(Systems.confidentiality, "R")) : nil,
      "versionId": .text(versionId),
    ])
  }
}
