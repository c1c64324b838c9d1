import Cases
public import Domain

/// What a registry can do, as it declares it and as a desk reads it.
public struct CapabilityResource: Hashable, Sendable {
  /// What may be done with a type of resource.
  public enum Interaction: String, CaseIterable, Hashable, Sendable {
    case read, create, update, patch, delete
    case search = "search-type"
    case history = "history-instance"
    case versionRead = "vread"
  }

  /// A parameter of a search.
  public struct Parameter: Hashable, Sendable {
    /// The types of FHIR that this program uses.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      case token, string, date, reference, number, special
    }

    /// As it stands in a query.
    public let name: String
    /// How its values look.
    public let kind: Kind

    /// Gathers the parts.
    public init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// What may be done with one type.
  public struct Resource: Hashable, Sendable {
    /// The type; another one than ``ResourceType`` where a server knows more.
    public var type: String
    /// What may be done.
    public var interactions: Set<Interaction>
    /// What may be searched for.
    public var parameters: [Parameter]
    /// Whether `If-None-Exist` is honoured.
    public var conditionalCreate: Bool
    /// The operations on one resource, by their names without the dollar sign.
    public var operations: [String]

    /// Gathers the parts.
    public init(
      _ type: String, _ interactions: Set<Interaction>, parameters: [Parameter] = [],
      conditionalCreate: Bool = false, operations: [String] = []
    ) {
      self.type = type
      self.interactions = interactions
      self.parameters = parameters
      self.conditionalCreate = conditionalCreate
      self.operations = operations
    }
  }

  /// The name of the server's program.
  public var software: String
  /// The version of the server's program; `nil` if it does not tell.
  public var version: String?
  /// The day of the statement.
  public var date: CivilDate?
  /// The version of FHIR, `4.0.1` for R4.
  public var fhirVersion: String
  /// Which URIs the server writes, by the profile of its Patients.
  public var generation: Systems.Generation
  /// What may be done, by type.
  public var resources: [Resource]
  /// The announced stops.
  public var suspensions: [AnnouncedSuspension]

  /// Gathers the parts.
  public init(
    software: String, version: String? = nil, date: CivilDate?, fhirVersion: String = "4.0.1",
    generation: Systems.Generation = .core, resources: [Resource], suspensions: [AnnouncedSuspension] = []
  ) {
    self.software = software
    self.version = version
    self.date = date
    self.fhirVersion = fhirVersion
    self.generation = generation
    self.resources = resources
    self.suspensions = suspensions
  }

  /// What may be done with a type; `nil` if the server does not name it.
  public func resource(_ type: ResourceType) -> Resource? {
    resources.first { $0.type == type.rawValue }
  }
}

/// An announced stop of a registry, with whether records are rebuilt in it.
public struct AnnouncedSuspension: Hashable, Sendable {
  /// When, for what, and what a desk may do meanwhile.
  public var suspension: Suspension
  /// Whether everything must be read anew afterwards, since records are rebuilt during the stop.
  public var isMigration: Bool

  /// Gathers the parts.
  public init(_ suspension: Suspension, isMigration: Bool = false) {
    self.suspension = suspension
    self.isMigration = isMigration
  }
}
