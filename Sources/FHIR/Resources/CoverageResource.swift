import Cases
public import Domain

/// An exemption from the share in the cost, as a Coverage.
///
/// - Source: registry-sync §3.1 and §3.4: one Coverage for each person, code, scope and first day.
public enum CoverageResource {
  /// An exemption as it is read.
  public struct Record: Hashable, Sendable {
    /// Who is exempt.
    public let person: Identifier<Assistito>
    /// The exemption; its id is that of the resource.
    public let esenzione: Esenzione
    /// Whether the registry gave the whole record.
    ///
    /// `false` for a foreign one: a suspension, a revocation and their reasons are told by a status alone there.
    public let isWhole: Bool
    /// Version and time.
    public let meta: ResourceMeta
  }

  /// How an exemption stands, in the words of V3 ActStatus, or that nobody has decided yet.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case active, suspended
    /// Never was valid, or nobody may rely on it.
    case aborted
    /// Is valid no more.
    case completed
    /// Waits for a decision.
    case unknown = "UNK"
  }

  /// Writes an exemption.
  ///
  /// - Parameters:
  ///   - esenzione: The exemption; its id becomes that of the resource.
  ///   - person: Who is exempt.
  ///   - day: The day on which it is active or over.
  ///   - meta: Version and time.
  ///   - generation: Which URIs to write.
  /// - Returns: Canonical bytes.
  public static func encode(
    _ esenzione: Esenzione, person: Identifier<Assistito>, on day: CivilDate, meta: ResourceMeta,
    generation: Systems.Generation = .core
  ) -> [UInt8] {
    let absent = JSONValue.element([
      "url": .string(Systems.absentReason), "valueCode": .string("not-applicable"),
    ])
    let standing = JSONValue.element([
      "url": .string(Systems.exemptionStatus.uri(generation)),
      "valueCodeableConcept": .concept(esenzione.status(on: day)),
    ])
    let period = esenzione.period(on: day)
    let exception = JSONValue.element([
      "extension": .list(standing, esenzione.scope.extensionValue), "period": period,
      "type": .concept(esenzione.scope.system(generation), esenzione.code.rawValue),
    ])
    return JSONValue.element([
      "beneficiary": .reference(.patient, person.rawValue),
      "costToBeneficiary": .list(
        .element(["exception": .list(exception), "valueQuantity": .element(["extension": .list(absent)])])),
      "extension": .list(
        .element(["url": .string(Systems.originExtension), "valueCode": .string(esenzione.origin.rawValue)]),
        .dated(Systems.issuedExtension, esenzione.issuedOn),
        .attachmentExtension(Systems.exemptionExtension, CaseCoding.encode(esenzione: esenzione))),
      "id": .string(esenzione.id.rawValue),
      "identifier": .list(
        .identifier(Systems.exemptionRecord, esenzione.id.rawValue),
        JSONValue.text(esenzione.certificateNumber).map { _ in
          .identifier(Systems.certificate, esenzione.certificateNumber)
        },
        JSONValue.text(esenzione.protocolNumber).map { _ in
          .identifier(Systems.protocolNumber, esenzione.protocolNumber)
        }),
      "meta": meta.json(profile: generation == .core ? Systems.coverageProfile : nil),
      "payor": .list(
        .reference(
          .organization, identifier: .identifier(Systems.asl.uri(generation), esenzione.issuer.rawValue))),
      "period": period,
      "resourceType": .string(ResourceType.coverage.rawValue),
      "status": .string(esenzione.resourceStatus(on: day)),
      "type": .concept(Systems.actCode, "PUBLICPOL"),
    ]).bytes
  }

  /// How an exemption stands on a day, as the wire tells it.
  public static func status(of esenzione: Esenzione, on day: CivilDate) -> Status {
    esenzione.status(on: day)
  }

  /// The status of the resource, in the words of `Coverage.status`.
  public static func resourceStatus(of esenzione: Esenzione, on day: CivilDate) -> String {
    esenzione.resourceStatus(on: day)
  }
}

extension Esenzione {
  fileprivate func status(on day: CivilDate) -> CoverageResource.Status {
    switch state {
    case .draft, .inVerification, .inEvaluation: return .unknown
    case .suspended: return .suspended
    case .annulled, .notValid, .revoked(_, _, isBlocked: true): return .aborted
    case .valid, .ended, .revoked:
      let standing = standing(on: day, expiringWithin: 0)
      return standing.counts || standing == .future ? .active : .completed
    }
  }

  /// The status of the resource: who reads nothing but this one must never take a person for exempt in error.
  fileprivate func resourceStatus(on day: CivilDate) -> String {
    switch status(on: day) {
    case .active: "active"
    case .unknown: "draft"
    case .suspended, .completed: "cancelled"
    case .aborted: if case .annulled = state { "entered-in-error" } else { "cancelled" }
    }
  }

  /// First and last day; what is over always has a last one, and none lies before the first.
  fileprivate func period(on day: CivilDate) -> JSONValue {
    switch status(on: day) {
    case .aborted, .completed: .period(start, max(start, lastDay ?? start))
    case .active, .suspended, .unknown: .period(start, lastDay.map { max(start, $0) })
    }
  }
}

extension EsenzioneScope {
  /// The code system in which codes of the scope stand.
  func system(_ generation: Systems.Generation = .core) -> String {
    switch self {
    case .national: Systems.exemption.uri(generation)
    case .region(let digits): Systems.regionalExemptions + digits
    }
  }

  fileprivate var extensionValue: JSONValue? {
    switch self {
    case .national: nil
    case .region: .element(["url": .string(Systems.scopeExtension), "valueCode": .string(rawValue)])
    }
  }
}

extension JSONValue {
  fileprivate static func concept(_ status: CoverageResource.Status) -> JSONValue {
    .concept(status == .unknown ? Systems.nullFlavor : Systems.actStatus, status.rawValue)
  }
}

extension CoverageResource.Record: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the record, not its code.
  public var description: String { "Coverage(\(esenzione.id.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
