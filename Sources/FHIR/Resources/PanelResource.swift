import Cases
public import Domain

/// The list of a medico as a Group without members: how many it has, and how many it may have.
public enum PanelResource {
  /// A Group as it is read.
  public struct Record: Hashable, Sendable {
    /// Whose list.
    public let medico: Identifier<Medico>
    /// The ceilings; a missing one means unlimited.
    public let ceilings: Medico.Ceilings
    /// The counters; `nil` when the registry does not tell them: unknown is not free.
    public let load: Medico.Load?
    /// Version and time.
    public let meta: ResourceMeta

    /// The medico with these counters and ceilings in place of its own.
    public func applied(to medico: Medico) -> Medico {
      Medico(
        id: medico.id, kind: medico.kind, surname: medico.surname, name: medico.name, sex: medico.sex,
        regionalCode: medico.regionalCode, asl: medico.asl, distretto: medico.distretto,
        ambito: medico.ambito, association: medico.association, engagement: medico.engagement,
        ceilings: ceilings, selfLimited: medico.selfLimited, load: load, surgery: medico.surgery)
    }
  }

  /// The id of the Group with the list of a medico.
  public static func id(of medico: Identifier<Medico>) -> String { "panel-\(medico.rawValue)" }

  /// Writes the list of a medico.
  ///
  /// - Returns: Canonical bytes.
  public static func encode(_ medico: Medico, meta: ResourceMeta) -> [UInt8] {
    let ceilings = medico.ceilings
    let load = medico.load
    var open: Bool?
    if let load { open = ceilings.permanent.map { load.permanent < $0 } ?? true }
    return JSONValue.element([
      "active": .boolean(true), "actual": .boolean(true),
      "characteristic": .list(
        Count.ceiling.json(ceilings.permanent), Count.reunionCeiling.json(ceilings.reunion),
        Count.temporaryCeiling.json(ceilings.temporary), Count.zeroToSixCeiling.json(ceilings.zeroToSix),
        Count.permanent.json(load?.permanent), Count.temporary.json(load?.temporary),
        Count.zeroToSix.json(load?.zeroToSix),
        open.map { characteristic("accetta-nuove-scelte", "valueBoolean", .boolean($0)) }),
      "code": .concept(Systems.groups, "elenco-assistiti"),
      "id": .string(id(of: medico.id)),
      "identifier": .list(.identifier(Systems.panel, medico.id.rawValue)),
      "managingEntity": .reference(.practitionerRole, medico.id.rawValue),
      "meta": meta.json(),
      "quantity": load.map { .integer($0.permanent + $0.temporary) },
      "resourceType": .string(ResourceType.group.rawValue),
      "type": .string("person"),
    ]).bytes
  }

  /// Reads a list.
  ///
  /// A Group of another registry tells its counters by `quantity` alone: they are taken for permanent.
  ///
  /// - Throws: ``FHIRError``: another resource, or without medico.
  public static func decode(_ bytes: [UInt8]) throws(FHIRError) -> Record {
    let group = try Element.resource(bytes, .group)
    guard
      let medico = group.referencedID("managingEntity", .practitionerRole).flatMap({
        Identifier<Medico>($0)
      })
    else { throw group.missing("managingEntity") }
    let characteristics = group.elements("characteristic")
    func count(_ count: Count) -> Int? {
      characteristics.first { $0.element("code")?.code(in: Systems.capacity) == count.rawValue }?
        .element("valueQuantity")?.integer("value").flatMap { $0 >= 0 ? $0 : nil }
    }
    let permanent = count(.permanent) ?? group.integer("quantity").flatMap { $0 >= 0 ? $0 : nil }
    return Record(
      medico: medico,
      ceilings: Medico.Ceilings(
        permanent: count(.ceiling), reunion: count(.reunionCeiling), temporary: count(.temporaryCeiling),
        zeroToSix: count(.zeroToSixCeiling)),
      load: permanent.map {
        Medico.Load(permanent: $0, temporary: count(.temporary) ?? 0, zeroToSix: count(.zeroToSix) ?? 0)
      },
      meta: ResourceMeta(group))
  }

  /// The figures of a list, each a code.
  private enum Count: String {
    case ceiling = "massimale"
    case reunionCeiling = "massimale-ricongiungimento"
    case temporaryCeiling = "massimale-temporanee"
    case zeroToSixCeiling = "massimale-zero-sei"
    case permanent = "scelte"
    case temporary = "scelte-temporanee"
    case zeroToSix = "scelte-zero-sei"

    func json(_ value: Int?) -> JSONValue? {
      value.map {
        characteristic(
          rawValue, "valueQuantity", .element(["unit": .string("scelte"), "value": .integer($0)]))
      }
    }
  }

  private static func characteristic(_ code: String, _ key: String, _ value: JSONValue) -> JSONValue {
    .element(["code": .concept(Systems.capacity, code), "exclude": .boolean(false), key: value])
  }
}
