import Cases
public import Domain

/// An exemption from the share in the cost, as a Coverage.
///
/// - Source: registry-sync §3.1 and §3.4: one Coverage for each person, code and first day.
public struct CoverageResource: Hashable, Sendable {
  /// How an exemption stands, in the words of V3 ActStatus.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case active, suspended
    /// Never was valid.
    case aborted
    /// Is valid no more.
    case completed
  }

  /// The id of the resource.
  public var id: String
  /// Who is exempt.
  public var person: Identifier<Assistito>
  /// The asl that answers for it.
  public var asl: CodiceAsl
  /// The code of the exemption.
  public var code: String
  /// How it stands.
  public var status: Status
  /// First day, inclusive.
  public var start: CivilDate
  /// Last day, inclusive; `nil` for an unlimited one.
  public var end: CivilDate?
  /// Version and time.
  public var meta: ResourceMeta

  /// Gathers the parts; nothing is checked.
  public init(
    id: String, person: Identifier<Assistito>, asl: CodiceAsl, code: String, status: Status = .active,
    start: CivilDate, end: CivilDate? = nil, meta: ResourceMeta = ResourceMeta()
  ) {
    self.id = id
    self.person = person
    self.asl = asl
    self.code = code
    self.status = status
    self.start = start
    self.end = end
    self.meta = meta
  }

  /// The canonical bytes.
  public func bytes(generation: Systems.Generation = .core) -> [UInt8] {
    let absent = JSONValue.element([
      "url": .string(Systems.absentReason), "valueCode": .string("not-applicable"),
    ])
    let standing = JSONValue.element([
      "url": .string(Systems.exemptionStatus.uri(generation)),
      "valueCodeableConcept": .concept(Systems.actStatus, status.rawValue),
    ])
    let exception = JSONValue.element([
      "extension": .list(standing), "period": .period(start, end),
      "type": .concept(Systems.exemption.uri(generation), code),
    ])
    return JSONValue.element([
      "beneficiary": .reference(.patient, person.rawValue),
      "costToBeneficiary": .list(
        .element(["exception": .list(exception), "valueQuantity": .element(["extension": .list(absent)])])),
      "id": .string(id),
      "identifier": .list(.identifier(Systems.uri, "urn:uuid:\(id)")),
      "meta": meta.json(profile: generation == .core ? Systems.coverageProfile : nil),
      "payor": .list(
        .reference(.organization, identifier: .identifier(Systems.asl.uri(generation), asl.rawValue))),
      "period": .period(start, end),
      "resourceType": .string(ResourceType.coverage.rawValue),
      "status": .string(status == .active ? "active" : status == .aborted ? "entered-in-error" : "cancelled"),
      "type": .concept(Systems.actCode, "PUBLICPOL"),
    ]).bytes
  }

  /// Reads an exemption, in either generation of URIs.
  ///
  /// - Throws: ``FHIRError``: another resource, or without id, person, asl, code, status or first day.
  public init(_ bytes: [UInt8]) throws(FHIRError) {
    let coverage = try Element.resource(bytes, .coverage)
    guard let id = coverage.text("id") else { throw coverage.missing("id") }
    guard let person = coverage.referencedID("beneficiary", .patient).flatMap({ Identifier<Assistito>($0) })
    else { throw coverage.missing("beneficiary") }
    let payors = coverage.elements("payor").compactMap { $0.element("identifier") }
    guard
      let asl = payors.first(where: { Systems.asl.matches($0.text("system")) })?.text("value")
        .flatMap({ CodiceAsl($0) })
    else { throw coverage.missing("payor") }
    let exceptions = coverage.elements("costToBeneficiary").flatMap { $0.elements("exception") }
    guard let exception = exceptions.first,
      let code = exception.element("type")?.code(Systems.exemption.matches)
    else { throw coverage.missing("costToBeneficiary") }
    let standing = exception.elements("extension")
      .first { Systems.exemptionStatus.matches($0.text("url")) }?.element("valueCodeableConcept")?
      .code(in: Systems.actStatus)
    guard let status = standing.flatMap({ Status(rawValue: $0) }) else {
      throw exception.missing("extension")
    }
    let period = exception.element("period") ?? coverage.element("period")
    guard let period, let start = period.day("start") else { throw coverage.missing("period") }
    self.init(
      id: id, person: person, asl: asl, code: code, status: status, start: start, end: period.day("end"),
      meta: ResourceMeta(coverage))
  }
}
