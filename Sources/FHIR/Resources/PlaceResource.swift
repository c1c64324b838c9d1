import Cases
public import Domain

/// Ambiti as Locations and distretti as Organizations.
public enum PlaceResource {
  /// Writes an ambito, with the ambiti that border on it.
  ///
  /// - Returns: Canonical bytes.
  public static func encode(_ ambito: Ambito, meta: ResourceMeta) -> [UInt8] {
    JSONValue.element([
      "extension": .array(
        ambito.neighbours.sorted().map {
          .element([
            "url": .string(Systems.neighbourExtension),
            "valueReference": .reference(.location, $0.rawValue),
          ])
        }),
      "id": .string(ambito.id.rawValue),
      "identifier": .list(.identifier(Systems.ambito, ambito.id.rawValue)),
      "managingOrganization": .reference(
        .organization, ambito.distretto.rawValue,
        identifier: .identifier(Systems.asl.uri(), ambito.asl.rawValue)),
      "meta": meta.json(),
      "mode": .string("instance"),
      "name": .text(ambito.name),
      "resourceType": .string(ResourceType.location.rawValue),
      "status": .string("active"),
      "type": .list(.concept(Systems.placeKinds, "ambito")),
    ]).bytes
  }

  /// Reads an ambito.
  ///
  /// - Throws: ``FHIRError``: another resource, or without id, distretto or asl.
  public static func decodeAmbito(_ bytes: [UInt8]) throws(FHIRError) -> Ambito {
    let location = try Element.resource(bytes, .location)
    guard let id = location.text("id").flatMap({ Identifier<Ambito>($0) }) else {
      throw location.missing("id")
    }
    let organization = location.element("managingOrganization")
    guard
      let distretto = location.referencedID("managingOrganization", .organization)
        .flatMap({ Identifier<Distretto>($0) }),
      let identifier = organization?.element("identifier"),
      Systems.asl.matches(identifier.text("system")),
      let asl = identifier.text("value").flatMap({ CodiceAsl($0) })
    else { throw location.missing("managingOrganization") }
    let neighbours = location.elements("extension")
      .filter { $0.text("url") == Systems.neighbourExtension }
      .compactMap { $0.referencedID("valueReference", .location).flatMap { Identifier<Ambito>($0) } }
    return Ambito(
      id: id, name: location.text("name") ?? "", distretto: distretto, asl: asl,
      neighbours: Set(neighbours))
  }

  /// Writes a distretto.
  ///
  /// - Returns: Canonical bytes.
  public static func encode(_ distretto: Distretto, meta: ResourceMeta) -> [UInt8] {
    JSONValue.element([
      "active": .boolean(true),
      "id": .string(distretto.id.rawValue),
      "identifier": .list(.identifier(Systems.distretto, distretto.id.rawValue)),
      "meta": meta.json(),
      "name": .text(distretto.name),
      "partOf": .reference(
        .organization, identifier: .identifier(Systems.asl.uri(), distretto.asl.rawValue)),
      "resourceType": .string(ResourceType.organization.rawValue),
      "type": .list(.concept(Systems.placeKinds, "distretto")),
    ]).bytes
  }

  /// Reads a distretto.
  ///
  /// - Throws: ``FHIRError``: another resource, or without id or asl.
  public static func decodeDistretto(_ bytes: [UInt8]) throws(FHIRError) -> Distretto {
    let organization = try Element.resource(bytes, .organization)
    guard let id = organization.text("id").flatMap({ Identifier<Distretto>($0) }) else {
      throw organization.missing("id")
    }
    guard let identifier = organization.element("partOf")?.element("identifier"),
      Systems.asl.matches(identifier.text("system")),
      let asl = identifier.text("value").flatMap({ CodiceAsl($0) })
    else { throw organization.missing("partOf") }
    return Distretto(id: id, name: organization.text("name") ?? "", asl: asl)
  }
}
