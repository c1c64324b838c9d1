public import Domain

/// What stands at the head of a resource, read without looking into the rest.
public struct ResourceHead: Hashable, Sendable {
  /// The type, such as `Patient`; it may be one that this program does not know.
  public let type: String
  /// The id that the registry gave; `nil` in a body that no registry has seen.
  public let id: String?
  /// The version, opaque; `nil` if none is told.
  public let versionId: String?
  /// When the registry last wrote it; `nil` if not told.
  public let lastUpdated: Instant?

  /// Reads the head of a resource.
  ///
  /// - Returns: `nil` for bytes that are no whole object with a `resourceType`.
  /// - Complexity: O(*n*) in the bytes, without building values.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var cursor = JSONCursor(bytes)
    var type: String?
    var id: String?
    var versionId: String?
    var lastUpdated: Instant?
    let isWhole = cursor.object { cursor, key in
      if key.elementsEqual("resourceType".utf8) {
        type = cursor.text()
        return type != nil
      }
      if key.elementsEqual("id".utf8) {
        id = cursor.text()
        return id != nil
      }
      guard key.elementsEqual("meta".utf8) else { return cursor.skip() }
      return cursor.object { cursor, key in
        if key.elementsEqual("versionId".utf8) {
          versionId = cursor.text()
          return versionId != nil
        }
        guard key.elementsEqual("lastUpdated".utf8) else { return cursor.skip() }
        lastUpdated = cursor.text().flatMap { FHIRInstant.instant($0) }
        return true
      }
    }
    guard isWhole, cursor.isAtEnd(), let type, !type.isEmpty else { return nil }
    self.type = type
    self.id = id
    self.versionId = versionId
    self.lastUpdated = lastUpdated
  }
}
