import Domain

/// A version of a resource as it lies in the tables: encoded, ready to be sent.
struct ServedResource {
  let type: ServedType
  let id: String
  let version: Int
  let lastUpdated: Instant
  let body: [UInt8]
  /// What those get who may not see a restricted record, empty if nothing; `nil` for an ordinary one.
  let masked: [UInt8]?
  /// The desk of the author, of a practice.
  let place: String?

  /// The bytes for a caller; `nil` if the caller may not know of it.
  func bytes(for caller: Caller) -> [UInt8]? {
    guard let masked, !caller.seesRestricted else { return body }
    switch type {
    case .task, .consent: return place == caller.desk.id.rawValue ? body : nil
    case .patient, .practitionerRole, .group, .location, .organization, .episodeOfCare, .coverage:
      return masked.isEmpty ? nil : masked
    }
  }

  var entityTag: String { "W/\"\(version)\"" }
}

extension Caller {
  /// Whether restricted records are shown whole.
  var seesRestricted: Bool { permission(for: .openRestricted) == .granted }
}

/// A resource about to be written, without its body: who it is and by what it is found.
struct ResourceKey {
  let type: ServedType
  let id: String
  /// The record number of the person concerned; `nil` if none.
  var person: Int?
  var identifier: String?
  var status: String?
  var code: String?
  var place: String?
}
