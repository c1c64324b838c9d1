import Cases
public import Domain

/// A medico as a PractitionerRole, with the whole medico in an attachment.
public enum MedicoResource {
  /// A PractitionerRole as it is read.
  public struct Record: Hashable, Sendable {
    /// The medico; the counters are those of the attachment until a ``PanelResource`` replaces them.
    public let medico: Medico
    /// Whether the registry gave the whole medico.
    public let isWhole: Bool
    /// Version and time.
    public let meta: ResourceMeta
  }

  /// Writes a medico.
  ///
  /// - Returns: Canonical bytes.
  public static func encode(
    _ medico: Medico, meta: ResourceMeta, generation: Systems.Generation = .core
  ) -> [UInt8] {
    JSONValue.element([
      "active": .boolean(!medico.engagement.suspended),
      "code": .list(.concept(Systems.role.uri(generation), medico.kind.rawValue.uppercased())),
      "extension": .list(
        .attachmentExtension(Systems.medicoExtension, CaseCoding.encode(medico: medico))),
      "id": .string(medico.id.rawValue),
      "identifier": .list(
        JSONValue.text(medico.regionalCode) == nil
          ? nil : .identifier(Systems.agreement, medico.regionalCode)),
      "location": .list(
        .reference(.location, identifier: .identifier(Systems.ambito, medico.ambito.rawValue))),
      "meta": meta.json(),
      "organization": .reference(
        .organization, identifier: .identifier(Systems.asl.uri(generation), medico.asl.rawValue)),
      "period": .period(medico.engagement.start, medico.engagement.end),
      "practitioner": .reference(display: medico.fullName),
      "resourceType": .string(ResourceType.practitionerRole.rawValue),
      "telecom": .list(
        JSONValue.text(medico.surgery.telephone).map {
          .element(["system": .string("phone"), "value": $0])
        }),
    ]).bytes
  }

  /// Reads a medico, from the attachment or else from the standard elements.
  ///
  /// - Throws: ``FHIRError``: another resource, without id, with an attachment that cannot be read or is
  ///   another medico's, or, without one, without role or asl.
  public static func decode(_ bytes: [UInt8]) throws(FHIRError) -> Record {
    let role = try Element.resource(bytes, .practitionerRole)
    guard let id = role.text("id").flatMap({ Identifier<Medico>($0) }) else { throw role.missing("id") }
    let whole = try whole(role)
    if let whole, whole.id != id { throw FHIRError(.contradiction, at: "\(role.path).id") }
    let meta = ResourceMeta(role)
    if let whole { return Record(medico: whole, isWhole: true, meta: meta) }
    return Record(medico: try Medico(standardElements: role, id: id), isWhole: false, meta: meta)
  }

  private static func whole(_ role: Element) throws(FHIRError) -> Medico? {
    guard let bytes = try role.extension(Systems.medicoExtension)?.attachment("valueAttachment") else {
      return nil
    }
    do { return try CaseCoding.decodeMedico(bytes) } catch {
      throw FHIRError(.attachment(error), at: "\(role.path).extension")
    }
  }
}

extension Medico {
  fileprivate var fullName: String { name.isEmpty ? surname : "\(surname) \(name)" }

  /// Builds what can be built from the standard elements; ceilings and counters stay unknown.
  fileprivate init(standardElements role: Element, id: Identifier<Medico>) throws(FHIRError) {
    let code = role.elements("code").lazy.compactMap { $0.code(Systems.role.matches) }.first
    guard let kind = code.flatMap({ Kind(rawValue: $0.lowercased()) }) else { throw role.missing("code") }
    let organization = role.element("organization")?.element("identifier")
    guard let organization, Systems.asl.matches(organization.text("system")),
      let asl = organization.text("value").flatMap({ CodiceAsl($0) })
    else { throw role.missing("organization") }
    let ambito = role.elements("location").lazy.compactMap { $0.element("identifier") }
      .first { $0.text("system") == Systems.ambito }?.text("value")
    let period = role.element("period")
    self.init(
      id: id, kind: kind, surname: role.element("practitioner")?.text("display") ?? "", name: "",
      sex: .female, regionalCode: role.identifier(in: Systems.agreement) ?? "", asl: asl,
      distretto: .init(unchecked: asl.rawValue), ambito: .init(unchecked: ambito ?? asl.rawValue),
      association: nil,
      engagement: Engagement(
        start: period?.day("start") ?? .earliest, end: period?.day("end"),
        suspended: role.flag("active") == false),
      ceilings: Ceilings(permanent: nil, reunion: nil, temporary: nil), selfLimited: false, load: nil,
      surgery: Surgery(
        street: "", municipality: .nowhere,
        telephone: role.elements("telecom").first { $0.text("system") == "phone" }?.text("value") ?? "",
        hours: ""))
  }
}
