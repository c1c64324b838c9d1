import Cases
import Domain

extension CapabilityResource {
  /// The canonical bytes.
  public var bytes: [UInt8] {
    JSONValue.element([
      "date": .day(date),
      "extension": .array(suspensions.map(\.json)),
      "fhirVersion": .string(fhirVersion),
      "format": .list(.string("json")),
      "implementation": .element(["description": .text(software)]),
      "kind": .string("instance"),
      "resourceType": .string(ResourceType.capabilityStatement.rawValue),
      "rest": .list(
        .element(["mode": .string("server"), "resource": .array(resources.map { json($0) })])),
      "software": .element(["name": .string(software), "version": .text(version)]),
      "status": .string("active"),
    ]).bytes
  }

  private func json(_ resource: Resource) -> JSONValue {
    let isPatient = resource.type == ResourceType.patient.rawValue
    let canCreate = resource.interactions.contains(.create)
    return .element([
      "conditionalCreate": canCreate ? .boolean(resource.conditionalCreate) : nil,
      "interaction": .array(
        resource.interactions.sorted { $0.rawValue < $1.rawValue }.map {
          .element(["code": .string($0.rawValue)])
        }),
      "operation": .array(
        resource.operations.map {
          .element([
            "definition": .string("\(Systems.own)/OperationDefinition/\($0)"), "name": .string($0),
          ])
        }),
      "searchParam": .array(
        resource.parameters.map {
          .element(["name": .string($0.name), "type": .string($0.kind.rawValue)])
        }),
      "supportedProfile": isPatient ? .list(.string(generation.patientProfile)) : nil,
      "type": .string(resource.type),
      "versioning": .string("versioned"),
    ])
  }

  /// Reads what a server declares; what this program has no word for is left out.
  ///
  /// - Throws: ``FHIRError`` for another resource, or without version of FHIR.
  public init(_ bytes: [UInt8]) throws(FHIRError) {
    let statement = try Element.resource(bytes, .capabilityStatement)
    guard let fhirVersion = statement.text("fhirVersion") else { throw statement.missing("fhirVersion") }
    let rests = statement.elements("rest")
    let rest = rests.first { $0.text("mode") == "server" } ?? rests.first
    let resources = rest?.elements("resource") ?? []
    let patient = resources.first { $0.text("type") == ResourceType.patient.rawValue }
    let profiles = (patient?.texts("supportedProfile") ?? []) + (patient?.texts("profile") ?? [])
    self.init(
      software: statement.element("software")?.text("name") ?? "",
      version: statement.element("software")?.text("version"), date: statement.day("date"),
      fhirVersion: fhirVersion,
      generation: profiles.contains { $0.hasPrefix(Systems.baseProfiles) } ? .base : .core,
      resources: resources.compactMap { Resource($0) },
      suspensions: statement.elements("extension").compactMap { AnnouncedSuspension($0) })
  }
}

extension CapabilityResource.Resource {
  fileprivate init?(_ resource: Element) {
    guard let type = resource.text("type") else { return nil }
    self.init(
      type,
      Set(
        resource.elements("interaction").compactMap {
          $0.text("code").flatMap { CapabilityResource.Interaction(rawValue: $0) }
        }),
      parameters: resource.elements("searchParam").compactMap { parameter in
        guard let name = parameter.text("name"),
          let kind = parameter.text("type").flatMap({ CapabilityResource.Parameter.Kind(rawValue: $0) })
        else { return nil }
        return CapabilityResource.Parameter(name, kind)
      },
      conditionalCreate: resource.flag("conditionalCreate") ?? false,
      operations: resource.elements("operation").compactMap { $0.text("name") }.map { name in
        name.hasPrefix("$") ? String(name.dropFirst()) : name
      })
  }
}

extension Systems.Generation {
  var patientProfile: String {
    switch self {
    case .core: Systems.patientProfile
    case .base: "\(Systems.baseProfiles)patient-it-base"
    }
  }
}

/// The calendar of the stops: an extension of parts with simple values.
extension AnnouncedSuspension {
  var json: JSONValue {
    func part(_ url: String, _ key: String, _ value: JSONValue) -> JSONValue {
      .element(["url": .string(url), key: value])
    }
    let ends = suspension.announcedEnds.sorted().map { part("fine", "valueInstant", .moment($0)) }
    let kinds = suspension.kinds.map(\.rawValue).sorted().map { part("pratica", "valueCode", .string($0)) }
    let source = JSONValue.text(suspension.source).map { part("fonte", "valueString", $0) }
    return .element([
      "extension": .array(
        [part("inizio", "valueInstant", .moment(suspension.start))] + ends
          + [part("regime", "valueCode", .string(suspension.policy.rawValue))] + kinds
          + [part("migrazione", "valueBoolean", .boolean(isMigration)), source].compactMap { $0 }),
      "url": .string(Systems.suspensionExtension),
    ])
  }

  /// Reads one stop; `nil` without start, with a policy that means nothing here, or of unknown practices only.
  init?(_ element: Element) {
    guard element.text("url") == Systems.suspensionExtension,
      let start = element.extension("inizio")?.moment("valueInstant"),
      let policy = element.extension("regime")?.text("valueCode")
        .flatMap({ Suspension.Policy(rawValue: $0) })
    else { return nil }
    let parts = element.elements("extension")
    let codes = parts.filter { $0.text("url") == "pratica" }
    let kinds = Set(
      codes.compactMap { $0.text("valueCode").flatMap { PracticeKind(rawValue: $0) } })
    // A stop that names no practice is one of everything, and this one names some.
    guard codes.isEmpty || !kinds.isEmpty else { return nil }
    self.init(
      Suspension(
        start: start,
        announcedEnds: parts.filter { $0.text("url") == "fine" }.compactMap { $0.moment("valueInstant") },
        policy: policy, kinds: kinds,
        source: element.extension("fonte")?.text("valueString") ?? ""),
      isMigration: element.extension("migrazione")?.flag("valueBoolean") ?? false)
  }
}
