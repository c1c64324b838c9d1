import FHIR

/// The search parameters that are served.
///
/// All are of the standard but `scadenza`, people of whom something ends on a day or before by the rules,
/// `practitioner-role`, what concerns a medico, and `postazione`, practices that a desk sent.
enum ServedParameter: String, CaseIterable {
  case id = "_id"
  case lastUpdated = "_lastUpdated"
  case count = "_count"
  case sort = "_sort"
  case summary = "_summary"
  case format = "_format"
  case pretty = "_pretty"
  case identifier, family, given, name, birthdate, scadenza
  case patient, subject, beneficiary, status, code, active, role, location, organization, partof
  case medico = "practitioner-role"
  case managingEntity = "managing-entity"
  case careManager = "care-manager"
  case desk = "postazione"

  /// Which one a parameter of the wire is; `nil` for one that is not served.
  init?(_ parameter: SearchParameters.Parameter) {
    switch parameter {
    case .identifier: self = .identifier
    case .id: self = .id
    case .lastUpdated: self = .lastUpdated
    case .family: self = .family
    case .given: self = .given
    case .name: self = .name
    case .birthDate: self = .birthdate
    case .status: self = .status
    case .code: self = .code
    case .patient: self = .patient
    case .medico: self = .medico
    case .active: self = .active
    case .expiry: self = .scadenza
    case .count: self = .count
    case .sort: self = .sort
    case .unknown(let name, _): self.init(rawValue: name)
    }
  }

  /// The types that it searches.
  var types: [ServedType] {
    switch self {
    case .id, .lastUpdated, .count, .sort, .summary, .format, .pretty: ServedType.allCases
    case .identifier:
      [.patient, .practitionerRole, .group, .location, .organization, .task, .consent, .auditEvent]
    case .family, .given, .name, .birthdate, .scadenza: [.patient]
    case .patient: [.episodeOfCare, .coverage, .task, .consent, .auditEvent]
    case .subject: [.task]
    case .beneficiary: [.coverage]
    case .status: [.location, .episodeOfCare, .coverage, .task, .consent]
    case .active: [.practitionerRole, .group, .organization]
    case .code: [.task]
    case .role: [.practitionerRole]
    case .location: [.practitionerRole]
    case .organization: [.location]
    case .partof: [.organization]
    case .medico: [.practitionerRole, .group, .episodeOfCare]
    case .managingEntity: [.group]
    case .careManager: [.episodeOfCare]
    case .desk: [.task]
    }
  }

  /// The kind of the parameter in a CapabilityStatement; `nil` for what steers the answer.
  private var kind: CapabilityResource.Parameter.Kind? {
    switch self {
    case .count, .sort, .summary, .format, .pretty: nil
    case .id, .identifier, .status, .code, .active, .role, .desk: .token
    case .lastUpdated, .birthdate, .scadenza: .date
    case .family, .given, .name: .string
    case .patient, .subject, .beneficiary, .location, .organization, .partof, .medico, .managingEntity,
      .careManager:
      .reference
    }
  }

  /// The parameters of a type that a CapabilityStatement names.
  static func declared(for type: ServedType) -> [CapabilityResource.Parameter] {
    allCases.compactMap { parameter in
      guard let kind = parameter.kind, parameter.types.contains(type) else { return nil }
      return CapabilityResource.Parameter(parameter.rawValue, kind)
    }
  }
}
