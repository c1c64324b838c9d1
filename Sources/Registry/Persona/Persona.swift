/// Another registry whose ways this one can take on, so that a client meets them before it meets the registry.
///
/// What differs stands in one table, ``PersonaDifferences``.
public enum Persona: String, CaseIterable, Hashable, Sendable {
  /// The Personal Demographics Service.
  case nhs
  /// Azure Health Data Services.
  case azure
  /// AWS HealthLake.
  case healthlake
  /// Blaze.
  case blaze
  /// HAPI on a relational database.
  case hapi
  /// Google Cloud Healthcare.
  case google
  /// The FHIR interface of a region that knows only `GET` and `POST`.
  case lombardia
  /// Medplum.
  case medplum
}
