import FHIR

/// The types of resource that the registry serves; the raw value stands in its tables.
///
/// The columns of a row by type, beside `person`, the record number of whom it concerns:
///
/// | Type | `identifier` | `status` | `code` | `place` |
/// |---|---|---|---|---|
/// | PractitionerRole | regional code | active | MMG, PLS | ambito |
/// | Group | id | active | medico | |
/// | Location | id | status | MMG, PLS | distretto |
/// | Organization | id | active | | asl |
/// | EpisodeOfCare | | status | medico | |
/// | Coverage | | status | | |
/// | Task | operation | status | operation code | desk of the author |
/// | Consent | operation | status | | desk of the author |
/// | AuditEvent | operation | stage | | desk of the author |
enum ServedType: Int, CaseIterable {
  case patient = 1
  case practitionerRole, group, location, organization, episodeOfCare, coverage, task, consent, auditEvent

  /// The type of FHIR.
  var wire: ResourceType {
    switch self {
    case .patient: .patient
    case .practitionerRole: .practitionerRole
    case .group: .group
    case .location: .location
    case .organization: .organization
    case .episodeOfCare: .episodeOfCare
    case .coverage: .coverage
    case .task: .task
    case .consent: .consent
    case .auditEvent: .auditEvent
    }
  }

  /// The name of FHIR, as it stands in paths.
  var name: String { wire.rawValue }

  init?(name: some StringProtocol) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// Whether a desk may create one.
  var isCreatable: Bool {
    switch self {
    case .task, .consent: true
    case .patient, .practitionerRole, .group, .location, .organization, .episodeOfCare, .coverage,
      .auditEvent:
      false
    }
  }
}
