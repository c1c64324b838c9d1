public import FHIR

extension ReferenceRegistry {
  /// Announces a stop: told in the CapabilityStatement before it begins, and then nothing is served.
  ///
  /// It ends with ``resume()`` or with the last announced end.
  public func suspend(_ stop: AnnouncedSuspension) { calendar.append(stop) }

  /// Takes back every stop: whatever was announced, the registry serves again.
  public func resume() { calendar = [] }
}
