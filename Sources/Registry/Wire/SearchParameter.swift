/// The search parameters that are served.
///
/// All are of the standard but `scadenza`: people of whom something ends on a day or before, by the rules.
enum Parameter: String, CaseIterable {
  case id = "_id"
  case lastUpdated = "_lastUpdated"
  case count = "_count"
  case sort = "_sort"
  case summary = "_summary"
  case format = "_format"
  case pretty = "_pretty"
  case identifier, family, given, birthdate, scadenza
  case patient, subject, beneficiary, status, code, active, role, location, organization, partof
  case managingEntity = "managing-entity"
  case careManager = "care-manager"

  /// The types that it searches.
  var types: [ServedType] {
    switch self {
    case .id, .lastUpdated, .count, .sort, .summary, .format, .pretty: ServedType.allCases
    case .identifier: [.patient, .practitionerRole, .group, .location, .organization, .task, .consent]
    case .family, .given, .birthdate, .scadenza: [.patient]
    case .patient: [.episodeOfCare, .coverage, .task, .consent]
    case .subject: [.task]
    case .beneficiary: [.coverage]
    case .status: [.location, .episodeOfCare, .coverage, .task, .consent]
    case .active: [.practitionerRole, .group, .organization]
    case .code: [.task]
    case .role: [.practitionerRole]
    case .location: [.practitionerRole]
    case .organization: [.location]
    case .partof: [.organization]
    case .managingEntity: [.group]
    case .careManager: [.episodeOfCare]
    }
  }

  /// The type of the parameter in a CapabilityStatement; `nil` for what steers the answer.
  var kind: String? {
    switch self {
    case .count, .sort, .summary, .format, .pretty: nil
    case .id, .identifier, .status, .code, .active, .role: "token"
    case .lastUpdated, .birthdate, .scadenza: "date"
    case .family, .given: "string"
    case .patient, .subject, .beneficiary, .location, .organization, .partof, .managingEntity, .careManager:
      "reference"
    }
  }

  /// The parameters of a type that a CapabilityStatement names.
  static func declared(for type: ServedType) -> [(name: String, kind: String)] {
    allCases.compactMap { parameter in
      guard let kind = parameter.kind, parameter.types.contains(type) else { return nil }
      return (parameter.rawValue, kind)
    }
  }
}
