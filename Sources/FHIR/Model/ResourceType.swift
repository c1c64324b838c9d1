/// The types of resource that this program writes, serves or asks for.
public enum ResourceType: String, CaseIterable, Hashable, Sendable {
  case patient = "Patient"
  case practitionerRole = "PractitionerRole"
  case group = "Group"
  case episodeOfCare = "EpisodeOfCare"
  case coverage = "Coverage"
  case consent = "Consent"
  case location = "Location"
  case organization = "Organization"
  case task = "Task"
  case bundle = "Bundle"
  case operationOutcome = "OperationOutcome"
  case capabilityStatement = "CapabilityStatement"
  case parameters = "Parameters"
  case auditEvent = "AuditEvent"
}
