extension RegistryClient {
  /// What the registry says of itself: `GET /metadata`, without token.
  ///
  /// A registry that has no such page is assumed to offer the floor.
  ///
  /// - Throws: What keeps it from answering at all; the floor, or what was told before, then stays.
  public func capability() async throws(ReadFailure) -> Reading<RegistryCapability> {
    Reading(.floor)
  }

  /// Asks something harmless, without token, to learn whether the registry serves.
  ///
  /// Whoever answers as a registry does, even to refuse, serves.
  ///
  /// - Throws: What keeps it from serving.
  public func probe() async throws(ReadFailure) -> Reading<Void> { throw .unreachable }
}
