import Cases
public import Domain

/// A declaration on the electronic health record as a Consent: appended, never changed.
public struct ConsentResource: Hashable, Sendable {
  /// The operation id of the declaration.
  public var operation: Identifier<Practice>
  /// Who declares.
  public var person: Identifier<Assistito>
  /// The asl that takes the declaration.
  public var asl: CodiceAsl
  /// What it is about, a code such as `consultazione-cura`.
  public var category: String
  /// Given, or refused.
  public var isGiven: Bool
  /// When.
  public var at: Instant
  /// The version of the notice that was handed over.
  public var notice: String
  /// Version and time.
  public var meta: ResourceMeta

  /// Gathers the parts; nothing is checked.
  public init(
    operation: Identifier<Practice>, person: Identifier<Assistito>, asl: CodiceAsl, category: String,
    isGiven: Bool, at: Instant, notice: String, meta: ResourceMeta = ResourceMeta()
  ) {
    self.operation = operation
    self.person = person
    self.asl = asl
    self.category = category
    self.isGiven = isGiven
    self.at = at
    self.notice = notice
    self.meta = meta
  }

  /// The canonical bytes.
  public func bytes(generation: Systems.Generation = .core) -> [UInt8] {
    JSONValue.element([
      "category": .list(.concept(Systems.consents, category)),
      "dateTime": .moment(at),
      "id": .string(operation.rawValue),
      "identifier": .list(.identifier(Systems.uri, "urn:uuid:\(operation.rawValue)")),
      "meta": meta.json(),
      "organization": .list(
        .reference(.organization, identifier: .identifier(Systems.asl.uri(generation), asl.rawValue))),
      "patient": .reference(.patient, person.rawValue),
      "policyRule": .concept(Systems.notices, notice),
      "provision": .element(["type": .string(isGiven ? "permit" : "deny")]),
      "resourceType": .string(ResourceType.consent.rawValue),
      "scope": .concept(Systems.consentScope, "patient-privacy"),
      "status": .string("active"),
    ]).bytes
  }

  /// Reads a declaration.
  ///
  /// - Throws: ``FHIRError``: another resource, or without operation id, person, asl, category, provision,
  ///   time or notice.
  public init(_ bytes: [UInt8]) throws(FHIRError) {
    let consent = try Element.resource(bytes, .consent)
    guard let operation = consent.operation.flatMap({ Identifier<Practice>($0) }) else {
      throw consent.missing("identifier")
    }
    guard let person = consent.referencedID("patient", .patient).flatMap({ Identifier<Assistito>($0) })
    else { throw consent.missing("patient") }
    let organizations = consent.elements("organization").compactMap { $0.element("identifier") }
    guard
      let asl = organizations.first(where: { Systems.asl.matches($0.text("system")) })?.text("value")
        .flatMap({ CodiceAsl($0) })
    else { throw consent.missing("organization") }
    guard
      let category = consent.elements("category").lazy.compactMap({ $0.code(in: Systems.consents) }).first
    else { throw consent.missing("category") }
    let provision = consent.element("provision")?.text("type")
    guard provision == "permit" || provision == "deny" else { throw consent.missing("provision") }
    guard let at = consent.moment("dateTime") else { throw consent.missing("dateTime") }
    guard let notice = consent.element("policyRule")?.code(in: Systems.notices) else {
      throw consent.missing("policyRule")
    }
    self.init(
      operation: operation, person: person, asl: asl, category: category, isGiven: provision == "permit",
      at: at, notice: notice, meta: ResourceMeta(consent))
  }
}
