import FHIR

extension RawResource {
  /// Takes the bytes of one resource; `nil` if they are no whole resource with an id.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard let head = ResourceHead(bytes) else { return nil }
    self.init(head, bytes)
  }

  /// Takes the bytes of one resource whose head was read; `nil` without an id.
  init?(_ head: ResourceHead, _ bytes: ArraySlice<UInt8>) {
    guard let id = head.id, !id.isEmpty else { return nil }
    self.init(type: head.type, id: id, version: head.versionId, lastUpdated: head.lastUpdated, bytes: bytes)
  }
}
