import Cases
public import Domain

/// A person as a Patient: standard elements for all that FHIR has a place for, and the whole person in an
/// attachment so that nothing is lost.
public enum PatientResource {
  /// A Patient as it is read.
  public struct Record: Hashable, Sendable {
    /// The person.
    public let assistito: Assistito
    /// `false` when another record replaced this one, or the registry withdrew it.
    public let isActive: Bool
    /// The id of the record that counts instead; `nil` if this one counts.
    public let replacedBy: Identifier<Assistito>?
    /// Whether the registry gave the whole person.
    ///
    /// `false` for a foreign one: only what the standard elements tell is there, and what is absent is unknown.
    public let isWhole: Bool
    /// Version and time.
    public let meta: ResourceMeta

    init(
      assistito: Assistito, isActive: Bool, replacedBy: Identifier<Assistito>?, isWhole: Bool,
      meta: ResourceMeta
    ) {
      self.assistito = assistito
      self.isActive = isActive
      self.replacedBy = replacedBy
      self.isWhole = isWhole
      self.meta = meta
    }
  }

  /// Writes a person.
  ///
  /// Of a restricted record neither address, contacts nor medico stand in the standard elements; what the
  /// attachment may hold is the caller's to hold back.
  ///
  /// - Parameters:
  ///   - assistito: The person, whole.
  ///   - meta: Version and time; the time also says on which day the medico shown is in charge.
  ///   - replacedBy: The record that counts instead of this one; `nil` if this one counts.
  ///   - generation: Which URIs to write.
  /// - Returns: Canonical bytes.
  public static func encode(
    _ assistito: Assistito, meta: ResourceMeta, replacedBy: Identifier<Assistito>? = nil,
    generation: Systems.Generation = .core
  ) -> [UInt8] {
    let identity = assistito.identity
    let position = assistito.posizione
    var meta = meta
    meta.isRestricted = meta.isRestricted || position.standing == .restricted
    let isOpen = !meta.isRestricted
    return JSONValue.element([
      "active": .boolean(replacedBy == nil),
      "address": isOpen ? .array(position.addresses) : nil,
      "birthDate": .day(identity.birthDate),
      "deceasedBoolean": position.deathDate == nil ? .boolean(false) : nil,
      "deceasedDateTime": .day(position.deathDate),
      "extension": .array(
        identity.citizenships.map { .citizenship($0) }
          + [
            identity.birthPlaceExtension,
            .attachmentExtension(Systems.positionExtension, CaseCoding.encode(assistito: assistito)),
          ].compactMap { $0 }),
      "gender": .string(identity.sex.gender),
      "generalPractitioner": isOpen ? position.generalPractitioner(at: meta.lastUpdated) : nil,
      "id": .string(assistito.id.rawValue),
      "identifier": .array(assistito.identifiers(generation)),
      "link": replacedBy.map {
        .list(.element(["other": .reference(.patient, $0.rawValue), "type": .string("replaced-by")]))
      },
      "managingOrganization": position.assistenza.map {
        .reference(.organization, identifier: .identifier(Systems.asl.uri(generation), $0.asl.rawValue))
      },
      "meta": meta.json(profile: generation.patientProfile),
      "name": .list(identity.humanName),
      "resourceType": .string(ResourceType.patient.rawValue),
      "telecom": isOpen ? .array(assistito.contacts.telecom) : nil,
    ]).bytes
  }

  /// Reads a person, from the attachment or else from the standard elements.
  ///
  /// - Throws: ``FHIRError``: another resource, without id, with an attachment that cannot be read or is
  ///   somebody else's, or, without one, without a birth date.
  public static func decode(_ bytes: [UInt8]) throws(FHIRError) -> Record {
    let patient = try Element.resource(bytes, .patient)
    guard let id = patient.text("id").flatMap({ Identifier<Assistito>($0) }) else {
      throw patient.missing("id")
    }
    let replacement = patient.elements("link").first { $0.text("type") == "replaced-by" }?
      .referencedID("other", .patient)
    let whole = try whole(patient)
    if let whole, whole.id != id { throw FHIRError(.contradiction, at: "\(patient.path).id") }
    let assistito: Assistito
    if let whole {
      assistito = whole
    } else {
      assistito = try Assistito(standardElements: patient, id: id)
    }
    return Record(
      assistito: assistito, isActive: patient.flag("active") ?? true,
      replacedBy: replacement.flatMap { Identifier($0) }, isWhole: whole != nil, meta: ResourceMeta(patient))
  }

  private static func whole(_ patient: Element) throws(FHIRError) -> Assistito? {
    guard let bytes = try patient.extension(Systems.positionExtension)?.attachment("valueAttachment")
    else { return nil }
    do { return try CaseCoding.decodeAssistito(bytes) } catch {
      throw FHIRError(.attachment(error), at: "\(patient.path).extension")
    }
  }
}

extension PatientResource.Record: CustomStringConvertible, CustomReflectable {
  /// A form fit for logs: the id.
  public var description: String { "Patient(\(assistito.id.rawValue))" }

  /// Hides everything from `dump` and failure reports.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
