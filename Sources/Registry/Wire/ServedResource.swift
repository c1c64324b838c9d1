import Domain
import FHIR

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
    guard let masked, !caller.seesRestricted else { return caller.shown(self) }
    switch type {
    case .task, .consent: return place == caller.desk.id.rawValue ? caller.shown(self) : nil
    case .patient, .practitionerRole, .group, .location, .organization, .episodeOfCare, .coverage,
      .auditEvent:
      return masked.isEmpty ? nil : caller.shown(self, masked)
    }
  }

  var entityTag: String { "W/\"\(version)\"" }
}

extension Caller {
  /// Whether restricted records are shown whole.
  var seesRestricted: Bool { permission(for: .openRestricted) == .granted }

  /// Whether exemptions are shown: they are health data, and most roles have nothing to do with them.
  var seesExemptions: Bool { permission(for: .esenzioni) == .granted }

  /// A resource as the caller may see it: of people and practices nothing that tells of an exemption, unless the
  /// caller has to do with exemptions.
  ///
  /// Who works at the desk that sent a practice need not have to do with them.
  ///
  /// `bytes` stand for the whole body where they are given; `nil` is returned for what is not shown at all.
  func shown(_ resource: ServedResource, _ bytes: [UInt8]? = nil) -> [UInt8]? {
    let bytes = bytes ?? resource.body
    guard !seesExemptions else { return bytes }
    switch resource.type {
    case .patient: return try? PatientResource.withoutExemptions(bytes)
    case .task: return try? PracticeTask.withoutExemptions(bytes)
    case .coverage: return nil
    case .practitionerRole, .group, .location, .organization, .episodeOfCare, .consent, .auditEvent:
      return bytes
    }
  }
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
